// What the page carries beside the facts, and how it lies in there: enough to make the page again from another report.
import { createHash } from 'node:crypto';
import { type Html, html, trusted } from './html.js';
import type { PagePicture } from './page-picture.js';
import type { PreviewPayload } from './preview-payload.js';

export interface Carried extends PreviewPayload {
  /** Each stands somewhere in the page, by `pictureImage`. */
  readonly pictures: readonly PagePicture[];
}

/** The elements that hold them; `carriedIn` finds them by these very words. */
export const manifestStart = '<script type="application/json" id="preview-manifest">';
export const dataStart = '<script type="application/octet-stream;base64" id="preview-data" data-sha256="';

/** The data for the page's script, with a hash of them and of the pictures. */
export function carriedPart(carried: Carried): Html {
  const { data } = carried;
  const base64 = Buffer.from(data.buffer, data.byteOffset, data.length).toString('base64');
  return html`${trusted(manifestStart)}${scriptJson(carried.manifest)}</script>
${trusted(dataStart)}${trusted(carriedHash(carried))}">${trusted(base64)}</script>`;
}

/** SHA-256 in hexadecimal over all that is carried. */
export function carriedHash({ manifest, data, pictures }: Carried): string {
  const hash = createHash('sha256').update(JSON.stringify(manifest)).update('\n').update(data);
  for (const { name, source, width, height } of pictures)
    hash.update(`\n${name} ${width} ${height} ${source}`);
  return hash.digest('hex');
}

// Inside <script> there are no entities; a name that holds '</script>' must not end it.
const scriptJson = (value: unknown): Html => trusted(JSON.stringify(value).replaceAll('<', '\\u003c'));
