// What a registry of 3D-printed models asks of a case: filled in where the report knows it, empty otherwise.
// The themes are those of the ACR-RSNA 3D Printing Registry (indication and use, source imaging, construction and printing
// techniques with their effort, clinical impact); the names of the fields are ours.
import type { Report } from '../core/facts.js';
import { wholeModel } from './whole-model.js';

/** As a record has it. */
export interface StepSeconds {
  readonly step: string;
  readonly seconds: number;
}

/** Null: not known here, an empty field. */
export interface RegistryField {
  readonly group: 'case' | 'indication' | 'imaging' | 'construction' | 'printing' | 'quality' | 'impact';
  readonly name: string;
  readonly value: string | number | null;
}

type Values = Readonly<Record<string, string | number | null>>;

const group = (name: RegistryField['group'], values: Values): readonly RegistryField[] =>
  Object.entries(values).map(([field, value]) => ({ group: name, name: field, value }));

/** `times`: what the machine's steps took, out of the record; a person's own minutes nobody knows here. Lengths mm. */
export function registryFields(
  report: Report,
  times: readonly StepSeconds[] | null = null,
): readonly RegistryField[] {
  return [
    ...caseFields(report),
    ...imagingFields(report),
    ...constructionFields(report, times),
    ...printingFields(report),
    ...qualityFields(report),
    ...group('impact', {
      usedFor: null,
      changedManagement: null,
      operatingTimeSavedMinutes: null,
      satisfaction: null,
      remarks: null,
    }),
  ];
}

const caseFields = ({ source, order }: Report): readonly RegistryField[] => [
  ...group('case', {
    pseudonym: source.case,
    facility: null,
    requester: order.requester,
    designVersion: order.designVersion,
    cptCode: null,
  }),
  ...group('indication', {
    indication: order.indication,
    intendedUse: order.intendedUse,
    laterality: order.laterality,
    bodyPart: source.scan.bodyPart,
    ageGroup: null,
    sex: null,
  }),
];

function imagingFields({ source }: Report): readonly RegistryField[] {
  const { scan, spacing } = source;
  return group('imaging', {
    modality: scan.labels ? null : scan.modality,
    scanner: [scan.manufacturer, scan.scannerModel].filter((word) => word !== null).join(' ') || null,
    sliceThicknessMm: scan.sliceThickness,
    coarsestSpacingMm: Math.max(...spacing),
    tubeVoltageKv: scan.tubeVoltageKV,
    kernel: scan.reconstructionKernel,
    contrast: null,
    acquiredForPrinting: null,
  });
}

/** Steps of the program by what a registry calls them. */
const efforts: Readonly<Record<string, readonly string[]>> = {
  segmentation: [
    'resample',
    'threshold',
    'remove-table',
    'within',
    'median',
    'open',
    'close',
    'erode',
    'dilate',
    'fill-holes',
    'fill-cavities',
    'seed',
    'drop-smaller',
    'keep',
    'largest',
    'occupancy',
  ],
  surface: ['surface', 'fair', 'refine', 'locate', 'smooth', 'decimate', 'share', 'solid'],
};

function constructionFields(
  { parts, shape, isocast, source }: Report,
  times: readonly StepSeconds[] | null,
): readonly RegistryField[] {
  const seconds = (of: (step: string) => boolean): number | null =>
    times === null
      ? null
      : Math.round(10 * times.reduce((sum, time) => sum + (of(time.step) ? time.seconds : 0), 0)) / 10;
  const known = Object.values(efforts).flat();
  return group('construction', {
    software: `Isocast ${isocast}`,
    segmentation: source.scan.labels ? 'label map drawn elsewhere' : 'automatic, by the options recorded',
    anatomicParts: parts.length,
    bodiesPrinted: (shape?.pieces ?? parts).length,
    operations: shape === null ? null : shape.operations.map(({ name }) => name).join(', ') || null,
    scale: shape?.scale ?? 1,
    mirrored: shape?.mirrored ?? null,
    machineSecondsSegmentation: seconds((step) => efforts.segmentation.includes(step)),
    machineSecondsSurface: seconds((step) => efforts.surface.includes(step)),
    machineSecondsDesign: shape === null ? null : seconds((step) => !known.includes(step)),
    personMinutesSegmentation: null,
    personMinutesDesign: null,
    personMinutesReview: null,
    personnel: null,
  });
}

function printingFields(report: Report): readonly RegistryField[] {
  const { print, parts } = report;
  const whole = wholeModel(report);
  const materials = [...new Set(parts.flatMap(({ material }) => material ?? []))];
  return group('printing', {
    printer: print?.printer.name ?? null,
    process: print?.process.name ?? null,
    material: materials.length === 0 ? null : materials.join(', '),
    volumeMl: whole === null ? null : Math.round(whole.volume) / 1000,
    estimatedGrams:
      print === null
        ? null
        : Math.round(10 * print.bodies.reduce((sum, { material }) => sum + material.mass, 0)) / 10,
    layerMm: null,
    copies: null,
    printMinutes: null,
    personMinutesPreparation: null,
    personMinutesPostProcessing: null,
    costOfMaterial: null,
    failedPrints: null,
  });
}

const qualityFields = ({ verdict, budget, measured }: Report): readonly RegistryField[] =>
  group('quality', {
    verdict,
    expandedUncertaintyRmsMm: budget.expanded?.rms ?? null,
    expandedUncertaintyIncludes:
      budget.expanded === null
        ? null
        : ['finding', 'editing', 'printing']
            .filter((one) => budget.missing.every((name) => name !== one))
            .join(', '),
    toleranceMm: budget.tolerance,
    lengthsMeasured: measured?.taken ?? null,
    largestDifferenceMm: measured?.max ?? null,
    measuredVerdict: measured?.verdict ?? null,
  });
