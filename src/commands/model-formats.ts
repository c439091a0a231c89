// Which files a model is written to.
import { UserError } from '../core/errors.js';

export const modelFormats = ['stl', '3mf', 'obj', 'ply', 'glb'] as const;
export type ModelFormat = (typeof modelFormats)[number];

/** Where nothing is said. */
const usual: readonly ModelFormat[] = ['stl', '3mf'];

const isFormat = (word: string): word is ModelFormat => modelFormats.some((format) => format === word);

/** Some of `modelFormats`, with commas between, in any order; the usual ones where nothing is said. Throws a UserError on anything else. */
export function formatsFrom(text: string | null): readonly ModelFormat[] {
  if (text === null) return usual;
  const words = text.split(',').map((word) => word.trim().toLowerCase());
  const strange = words.find((word) => !isFormat(word));
  if (strange !== undefined)
    throw new UserError(
      `formats: '${strange}' is not a kind of file that a model is written to.`,
      `Give --formats one or more of ${modelFormats.join(', ')}, with commas between.`,
    );
  return modelFormats.filter((format) => words.includes(format));
}
