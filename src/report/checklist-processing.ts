// The checklist on what was done to the scan and its surface: C19 to C24.
import type { CheckPoint } from '../core/checklist.js';
import type { Report, StepFacts } from '../core/facts.js';
import { answered, type Checked, checkPoint, leftToLab, toComplete } from './check-point.js';
import { numberText } from './number-text.js';
import { valueText } from './value-text.js';

/** Steps by the point that they belong to. */
const steps = {
  C19: ['clip-metal', 'resample', 'crop'],
  C20: ['threshold', 'occupancy'],
  C21: ['median', 'open', 'close', 'erode', 'dilate', 'within', 'remove-table'],
  C22: ['fill-holes', 'fill-cavities', 'seed', 'drop-smaller', 'keep', 'largest'],
  C23: ['surface', 'fair', 'refine', 'locate', 'smooth', 'decimate', 'share'],
} as const;

export function processingPoints(facts: Checked): readonly CheckPoint[] {
  const point = (id: string, asks: string, answer: Parameters<typeof checkPoint>[3]): CheckPoint =>
    checkPoint(id, 'Processing', asks, answer);
  return [
    point('C19', 'Resampling', doneBy(facts, steps.C19) ?? answered('None.')),
    point('C20', 'Threshold, how it was chosen, and what another would move', threshold(facts)),
    point('C21', 'Morphology and masks', doneBy(facts, steps.C21) ?? answered('None.')),
    point('C22', 'Pieces removed, holes filled', doneBy(facts, steps.C22) ?? answered('None.')),
    point('C23', 'Surface, smoothing, decimation', doneBy(facts, steps.C23) ?? leftToLab),
    point('C24', 'Edits by hand', byHand(facts)),
  ];
}

/** Every step of these that did something, once, with the options that are not idle and the first of what it found. */
function doneBy(
  { parts }: Pick<Report, 'parts'>,
  names: readonly string[],
): ReturnType<typeof answered> | null {
  const done = parts
    .flatMap((part) => part.steps)
    .filter((step) => names.includes(step.name) && step.says !== '');
  const texts = [...new Set(done.map(stepText))];
  if (texts.length === 0) return null;
  const shown = texts.slice(0, most);
  const more = texts.length > shown.length ? '; others in report.json' : '';
  return answered(`${shown.join('; ')}${more}.`);
}

const most = 8;

/** What an option is where it does nothing. */
const idle: readonly unknown[] = [0, false, null, '', 'none'];

function stepText({ name, options }: StepFacts): string {
  const told = Object.entries(options).filter(([, value]) => !idle.includes(value));
  if (told.length === 0) return name;
  return `${name} (${told.map(([option, value]) => `${option} ${valueText(value)}`).join(', ')})`;
}

function threshold(facts: Checked): ReturnType<typeof toComplete> {
  const { source, parts } = facts;
  const chosen = doneBy(facts, steps.C20);
  if (chosen === null)
    return source.scan.labels ? answered('None: the labels were drawn elsewhere.') : leftToLab;
  const unit = source.scan.modality === 'CT' ? ' HU' : '';
  const [levels] = parts.flatMap(({ uncertainty }) => (uncertainty === null ? [] : [uncertainty.levels]));
  if (levels === undefined) return chosen;
  const moved = levels
    .filter(({ lost }) => lost < 1)
    .map(({ by, mean }) => `±${numberText(by)}${unit}: ${numberText(mean, 3)} mm`);
  return answered(`${chosen.answer} Another level would move the surface by: ${moved.join(', ')}.`);
}

/** The program has no brush; what was drawn elsewhere is somebody's work. */
function byHand({ source, parts }: Checked): ReturnType<typeof toComplete> {
  const masked = parts.some(({ steps }) => steps.some(({ name, says }) => name === 'within' && says !== ''));
  if (source.scan.labels) return toComplete('None here; the labels were drawn elsewhere, by');
  if (masked) return toComplete('None here; the mask was drawn elsewhere, by');
  return answered('None: every step is the program’s, and can be done again.');
}
