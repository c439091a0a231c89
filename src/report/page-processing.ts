// What was done, step by step, and the paragraph for a paper.
import type { Note } from '../core/context.js';
import type { Report, StepFacts } from '../core/facts.js';
import { type Html, html } from './html.js';
import { valueText } from './value-text.js';

export function processingPart({ parts }: Report): Html {
  const [first, ...more] = parts;
  const steps = first?.steps ?? [];
  const silent = steps.filter((step) => !spoke(step));
  return html`<section aria-labelledby="processing">
<h2 id="processing">Processing</h2>
${more.length > 0 && html`<p class="soft">Every part went the same way; what is shown was found for the first, ${first.name}. What was found for the others is in report.json.</p>`}
<ol class="steps">${steps.filter(spoke).map(stepItem)}</ol>
${silent.length > 0 && html`<p class="soft">Not used: ${silent.map(({ name }) => name).join(', ')}.</p>`}
</section>`;
}

// A step that has neither a sentence nor a note did nothing.
const spoke = (step: StepFacts): boolean => step.says !== '' || step.notes.length > 0;

const stepItem = (step: StepFacts): Html => html`<li>
<h3>${step.name} <span>· ${step.does}</span></h3>
${step.says !== '' && html`<p>${step.says}</p>`}
${pairs('Options', Object.entries(step.options))}
${pairs('Found', step.notes.map(notePair))}
</li>`;

const notePair = ({ name, value, unit }: Note): readonly [string, unknown] => [
  name,
  unit === undefined ? value : `${valueText(value)} ${unit}`,
];

const pairs = (label: string, entries: readonly (readonly [string, unknown])[]): Html | false =>
  entries.length > 0 &&
  html`<dl class="pairs" aria-label="${label}">${entries.map(([name, value]) => html`<div><dt>${name}</dt><dd>${valueText(value)}</dd></div>`)}</dl>`;

export const methodsPart = ({ methods }: Report): Html => html`<section aria-labelledby="methods">
<h2 id="methods">Methods</h2>
<blockquote><p>${methods}</p></blockquote>
</section>`;
