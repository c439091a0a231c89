// Walks through the elements of a DICOM data set: what it may take is limited, and so is how deep it may nest.
import dicomParser, { type DataSet, type Element } from 'dicom-parser';

declare module 'dicom-parser' {
  const DataSet: new (
    parser: ByteArrayParser,
    bytes: ByteArray,
    elements: Readonly<Record<string, Element>>,
  ) => DataSet;
}

export interface Encoding {
  readonly explicit: boolean;
  readonly little: boolean;
}

/** Ten thousand frames of Enhanced files have some sixty each; one takes up to 450 bytes of memory, an item twice as many. */
const MOST_ELEMENTS = 1_000_000;
const MOST_FRAGMENTS = 1_000_000;
const DEEPEST = 64;

const UNDEFINED = 0xffffffff;
const PIXELS = 'x7fe00010';
const ITEM = 'xfffee000';
const ITEM_END = 'xfffee00d';
const SEQUENCE_END = 'xfffee0dd';
const shortVr = /^(AE|AS|AT|CS|DA|DS|DT|FD|FL|IS|LO|LT|PN|SH|SL|SS|ST|TM|UI|UL|US)$/;
const binaryVr = /^O[BDFLVW]$/;

interface Walk extends Encoding {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** How many elements and fragments may still come. */
  readonly left: { elements: number; fragments: number };
}

interface Header {
  readonly tag: string;
  readonly vr: string | undefined;
  readonly length: number;
  readonly value: number;
}

/**
 * The elements of `bytes`, up to and with its pixels; before the value of `untilTag`, or of the first beyond it. Elements written without their
 * kind among explicit ones are read as implicit. Throws on what is damaged, cut off before the pixels, or too much.
 */
export function dicomElements(bytes: Uint8Array, encoding: Encoding, untilTag?: string): DataSet {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const left = { elements: MOST_ELEMENTS, fragments: MOST_FRAGMENTS };
  const walk: Walk = { ...encoding, bytes, view, left };
  const elements: Record<string, Element> = {};
  let at = 0;
  while (at + 8 <= bytes.length) {
    const header = headerAt(walk, at, bytes.length);
    // Some writers fill the last block of a file with zeros.
    if (header.tag === 'x00000000') break;
    if (untilTag !== undefined && header.tag >= untilTag) {
      elements[header.tag] = elementOf(header);
      break;
    }
    const { element, end } = elementAt(walk, header, bytes.length, 0);
    elements[element.tag] = element;
    at = end;
    if (element.tag === PIXELS) break;
  }
  return dataSet(walk, elements);
}

const dataSet = ({ little, bytes }: Walk, elements: Record<string, Element>): DataSet =>
  new dicomParser.DataSet(
    little ? dicomParser.littleEndianByteArrayParser : dicomParser.bigEndianByteArrayParser,
    bytes,
    elements,
  );

const damaged = (what: string): Error => new Error(`the DICOM data are damaged: ${what}`);

function headerAt({ view, little, explicit }: Walk, at: number, limit: number): Header {
  if (at + 8 > limit) throw damaged('an element is cut off');
  const number = view.getUint16(at, little) * 65536 + view.getUint16(at + 2, little);
  const tag = `x${number.toString(16).padStart(8, '0')}`;
  const letters = String.fromCharCode(view.getUint8(at + 4), view.getUint8(at + 5));
  if (!explicit || tag.startsWith('xfffe') || !/^[A-Z]{2}$/.test(letters))
    return { tag, vr: undefined, length: view.getUint32(at + 4, little), value: at + 8 };
  if (shortVr.test(letters))
    return { tag, vr: letters, length: view.getUint16(at + 6, little), value: at + 8 };
  if (at + 12 > limit) throw damaged('an element is cut off');
  return { tag, vr: letters, length: view.getUint32(at + 8, little), value: at + 12 };
}

function elementOf({ tag, vr, length, value }: Header): Element {
  const undefinedLength = length === UNDEFINED ? { hadUndefinedLength: true } : {};
  return { tag, ...(vr === undefined ? {} : { vr }), length, dataOffset: value, ...undefinedLength };
}

interface Walked {
  readonly element: Element;
  /** Where the next one begins. */
  readonly end: number;
}

function elementAt(walk: Walk, header: Header, limit: number, depth: number): Walked {
  if (--walk.left.elements < 0) throw damaged('it has too many elements');
  const { tag, vr, length, value } = header;
  const element = elementOf(header);
  if (length === UNDEFINED) {
    if (tag === PIXELS || (vr !== undefined && binaryVr.test(vr))) return fragmentsOf(walk, element, limit);
    return itemsOf(inside(walk, vr), element, limit, depth + 1);
  }
  if (value + length > limit) throw damaged('an element is longer than what holds it');
  const end = value + length;
  const hidden = (vr === undefined || vr === 'UN') && tag !== PIXELS && length >= 8;
  if (vr === 'SQ' || (hidden && isItem(inside(walk, vr), value))) {
    try {
      return { ...itemsOf(inside(walk, vr), element, end, depth + 1), end };
    } catch {
      // It only began like a sequence, or is damaged inside; where the next element begins is known all the same.
    }
  }
  return { element, end };
}

/** Only the tag is looked at: of any value's bytes, two may well read as a kind. */
const isItem = ({ view, little }: Walk, at: number): boolean =>
  view.getUint16(at, little) === 0xfffe && view.getUint16(at + 2, little) === 0xe000;

/** A sequence that its writer did not know as one is implicit little-endian, whatever is around it. */
const inside = (walk: Walk, vr: string | undefined): Walk =>
  vr === 'UN' ? { ...walk, explicit: false, little: true } : walk;

function itemsOf(walk: Walk, element: Element, limit: number, depth: number): Walked {
  if (depth > DEEPEST) throw damaged('its sequences are nested too deep');
  const open = element.hadUndefinedLength === true;
  const items: Element[] = [];
  let at = element.dataOffset;
  while (open || at + 8 <= limit) {
    const header = headerAt(walk, at, limit);
    if (header.tag === SEQUENCE_END) {
      const length = at - element.dataOffset;
      return { element: { ...element, items, length: open ? length : element.length }, end: header.value };
    }
    if (header.tag !== ITEM) throw damaged('a sequence holds what is no item');
    const { element: item, end } = itemAt(walk, header, limit, depth);
    items.push(item);
    at = end;
  }
  return { element: { ...element, items }, end: limit };
}

function itemAt(walk: Walk, header: Header, limit: number, depth: number): Walked {
  walk.left.elements -= 2;
  if (walk.left.elements < 0) throw damaged('it has too many elements');
  const open = header.length === UNDEFINED;
  const stop = open ? limit : header.value + header.length;
  if (stop > limit) throw damaged('an item is longer than its sequence');
  const elements: Record<string, Element> = {};
  let at = header.value;
  while (open || at < stop) {
    const next = headerAt(walk, at, stop);
    if (next.tag === ITEM_END) {
      at = open ? next.value : stop;
      break;
    }
    const { element, end } = elementAt(walk, next, stop, depth);
    elements[element.tag] = element;
    at = end;
  }
  const length = open ? at - header.value : header.length;
  return { element: { ...elementOf(header), length, dataSet: dataSet(walk, elements) }, end: at };
}

/** Compressed pixels: a table of offsets, then pieces, as dicom-parser describes them. */
function fragmentsOf(walk: Walk, element: Element, limit: number): Walked {
  const { view, little, left } = walk;
  const table = headerAt(walk, element.dataOffset, limit);
  if (table.tag !== ITEM || table.value + table.length > limit) throw damaged('its pixels are cut off');
  if (table.length / 4 > MOST_FRAGMENTS) throw damaged('its pixels are in too many pieces');
  const basicOffsetTable: number[] = [];
  for (let entry = 0; entry + 4 <= table.length; entry += 4)
    basicOffsetTable.push(view.getUint32(table.value + entry, little));
  const fragments: { offset: number; position: number; length: number }[] = [];
  const first = table.value + table.length;
  let at = first;
  while (at + 8 <= limit) {
    const header = headerAt(walk, at, limit);
    if (header.tag !== ITEM) break;
    if (header.value + header.length > limit) throw damaged('its pixels are cut off');
    if (--left.fragments < 0) throw damaged('its pixels are in too many pieces');
    fragments.push({ offset: at - first, position: header.value, length: header.length });
    at = header.value + header.length;
  }
  const ended = at + 8 <= limit && headerAt(walk, at, limit).tag === SEQUENCE_END;
  const end = ended ? at + 8 : at;
  const length = end - element.dataOffset;
  return {
    element: { ...element, length, encapsulatedPixelData: true, basicOffsetTable, fragments },
    end,
  };
}
