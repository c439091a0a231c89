// The checklist on whose model it is, what it is for, and which scan it was made of: C1 to C12.
import type { CheckPoint } from '../core/checklist.js';
import type { SourceFacts } from '../core/facts.js';
import { sliceAxis } from '../core/slice-axis.js';
import { answered, type Checked, checkPoint, leftToLab, toComplete, told } from './check-point.js';
import { sideCheck } from './laterality.js';
import { numberText } from './number-text.js';

const joined = (parts: readonly (string | null | false)[], by = '; '): string | null => {
  const known = parts.filter((part) => typeof part === 'string' && part !== '');
  return known.length === 0 ? null : known.join(by);
};
const named = (name: string, value: string | null): string | null =>
  value === null ? null : `${name} ${value}`;

export function identityPoints(facts: Checked): readonly CheckPoint[] {
  const { source, order } = facts;
  const { identity } = source;
  const who = joined([
    source.case === null ? null : `Case ${source.case}`,
    identity !== null &&
      `patient ${identity.name ?? '–'}, ID ${identity.id ?? '–'}, born ${identity.birthDate ?? '–'}`,
  ]);
  const purpose = joined([
    named('Intended use:', order.intendedUse),
    named('indication:', order.indication),
    named('requested by', order.requester),
  ]);
  const whole = order.intendedUse !== null && order.indication !== null && order.requester !== null;
  const side = sideCheck(facts);
  const sideState = { agrees: 'good', doubt: 'bad', unsure: 'caution', mirrored: 'caution' } as const;
  const design = joined([named('Version:', order.designVersion), named('valid until:', order.validUntil)]);
  return [
    checkPoint('C1', 'Identity', 'Case', told(who)),
    checkPoint(
      'C2',
      'Identity',
      'Requester, indication, intended use',
      whole ? told(purpose) : toComplete(purpose),
    ),
    checkPoint(
      'C3',
      'Identity',
      'Side of the patient, and whether the image agrees',
      side === null ? leftToLab : answered(side.says, sideState[side.state]),
    ),
    checkPoint('C4', 'Identity', 'Design version, date, valid until', toComplete(design)),
  ];
}

const times = (v: readonly number[], decimals = 0): string =>
  v.map((x) => (decimals === 0 ? numberText(x) : String(Number(x.toFixed(decimals))))).join(' × ');

export function sourcePoints({ source, findings }: Checked): readonly CheckPoint[] {
  const { scan, identity } = source;
  const point = (id: string, asks: string, answer: Parameters<typeof checkPoint>[3]): CheckPoint =>
    checkPoint(id, 'Source', asks, answer);
  const scanner = joined([scan.manufacturer, scan.scannerModel], ' ');
  const kind = scan.labels ? 'label map' : scan.modality;
  const metal = findings.find(({ code }) => code === 'metal');
  return [
    point(
      'C5',
      'Kind of image, scanner and its software',
      toComplete(joined([kind, scanner, `${scan.format} file`])),
    ),
    point(
      'C6',
      'UIDs of study, series and frame of reference',
      toComplete('Left out, since they identify; the hash of C12 says which scan it is.'),
    ),
    point(
      'C7',
      'Date of the scan, and its age',
      toComplete(identity?.studyDate == null ? null : `Study of ${identity.studyDate}`),
    ),
    point(
      'C8',
      'Tube voltage and current, kernel, pitch, field of view, iterative reconstruction',
      toComplete(
        joined([
          scan.tubeVoltageKV === null ? null : `${numberText(scan.tubeVoltageKV)} kV`,
          named('kernel', scan.reconstructionKernel),
        ]),
      ),
    ),
    point('C9', 'Matrix, spacing, slice thickness and true distance, gaps, tilt', answered(gridText(source))),
    point('C10', 'Orientation of the grid', answered(orientationText(source))),
    point('C11', 'Contrast phase; metal, motion', toComplete(metal === undefined ? null : metal.message)),
    point('C12', 'SHA-256 of the input', answered(source.sha256)),
  ];
}

function gridText({ size, spacing, scan, uneven }: SourceFacts): string {
  const { slices, sliceThickness } = scan;
  const across = scan.storedSpacing[2];
  const thick = sliceThickness === null ? null : numberText(sliceThickness, 3);
  const steps = slices?.steps.map((step) => numberText(step, 3));
  const missing = slices?.gaps.reduce((sum, gap) => sum + gap.missing, 0) ?? 0;
  return `${times(size)} voxels, every ${times(spacing, 4)} mm; slice thickness ${thick === null ? 'not stated' : `${thick} mm`}; ${
    steps === undefined
      ? `slices ${numberText(across, 3)} mm apart${scan.format === 'DICOM' ? ', even and upright' : ''}`
      : `slices ${steps[0]} to ${steps[2]} mm apart, ${missing} missing, tilt ${numberText(slices?.tiltDeg ?? 0, 2)}°`
  }${uneven ? ', not evenly spaced' : ''}.`;
}

const axisNames = ['left to right', 'front to back', 'head to foot'] as const;

function orientationText({ scan, directions }: SourceFacts): string {
  const rows = [0, 1, 2].map((r) => directions.slice(3 * r, 3 * r + 3).map((x) => numberText(x, 4)));
  return `Stored as ${scan.storedAxes}, slices ${axisNames[sliceAxis(scan).axis]}; matrix (LPS) ${rows.map((row) => row.join(' ')).join('; ')}.`;
}
