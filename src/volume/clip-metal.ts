// Clips what is denser than any tissue, and tells where metal has spoilt a scan.
import { UserError } from '../core/errors.js';
import { number, type Option } from '../core/option.js';
import type { Scan } from '../core/scan.js';
import { step } from '../core/step.js';
import { metalFinding } from './metal-finding.js';
import { metalAbove, metalFromHU } from './metal-in.js';

/** HU: below this lies bone. */
const leastLevel = 1000;

const plain = number(
  0,
  [0, 32767],
  `clip values above this, which only metal has; ${metalFromHU} where no value is given, 0 = off`,
  {
    flag: 'clip-metal',
    unit: 'HU',
  },
);

const checked = (value: number, name: string): number => {
  if (value === 0 || value >= leastLevel) return value;
  throw new UserError(
    `${name}: ${value} HU is bone; metal begins far above.`,
    `Give ${name} ${leastLevel} or more (${metalFromHU} where enamel is to stay as it is), or 0 for none.`,
  );
};

/** A switch that may have a value: true is the usual level. */
const above: Option<number> = {
  ...plain,
  placeholder: '[HU]',
  check: (value, name) => {
    const given: unknown = value;
    if (typeof given === 'boolean') return given ? metalFromHU : 0;
    return checked(plain.check(value, name), name);
  },
  parse: (text, name) => checked(plain.parse(text, name), name),
};

/**
 * Values above the level become the level: huge values make interpolating splines ring into the bone beside them, and drag a half-maximum.
 * The streaks stay as they are: what damps them was found to take thin bone as well (docs/table-and-metal.md). The same scan is given
 * back where nothing is above the level.
 */
export const clipMetal = step(
  {
    name: 'clip-metal',
    does: 'Clip metal',
    options: { above },
    says: ({ above }) =>
      above === 0
        ? ''
        : `Values above ${above} HU, which only metal has, were clipped to ${above} HU before any interpolation; streaks were left as they are.`,
  },
  (scan: Scan, { above }, { note, find, progress }): Scan => {
    if (above === 0 || scan.facts.labels) return scan;
    const { modality } = scan.facts;
    if (modality !== null && modality !== 'CT')
      throw new UserError(
        `clip-metal: the scan is ${modality}, not CT; its values don't tell metal.`,
        'Leave --clip-metal out.',
      );
    const { voxels, clipped } = clippedTo(scan.voxels, above);
    progress(0.5);
    const metal = metalAbove(scan, above);
    note('voxels clipped', clipped);
    note('metal', metal?.volume ?? 0, 'ml');
    note('slices with metal', metal ? `${metal.slices} of ${metal.ofSlices}` : 'none');
    note('near metal in these slices', metal?.near ?? 0, 'ml');
    if (metal) find(metalFinding(metal, above));
    progress(1);
    return clipped === 0 ? scan : { ...scan, voxels };
  },
);

function clippedTo(voxels: Scan['voxels'], level: number): { voxels: Scan['voxels']; clipped: number } {
  const whole = voxels instanceof Int16Array;
  const most = whole ? Math.round(level) : Math.fround(level);
  const room = new SharedArrayBuffer(voxels.byteLength);
  const out = whole ? new Int16Array(room) : new Float32Array(room);
  let clipped = 0;
  for (let p = 0; p < voxels.length; p++) {
    const value = voxels[p];
    if (value > most) clipped++;
    out[p] = value > most ? most : value;
  }
  return { voxels: out, clipped };
}
