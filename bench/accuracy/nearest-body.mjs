// Which of many bodies is nearest to a point, without asking all of them.

/** How far a point is from a box, mm; 0 inside. */
function toBox({ min, max }, x, y, z) {
  const gap = (v, low, high) => Math.max(low - v, v - high, 0);
  return Math.hypot(gap(x, min[0], max[0]), gap(y, min[1], max[1]), gap(z, min[2], max[2]));
}

/**
 * Of bodies with `distance` (signed, no steeper than 1) and `bounds`: find(x, y, z) sets `body` (its index) and
 * `distance` (mm). Starts with the body of the last call: neighbours on a surface mostly share theirs.
 */
export function nearestBody(bodies) {
  const found = { body: 0, distance: 0 };
  return (x, y, z) => {
    const last = found.body;
    found.distance = bodies[last].distance(x, y, z);
    for (let n = 0; n < bodies.length; n++) {
      if (n === last || toBox(bodies[n].bounds, x, y, z) > Math.max(0, found.distance)) continue;
      const distance = bodies[n].distance(x, y, z);
      if (distance >= found.distance) continue;
      found.distance = distance;
      found.body = n;
    }
    return found;
  };
}
