// report.html: one file that holds the facts, the model and all that it takes to show them, for ever and without a net.
import type { Report } from '../core/facts.js';
import type { Shown } from '../core/shown.js';
import { allFindings } from './all-findings.js';
import { type Html, html } from './html.js';
import { accuracyPart } from './page-accuracy.js';
import { budgetPart } from './page-budget.js';
import { calipersPart } from './page-calipers.js';
import type { Carried } from './page-carried.js';
import { checklistPart } from './page-checklist.js';
import { pageFrame } from './page-frame.js';
import { figuresPart, modelPart } from './page-model.js';
import { orderPart } from './page-order.js';
import { printPart } from './page-print.js';
import { methodsPart, processingPart } from './page-processing.js';
import { endPart, filesPart, limitsPart } from './page-record.js';
import { shapePart } from './page-shape.js';
import { signPart } from './page-sign.js';
import { slicesPart } from './page-slices.js';
import { sourcePart } from './page-source.js';
import { stillsOf, stillsPart } from './page-stills.js';
import { uncertaintyPart } from './page-uncertainty.js';
import { valuesPart } from './page-values.js';
import { findingsPart, verdictPart } from './page-verdict.js';
import { previewPayload } from './preview-payload.js';
import { rounded } from './rounded.js';
import { shownBodies } from './shown-bodies.js';
import { slicePictures } from './slice-pictures.js';

/** The page: a pure function of the report, read back from report.json or not, and of what it shows (mm LPS, borrowed). */
export async function reportPage(report: Report, { parts, scan }: Shown): Promise<string> {
  const { tolerance, print } = report;
  const marks = { tolerance, thinnestWall: print?.process.wall.fail ?? null };
  const payload = await previewPayload(shownBodies(parts), scan, { marks });
  const pictures = [...stillsOf(parts), ...(scan === null ? [] : slicePictures(parts, scan))];
  return pageOf(report, { ...payload, pictures });
}

/** The same from what a page carries: see `rebuiltPage`. Whatever else a section shows must follow from the report. */
export async function pageOf(report: Report, carried: Carried): Promise<string> {
  const facts = rounded(report);
  const title = `${facts.source.name} · Isocast report`;
  return pageFrame({ title, isocast: facts.isocast, body: body(facts, carried) }, carried);
}

const body = (report: Report, carried: Carried): Html => html`${verdictPart(report, allFindings(report))}
<main id="content" tabindex="-1">
${modelPart(report, carried.manifest)}
${stillsPart(report, carried.pictures)}
${findingsPart(allFindings(report))}
${figuresPart(report)}
${orderPart(report)}
${shapePart(report)}
${printPart(report)}
${slicesPart(report, carried.pictures)}
${valuesPart(report)}
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
${endPart(report)}`;
