// What of the facts about a print is a finding: what fails, and what a lab must look at.
import type { Finding } from '../core/errors.js';
import type { BodyPrintFacts, NarrowFacts, PrintFacts } from '../core/print-facts.js';
import type { PrintProcess } from '../core/printer.js';

/** Places in a finding. */
const shown = 10;
/** A cavity is worth a word from here on, mm³. */
const leastTrapped = 1;

/** In the order of the bodies; each names its body where there are several. Empty where nothing speaks against printing. */
export function findingsOf({ printer, process, bodies }: PrintFacts): readonly Finding[] {
  return bodies.flatMap((body) => {
    const of = bodies.length > 1 ? `${body.name}: ` : '';
    const found = [
      ...tooLarge(body, printer.name),
      ...narrow('thin-wall', 'wall', 'thinner', body.walls, process, 'failure'),
      ...narrow('thin-pin', 'pin', 'thinner', body.pins, process, 'failure'),
      ...narrow('small-gap', 'gap', 'narrower', body.gaps, process, 'warning'),
      ...narrow('small-hole', 'hole', 'narrower', body.holes, process, 'warning'),
      ...trapped(body, process),
    ];
    return found.map((finding) => ({ ...finding, message: `${of}${finding.message}` }));
  });
}

const lengths = (size: readonly number[]): string => size.map((x) => x.toFixed(1)).join(' × ');

function tooLarge({ fit }: BodyPrintFacts, printer: string): Finding[] {
  if (fit.fits === 'stands') return [];
  if (fit.fits === 'turned')
    return [
      {
        severity: 'warning',
        code: 'turn-to-fit',
        message: `It does not fit ${printer} as it stands (${lengths(fit.size)} mm), but turned by ${fit.turn.angles.map((a) => a.toFixed(1)).join('°, ')}° about x, y, z.`,
      },
    ];
  return [
    {
      severity: 'failure',
      code: 'too-large',
      message: `It is too large for ${printer}: ${lengths(fit.turnedSize)} mm at best, however it is turned. Cut it into ${fit.pieces.reduce((a, b) => a * b)} pieces (${fit.pieces.join(' × ')}), or take a larger printer.`,
    },
  ];
}

/** What a closed gap does, and what a lost wall does. */
const consequence = {
  'thin-wall': 'they may break or be missing',
  'thin-pin': 'they may break',
  'small-gap': 'their sides may fuse',
  'small-hole': 'they may close',
} as const;

/** Those that fail, then those that the process may still print. `worst`: how grave it is to be below the lower limit. */
function narrow(
  code: keyof typeof consequence,
  noun: string,
  than: string,
  { limit, count, failing, least, places }: NarrowFacts,
  { name }: PrintProcess,
  worst: Finding['severity'],
): Finding[] {
  const some = (n: number): string => `${n} ${noun}${n === 1 ? ' is' : 's are'}`;
  const one = (severity: Finding['severity'], n: number, below: number, from: number): Finding => ({
    severity,
    code,
    message: `${some(n)} ${than} than ${below} mm${from === 0 ? ` (${(least ?? 0).toFixed(2)} mm at the least)` : ''}: with ${name}, ${consequence[code]}.`,
    places: places.slice(from, from + Math.min(shown, n)).map(({ thinnestAt }) => thinnestAt),
  });
  if (limit.fail === limit.warn || worst === 'warning')
    return count === 0 ? [] : [one(failing > 0 ? worst : 'warning', count, limit.warn, 0)];
  const rest = count - failing;
  return [
    ...(failing > 0 ? [one(worst, failing, limit.fail, 0)] : []),
    ...(rest > 0 ? [one('warning', rest, limit.warn, failing)] : []),
  ];
}

function trapped({ trapped: { places, count, volume } }: BodyPrintFacts, process: PrintProcess): Finding[] {
  const { escapeHole } = process;
  if (escapeHole === null || volume < leastTrapped) return [];
  return [
    {
      severity: 'warning',
      code: 'trapped-volume',
      message: `${count === 1 ? 'A cavity holds' : `${count} cavities hold`} ${(volume / 1000).toFixed(2)} ml that nothing leads out of: with ${process.name}, what is inside stays there. Fill them, or make holes of ${escapeHole.warn} mm.`,
      places: places.slice(0, shown).map(({ centre }) => centre),
    },
  ];
}
