// What a conversion reads: the scan, and what was drawn on it or is to sharpen it.
import { type Finding, UserError } from '../core/errors.js';
import type { Scan } from '../core/scan.js';
import type { Given } from '../run.js';
import type { ReadScan } from '../scan/read-scan.js';
import { mostLabels, wholeValues } from '../scan/whole-values.js';
import { refineReach } from '../surface/refine.js';
import { chooseMask } from './choose-mask.js';
import { type InputFacts, scanInput } from './input-facts.js';
import { textIn } from './json.js';
import { labelSpacing } from './label-spacing.js';
import { maskFindings } from './mask-findings.js';
import { overlaid } from './overlaid.js';
import { readInput } from './read-input.js';
import { readMaskInput } from './read-mask-input.js';
import type { Request } from './request.js';

export interface ConversionInputs {
  readonly read: ReadScan;
  /** What the model is made of: the scan, or the labels of the mask in its place. */
  readonly scan: Scan;
  /** What of the inputs has grey values to show, if any has. */
  readonly seen: Scan;
  readonly inputs: readonly InputFacts[];
  /** What is to be said of the mask. */
  readonly findings: readonly Finding[];
  /** The steps' options, with what was read for them. */
  readonly given: Given;
}

export const maskUses = ['restrict', 'replace'] as const;

/**
 * Own options: `label` of the mask; `maskUse`, 'restrict' (the model is what the scan gives within the mask) or
 * 'replace' (it is the mask). Which inputs there are is said by the paths, or by the record that is done again.
 */
export async function conversionInputs(request: Request): Promise<ConversionInputs> {
  const { options, given } = request;
  const label = textIn(options, 'label');
  const read = await readInput('scan', request);
  const facts = [scanInput('scan', read)];
  const mask = isThere('mask', request) ? await readMaskInput(request, read, label) : null;
  if (mask !== null) facts.push(scanInput('mask', mask));
  const replaced = mask !== null && textIn(options, 'maskUse') === 'replace';
  const scan = replaced ? inPlace(mask.scan, label) : asWished(read.scan, request);
  const finer = isThere('refine', request) ? await refining(scan, request) : null;
  if (finer !== null) facts.push(scanInput('refine', finer));
  const only: Given = mask === null || replaced ? {} : { within: { mask: chooseMask(mask.scan, label) } };
  const edges: Given =
    finer === null ? {} : { refine: { reach: refineReach(scan), ...given.refine, scan: finer.scan } };
  const usual = { ...tableOf(given), ...(finer === null ? gridOf(scan) : {}) };
  const wanted = overlaid(overlaid(usual, given), only);
  const findings = mask === null ? [] : maskFindings(mask);
  const seen = finer?.scan ?? (replaced ? read.scan : scan);
  return { read, scan, seen, inputs: facts, findings, given: overlaid(wanted, edges) };
}

const isThere = (role: 'mask' | 'refine', { paths, expected }: Request): boolean =>
  paths[role] !== undefined || expected?.[role] !== undefined;

/** Of a mask that stands in for the scan: one label, or all that it holds, each for itself. */
function inPlace(mask: Scan, label: string | null): Scan {
  if (label === null && mask.voxels instanceof Int16Array) return labelled(mask);
  const chosen = chooseMask(mask, label);
  const inside = new Int16Array(new SharedArrayBuffer(2 * chosen.voxels.length));
  for (let v = 0; v < inside.length; v++) inside[v] = chosen.voxels[v] >= 0.5 ? 1 : 0;
  return labelled({ ...chosen, voxels: inside, facts: { ...chosen.facts, labelNames: [] } });
}

/** Who asks for labels has them where the values can be some, however thin the structures are. */
function asWished(scan: Scan, request: Request): Scan {
  const { labels, merge } = request.options;
  const wished = typeof labels === 'string' || merge === true;
  if (!wished || scan.facts.labels || !(scan.voxels instanceof Int16Array)) return scan;
  return wholeValues(scan.voxels, mostLabels) === null ? scan : labelled(scan);
}

const labelled = (mask: Scan): Scan => ({ ...mask, facts: { ...mask.facts, labels: true } });

async function refining(labels: Scan, request: Request): Promise<ReadScan> {
  if (!labels.facts.labels)
    throw new UserError(
      'There are no labels to refine: the model is made of grey values, which is what --refine goes by.',
      'Leave --refine away, or give a label map as the scan.',
    );
  return readInput('refine', request);
}

const gridOf = (scan: Scan): Given =>
  scan.facts.labels ? { resample: { spacing: labelSpacing(scan) } } : {};

/** The skin of a patient is not wanted with the table that he lies on. */
const tableOf = ({ threshold }: Given): Given =>
  String(threshold?.preset ?? '').startsWith('skin') && !threshold?.threshold
    ? { 'remove-table': { remove: true } }
    : {};
