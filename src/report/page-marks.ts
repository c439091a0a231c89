// The signs of the page: a shape and a word, so that nothing is told by colour alone.
import { type Html, html, trusted } from './html.js';

export type Mark = 'good' | 'caution' | 'poor';

const shapes: Readonly<Record<Mark, string>> = {
  good: '<path d="M3 10.5 8 15 17 5"/>',
  caution: '<path d="M10 3 18 17H2ZM10 8.5v4M10 14.8v.1"/>',
  poor: '<path d="M4.5 4.5 15.5 15.5M15.5 4.5 4.5 15.5"/>',
};

/** The sign alone; the word stands beside it. */
export const sign = (mark: Mark): Html =>
  html`<svg viewBox="0 0 20 20" aria-hidden="true">${trusted(shapes[mark])}</svg>`;

export const marked = (mark: Mark, word: string): Html =>
  html`<span class="mark ${mark}">${sign(mark)} ${word}</span>`;
