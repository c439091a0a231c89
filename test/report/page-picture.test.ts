// Pictures that a page carries are found again as they were put there, and nothing else is.
import { expect, it } from 'vitest';
import { html } from '../../src/report/html.js';
import { type PagePicture, pictureImage, picturesIn } from '../../src/report/page-picture.js';

const pictures: readonly PagePicture[] = [
  { name: 'still-anterior', source: 'data:image/png;base64,iVBORw0KGgo=', width: 640, height: 480 },
  { name: 'slice-1', source: 'data:image/svg+xml;base64,PHN2Zy8+', width: 3, height: 4 },
];

it('finds every picture again', () => {
  const markup = html`<p>${pictures.map((one) => pictureImage(one, '"<Skull>" from the front'))}</p>`.markup;
  expect(picturesIn(markup)).toEqual(pictures);
});

it('takes no words for a picture, and no picture from elsewhere', () => {
  const [first] = pictures;
  const quoted = html`<p>${pictureImage(first, '').markup}</p>`.markup;
  expect(picturesIn(quoted)).toEqual([]);
  const elsewhere = pictureImage({ ...first, source: 'https://example.org/a.png' }, '').markup;
  expect(picturesIn(elsewhere)).toEqual([]);
});
