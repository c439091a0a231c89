// The noise of a scan: how much values vary where the tissue does not.
// The mode of local standard deviations, as in Christianson et al., Automated technique to measure noise in clinical CT
// examinations, 2015. Differences of neighbours would not do: a reconstruction kernel makes them alike.
import type { Scan } from '../core/scan.js';
import type { Noise } from '../core/sharpness.js';
import { percentile, type ValueCounts } from './count-values.js';
import type { ValueScale } from './hounsfield.js';
import { flattened, noiseWindows } from './noise-windows.js';

const fewest = 30;
/** The share of all windows that the shortest interval (as a ratio) around the mode must hold. */
const share = 0.1;
/** Windows that repeat so well in the next slice (a correlation) hold more than noise. */
const repeated = 0.7;
/** Windows of mere noise lie within this ratio of the mode. */
const alike = 1.4;
/** Tissue whose usual window varies that many times more than a tenth of them do is not homogeneous. */
const varied = 2.2;

/** Null where no homogeneous tissue is found. Windows lie in the slices; `sliceAxis` is what those lie across. */
export function noise(
  scan: Scan,
  counted: ValueCounts,
  scale: ValueScale,
  sliceAxis: 0 | 1 | 2,
): Noise | null {
  const { sds, means, places } = noiseWindows(scan, sliceAxis, leastTissue(counted, scale));
  const n = sds.length;
  const order = Array.from(sds.keys()).sort((a, b) => sds[a] - sds[b]);
  if (n < fewest) return null;
  const quiet = sds[order[Math.floor(0.1 * n)]];
  // Where most windows hold edges, the quiet ones are looked at by themselves.
  const all = modeOf(sds, order);
  const within = order.filter((w) => sds[w] <= varied * quiet);
  const mode = all.sd <= varied * quiet || within.length < fewest ? all : modeOf(sds, within);
  const near = within.filter((w) => sds[w] >= mode.sd / alike && sds[w] <= mode.sd * alike).length;
  if (mode.sd > varied * quiet || near < within.length / 2) return null;
  if (
    likeness(
      scan,
      sliceAxis,
      mode.windows.map((w) => places[w]),
    ) > repeated
  )
    return null;
  const tissue = mode.windows.map((w) => means[w]).sort((a, b) => a - b)[mode.windows.length >> 1];
  return { sd: mode.sd, tissue, windows: mode.windows.length };
}

/** Of windows in ascending order: the shortest interval, as a ratio, that holds a share of them, and its middle. */
function modeOf(
  sds: readonly number[],
  order: readonly number[],
): { sd: number; windows: readonly number[] } {
  const held = Math.max(fewest, Math.ceil(share * order.length));
  let best = 0;
  let shortest = Number.POSITIVE_INFINITY;
  for (let first = 0; first + held <= order.length; first++) {
    const most = sds[order[first + held - 1]];
    const length = most === 0 ? 0 : 1 - sds[order[first]] / most;
    if (length < shortest) [best, shortest] = [first, length];
  }
  return { sd: sds[order[best + (held >> 1)]], windows: order.slice(best, best + held) };
}

/** Above air, so that what a scanner clips there is not taken for a quiet tissue. */
function leastTissue(counted: ValueCounts, scale: ValueScale): number {
  if (scale === 'HU') return -300;
  if (scale === 'offset') return 700;
  const [low, high] = [percentile(counted, 0.005), percentile(counted, 0.99)];
  return low + 0.25 * (high - low);
}

/**
 * How much windows look like those of the next slice, the middle one of all: −1…1. Noise differs from slice to slice,
 * an edge that runs through all windows does not.
 */
function likeness({ voxels, grid: { size } }: Scan, sliceAxis: number, places: readonly number[]): number {
  const strides = [1, size[0], size[0] * size[1]];
  const next = strides[sliceAxis];
  const [u, v] = [0, 1, 2].filter((axis) => axis !== sliceAxis).map((axis) => strides[axis]);
  const each = places.flatMap((at) => {
    const slice = Math.floor(at / next) % size[sliceAxis];
    if (size[sliceAxis] === 1) return [];
    const other = slice + 1 < size[sliceAxis] ? at + next : at - next;
    const [a, b] = [flattened(voxels, at, u, v), flattened(voxels, other, u, v)];
    const dot = (x: Float64Array, y: Float64Array): number =>
      x.reduce((sum, value, n) => sum + value * y[n], 0);
    const size2 = dot(a, a) * dot(b, b);
    return size2 > 0 ? [dot(a, b) / Math.sqrt(size2)] : [];
  });
  return each.length === 0 ? 0 : each.sort((a, b) => a - b)[each.length >> 1];
}
