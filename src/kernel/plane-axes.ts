// The axes of planes that lie across one of the patient's.

export type Axis = 0 | 1 | 2;

/** The plane's own axes: of x, y, z those two that come after its normal, in their cyclic order. */
export const planeAxes = (axis: Axis): readonly [Axis, Axis] =>
  axis === 0 ? [1, 2] : axis === 1 ? [2, 0] : [0, 1];

/** x, y, z of the point u, v, w of a plane's own axes. */
export function inPatient(axis: Axis, u: number, v: number, w: number): [number, number, number] {
  const point: [number, number, number] = [0, 0, 0];
  const [first, second] = planeAxes(axis);
  point[first] = u;
  point[second] = v;
  point[axis] = w;
  return point;
}
