// Makes what a conversion is asked for out of the scan, before anything is done to it as a model.
import { type Finding, UserError } from '../core/errors.js';
import type { SourceFacts } from '../core/facts.js';
import type { Scan } from '../core/scan.js';
import type { ShownScan } from '../core/shown-scan.js';
import { modelSteps } from '../recipes.js';
import type { Given } from '../run.js';
import { countValues } from '../scan/count-values.js';
import { scanBlur } from '../scan/scan-blur.js';
import { shownScan } from '../scan/shown-scan.js';
import { conversionInputs } from './conversion-inputs.js';
import { type FoundOf, findingsOfParts } from './findings-of-parts.js';
import type { InputFacts } from './input-facts.js';
import { textIn } from './json.js';
import { labelParts, type WantedPart } from './label-parts.js';
import { type MadePart, type MadeParts, makeParts } from './make-parts.js';
import { formatsFrom } from './model-formats.js';
import { givenIn } from './options-in.js';
import { overlaid } from './overlaid.js';
import { colourOf, maskRole, type PartWish, requestFor } from './part-wishes.js';
import type { Request } from './request.js';
import { scanFindings } from './scan-findings.js';
import { sourceFacts } from './source-facts.js';

export interface Anatomy {
  /** Of the first part, where each has a segmentation of its own. */
  readonly source: SourceFacts;
  readonly inputs: readonly InputFacts[];
  readonly findings: readonly Finding[];
  readonly made: readonly [MadePart, ...MadePart[]];
  /** The grey values, for the page; null where there are none, or they are not to be shown. */
  readonly shown: ShownScan | null;
}

/** What the report calls the model and the case. */
export interface Called {
  readonly name: string;
  readonly case: string | null;
}

/** Without wishes, one part of the whole scan, or those of a label map. */
export async function makeAnatomy(
  request: Request,
  wishes: readonly PartWish[],
  called: Called,
): Promise<Anatomy> {
  const { options } = request;
  const wish = { name: called.name, labels: textIn(options, 'labels'), merge: options.merge === true };
  if (wishes.length === 0) return anatomyOf(request, called, (scan) => labelParts(scan, wish));
  const shared = { ...request, given: givenIn(options.options, modelSteps) };
  const groups: GroupAnatomy[] = [];
  for (const group of grouped(wishes, shared)) {
    // The scan is the same each time: it is looked at once.
    const slices = groups.length === 0 && options.slices !== false;
    const own = { ...shared, options: { ...options, slices } };
    groups.push(await groupAnatomy(own, group, called.case));
  }
  return joined(groups, wishes, called.name);
}

type Group = readonly [PartWish, ...PartWish[]];

/**
 * Parts that are nothing but labels of the scan are made together, so that they share what lies between them; every other is
 * made for itself, from the scan anew: what one needs of memory the next has again.
 */
function grouped(wishes: readonly PartWish[], { paths, expected }: Request): readonly Group[] {
  const plain = ({ name, labels, given }: PartWish): boolean =>
    labels !== null &&
    Object.keys(given).length === 0 &&
    paths[maskRole(name)] === undefined &&
    expected?.[maskRole(name)] === undefined;
  const [first, ...more] = wishes.filter(plain);
  return wishes.flatMap((wish): Group[] => {
    if (wish === first) return [[first, ...more]];
    return plain(wish) ? [] : [[wish]];
  });
}

/** The parts of an anatomy, and of which wish each of them is. */
interface GroupAnatomy extends Anatomy {
  readonly group: Group;
  /** Names of parts → the wish that they come from. */
  readonly wishOf: ReadonlyMap<string, PartWish>;
}

async function groupAnatomy(request: Request, group: Group, pseudonym: string | null): Promise<GroupAnatomy> {
  const [first, ...more] = group;
  const own = requestFor(request, first);
  const together = more.length === 0 ? own : { ...own, given: request.given, onProgress: request.onProgress };
  const wishOf = new Map<string, PartWish>();
  const anatomy = await anatomyOf(together, { name: first.name, case: pseudonym }, (scan) => {
    const wanted = group.map((wish) => wantedOf(scan, wish, more.length > 0));
    refuseShared(group, wanted);
    for (const [n, parts] of wanted.entries()) for (const { name } of parts) wishOf.set(name, group[n]);
    return wanted.flat();
  });
  return { ...anatomy, group, wishOf };
}

/** A colour that was asked for is one of the part where several are made with the same options. */
function wantedOf(scan: Scan, wish: PartWish, several: boolean): readonly WantedPart[] {
  const parts = labelParts(scan, wish);
  const colour = several ? colourOf(wish) : null;
  return colour === null ? parts : parts.map((part) => ({ ...part, colour }));
}

/** What lies in two parts at once can't share its surface with either. */
function refuseShared(group: Group, wanted: readonly (readonly WantedPart[])[]): void {
  const owner = new Map<number, string>();
  for (const [n, parts] of wanted.entries())
    for (const id of parts.flatMap(({ labels }) => labels ?? [])) {
      const other = owner.get(id);
      if (other !== undefined)
        throw new UserError(
          `Label ${id} is asked for by two parts, '${other}' and '${group[n].name}'.`,
          'Give each label to one part.',
        );
      owner.set(id, group[n].name);
    }
}

/** In the order of the wishes; the source is that of the first. */
function joined(groups: readonly GroupAnatomy[], wishes: readonly PartWish[], name: string): Anatomy {
  const inputs: InputFacts[] = [];
  const found: FoundOf[] = [];
  const made: { readonly rank: number; readonly part: MadePart }[] = [];
  for (const { group, wishOf, ...own } of groups) {
    const [first] = group;
    const roles = own.inputs.map((input) => ofPart(input, first));
    inputs.push(...roles.filter(({ role }) => inputs.every((one) => one.role !== role)));
    found.push({ name: group.map((wish) => wish.name).join(', '), findings: own.findings });
    for (const one of own.made) {
      const wish = wishOf.get(one.part.name) ?? first;
      const facts = wish.material === null ? one.facts : { ...one.facts, material: wish.material };
      made.push({ rank: wishes.indexOf(wish), part: { ...one, facts } });
    }
  }
  const [first, ...more] = made.sort((a, b) => a.rank - b.rank).map(({ part }) => part);
  const [{ source, shown } = { source: null, shown: null }] = groups;
  if (source === null || first === undefined) throw new Error('a part was asked for, and none was made');
  return {
    source: { ...source, name },
    inputs,
    findings: findingsOfParts(found),
    made: [first, ...more],
    shown,
  };
}

const ofPart = (input: InputFacts, { name }: PartWish): InputFacts =>
  input.role === 'mask' ? { ...input, role: maskRole(name) } : input;

/** Which parts of the scan. */
type Choose = (scan: Scan) => readonly WantedPart[];

async function anatomyOf(request: Request, called: Called, choose: Choose): Promise<Anatomy> {
  const { source, inputs, findings: before, shown, making } = await begun(request, called, choose);
  const { made, findings } = await making;
  return { source, inputs, findings: [...before, ...findings], made, shown };
}

interface Begun {
  readonly source: SourceFacts;
  readonly inputs: readonly InputFacts[];
  readonly findings: readonly Finding[];
  readonly shown: ShownScan | null;
  readonly making: Promise<MadeParts>;
}

/**
 * Reads the scan, says what is to be said of it, and begins. Stands alone so that nobody holds the voxels while the parts
 * are made of them.
 */
async function begun(request: Request, called: Called, choose: Choose): Promise<Begun> {
  const { read, scan, seen, inputs, given, findings } = await conversionInputs(request);
  const wanted = choose(scan);
  const counted = (scan.voxels === read.scan.voxels && read.counted) || countValues(scan.voxels);
  // A draft at the threshold has no use for the blur.
  const measured = given.solid?.draft !== true || given.locate?.edge !== 'threshold';
  const named = { ...called, identity: read.identity ?? null, sha256: read.sha256 };
  const source = sourceFacts(scan, counted, named, measured);
  const warnings = scanFindings(scan, counted, given);
  const blur: Given =
    scan.facts.labels || !measured ? {} : { locate: { blur: scanBlur(scan, source.sharpness) } };
  const { options } = request;
  const shown =
    options.report === false || options.slices === false
      ? null
      : shownScan(seen, seen.voxels === scan.voxels ? counted : undefined);
  const maps = options.report !== false || formatsFrom(textIn(options, 'formats')).includes('ply');
  const making = makeParts(scan, wanted, { ...request, maps, given: overlaid(blur, given) });
  making.catch(() => {});
  return { source, inputs, findings: [...findings, ...warnings], shown, making };
}
