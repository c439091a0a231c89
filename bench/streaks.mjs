// A slice of a jaw with metal as a scanner shows it: three energies, parallel beams, scatter, photon noise, filtered back-projection.
// Not what any scanner does, but the streaks come about as they do in one: hardened and starved beams.

/** Pixels a side, and mm of one. */
export const side = 288;
export const pixel = 0.7;

const angles = 480;
const bins = 432;

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
function seeded(seed) {
  let s = seed;
  return () => {
    s = (s + 0x6d2b79f5) | 0;
    let t = Math.imul(s ^ (s >>> 15), 1 | s);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Which of 14 teeth have a filling (a crown of three quarters of the tooth), or a post of 4 mm. */
const teeth = {
  'one filling': [3],
  'two fillings': [2, 11],
  'five fillings': [1, 2, 5, 11, 12],
  'an implant': [9],
};
export const jaws = Object.keys(teeth);

/** 0 soft tissue, 1 bone, 2 enamel, 3 metal, −1 air, at (x, y) mm. */
function materialAt(x, y, jaw, metal, thin) {
  if ((x / 68) ** 2 + (y / 88) ** 2 > 1) return -1;
  const spine = Math.hypot(x - 2, y - 45);
  if (spine < 14) return spine < 9 ? 0 : 1;
  if (thin && thinWall(x, y)) return 1;
  if ((x / 14) ** 2 + ((y - 15) / 8) ** 2 < 1) return -1;
  for (let n = 0; n < 14; n++) {
    const t = ((-84 + (168 / 13) * n) * Math.PI) / 180;
    const r = Math.hypot(x - 28 * Math.sin(t), y + 18 + 46 * Math.cos(t));
    const radius = 3.2 + (1.6 * Math.abs(t)) / 1.5;
    if (r >= radius) continue;
    if (metal && teeth[jaw].includes(n) && r < (jaw === 'an implant' ? 2 : radius * 0.75)) return 3;
    return r > radius - 1 ? 2 : 1;
  }
  const arch = Math.abs(Math.hypot(x / 28, (y + 18) / 46) - 1) * 35;
  if (y < 2 && arch < 6.5) return 1;
  return y >= 2 && y < 28 && Math.abs(Math.abs(x) - 36 - (y - 2) * 0.2) < 4 ? 1 : 0;
}

/** A ring of 1.4 mm and two fans of plates of 1.2 mm, as the walls of sinuses are. */
function thinWall(x, y) {
  if (Math.abs(Math.hypot(x + 8, y + 32) - 9) < 0.7) return true;
  return [
    [-45, -20],
    [42, -35],
  ].some(([cx, cy]) => {
    const r = Math.hypot(x - cx, y - cy);
    const turn = Math.atan2(y - cy, x - cx) / (Math.PI / 4);
    return r > 2 && r < 11 && Math.abs(turn - Math.round(turn)) * (Math.PI / 4) * r < 0.6;
  });
}

/** Share of each material in each pixel. */
function painted(jaw, metal, thin) {
  const maps = [0, 1, 2, 3].map(() => new Float32Array(side * side));
  for (let p = 0; p < side * side; p++)
    for (const b of [0.25, 0.75])
      for (const a of [0.25, 0.75]) {
        const x = ((p % side) + a - side / 2) * pixel;
        const m = materialAt(x, (Math.floor(p / side) + b - side / 2) * pixel, jaw, metal, thin);
        if (m >= 0) maps[m][p] += 0.25;
      }
  return maps;
}

/** Calls back with every bin that a pixel meets at an angle. */
function beams(a, visit) {
  const [c, s] = [Math.cos((Math.PI * a) / angles), Math.sin((Math.PI * a) / angles)];
  for (let p = 0; p < side * side; p++) {
    const t =
      ((p % side) - side / 2 + 0.5) * c + (Math.floor(p / side) - side / 2 + 0.5) * s + bins / 2 - 0.5;
    const i = Math.floor(t);
    if (i >= 0 && i + 1 < bins) visit(p, a * bins + i, t - i);
  }
}

/** mm of a material along each beam, over a focus as wide as a pixel. */
function paths(map) {
  const sharp = new Float32Array(angles * bins);
  for (let a = 0; a < angles; a++)
    beams(a, (p, bin, f) => {
      if (map[p] === 0) return;
      sharp[bin] += map[p] * (1 - f) * pixel;
      sharp[bin + 1] += map[p] * f * pixel;
    });
  return sharp.map((v, n) => 0.5 * v + 0.25 * ((sharp[n - 1] ?? 0) + (sharp[n + 1] ?? 0)));
}

/** Shares of three energies, and 1/mm of soft tissue, bone, enamel and metal at each. */
const energies = [0.3, 0.45, 0.25];
const attenuation = [
  [0.025, 0.0206, 0.018],
  [0.06, 0.041, 0.03],
  [0.105, 0.066, 0.045],
  [1.1, 0.6, 0.33],
];
const water = attenuation[0][1];
const hardened = (mm) =>
  -Math.log(energies.reduce((sum, share, e) => sum + share * Math.exp(-attenuation[0][e] * mm), 0));
const table = Float64Array.from({ length: 601 }, (_, mm) => hardened(mm));

/** mm of water that weaken a beam as much. */
function asWater(p) {
  if (p <= 0) return p / table[1];
  if (p >= table[600]) return 600 + (p - table[600]) / (table[600] - table[599]);
  let [low, high] = [0, 600];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (table[middle] <= p) low = middle;
    else high = middle;
  }
  return low + (p - table[low]) / (table[high] - table[low]);
}

function measured(lengths, photons, seed) {
  const random = seeded(seed);
  const scatter = 0.002;
  return Float32Array.from({ length: angles * bins }, (_, n) => {
    const through = energies.reduce(
      (sum, share, e) =>
        sum + share * Math.exp(-lengths.reduce((all, length, m) => all + attenuation[m][e] * length[n], 0)),
      scatter,
    );
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const counts = Math.max(1, through * photons + Math.sqrt(through * photons + 20) * normal);
    return water * asWater(-Math.log(counts / (photons * (1 + scatter))));
  });
}

/** Filtered back-projection with the filter of Shepp and Logan. */
function reconstructed(sinogram) {
  const kernel = Float64Array.from({ length: bins }, (_, n) => -2 / (Math.PI ** 2 * pixel * (4 * n * n - 1)));
  const image = new Float32Array(side * side);
  const filtered = new Float32Array(angles * bins);
  for (let a = 0; a < angles; a++) {
    for (let i = 0; i < bins; i++) {
      let sum = 0;
      for (let j = 0; j < bins; j++) sum += sinogram[a * bins + j] * kernel[Math.abs(i - j)];
      filtered[a * bins + i] = (sum * Math.PI) / angles;
    }
    beams(a, (p, bin, f) => {
      image[p] += (1 - f) * filtered[bin] + f * filtered[bin + 1];
    });
  }
  return image;
}

/** HU, side × side; seeded. `thin`: with thin walls of bone near the teeth. */
export function jawSlice(jaw, { metal, thin = false, photons = 60000, seed = 1 }) {
  const image = reconstructed(measured(painted(jaw, metal, thin).map(paths), photons, seed));
  return Int16Array.from(image, (v) => Math.max(-1024, Math.min(32000, Math.round((v / water - 1) * 1000))));
}
