// The triangles that fill a contour by counting: from one point to each of its segments.

/** Nine numbers for each segment of six. A point of the plane is inside where an odd number of the triangles covers it. */
export function sectionFan(segments: Float32Array): Float32Array {
  const fan = new Float32Array((segments.length / 6) * 9);
  for (let s = 0, at = 0; s < segments.length; s += 6, at += 9) {
    for (let c = 0; c < 3; c++) fan[at + c] = segments[c];
    for (let c = 0; c < 6; c++) fan[at + 3 + c] = segments[s + c];
  }
  return fan;
}
