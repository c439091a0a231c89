// Keeps of the structure what lies in a mask that was drawn elsewhere.
import { copyBits, countBits } from '../core/bits.js';
import { NothingLeftError, UserError } from '../core/errors.js';
import type { Option } from '../core/option.js';
import type { Scan } from '../core/scan.js';
import type { Segment } from '../core/segment.js';
import { step } from '../core/step.js';
import { bitsBox, type MarkedBox, markedBox } from '../kernel/marked-box.js';
import { slabsOf } from '../kernel/slabs.js';
import { voxelVolume } from './voxel-volume.js';

function checkedMask(mask: Scan | null, name: string): Scan | null {
  if (mask === null) return null;
  const { voxels } = mask;
  for (let v = 0; v < voxels.length; v++)
    if (!(voxels[v] >= 0 && voxels[v] <= 1))
      throw new UserError(
        `${name}: the mask holds the value ${voxels[v]}; only 0 (outside) to 1 (inside) make a mask.`,
        'Give a mask of 0 and 1, or choose one label of a label map.',
      );
  return mask;
}

const mask: Option<Scan | null> = {
  default: null,
  help: 'a scan of 0 and 1, or of shares between, on any grid in the same frame; null does nothing',
  inCode: true,
  isInput: true,
  placeholder: '<mask>',
  check: checkedMask,
  parse: (text, name) => {
    throw new UserError(`${name}: '${text}' is not a mask.`, 'A mask is given in code alone.');
  },
};

/** A voxel stays where the mask, interpolated linearly from its own grid, is at least half; beyond that grid nothing is. */
export const within = step(
  {
    name: 'within',
    does: 'Keep what lies in the mask',
    options: { mask },
    says: ({ mask }) =>
      mask === null
        ? ''
        : 'The structure was restricted to a mask: a voxel was kept where the mask, interpolated linearly to its centre, was at least one half.',
  },
  async (segment: Segment, { mask }, { each, note, progress }): Promise<Segment> => {
    if (mask === null) return segment;
    const { grid } = segment.volume;
    const inside = copyBits(segment.inside);
    const only = { grid: mask.grid, nodes: mask.nodes, voxels: mask.voxels };
    const jobs = slabsOf(grid).map((slab) => ({ mask: only, grid, bits: inside, ...slab }));
    await each('restrictBits', jobs);
    const [before, after] = [countBits(segment.inside), countBits(inside)];
    if (after === 0) throw nothingLeft(segment, mask);
    const millilitres = voxelVolume(segment) / 1000;
    note('volume before', before * millilitres, 'ml');
    note('volume in the mask', after * millilitres, 'ml');
    note('share kept', (100 * after) / before, '%');
    progress(1);
    return { ...segment, inside };
  },
);

const boxText = ({ min, max }: MarkedBox): string =>
  min.map((low, axis) => `${low.toFixed(1)} to ${max[axis].toFixed(1)}`).join(', ');

const apart = (a: MarkedBox, b: MarkedBox): boolean =>
  a.min.some((low, axis) => low > b.max[axis] || a.max[axis] < b.min[axis]);

function nothingLeft({ inside, volume }: Segment, mask: Scan): UserError {
  const there = markedBox(mask);
  if (there === null)
    return new UserError('within: the mask is empty.', 'Give the mask of a structure of this scan.');
  const here = bitsBox(inside, volume.grid.affine);
  if (here === null)
    return new NothingLeftError(
      'within: there was nothing inside to begin with.',
      'Choose a range of grey values that leaves something.',
    );
  const places = `The mask extends over ${boxText(there)} mm (x to the left, y to the back, z to the head), the structure over ${boxText(here)} mm.`;
  if (apart(there, here))
    return new UserError(
      `within: the mask lies elsewhere than the structure. ${places}`,
      'Give a mask that was drawn on this scan.',
    );
  return new NothingLeftError(
    `within: nothing of the structure lies in the mask. ${places}`,
    'Give another mask, or a range of grey values that the marked tissue has.',
  );
}
