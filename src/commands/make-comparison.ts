// From two meshes to the files of their comparison, and all that the record says.

import type { Comparison } from '../core/comparison.js';
import type { Context } from '../core/context.js';
import type { Part } from '../core/mesh.js';
import type { SurfaceMaps } from '../core/surface-map.js';
import type { FitStart } from '../kernel/fit-surfaces.js';
import { vertexDeviations } from '../kernel/vertex-deviations.js';
import { makePool } from '../pool.js';
import { comparisonPage } from '../report/comparison-page.js';
import { type ComparedSide, hasInside } from './compared-side.js';
import { type Json, type JsonObject, textIn } from './json.js';
import { jsonText } from './json-text.js';
import type { Made } from './made.js';
import { type Compared, type ComparedWish, measureComparison } from './measure-comparison.js';
import type { Request } from './request.js';
import { toJsonObject } from './to-json.js';

export interface MadeComparison extends Made {
  readonly facts: Comparison;
}

/** Own options: those of `ComparedWish`. */
export async function makeComparison(request: Request): Promise<MadeComparison> {
  const wish = comparedWish(request.options);
  const compared = await measureComparison(request, wish);
  const { facts } = compared;
  const page = await comparisonPage(facts, await shownSides(compared, request));
  const bytes = (text: string): Uint8Array[] => [new TextEncoder().encode(text)];
  return {
    command: { name: 'compare', options: toJsonObject(wish) },
    description: 'The differences between two models (triangles, mm, LPS).',
    resolution: 'that of the meshes',
    inputs: [input('mesh', facts.a), input('against', facts.b)],
    steps: [],
    grid: null,
    threads: request.threads,
    seeded: null,
    precision:
      'Distances in double precision from vertices in single precision (float32); an aligned mesh is rounded to that before it is measured.',
    findings: facts.findings,
    verdict: facts.verdict,
    files: [
      { name: 'compare.json', chunks: bytes(jsonText(toJsonObject(facts))) },
      { name: 'compare.html', chunks: bytes(page) },
    ],
    record: 'record.json',
    facts,
  };
}

const input = (
  role: 'mesh' | 'against',
  { sha256, format, remarks }: Comparison['a'],
): Made['inputs'][number] => ({
  role,
  sha256,
  files: 1,
  format,
  remarks,
});

function comparedWish(options: JsonObject): ComparedWish {
  const start = textIn(options, 'align');
  return {
    tolerance: lengthIn(options.tolerance),
    limit: textIn(options, 'limit') === 'max' ? 'max' : 'p95',
    align: fitStarts.find((one) => one === start) ?? null,
    overlap: options.overlap === true,
    parts: options.parts === true,
    named: options.named === true,
  };
}

const fitStarts: readonly FitStart[] = ['identity', 'principal'];
const lengthIn = (value: Json | undefined): number | null =>
  typeof value === 'number' && value >= 0 ? value : null;

/** Blue and orange: told apart by everybody, and by nobody taken for bone. */
const colours = { a: [0.33, 0.55, 0.8], b: [0.9, 0.62, 0.24] } as const;

/** Both as the page shows them: coloured by their distances, positive outside the other. */
async function shownSides(
  { facts, a, b }: Compared,
  { threads, signal }: Request,
): Promise<readonly (Part & { maps: SurfaceMaps })[]> {
  const pool = makePool(threads, signal);
  const each: Pick<Context, 'each'> = { each: (task, jobs) => pool.each(task, jobs, () => {}) };
  const shown = async (
    key: 'a' | 'b',
    from: ComparedSide,
    to: ComparedSide,
  ): Promise<Part & { maps: SurfaceMaps }> => {
    const found = await vertexDeviations(from.mesh, to.mesh, each);
    const distance = hasInside(to.facts.mesh) ? found : found.map(Math.abs);
    return { name: facts[key].name, mesh: from.mesh, colour: colours[key], maps: { distance } };
  };
  try {
    return [await shown('a', a, b), await shown('b', b, a)];
  } finally {
    await pool.close();
  }
}
