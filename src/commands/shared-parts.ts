// Makes the parts of a label map together, so that neighbours share the surfaces between them.
import type { Finding } from '../core/errors.js';
import { spacingOf } from '../core/grid.js';
import type { Surface } from '../core/mesh.js';
import type { Scan } from '../core/scan.js';
import type { SharedSurfaces } from '../core/shared-surfaces.js';
import { sharedModel, sharedPart } from '../recipes.js';
import { type RunOptions, type RunTrace, runRecipe } from '../run.js';
import { runSettings } from '../run-settings.js';
import { type FoundOf, findingsOfParts } from './findings-of-parts.js';
import type { WantedPart } from './label-parts.js';
import type { MadePart } from './made-part.js';
import { overlaid } from './overlaid.js';

type Shared = RunTrace & { readonly made: SharedSurfaces };

/** Below so many triangles threads take longer to begin than the work. */
const worthThreads = 50_000;

/** In the order of `wanted`. */
export function sharedParts(
  scan: Scan,
  wanted: readonly WantedPart[],
  options: RunOptions,
): Promise<{ readonly made: readonly MadePart[]; readonly findings: readonly Finding[] }> {
  const all = { ...options, subject: 'label map' } as const;
  const labelled = { scan, wanted: wanted.map(({ labels }) => labels ?? []) };
  return runRecipe(sharedModel, labelled, all).then((shared) => finished(shared, wanted, all));
}

async function finished(shared: Shared, wanted: readonly WantedPart[], options: RunOptions) {
  const made: MadePart[] = [];
  const found: FoundOf[] = [];
  for (const [n, part] of wanted.entries()) {
    const { findings, ...one } = await finishedPart(
      shared,
      part,
      shared.made.surfaces[n],
      told(options, part, n, wanted.length),
    );
    // What was done for all of them is told with the first.
    made.push(n > 0 ? one : { ...one, times: [...shared.times, ...one.times] });
    found.push({ name: part.name, findings });
  }
  return { made, findings: [...shared.findings, ...findingsOfParts(found)] };
}

/** The part's own colour, and its name in what is told of the progress. */
function told(options: RunOptions, { name, colour }: WantedPart, n: number, of: number): RunOptions {
  const { given, onProgress } = runSettings(options);
  return {
    ...options,
    given: colour === null ? given : overlaid(given, { solid: { colour } }),
    onProgress: (doing, done) => onProgress(`${n + 1} of ${of}, ${name}: ${doing}`, done),
  };
}

async function finishedPart(
  { made: { grid }, steps }: Shared,
  { name, labels }: WantedPart,
  surface: Surface,
  options: RunOptions,
): Promise<MadePart & { readonly findings: readonly Finding[] }> {
  const few = surface.reference.triangles.length < 3 * worthThreads;
  const own = await runRecipe(sharedPart, surface, few ? { ...options, threads: 1 } : options);
  const { mesh, colour, facts } = own.made;
  return {
    part: { name, mesh, colour },
    grid,
    maps: own.maps,
    times: own.times,
    findings: own.findings,
    facts: {
      name,
      colour,
      labels,
      grid: { size: grid.size, spacing: spacingOf(grid.affine) },
      steps: [...steps, ...own.steps],
      mesh: facts,
      ledger: own.ledger,
      uncertainty: null,
    },
  };
}
