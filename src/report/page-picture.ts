// A picture that the page carries as it is: no script is needed to see it, and a page made again takes it from the old one.
import { type Html, html, trusted } from './html.js';

/** PNG or the like, or SVG (which as a picture runs nothing). */
export interface PagePicture {
  /** Small letters, digits and dashes; no two alike in a page. */
  readonly name: string;
  /** 'data:image/png;base64,…'. */
  readonly source: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** `alt` says what is to be seen in it; captions are the page's own and are not carried. */
export const pictureImage = ({ name, source, width, height }: PagePicture, alt: string): Html =>
  html`<img data-picture="${name}" width="${width}" height="${height}" src="${trusted(source)}" alt="${alt}">`;

const image =
  /<img data-picture="([a-z0-9-]+)" width="(\d{1,5})" height="(\d{1,5})" src="(data:image\/(?:png|jpeg|webp|svg\+xml);base64,[A-Za-z0-9+/]+={0,2})" alt="/g;

/** All that `pictureImage` has put there, in their order. */
export const picturesIn = (markup: string): readonly PagePicture[] =>
  [...markup.matchAll(image)].map(([, name, width, height, source]) => ({
    name,
    source,
    width: Number(width),
    height: Number(height),
  }));
