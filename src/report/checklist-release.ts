// The checklist on uncertainty, and on what is printed, measured and signed: C33 to C40.
import type { CheckPoint } from '../core/checklist.js';
import { answered, type Checked, checkPoint, leftToLab, toComplete } from './check-point.js';
import { numberText } from './number-text.js';

const missingWords = {
  finding: 'finding the surface in the scan',
  editing: 'editing',
  printing: 'printing',
} as const;

export function uncertaintyPoints({ budget, limits }: Checked): readonly CheckPoint[] {
  const point = (id: string, asks: string, answer: Parameters<typeof checkPoint>[3]): CheckPoint =>
    checkPoint(id, 'Uncertainty', asks, answer);
  const { expanded, missing, tolerance, verdict } = budget;
  const without = missing.map((name) => missingWords[name]).join(', ');
  return [
    point(
      'C33',
      'Finding, editing and printing together, expanded (k = 2)',
      expanded === null
        ? toComplete(`Not stated: not known of ${without}.`)
        : answered(
            `±${numberText(expanded.rms, 3)} mm (RMS), ±${numberText(expanded.p95, 3)} mm on 95 % of the area${missing.length > 0 ? `; without ${without}` : ''}.`,
            missing.length > 0 ? 'caution' : 'good',
          ),
    ),
    point(
      'C34',
      'Within the tolerance of the intended use',
      tolerance === null || verdict === null
        ? leftToLab
        : answered(
            `${{ within: 'Yes', exceeds: 'NO', unknown: 'Can’t be said' }[verdict]}: ±${numberText(tolerance, 2)} mm declared.`,
            ({ within: 'good', exceeds: 'bad', unknown: 'caution' } as const)[verdict],
          ),
    ),
    point(
      'C35',
      'Limits stated',
      limits.length === 0 ? leftToLab : answered(`${limits.length} stated under Limits.`),
    ),
  ];
}

/** Lengths of the printed part, before they say that it is as it should be. */
const fewest = 3;

export function releasePoints(facts: Checked): readonly CheckPoint[] {
  const { isocast, files, calipers, measured } = facts;
  const point = (id: string, asks: string, answer: Parameters<typeof checkPoint>[3]): CheckPoint =>
    checkPoint(id, 'Release', asks, answer);
  return [
    point(
      'C36',
      'Software, machine, options',
      answered(
        `Isocast ${isocast}; commit, dependencies, machine, options and seed are in record.json, with its own hash.`,
      ),
    ),
    point(
      'C37',
      'Files and their SHA-256',
      files.length === 0
        ? leftToLab
        : answered(`${files.length} ${files.length === 1 ? 'file' : 'files'}, listed under Files.`),
    ),
    point(
      'C38',
      'Printer, process, material and lot, orientation, layer, scale, post-processing, sterilisation',
      toComplete(printing(facts)),
    ),
    point(
      'C39',
      'Lengths of the printed part',
      measured === null
        ? toComplete(calipers.length === 0 ? null : `${calipers.length} to be taken; see the table.`)
        : answered(
            `${measured.taken} taken${measured.by === null ? '' : ` by ${measured.by}`}, the worst off by ${numberText(measured.max, 2)} mm${measured.limit === null ? '' : `, against ${measured.limit}`}${measured.taken < fewest ? `; at least ${fewest} are needed` : ''}.`,
            measured.verdict === 'within' && measured.taken < fewest
              ? 'caution'
              : ({ within: 'good', exceeds: 'bad', unknown: 'caution' } as const)[measured.verdict],
          ),
    ),
    point('C40', 'Signatures: designer, reviewer, printer operator', leftToLab),
  ];
}

/** The scale, and the printer and its process where they were named. */
function printing({ print, shape }: Checked): string {
  const scale = shape?.scale ?? 1;
  const size = scale === 1 ? 'scale 100 %' : `NOT LIFE-SIZE: scale ${numberText(100 * scale, 1)} %`;
  return print === null ? `${size}.` : `${print.printer.name}, ${print.process.says}; ${size}.`;
}
