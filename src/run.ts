// Runs a recipe: gives each step its options and its context, measures, and gathers the facts for the report.
import { setImmediate as breathe } from 'node:timers/promises';
import { collectIfAny, collectIfMuch } from './collect-garbage.js';
import type { Context, Note } from './core/context.js';
import { withinLengths } from './core/distance-spread.js';
import type { Finding } from './core/errors.js';
import type { Deviation, FoundUncertainty, LedgerRow, StepFacts } from './core/facts.js';
import { determinant } from './core/grid.js';
import { type Surface, signedVolume, triangleCount } from './core/mesh.js';
import type { Options, ValuesOf } from './core/option.js';
import type { Scan } from './core/scan.js';
import { type Step, type Subject, valuesOf } from './core/step.js';
import type { SurfaceMaps } from './core/surface-map.js';
import { measureDeviation } from './kernel/surface-distance.js';
import { surfaceMaps } from './kernel/surface-maps.js';
import { targetOf } from './kernel/target-of.js';
import { type Judged, uncertainty } from './kernel/uncertainty.js';
import { budgetOf, needOf, threadsThatFit } from './memory.js';
import { makePool } from './pool.js';
import { type Kitchen, type Model, model } from './recipes.js';
import { runSettings } from './run-settings.js';
import { scanBlur } from './scan/scan-blur.js';
import { resample } from './volume/resample.js';

/** The options given by the user: step → option → value. What is not named has its default. */
export type Given = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export interface RunOptions {
  readonly given?: Given;
  /** Threads to work with; the result does not depend on it. */
  readonly threads?: number;
  /** What the run may take of memory, bytes, more than 0; all that the machine gives by default. The result is the same. */
  readonly memory?: number;
  readonly signal?: AbortSignal;
  /** Hears what the run is doing and how much of that is done, 0…1. */
  readonly onProgress?: (doing: string, done: number) => void;
  /** True: what is known of each vertex of what was made is told too. */
  readonly maps?: boolean;
  /** What the input is, for the steps' sentences; a scan by default. */
  readonly subject?: Subject;
}

/** What is known of the way, beside what was made. */
export interface RunTrace {
  readonly steps: readonly StepFacts[];
  readonly ledger: readonly LedgerRow[];
  /** What the surface may be off by where it was found; null where it was not fitted to grey values. */
  readonly uncertainty: FoundUncertainty | null;
  readonly findings: readonly Finding[];
  /** Of the surface that was measured last; null where nobody asked, or none was. */
  readonly maps: SurfaceMaps | null;
  /** How long each step took, in their order; never the same twice. */
  readonly times: readonly StepTime[];
}

export interface StepTime {
  readonly step: string;
  readonly seconds: number;
}

export interface RunResult extends Model, RunTrace {}

/** Steps in their order, from what is given to what is made (see recipes.ts). */
export type Recipe<In, Out> = (input: In, kitchen: Kitchen) => Promise<Out>;

const still: Deviation = {
  mean: 0,
  meanAbsolute: 0,
  rms: 0,
  p95: 0,
  p99: 0,
  max: 0,
  bound: 0,
  worstPlace: [0, 0, 0],
  within: withinLengths.map((mm) => ({ mm, share: 1 })),
  spread: null,
};

/** From a scan to a measured part, by the model's recipe. Throws a UserError; rejects with the signal's reason. */
export function makeModel(scan: Scan, options: RunOptions = {}): Promise<RunResult> {
  const given = inShort(withBlur(scan, options.given));
  return runRecipe(model, scan, { ...options, given }).then(inOne);
}

const inOne = ({ made, ...facts }: RunTrace & { readonly made: Model }): RunResult => ({ ...made, ...facts });

/** A model's surface does not feel a quarter of a HU; half the memory, it does. */
const inShort = (given: Given): Given => ({ ...given, resample: { short: true, ...given.resample } });

/** The scan's own blur, where nobody measured it before. */
function withBlur(scan: Scan, given: Given = {}): Given {
  const { locate = {} } = given;
  const idle = scan.facts.labels || locate.edge === 'threshold' || locate.blur !== undefined;
  return idle ? given : { ...given, locate: { ...locate, blur: scanBlur(scan) } };
}

/**
 * Does the steps of any recipe. Throws a UserError; rejects with the signal's reason. Not an async function: such a one
 * holds what it was given until it ends, and the input's voxels may be let go of long before.
 */
export function runRecipe<In, Out>(
  recipe: Recipe<In, Out>,
  input: In,
  options: RunOptions = {},
): Promise<RunTrace & { readonly made: Out }> {
  const { given, signal, onProgress, memory, threads: wanted } = runSettings(options);
  const { subject = 'scan' } = options;
  let threads = wanted;
  let pool = makePool(threads, signal);
  const steps: StepFacts[] = [];
  const rows: Promise<LedgerRow>[] = [];
  let doubts: Promise<Judged> | null = null;
  const findings: Finding[] = [];
  const seen: Surface[] = [];
  const times: StepTime[] = [];
  let collectedAt: unknown;

  const contextOf = (doing: string, notes: Note[]): Context => ({
    signal,
    progress: (done) => {
      // A step that is at its beginning still, or again, has just prepared its work.
      if (done === 0) collectIfMuch();
      onProgress(doing, done);
    },
    note: (name, value, unit) => notes.push(unit === undefined ? { name, value } : { name, value, unit }),
    find: (finding) => findings.push(finding),
    each: (task, jobs) => pool.each(task, jobs, (done) => onProgress(doing, done)),
  });

  const silent = (): Context => ({
    ...contextOf('', []),
    progress: () => {},
    each: (task, jobs) => pool.each(task, jobs, () => {}),
  });

  const settings = <In, Out, O extends Options>({ declaration }: Step<In, Out, O>): ValuesOf<O> =>
    valuesOf(declaration.options, (given[declaration.name] ?? {}) as Partial<ValuesOf<O>>);

  const kitchen: Kitchen = {
    settings,
    run: async <In, Out, O extends Options>(step: Step<In, Out, O>, input: In): Promise<Out> => {
      const { name, does, says } = step.declaration;
      const values = settings(step);
      const notes: Note[] = [];
      onProgress(does, 0);
      // What the step before held is free only after its frames are gone; where it made nothing, it held nothing.
      if (input !== collectedAt) {
        collectedAt = input;
        await breathe();
        collectIfAny();
      }
      const begun = performance.now();
      const output = await step(input, values, contextOf(does, notes));
      times.push({ step: name, seconds: Math.round(performance.now() - begun) / 1000 });
      onProgress(does, 1);
      steps.push({
        name,
        does,
        options: settingsIn(step.declaration.options, values),
        says: says(values, subject),
        notes,
      });
      return output;
    },
    // Other threads measure while the next step works; the rows stand in the order of the steps all the same.
    measure: (name, surface) => {
      if (options.maps === true) seen.push(surface);
      const row = ledgerRow(name, surface, silent());
      row.catch(() => {});
      rows.push(row);
      return row;
    },
    judge: ({ reference, edges }, { affine }) => {
      if (edges === undefined) return null;
      doubts = uncertainty(reference, edges, Math.abs(determinant(affine)), silent());
      doubts.catch(() => {});
      return doubts;
    },
    rest: () => pool.close(),
    hold: async (held) => {
      const fit = threadsThatFit(needOf(held, settings(resample)), budgetOf(memory), threads);
      if (fit === threads) return;
      await pool.close();
      threads = fit;
      pool = makePool(threads, signal);
    },
  };

  const mapped = async (judged: Judged | null): Promise<SurfaceMaps | null> => {
    const last = seen.at(-1);
    if (last === undefined) return null;
    const { mesh: finished, reference } = last;
    const smoothed = seen.length > 2 ? seen[1].mesh : null;
    return surfaceMaps({ finished, reference, smoothed, uncertainty: judged?.vertices ?? null }, silent());
  };

  const ended = async (making: Promise<Out>): Promise<RunTrace & { readonly made: Out }> => {
    try {
      const made = await making;
      const ledger = await Promise.all(rows);
      const judged = await doubts;
      const maps = await mapped(judged);
      return { made, steps, ledger, uncertainty: judged?.facts ?? null, findings, maps, times };
    } finally {
      await pool.close();
    }
  };
  return ended(recipe(input, kitchen));
}

/** What was read from another input is no setting. */
const settingsIn = <O extends Options>(options: O, values: ValuesOf<O>): StepFacts['options'] =>
  Object.fromEntries(Object.entries(values).filter(([name]) => options[name].isInput !== true));

async function ledgerRow(
  step: string,
  { mesh, reference, within }: Surface,
  context: Context,
): Promise<LedgerRow> {
  const same = mesh === reference;
  // Made ready while the other threads have nothing else to do: the next steps measure against it.
  if (same) await targetOf(reference, context);
  return {
    step,
    triangles: triangleCount(mesh),
    volume: signedVolume(mesh),
    toReference: same ? still : await measureDeviation(mesh, reference, context, { within }),
    fromReference:
      mesh.triangles === reference.triangles
        ? null
        : await measureDeviation(reference, mesh, context, { within }),
  };
}
