// The names of labels that some writers put into a NIfTI file as an extension: a Caret label table in XML.
import type { Colour } from '../../core/colour.js';
import type { LabelName } from '../../core/scan.js';
import { printableName } from '../printable-name.js';
import { numberList, wholeList } from './number-list.js';

const MOST_LABELS = 4096;
/** Of a tag or a name more than this is not looked at. */
const LONGEST = 1024;

/**
 * `bytes`: what lies between the header and the voxels, from the four bytes on that say whether extensions follow.
 * Damaged extensions name nothing. Nothing but labels is taken from any of them.
 */
export function niftiLabels(bytes: Buffer, littleEndian: boolean): readonly LabelName[] {
  if (bytes.length < 4 || bytes[0] === 0) return [];
  const labels = new Map<number, LabelName>();
  for (let at = 4; at + 8 <= bytes.length; ) {
    const length = littleEndian ? bytes.readInt32LE(at) : bytes.readInt32BE(at);
    if (length < 16 || length % 16 !== 0 || at + length > bytes.length) break;
    const text = bytes.toString('utf8', at + 8, at + length);
    for (const label of labelsIn(text)) if (!labels.has(label.id)) labels.set(label.id, label);
    at += length;
  }
  return [...labels.values()].sort((a, b) => a.id - b.id);
}

/** By hand, not by a parser of XML: what this text may be is anybody's guess. */
function* labelsIn(text: string): Generator<LabelName> {
  if (!text.includes('<LabelTable')) return;
  let count = 0;
  for (let at = text.indexOf('<Label '); at >= 0 && count < MOST_LABELS; at = text.indexOf('<Label ', at)) {
    const open = text.indexOf('>', at);
    const close = text.indexOf('</Label>', open);
    if (open < 0 || close < 0) return;
    const label = labelOf(text.slice(at, Math.min(open, at + LONGEST)), text.slice(open + 1, close));
    if (label !== null) yield label;
    count++;
    at = close;
  }
}

function labelOf(tag: string, content: string): LabelName | null {
  const attribute = (name: string): string =>
    new RegExp(`\\s${name}\\s*=\\s*["']([^"']*)["']`).exec(tag)?.[1] ?? '';
  const [id] = wholeList(attribute('Key')) ?? [];
  const name = printableName(plainText(content));
  // 0 is the background, whatever it is called.
  if (!(id >= 1 && id < 2 ** 31) || name === null) return null;
  return { id, name, colour: colourOf(['Red', 'Green', 'Blue'].map(attribute)) };
}

function plainText(content: string): string {
  const data = content.indexOf('<![CDATA[');
  if (data >= 0)
    return content
      .slice(data + 9)
      .split(']]>', 1)[0]
      .slice(0, LONGEST);
  const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return content
    .slice(0, LONGEST)
    .replace(/&(lt|gt|quot|apos|amp);/g, (_, entity: string) => entities[entity]);
}

/** 0…1, or 0…255 as some write it. */
function colourOf(words: readonly string[]): Colour | null {
  const [red, green, blue] = words.map((word) => numberList(word)?.[0] ?? Number.NaN);
  const most = Math.max(red, green, blue);
  if (!(Math.min(red, green, blue) >= 0 && most <= 255)) return null;
  const scale = most > 1 ? 255 : 1;
  return [red / scale, green / scale, blue / scale];
}
