// What clipping metal, and what damping its streaks, does to the surface of bone: node bench/metal.mjs
// The same jaw is scanned with its metal and with enamel in its place; what differs in the mask of bone (226 HU and more) is counted.

import { evaluate } from '../dist/kernel/evaluate.js';
import { metalFromHU } from '../dist/volume/metal-in.js';
import { resample } from '../dist/volume/resample.js';
import { jawSlice, jaws, pixel, side } from './streaks.mjs';

const bone = 226;
const fine = 0.35;
const at = (x, y) => Math.min(side - 1, Math.max(0, x)) + side * Math.min(side - 1, Math.max(0, y));
const middleOf = (values) => values.sort((a, b) => a - b)[(values.length - 1) / 2];

/** mm to the nearest metal, and the middle of the piece of metal that it belongs to (here: of all metal within 8 mm of it). */
function aroundMetal(image) {
  const metal = [];
  for (let p = 0; p < image.length; p++)
    if (image[p] > metalFromHU) metal.push([p % side, Math.floor(p / side)]);
  const distance = new Float32Array(image.length);
  const nearest = new Int32Array(image.length);
  for (let p = 0; p < image.length; p++) {
    let best = Number.POSITIVE_INFINITY;
    for (let m = 0; m < metal.length; m++) {
      const d = (metal[m][0] - (p % side)) ** 2 + (metal[m][1] - Math.floor(p / side)) ** 2;
      if (d >= best) continue;
      best = d;
      nearest[p] = m;
    }
    distance[p] = Math.sqrt(best) * pixel;
  }
  const middles = metal.map((m) => {
    const piece = metal.filter((n) => Math.hypot(m[0] - n[0], m[1] - n[1]) * pixel < 8);
    return [0, 1].map((c) => piece.reduce((sum, n) => sum + n[c], 0) / piece.length);
  });
  return { distance, middle: (p) => middles[nearest[p]] };
}

/** Each takes a clipped slice and gives it with the voxels within 20 mm of metal replaced. */
const square = (reach) => (image, p) => {
  const values = [];
  for (let y = -reach; y <= reach; y++)
    for (let x = -reach; x <= reach; x++) values.push(image[at((p % side) + x, Math.floor(p / side) + y)]);
  return middleOf(values);
};
/** Values along the tangent, across the streaks. */
const across = (image, p, [mx, my], reach) => {
  const [x, y] = [p % side, Math.floor(p / side)];
  const r = Math.hypot(x - mx, y - my) || 1;
  const [tx, ty] = [-(y - my) / r, (x - mx) / r];
  return Array.from(
    { length: 2 * reach + 1 },
    (_, n) => image[at(Math.round(x + (n - reach) * tx), Math.round(y + (n - reach) * ty))],
  );
};
const filters = {
  'clipped, as it is': null,
  'median of 3 × 3': square(1),
  'median of 5 × 5': square(2),
  'median of 5 across the streaks': (image, p, middle) => middleOf(across(image, p, middle, 2)),
  'median of 9 across the streaks': (image, p, middle) => middleOf(across(image, p, middle, 4)),
};

/** mm² of bone too much and too little where `where` says so, on a fine grid through the cubic spline. */
async function errors(image, truth, where) {
  const [a, b] = [await finely(image), await finely(truth)];
  const n = Math.round(Math.sqrt(a.length));
  let [more, less] = [0, 0];
  for (let p = 0; p < a.length; p++) {
    const x = Math.round((((p % n) + 0.5) * fine) / pixel - 0.5);
    const y = Math.round(((Math.floor(p / n) + 0.5) * fine) / pixel - 0.5);
    if (!where(at(x, y))) continue;
    if (a[p] >= bone && b[p] < bone) more++;
    if (a[p] < bone && b[p] >= bone) less++;
  }
  return [more * fine * fine, less * fine * fine];
}

async function finely(image) {
  const voxels = new Int16Array(new SharedArrayBuffer(2 * 3 * image.length));
  for (let k = 0; k < 3; k++) voxels.set(image, k * image.length);
  const affine = [pixel, 0, 0, 0, 0, pixel, 0, 0, 0, 0, pixel, 0];
  const stored = { storedAxes: 'LPS', storedSize: [side, side, 3], storedSpacing: [pixel, pixel, pixel] };
  const facts = { format: 'NIfTI-1', modality: 'CT', labels: false, ...stored, remarks: [] };
  const scan = { grid: { size: [side, side, 3], affine }, voxels, facts };
  const volume = await resample(scan, { spacing: fine, kernel: 'bspline3' });
  const middle = Math.floor(volume.grid.size[2] / 2);
  return evaluate(volume, middle, middle + 1);
}

const text = (x) => x.toFixed(1).padStart(8);
for (const thin of [false, true])
  for (const jaw of jaws) {
    const raw = jawSlice(jaw, { metal: true, thin });
    const truth = jawSlice(jaw, { metal: false, thin });
    const { distance, middle } = aroundMetal(raw);
    const clipped = raw.map((v) => Math.min(v, metalFromHU));
    const beside = (p) => distance[p] > 0 && distance[p] <= 2;
    const near = (p) => distance[p] > 2 && distance[p] <= 20;
    const far = (p) => distance[p] > 40;
    console.log(`${jaw}${thin ? ', thin walls near it' : ''}: mm² of bone too much and too little`);
    console.log(`${''.padEnd(34)} up to 2 mm        2 … 20 mm       beyond 40 mm`);
    const row = async (name, image) => {
      const found = [];
      for (const where of [beside, near, far]) found.push(...(await errors(image, truth, where)));
      console.log(name.padEnd(34) + found.map(text).join(' '));
    };
    await row('not clipped', raw);
    for (const [name, filter] of Object.entries(filters)) {
      const reached = (v, p) =>
        filter && distance[p] > 0 && distance[p] <= 20 ? filter(clipped, p, middle(p)) : v;
      await row(name, clipped.map(reached));
    }
  }
