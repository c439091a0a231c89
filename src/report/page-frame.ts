// What stands around a page's own words: its head, with a policy that lets nothing in, and at its end what it carries.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type Html, html, trusted } from './html.js';
import { type Carried, carriedPart } from './page-carried.js';
import { pageStyle } from './page-style.js';
import { paperFoot } from './paper-foot.js';

export interface Framed {
  readonly title: string;
  /** The version that made it. */
  readonly isocast: string;
  readonly body: Html;
}

/** The whole text of the page. */
export async function pageFrame(framed: Framed, carried: Carried): Promise<string> {
  return page(framed, carried, await previewScript()).markup;
}

async function previewScript(): Promise<string> {
  // The same place seen from src/report and from dist/report.
  const place = new URL('../../dist/preview/preview.js', import.meta.url);
  return readFile(place, 'utf8').catch((cause: unknown) => {
    throw new Error("dist/preview/preview.js is missing; 'npm run build' makes it", { cause });
  });
}

const hashed = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const page = (
  { title, isocast, body }: Framed,
  carried: Carried,
  script: string,
): Html => html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(policy(script, paperFoot(title)))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="generator" content="Isocast ${isocast}">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${trusted(pageStyle)}</style>
<style>${trusted(paperFoot(title))}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the report</a>
${body}
${carriedPart(carried)}
<script>${trusted(script)}</script>
</body>
</html>
`;

// Nothing from anywhere, no form, no frame; our own style and script alone, each named by its hash.
const policy = (script: string, foot: string): string =>
  [
    "default-src 'none'",
    `script-src ${hashed(script)}`,
    `style-src ${hashed(pageStyle)} ${hashed(foot)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
