// Exponential, sine and cosine from + − × ÷ alone, so that a phantom's bytes are the same on every machine.

const ln2 = Math.LN2;
/** So often a number near 1 can be halved or doubled exactly. */
const mostHalvings = 1010;
/** 2ⁿ at n + mostHalvings. */
const powers = new Float64Array(2 * mostHalvings + 1).fill(1);
for (let n = 1; n <= mostHalvings; n++) {
  powers[mostHalvings + n] = 2 * powers[mostHalvings + n - 1];
  powers[mostHalvings - n] = 0.5 * powers[mostHalvings - n + 1];
}

const degree = 0.017453292519943295;

/** e^x for |x| < 700, to about 1e-15 relative. */
export function exp(x: number): number {
  const n = Math.round(x / ln2);
  const r = x - n * ln2;
  let sum = 1;
  for (let i = 18; i > 0; i--) sum = 1 + (r / i) * sum;
  if (Math.abs(n) <= mostHalvings) return sum * powers[n + mostHalvings];
  const factor = n < 0 ? 0.5 : 2;
  for (let i = Math.abs(n); i > 0; i--) sum *= factor;
  return sum;
}

/** Sine of an angle in degrees; exact at multiples of 90. */
export function sinDeg(angleDeg: number): number {
  const turns = Math.round(angleDeg / 90);
  const r = (angleDeg - 90 * turns) * degree;
  const quadrant = ((turns % 4) + 4) % 4;
  const value = quadrant % 2 === 0 ? smallSine(r) : smallCosine(r);
  return quadrant < 2 ? value : -value;
}

/** Cosine of an angle in degrees; exact at multiples of 90. */
export const cosDeg = (angleDeg: number): number => sinDeg(angleDeg + 90);

/** Area under the standard normal curve left of x. */
export function normalBelow(x: number): number {
  if (x > 8) return 1;
  if (x < -8) return 0;
  let term = x;
  let sum = x;
  for (let n = 3; Math.abs(term) > 1e-18 * Math.abs(sum); n += 2) {
    term *= (x * x) / n;
    sum += term;
  }
  return 0.5 + (sum * exp((-x * x) / 2)) / 2.5066282746310002;
}

function smallSine(r: number): number {
  let sum = 1;
  for (let n = 19; n > 1; n -= 2) sum = 1 - ((r * r) / (n * (n - 1))) * sum;
  return r * sum;
}

function smallCosine(r: number): number {
  let sum = 1;
  for (let n = 18; n > 0; n -= 2) sum = 1 - ((r * r) / (n * (n - 1))) * sum;
  return sum;
}
