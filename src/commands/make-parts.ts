// Makes the parts of a model: those of a label map together, so that they share what lies between them, or one by one.
import { type Finding, NothingLeftError, UserError } from '../core/errors.js';
import type { StepFacts } from '../core/facts.js';
import { spacingOf } from '../core/grid.js';
import type { Scan } from '../core/scan.js';
import { valuesOf } from '../core/step.js';
import { makeModel, type RunOptions, type RunResult } from '../run.js';
import { runSettings } from '../run-settings.js';
import { share } from '../surface/share.js';
import { type FoundOf, findingsOfParts } from './findings-of-parts.js';
import type { WantedPart } from './label-parts.js';
import type { MadePart } from './made-part.js';
import { overlaid } from './overlaid.js';
import { sharedParts } from './shared-parts.js';
import { uncertaintyFacts } from './uncertainty-facts.js';
import { notShared, shareGiven } from './why-apart.js';

export type { MadePart };

interface MadeFound extends MadePart {
  readonly findings: readonly Finding[];
}

export interface MadeParts {
  readonly made: readonly [MadePart, ...MadePart[]];
  readonly findings: readonly Finding[];
}

/**
 * A part of which nothing is left is a finding, as long as another one is there; else its UserError is thrown. Of one part
 * alone nobody here holds the scan while it is made.
 */
export function makeParts(
  scan: Scan,
  wanted: readonly WantedPart[],
  options: RunOptions,
): Promise<MadeParts> {
  const [only, ...more] = wanted;
  if (only === undefined || more.length > 0) return severalParts(scan, wanted, options);
  return makePart(scan, only, told(options, only, 0, 1)).then(alone(only.name));
}

const alone =
  (name: string) =>
  ({ findings, ...one }: MadeFound): MadeParts => ({
    made: [one],
    findings: findingsOfParts([{ name, findings }]),
  });

async function severalParts(
  scan: Scan,
  wanted: readonly WantedPart[],
  options: RunOptions,
): Promise<MadeParts> {
  const { given } = runSettings(options);
  const own = shareGiven(given, scan);
  const { boundaries, because } = valuesOf(share.declaration.options, own.share);
  const all = { ...options, given: overlaid(given, own) };
  if (boundaries === 'shared') {
    const { made, findings } = await sharedParts(scan, wanted, all);
    const [first, ...more] = made;
    if (first !== undefined) return { made: [first, ...more], findings };
  }
  const { made, findings } = await partsApart(scan, wanted, all);
  return { made, findings: because === '' ? findings : [notShared(because), ...findings] };
}

async function partsApart(
  scan: Scan,
  wanted: readonly WantedPart[],
  options: RunOptions,
): Promise<MadeParts> {
  const made: MadePart[] = [];
  const found: FoundOf[] = [];
  let lost: NothingLeftError | null = null;
  for (const [n, part] of wanted.entries()) {
    try {
      const { findings, ...one } = await makePart(scan, part, told(options, part, n, wanted.length));
      made.push({ ...one, facts: { ...one.facts, steps: [saidApart(options), ...one.facts.steps] } });
      found.push({ name: part.name, findings });
    } catch (error) {
      if (!(error instanceof NothingLeftError)) throw error;
      lost = error;
      found.push({ name: part.name, findings: [partLost] });
    }
  }
  const [first, ...more] = made;
  if (first === undefined) throw lost ?? new UserError('No part was asked for.', 'Choose a label.');
  return { made: [first, ...more], findings: findingsOfParts(found) };
}

/** That the parts were made apart, and why, for whoever does it again. */
const saidApart = ({ given }: RunOptions): StepFacts => {
  const { name, does, options } = share.declaration;
  const { boundaries, because } = valuesOf(options, given?.share ?? {});
  return { name, does, options: { boundaries, because }, says: '', notes: [] };
};

const partLost: Finding = {
  severity: 'warning',
  code: 'part-lost',
  message: 'Nothing is left of it, so it is not in the model.',
};

/** The run's own options but for the part's labels and colour, and with its name in what is told of the progress. */
function told(options: RunOptions, { name, colour, labels }: WantedPart, n: number, of: number): RunOptions {
  const { given, onProgress } = runSettings(options);
  return {
    ...options,
    subject: labels === null ? 'scan' : 'label map',
    given: overlaid(given, {
      ...(colour === null ? {} : { solid: { colour } }),
      ...(labels === null
        ? {}
        : { occupancy: { labels: labels.join(','), apart: of > 1 }, fair: { labels: labels.join(',') } }),
    }),
    onProgress:
      of > 1 ? (doing, done) => onProgress(`${n + 1} of ${of}, ${name}: ${doing}`, done) : onProgress,
  };
}

const makePart = (scan: Scan, wanted: WantedPart, options: RunOptions): Promise<MadeFound> =>
  makeModel(scan, options).then(partOf(wanted));

const partOf =
  ({ name, labels }: WantedPart) =>
  (result: RunResult): MadeFound => {
    const { part, grid, steps, ledger, uncertainty, findings, maps, times } = result;
    const { mesh, colour } = part;
    return {
      part: { name, mesh, colour },
      grid,
      maps,
      times,
      findings,
      facts: {
        name,
        colour,
        labels,
        grid: { size: grid.size, spacing: spacingOf(grid.affine) },
        steps,
        mesh: part.facts,
        ledger,
        uncertainty: uncertainty === null ? null : uncertaintyFacts(uncertainty, ledger, steps),
      },
    };
  };
