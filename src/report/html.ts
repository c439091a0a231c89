// HTML in which every string from outside is escaped: a template tag that can't be forgotten.

/** A piece of finished HTML. Made by `html` and `trusted` alone. */
export interface Html {
  readonly markup: string;
}

export type HtmlValue = Html | string | number | null | undefined | false | readonly HtmlValue[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

// Control characters, half surrogate pairs and characters that turn the direction of writing: shown, not obeyed.
const unprintable = /(?![\t\n])\p{Cc}|\p{Surrogate}|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Text for an element's content or a quoted attribute. */
export const escapeHtml = (text: string): string =>
  text.replace(unprintable, '\ufffd').replace(/[&<>"']/g, (c) => entities[c]);

/** Markup of our own that is already safe: the style, the script, a number in base64. */
export const trusted = (markup: string): Html => ({ markup });

/** html`<p>${anything}</p>`: strings and numbers are escaped, Html stays, lists are joined, null and false vanish. */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return { markup: parts.reduce((text, part, n) => text + markupOf(values[n - 1]) + part) };
}

function markupOf(value: HtmlValue): string {
  if (value === null || value === undefined || value === false) return '';
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return escapeHtml(String(value));
  if ('markup' in value) return value.markup;
  return value.map(markupOf).join('');
}
