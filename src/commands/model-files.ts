// The files of a model for printing, in the formats that were asked for.
import type { Affine } from '../core/grid.js';
import type { PrintPart } from '../core/print-model.js';
import { glbBytes } from '../files/glb-bytes.js';
import { type Alteration, scaleText } from '../files/model-marks.js';
import { mtlBytes } from '../files/mtl-bytes.js';
import { objBytes } from '../files/obj-bytes.js';
import { plyBytes } from '../files/ply-bytes.js';
import { stlBytes } from '../files/stl-bytes.js';
import { threeMfBytes } from '../files/three-mf-bytes.js';
import { verifyParts } from '../files/verify-parts.js';
import { verifyStl } from '../files/verify-stl.js';
import type { OutputFile } from '../files/write-files.js';
import { version } from '../version.js';
import type { ModelFormat } from './model-formats.js';

export interface WantedFiles extends Alteration {
  readonly formats: readonly ModelFormat[];
  /** mm; left out where it was not proven. */
  readonly tolerance?: number;
  /** Several parts as one STL too. */
  readonly merged?: boolean;
  /** One a part: how far each of its vertices lies from another surface, mm, for PLY; null where that is not known. */
  readonly deviations?: readonly (Float32Array | null)[];
  /** One a part, for 3MF: how it stands on the plate. */
  readonly placements?: readonly Affine[];
}

/**
 * STL and PLY: a file a part. 3MF, OBJ and GLB: all parts in one. What is mirrored or not life-size says so in its name.
 * Every file is read back when it is written, but GLB.
 */
export function modelFiles(name: string, parts: readonly PrintPart[], wanted: WantedFiles): OutputFile[] {
  const { tolerance, mirrored, scale, placements } = wanted;
  const altered = { mirrored, scale };
  const marked = `${name}${marks(altered)}`;
  const meta = { title: name, application: `Isocast ${version}`, tolerance, ...altered };
  const suffixes = parts.length === 1 ? [''] : suffixesOf(name, parts);
  const whole = (extension: string, chunks: OutputFile['chunks'], proven = true): OutputFile => ({
    name: `${marked}.${extension}`,
    chunks,
    verify: proven ? verifyParts(parts) : undefined,
  });
  const makers: Readonly<Record<ModelFormat, () => OutputFile[]>> = {
    stl: () => [
      ...parts.map((part, p) => ({
        name: `${marked}${suffixes[p]}.stl`,
        chunks: stlBytes(part, altered),
        verify: verifyStl(part.mesh),
      })),
      ...(wanted.merged === true && parts.length > 1 ? [mergedStl(marked, parts, altered)] : []),
    ],
    '3mf': () => [whole('3mf', threeMfBytes(parts, { ...meta, placements }))],
    obj: () => [
      whole('obj', objBytes(parts, `${marked}.mtl`, altered)),
      whole('mtl', [mtlBytes(parts)], false),
    ],
    ply: () =>
      parts.map((part, p) => {
        const values = wanted.deviations?.[p] ?? null;
        const scalars = values === null ? [] : [{ name: 'deviation', values }];
        return {
          name: `${marked}${suffixes[p]}.ply`,
          chunks: plyBytes(part, scalars, altered),
          verify: verifyParts([part]),
        };
      }),
    glb: () => [whole('glb', glbBytes(parts, meta), false)],
  };
  return wanted.formats.flatMap((format) => makers[format]());
}

const mergedStl = (marked: string, parts: readonly PrintPart[], altered: Alteration): OutputFile => ({
  name: `${marked}.stl`,
  chunks: stlBytes(parts, altered),
  verify: verifyStl(parts.map(({ mesh }) => mesh)),
});

/** '-MIRRORED', '-SCALE-0.5', both or none. */
function marks({ mirrored = null, scale = 1 }: Alteration): string {
  return `${mirrored === null ? '' : '-MIRRORED'}${scale === 1 ? '' : `-SCALE-${scaleText(scale)}`}`;
}

const longest = 60;

/** '-' and a name fit for files, no two alike in any case; what a piece has of the model's name stands there already. */
function suffixesOf(model: string, parts: readonly PrintPart[]): string[] {
  const used = new Set<string>();
  return parts.map(({ name }, p) => {
    const own = name.startsWith(`${model}-`) ? name.slice(model.length + 1) : name;
    const safe = own
      .normalize('NFC')
      .replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '-')
      .replace(/^[-.\p{M}]+|[-.]+$/gu, '')
      .slice(0, longest);
    const wish = safe === '' ? `part-${p + 1}` : safe;
    let suffix = wish;
    for (let n = 2; used.has(suffix.toLowerCase()); n++) suffix = `${wish}-${n}`;
    used.add(suffix.toLowerCase());
    return `-${suffix}`;
  });
}
