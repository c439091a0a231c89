// report.html: one file that holds the facts, the model and all that it takes to show them, for ever and without a net.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Report } from '../core/facts.js';
import type { Shown } from '../core/shown.js';
import { allFindings } from './all-findings.js';
import { type Html, html, trusted } from './html.js';
import { accuracyPart } from './page-accuracy.js';
import { budgetPart } from './page-budget.js';
import { calipersPart } from './page-calipers.js';
import { type Carried, carriedPart } from './page-carried.js';
import { checklistPart } from './page-checklist.js';
import { figuresPart, modelPart } from './page-model.js';
import { orderPart } from './page-order.js';
import { printPart } from './page-print.js';
import { methodsPart, processingPart } from './page-processing.js';
import { endPart, filesPart, limitsPart } from './page-record.js';
import { shapePart } from './page-shape.js';
import { signPart } from './page-sign.js';
import { sourcePart } from './page-source.js';
import { pageStyle } from './page-style.js';
import { uncertaintyPart } from './page-uncertainty.js';
import { findingsPart, verdictPart } from './page-verdict.js';
import { previewPayload } from './preview-payload.js';
import { rounded } from './rounded.js';
import { shownBodies } from './shown-bodies.js';

/** The page: a pure function of the report, read back from report.json or not, and of what it shows (mm LPS, borrowed). */
export async function reportPage(report: Report, { parts, scan }: Shown): Promise<string> {
  const { tolerance, print } = report;
  const marks = { tolerance, thinnestWall: print?.process.wall.fail ?? null };
  const payload = await previewPayload(shownBodies(parts), scan, { marks });
  return pageOf(report, { ...payload, pictures: [] });
}

/** The same from what a page carries: see `rebuiltPage`. Whatever else a section shows must follow from the report. */
export async function pageOf(report: Report, carried: Carried): Promise<string> {
  return page(rounded(report), carried, await previewScript()).markup;
}

async function previewScript(): Promise<string> {
  // The same place seen from src/report and from dist/report.
  const place = new URL('../../dist/preview/preview.js', import.meta.url);
  return readFile(place, 'utf8').catch((cause: unknown) => {
    throw new Error("dist/preview/preview.js is missing; 'npm run build' makes it", { cause });
  });
}

const hashed = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const page = (report: Report, carried: Carried, script: string): Html => html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(policy(script))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="generator" content="Isocast ${report.isocast}">
<title>${report.source.name} · Isocast report</title>
<link rel="icon" href="data:,">
<style>${trusted(pageStyle)}</style>
</head>
<body>
${verdictPart(report, allFindings(report))}
<main>
${modelPart(report, carried.manifest)}
${findingsPart(allFindings(report))}
${figuresPart(report)}
${orderPart(report)}
${shapePart(report)}
${printPart(report)}
${accuracyPart(report)}
${uncertaintyPart(report)}
${budgetPart(report)}
${sourcePart(report)}
${processingPart(report)}
${methodsPart(report)}
${limitsPart(report)}
${filesPart(report)}
${calipersPart(report)}
${checklistPart(report)}
${signPart(report)}
</main>
${endPart(report)}
${carriedPart(carried)}
<script>${trusted(script)}</script>
</body>
</html>
`;

// Nothing from anywhere, no form, no frame; our own style and script alone, each named by its hash.
const policy = (script: string): string =>
  [
    "default-src 'none'",
    `script-src ${hashed(script)}`,
    `style-src ${hashed(pageStyle)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
