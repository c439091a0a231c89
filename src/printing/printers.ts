// The printers that are known by name, with the room that each prints in.
import type { Vec3 } from '../core/grid.js';
import type { Printer, ProcessName } from '../core/printer.js';

const profile = 'PrusaSlicer profile';
const sheet = 'data sheet, to be verified';
const services = 'service bureaus: makelab.com, 3faktur.com, forgelabs.com';

/** mm. */
interface Fineness {
  readonly layer?: number;
  readonly xy?: number;
}

const printer = (
  key: string,
  name: string,
  process: ProcessName,
  volume: Vec3,
  source: string,
  { layer, xy }: Fineness = {},
): Printer => ({
  key,
  name,
  process,
  volume,
  layer: layer ?? null,
  xy: xy ?? null,
  density: null,
  limits: {},
  source,
});

export const printers: readonly Printer[] = [
  printer('form-3b', 'Formlabs Form 3B+', 'sla', [145, 145, 193], sheet, { xy: 0.025 }),
  printer('form-4b', 'Formlabs Form 4B', 'sla', [200, 125, 210], sheet, { xy: 0.05 }),
  printer('form-3bl', 'Formlabs Form 3BL', 'sla', [335, 200, 300], sheet, { xy: 0.025 }),
  printer('form-4bl', 'Formlabs Form 4BL', 'sla', [353, 196, 350], sheet, { xy: 0.046 }),
  printer('fuse-1', 'Formlabs Fuse 1+', 'sls', [165, 165, 300], sheet, { layer: 0.11 }),
  printer('mk3', 'Prusa MK3', 'fdm', [250, 210, 210], profile),
  printer('mk4', 'Prusa MK4', 'fdm', [250, 210, 220], sheet),
  printer('mini', 'Prusa MINI', 'fdm', [180, 180, 180], profile),
  printer('xl', 'Prusa XL', 'fdm', [360, 360, 360], sheet),
  printer('sl1', 'Prusa SL1', 'sla', [118, 66, 150], profile),
  printer('sl1s', 'Prusa SL1S', 'sla', [127, 80, 150], profile),
  printer('ultimaker-2', 'Ultimaker 2', 'fdm', [224, 225, 205], `${profile}; height: ${sheet}`),
  printer('um-s5', 'UltiMaker S5', 'fdm', [330, 240, 300], sheet),
  printer('bambu-x1', 'Bambu Lab X1', 'fdm', [256, 256, 256], sheet),
  printer('fortus', 'Stratasys Fortus 900', 'fdm', [914, 609, 914], services),
  printer('j750', 'Stratasys J750, J850', 'polyjet', [490, 390, 200], sheet),
  printer('j5', 'Stratasys J5 (a box on its round tray)', 'polyjet', [140, 200, 187], sheet),
  printer('polyjet', 'PolyJet, large', 'polyjet', [490, 389, 200], services),
  printer('p396', 'EOS P 396', 'sls', [340, 340, 600], sheet),
  printer('m290', 'EOS M 290', 'metal', [250, 250, 325], sheet),
  printer('mjf', 'HP Multi Jet Fusion', 'mjf', [380, 284, 380], services),
  printer('sla', 'SLA, large', 'sla', [335, 200, 300], services),
];
