// A body's own dimension, measured on a mesh of it: a ball's and a rod's diameter, a plate's thickness.
import { rotation } from '../../dist/phantom/rotation.js';

/** mm from a rim or an edge within which nothing is measured: there the blur rounds what is sharp. */
const rim = 2;

/** A place in the body's own frame. */
function localOf({ centre, anglesDeg = [0, 0, 0] }) {
  const [xx, yx, zx, xy, yy, zy, xz, yz, zz] = rotation(anglesDeg);
  return (px, py, pz) => {
    const [x, y, z] = [px - centre[0], py - centre[1], pz - centre[2]];
    return [xx * x + xy * y + xz * z, yx * x + yy * y + yz * z, zx * x + zy * y + zz * z];
  };
}

/** Weighted least squares: rows are added one by one, solved by elimination. */
function leastSquares(unknowns) {
  const m = Array.from({ length: unknowns }, () => new Float64Array(unknowns + 1));
  return {
    add(row, value, weight) {
      for (let i = 0; i < unknowns; i++) {
        for (let j = 0; j < unknowns; j++) m[i][j] += weight * row[i] * row[j];
        m[i][unknowns] += weight * row[i] * value;
      }
    },
    solve() {
      for (let i = 0; i < unknowns; i++) {
        let pivot = i;
        for (let r = i + 1; r < unknowns; r++) if (Math.abs(m[r][i]) > Math.abs(m[pivot][i])) pivot = r;
        [m[i], m[pivot]] = [m[pivot], m[i]];
        if (Math.abs(m[i][i]) < 1e-12) return null;
        for (let r = 0; r < unknowns; r++) {
          if (r === i) continue;
          const f = m[r][i] / m[i][i];
          for (let c = i; c <= unknowns; c++) m[r][c] -= f * m[i][c];
        }
      }
      return m.map((row, i) => row[unknowns] / row[i]);
    },
  };
}

/** The sphere of least squares, about the true centre: radius and small shifts. */
function ofBall({ parameters }) {
  const { centre, radius } = parameters;
  const fit = leastSquares(4);
  return {
    add(x, y, z, weight) {
      const [dx, dy, dz] = [x - centre[0], y - centre[1], z - centre[2]];
      const r = Math.hypot(dx, dy, dz);
      fit.add([1, dx / r, dy / r, dz / r], r - radius, weight);
    },
    of() {
      const found = fit.solve();
      return found && { what: 'diameter', true: 2 * radius, found: 2 * (radius + found[0]) };
    },
  };
}

/** The cylinder of least squares, about the true axis: radius, shift and lean; its caps left out. */
function ofRod({ parameters }) {
  const { radius, height } = parameters;
  const local = localOf(parameters);
  const fit = leastSquares(5);
  return {
    add(px, py, pz, weight) {
      const [x, y, z] = local(px, py, pz);
      const r = Math.hypot(x, y);
      if (Math.abs(z) > height / 2 - rim || r < radius / 2) return;
      fit.add([1, x / r, y / r, (z * x) / (r * height), (z * y) / (r * height)], r - radius, weight);
    },
    of() {
      const found = fit.solve();
      return found && { what: 'diameter', true: 2 * radius, found: 2 * (radius + found[0]) };
    },
  };
}

/** Between the mean heights of the two large faces, away from their edges; `covered`: their share that is there, %. */
function ofPlate({ parameters }) {
  const { size } = parameters;
  const local = localOf(parameters);
  const thin = size.indexOf(Math.min(...size));
  const [u, v] = [0, 1, 2].filter((axis) => axis !== thin);
  const half = (axis) => size[axis] / 2 - rim;
  const sums = [0, 0];
  const areas = [0, 0];
  return {
    add(x, y, z, weight) {
      const at = local(x, y, z);
      if (Math.abs(at[u]) > half(u) || Math.abs(at[v]) > half(v)) return;
      const side = at[thin] > 0 ? 1 : 0;
      sums[side] += weight * at[thin];
      areas[side] += weight;
    },
    of() {
      if (areas[0] === 0 || areas[1] === 0) return null;
      const covered = (100 * (areas[0] + areas[1])) / (8 * half(u) * half(v));
      return { what: 'thickness', true: size[thin], found: sums[1] / areas[1] - sums[0] / areas[0], covered };
    },
  };
}

/** Between the mean radii of its two faces. */
function ofShell({ parameters }) {
  const { centre, outerRadius, innerRadius, thickness } = parameters;
  const middle = (outerRadius + innerRadius) / 2;
  const sums = [0, 0];
  const areas = [0, 0];
  return {
    add(x, y, z, weight) {
      const r = Math.hypot(x - centre[0], y - centre[1], z - centre[2]);
      const side = r > middle ? 1 : 0;
      sums[side] += weight * r;
      areas[side] += weight;
    },
    of() {
      if (areas[0] === 0 || areas[1] === 0) return null;
      const found = sums[1] / areas[1] - sums[0] / areas[0];
      const whole = 4 * Math.PI * (outerRadius ** 2 + innerRadius ** 2);
      return { what: 'thickness', true: thickness, found, covered: (100 * (areas[0] + areas[1])) / whole };
    },
  };
}

/** A box at least four times as wide as thick is a plate. */
const isPlate = ({ parameters: { size } }) => {
  const [least, next] = [...size].sort((a, b) => a - b);
  return next >= 4 * least;
};

/** add(x, y, z, weight) of the body's own samples, then of(): what, true, found (mm); null where there is none. */
export function bodySize(body) {
  if (body.shape === 'ball') return ofBall(body);
  if (body.shape === 'cylinder') return ofRod(body);
  if (body.shape === 'shell' && body.parameters.thickness !== undefined) return ofShell(body);
  if (body.shape === 'box' && isPlate(body)) return ofPlate(body);
  return { add: () => {}, of: () => null };
}
