// Letters as a solid that follows a gently bent surface, to be taken out of a body or added to it.
import { originNumber } from '../core/print-model.js';
import type { Booleans, Solid } from './booleans.js';
import type { Frame } from './frame-facing.js';
import { type Bend, bendAt } from './height-fit.js';
import type { Ring } from './letters.js';

/** Where a text lies: a frame, and the surface over its plane. */
export interface TextPlace {
  readonly frame: Frame;
  readonly bend: Bend;
}

/** Triangles of a bent prism are no longer than this, mm: over a radius of 20 mm they leave it by 0.006 mm. */
const longest = 1;
/** What a plane may be off by, mm. */
const flat = 1e-4;

/**
 * All that lies between `from` and `to` (mm) over the surface at `place` and over the ink, the ink grown by `grown` mm all
 * around. Heights are measured along the frame's `out`.
 */
export function textPrism(
  { library, marked }: Pick<Booleans, 'library' | 'marked'>,
  rings: readonly Ring[],
  { frame, bend }: TextPlace,
  from: number,
  to: number,
  grown = 0,
): Solid {
  const ink = new library.CrossSection(
    rings.map((ring) => ring.map(([x, y]): [number, number] => [x, y])),
    'NonZero',
  );
  const shape = grown > 0 ? ink.offset(grown, 'Round', 2, 24).simplify(0.01) : ink;
  const straight = shape.extrude(to - from).translate(0, 0, from);
  const { min, max } = shape.bounds();
  const reach = Math.max(...[...min, ...max].map(Math.abs));
  const bent = Math.max(...bend.slice(1).map((c, k) => Math.abs(c) * reach ** (k < 2 ? 1 : 2))) > flat;
  const laid = bent
    ? straight.refineToLength(longest).warp((p) => {
        p[2] += bendAt(bend, p[0], p[1]);
      })
    : straight.translate(0, 0, bend[0]);
  return marked(inSpace(laid, frame), originNumber('mark'));
}

/** From the frame's own axes to the patient's. */
const inSpace = (solid: Solid, { right, up, out, centre }: Frame): Solid =>
  solid.transform([...right, 0, ...up, 0, ...out, 0, ...centre, 1]);
