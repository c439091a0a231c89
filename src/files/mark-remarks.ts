// Whether an STL, PLY or OBJ of our own says that its model is not as the patient is (`modelMarks`).
import { mirrorings } from '../core/print-model.js';
import { type Alteration, frameWords } from './model-marks.js';

const headerBytes = 512;
const stlHeader = 80;

/** One sentence, or none. */
export function markRemarks(bytes: Uint8Array, format: 'STL' | 'PLY' | 'OBJ'): readonly string[] {
  const length = format === 'STL' ? stlHeader : headerBytes;
  const header = Buffer.from(bytes.subarray(0, length)).toString('latin1');
  if (!header.includes(frameWords)) return [];
  const mark =
    format === 'STL' ? /; (MIRRORED|SCALE) ([\w.+-]+)/g : /^(?:#|comment) (MIRRORED|SCALE) ([\w.+-]+)$/gm;
  const found = [...header.matchAll(mark)].map(([, what, how]) => `${what} ${how}`);
  return found.length === 0 ? [] : [`The file says that the model is ${found.join(', ')}.`];
}

/** What the remarks on a file say of that, ours or those of the reader of 3MF; null and 1 where they say nothing. */
export function alterationIn(remarks: readonly string[]): Required<Alteration> {
  const text = remarks.join(' ');
  const how = /MIRRORED ([a-z-]+)/.exec(text)?.[1];
  const scale = Number(/SCALE (\d+(?:\.\d+)?(?:e[+-]?\d+)?)/.exec(text)?.[1] ?? 1);
  return {
    mirrored: mirrorings.find((mirroring) => mirroring === how) ?? null,
    scale: Number.isFinite(scale) && scale > 0 ? scale : 1,
  };
}
