// What the report does not say, which files it is about, and what made them.
import type { FileFacts, Report } from '../core/facts.js';
import { type Html, html } from './html.js';
import { numberText } from './number-text.js';

export const limitsPart = ({ limits }: Report): Html | false =>
  limits.length > 0 &&
  html`<section aria-labelledby="limits">
<h2 id="limits">Limits</h2>
<ul class="limits">${limits.map((says) => html`<li>${says}</li>`)}</ul>
</section>`;

export const filesPart = ({ files }: Report): Html | false =>
  files.length > 0 &&
  html`<section aria-labelledby="files">
<h2 id="files">Files</h2>
<ul class="files">${files.map(fileItem)}</ul>
</section>`;

const fileItem = ({ name, bytes, sha256 }: FileFacts): Html => html`<li>
<strong>${name}</strong> <span class="soft">${numberText(bytes)} bytes · SHA-256</span><br><code>${sha256}</code></li>`;

export const endPart = ({ isocast, disclaimer }: Report): Html => html`<footer>
<p>Made by Isocast ${isocast}. Coordinates are the patient’s (LPS), lengths in mm. The same scan and the same settings give the same files, byte for byte.</p>
<p>${disclaimer}</p>
</footer>`;
