// Where the eye is, as the page's address keeps it.
import { views } from './views.js';

export interface Seen {
  /** From the model's middle towards the eye. */
  readonly from: readonly [number, number, number];
  /** 1 shows the whole model from any side. */
  readonly zoom: number;
  /** What is in the middle of the picture: mm from the model's middle, LPS. */
  readonly shift: readonly [number, number, number];
}

/** 'A' for a standard view, else '0.5,-0.8,0.3;1.25;0,0,0'. */
export function seenText({ from, zoom, shift }: Seen): string {
  return [listText(from, 4), listText([zoom], 3), listText(shift, 2)].join(';');
}

/** The letter of a standard view, what is seen, or null where the text is neither. */
export function parseSeen(text: string): string | Seen | null {
  if (Object.hasOwn(views, text)) return text;
  const lists = text.split(';').map((list) => list.split(',').map(numberOf));
  const [from, zoom, shift] = lists;
  if (lists.length !== 3 || from.length !== 3 || zoom.length !== 1 || shift.length !== 3) return null;
  if (!lists.flat().every((x) => Number.isFinite(x) && Math.abs(x) < 1e6)) return null;
  if (Math.hypot(...from) < 0.1 || zoom[0] < 0.01) return null;
  return { from: [from[0], from[1], from[2]], zoom: zoom[0], shift: [shift[0], shift[1], shift[2]] };
}

const listText = (numbers: readonly number[], digits: number): string =>
  numbers.map((x) => String(Number(x.toFixed(digits)))).join(',');

const numberOf = (text: string): number => (/^-?\d{1,7}(\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN);
