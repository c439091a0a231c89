// Keeps what of the model lies in a box, and closes what was cut.
import { readBox } from '../core/box-text.js';
import { UserError } from '../core/errors.js';
import type { Vec3 } from '../core/grid.js';
import { boundsOf } from '../core/mesh.js';
import { written } from '../core/option.js';
import { originNumber, type PrintModel, type PrintPart } from '../core/print-model.js';
import { step } from '../core/step.js';
import { lengthOf } from '../core/vec3.js';
import { booleans, type Solid } from '../kernel/booleans.js';
import { finishedNear } from '../kernel/finished-near.js';

type Box = ReturnType<typeof readBox>;

/** mm. What the box takes off is more than this, or nothing. */
const least = 0.01;
/** mm. Where the box does not cut it reaches this far around the part. */
const around = 10;

/** The part in the box: itself, a part of it, or null. */
async function inBox(part: PrintPart, box: Box): Promise<PrintPart | null> {
  const { min, max } = boundsOf(part.mesh);
  if (box.some(([low, high], d) => low >= max[d] - least || high <= min[d] + least)) return null;
  if (box.every(([low, high], d) => low <= min[d] + least && high >= max[d] - least)) return part;
  const low = (d: number): number => (box[d][0] > min[d] + least ? box[d][0] : min[d] - around);
  const high = (d: number): number => (box[d][1] < max[d] - least ? box[d][1] : max[d] + around);
  const shapes = await booleans();
  const from: Vec3 = [low(0), low(1), low(2)];
  const size: Vec3 = [high(0) - from[0], high(1) - from[1], high(2) - from[2]];
  const cube = shapes.library.Manifold.cube([...size]).translate([...from]);
  const whole = shapes.solid(part, part.name);
  const inside = (by: Vec3): Solid =>
    shapes.intersection(whole, shapes.marked(cube.translate([...by]), originNumber('cut')));
  const first = inside([0, 0, 0]);
  if (shapes.isEmpty(first)) return null;
  const body = finishedNear(shapes, (by) => (lengthOf(by) === 0 ? first : inside(by)), part.name);
  return { ...part, ...body };
}

function nothing(model: PrintModel, box: string): UserError {
  const all = model.parts.map(({ mesh }) => boundsOf(mesh));
  const range = (d: number): string =>
    `${Math.min(...all.map(({ min }) => min[d])).toFixed(1)}:${Math.max(...all.map(({ max }) => max[d])).toFixed(1)}`;
  return new UserError(
    `trim: nothing of the model lies in the box ${box}; it extends over ${range(0)},${range(1)},${range(2)} mm.`,
    'Give a box that overlaps this extent (x to the left, y to the back, z to the head).',
  );
}

/** Parts that lie outside go, those inside stay as they are. */
export const trim = step(
  {
    name: 'trim',
    does: 'Keep a box of the model',
    options: {
      box: written(
        '',
        '<x0:x1,y0:y1,z0:z1>',
        'the box to keep, mm in the patient’s frame (x to the left, y to the back, z to the head), such as -50:50,:,0:80; an empty side is open',
        (text, name) => {
          if (text !== '') readBox(text, name);
          return text;
        },
        'trim',
      ),
    },
    says: ({ box }) =>
      box === '' ? '' : `The model was trimmed to the box ${box} mm (x, y, z; LPS), with closed caps.`,
  },
  async (model: PrintModel, { box: text }, context): Promise<PrintModel> => {
    if (text === '') return model;
    const box = readBox(text, 'trim');
    const parts: PrintPart[] = [];
    for (const [n, part] of model.parts.entries()) {
      context.signal.throwIfAborted();
      context.progress(n / model.parts.length);
      const inside = await inBox(part, box);
      if (inside === null) context.note('left out', part.name);
      else parts.push(inside);
    }
    if (parts.length === 0) throw nothing(model, text);
    return { ...model, parts };
  },
);
