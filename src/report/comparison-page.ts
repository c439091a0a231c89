// compare.html: what differs between two models, with both to turn, in one file as the report is.
import type { Comparison } from '../core/comparison.js';
import type { Part } from '../core/mesh.js';
import type { SurfaceMaps } from '../core/surface-map.js';
import { distancesPart } from './compared-distances.js';
import { comparedHead } from './compared-head.js';
import { alignmentPart, sidesPart, sizesPart } from './compared-sides.js';
import { html } from './html.js';
import { pageFrame } from './page-frame.js';
import { modelPart } from './page-model.js';
import { findingsPart } from './page-verdict.js';
import { previewPayload } from './preview-payload.js';
import { rounded } from './rounded.js';
import { shownBodies } from './shown-bodies.js';

export type ShownSide = Part & { readonly maps: SurfaceMaps };

/** A pure function of the facts and of both models where they were measured (mm LPS, borrowed), with their distances. */
export async function comparisonPage(facts: Comparison, sides: readonly ShownSide[]): Promise<string> {
  const told = rounded(facts);
  const { a, b, isocast, tolerance } = told;
  const marks = { tolerance: tolerance ?? 0, thinnestWall: null };
  const payload = await previewPayload(shownBodies(sides), null, { marks });
  const name = `${a.name} and ${b.name}`;
  const staged = { source: { name }, parts: [a, b], shape: null, first: 'map=distance&off=1' };
  const body = html`${comparedHead(told)}
<main id="content" tabindex="-1">
${modelPart(staged, payload.manifest)}
${findingsPart(told.findings)}
${distancesPart(told)}
${sizesPart(told)}
${alignmentPart(told)}
${sidesPart(told)}
<section aria-labelledby="methods">
<h2 id="methods">Methods</h2>
<blockquote>${told.methods}</blockquote>
</section>
</main>
<footer>
<p>Made by Isocast ${isocast}. Coordinates are those of the files (LPS, the frame of b), lengths in mm. The same files and the same settings give the same page, byte for byte.</p>
<p>${told.disclaimer}</p>
</footer>`;
  return pageFrame({ title: `${name} · Isocast comparison`, isocast, body }, { ...payload, pictures: [] });
}
