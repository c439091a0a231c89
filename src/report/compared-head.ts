// The head of a comparison's page: what was compared, and whether it is within the tolerance.
import type { Comparison } from '../core/comparison.js';
import { type Html, html } from './html.js';
import { numberText } from './number-text.js';
import { type Mark, sign } from './page-marks.js';
import { firstFindings } from './page-verdict.js';

type Look = { readonly mark: Mark; readonly title: string; readonly of: 'pass' | 'review' | 'fail' };

const looks: Readonly<Record<'pass' | 'review' | 'fail', Look>> = {
  pass: { mark: 'good', title: 'Within the tolerance', of: 'pass' },
  review: { mark: 'caution', title: 'Within the tolerance, but read this', of: 'review' },
  fail: { mark: 'poor', title: 'Beyond the tolerance', of: 'fail' },
};

/** Nothing was to be judged. */
const measured: Look = { mark: 'caution', title: 'Measured; no tolerance was given', of: 'review' };

export function comparedHead(facts: Comparison): Html {
  const { a, b, verdict, findings, disclaimer } = facts;
  const { mark, title, of } = verdict === null ? measured : lookOf(facts, verdict);
  return html`<header>
<p class="kicker">Two models · comparison</p>
<h1>${a.name} and ${b.name}</h1>
<div class="verdict ${of}" role="group" aria-labelledby="verdict">
<h2 id="verdict">${sign(mark)}<span>${title}</span></h2>
<p>${judgedText(facts)}</p>
${firstFindings(findings)}
</div>
<p class="disclaimer">${disclaimer}</p>
<p class="soft">A skull or a face can show whose body it is: if these models are of a head, treat this page as a photograph of the patient.</p>
</header>`;
}

function lookOf({ findings }: Comparison, verdict: keyof typeof looks): Look {
  const failure = findings.some(({ severity }) => severity === 'failure');
  return verdict === 'fail' && failure ? { ...looks.fail, title: 'Fails: read this' } : looks[verdict];
}

function judgedText({ whole, parts, tolerance, limit }: Comparison): string {
  const figure =
    limit === 'max' ? 'largest distance (proven bound)' : 'distance that 95 % of the area stay below';
  const pairs = [whole, ...parts];
  const worst = pairs
    .map(({ aToB, bToA }) =>
      limit === 'max' ? Math.max(aToB.bound, bToA.bound) : Math.max(aToB.p95, bToA.p95),
    )
    .reduce((x, y) => Math.max(x, y));
  const said = `In the worse direction the ${figure} is ${numberText(worst, 3)} mm`;
  const most = Math.max(...pairs.map(({ hausdorff }) => hausdorff));
  const single = limit === 'max' ? '' : ` Single places are up to ${numberText(most, 3)} mm apart.`;
  return `${said}${tolerance === null ? '' : `; the tolerance is ${numberText(tolerance, 3)} mm`}.${single}`;
}
