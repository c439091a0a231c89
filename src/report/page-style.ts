// How the report looks: on a screen by day and by night, on a phone, on paper.
import { compareStyle } from './style-compare.js';
import { formsStyle } from './style-forms.js';
import { paperStyle } from './style-paper.js';
import { picturesStyle } from './style-pictures.js';
import { previewStyle } from './style-preview.js';
import { toolsStyle } from './style-tools.js';

const base = `
:root{color-scheme:light dark;--ink:#16202b;--soft:#566473;--line:#d9e0e7;--page:#f4f6f8;--card:#fff;--accent:#0b6477;--stage-a:#fdfefe;--stage-b:#dfe6ec;
--good:#15703f;--good-bg:#e6f4ec;--review:#845400;--review-bg:#fdf1d8;--bad:#ae2219;--bad-bg:#fcebe9}
@media (prefers-color-scheme:dark){:root{--ink:#e7edf3;--soft:#9fadbb;--line:#2e3a47;--page:#10161d;--card:#18212b;--accent:#63c4d8;--stage-a:#2a3643;--stage-b:#121a22;
--good:#74d3a0;--good-bg:#143124;--review:#f0c069;--review-bg:#352a12;--bad:#ff9c92;--bad-bg:#3c1c1a}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,"Liberation Sans",sans-serif;overflow-wrap:anywhere}
main,header,footer{max-width:1080px;margin:0 auto;padding:0 20px}
header{padding-top:32px}
h1{font-size:1.9rem;line-height:1.2;margin:.1em 0 .5em;letter-spacing:-.01em}
h2{font-size:1.2rem;line-height:1.3;margin:0 0 12px}
h3{font-size:1rem;margin:0}
p{margin:.5em 0}
a{color:var(--accent)}
.kicker{margin:0;color:var(--accent);font-weight:600;font-size:.82rem;letter-spacing:.07em;text-transform:uppercase}
.soft,figcaption{color:var(--soft);font-size:.9rem}
section{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:20px 22px;margin:18px 0}
.verdict{border-radius:10px;border:1px solid;border-left-width:7px;padding:14px 20px;margin:0 0 10px}
.verdict h2{margin:0;display:flex;gap:10px;align-items:center;font-size:1.3rem}
.verdict ul{margin:.5em 0 .2em;padding-left:1.2em}
.verdict li{margin:.25em 0;color:var(--ink)}
.verdict p{margin:.3em 0 0;color:var(--ink)}
.verdict svg,.mark svg{width:1.05em;height:1.05em;flex:none;fill:none;stroke:currentColor;stroke-width:2.4;stroke-linecap:round;stroke-linejoin:round;vertical-align:-.16em}
.good{color:var(--good)}.review,.caution{color:var(--review)}.bad,.poor,.fail{color:var(--bad)}.pass{color:var(--good)}
.verdict.pass{background:var(--good-bg)}.verdict.review{background:var(--review-bg)}.verdict.fail{background:var(--bad-bg)}
.findings{padding-left:1.2em;margin:0}.findings li{margin:.35em 0}
.disclaimer{font-weight:600;margin:12px 0 0}
.case{font-weight:600}
.identifying{color:var(--review)}
.swatch{vertical-align:-2px;margin-right:4px}
.mark{font-weight:600;white-space:nowrap}
.places{color:var(--soft);font-size:.88rem}
figure{margin:0}
.skip{position:absolute;left:8px;top:-60px;z-index:9;background:var(--card);color:var(--accent);border:2px solid var(--accent);border-radius:6px;padding:6px 12px}
.skip:focus{top:8px}
main:focus{outline:0}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
button{font:inherit;font-size:.9rem;color:var(--ink);background:var(--page);border:1px solid var(--line);border-radius:6px;padding:6px 12px;min-height:36px;cursor:pointer}
button:hover{border-color:var(--accent)}
button[aria-pressed=true]{background:var(--accent);border-color:var(--accent);color:var(--card)}
figcaption{margin-top:10px}
figcaption p{margin:.25em 0}
.figures{display:grid;grid-template-columns:repeat(auto-fill,minmax(200px,1fr));gap:10px;margin:0}
.figures div{border:1px solid var(--line);border-radius:8px;padding:10px 14px}
.figures .wide{grid-column:span 2}
dt{color:var(--soft);font-size:.86rem}
dd{margin:0}
.figures dd{font-size:1.3rem;font-weight:600;line-height:1.3;font-variant-numeric:tabular-nums}
.figures dd small{font-size:.85rem;font-weight:400;color:var(--soft)}
.facts{display:grid;grid-template-columns:minmax(120px,max-content) 1fr;gap:4px 22px;margin:0;align-items:baseline}
.checks{list-style:none;margin:16px 0 0;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(300px,1fr));gap:2px 26px}
.checks li{display:flex;justify-content:space-between;gap:14px;padding:6px 0;border-bottom:1px solid var(--line)}
.wide-table{overflow-x:auto;margin:12px 0}
table{border-collapse:collapse;width:100%;font-size:.92rem;font-variant-numeric:tabular-nums}
th,td{text-align:right;padding:7px 10px;border-bottom:1px solid var(--line);white-space:nowrap;vertical-align:top}
thead th{color:var(--soft);font-weight:600;font-size:.84rem;border-bottom-width:2px}
tbody th{font-weight:400;text-align:left}
th:first-child,td:first-child{text-align:left;padding-left:0}
tbody .step-row th{font-weight:600;padding-top:14px;border-bottom:0;white-space:normal}
.step-row .soft{font-weight:400;margin-left:8px}
.bar{width:72px;height:9px;vertical-align:0;margin-left:8px}
.bar .track{fill:var(--line)}.bar .fill{fill:var(--accent)}.bar .over{fill:var(--bad)}
.remarks{list-style:none;padding:0;margin:14px 0 0}
.remarks li{padding:6px 0;border-top:1px solid var(--line);display:grid;grid-template-columns:100px 1fr;gap:12px}
.steps{list-style:none;counter-reset:step;padding:0;margin:0}
.steps>li{counter-increment:step;position:relative;padding:12px 0 12px 42px;border-top:1px solid var(--line)}
.steps>li:first-child{border-top:0;padding-top:0}
.steps>li::before{content:counter(step);position:absolute;left:0;width:26px;height:26px;border-radius:50%;background:var(--page);border:1px solid var(--line);text-align:center;line-height:24px;font-size:.84rem;font-weight:600}
.steps h3 span{font-weight:400;color:var(--soft)}
.pairs{display:flex;flex-wrap:wrap;gap:3px 20px;margin:4px 0 0;font-size:.9rem}
.pairs div{display:flex;gap:6px;min-width:0}
.pairs dt{flex:none;max-width:min(45vw,420px);font-size:inherit}
.pairs dd{font-variant-numeric:tabular-nums;min-width:0}
.pairs .label{color:var(--soft);font-weight:600;min-width:64px}
blockquote{margin:0;padding:2px 0 2px 18px;border-left:4px solid var(--accent)}
.limits{padding-left:1.2em;margin:0}
.limits li{margin:.35em 0}
.files{list-style:none;padding:0;margin:0}
.files li{padding:8px 0;border-top:1px solid var(--line)}
.files li:first-child{border-top:0}
code{font:.85rem/1.4 ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;color:var(--soft)}
footer{padding-bottom:40px;color:var(--soft);font-size:.9rem}
details{margin:8px 0}summary{cursor:pointer}details+h3{margin-top:12px}
@media (max-width:640px){body{font-size:15px}th{white-space:normal;overflow-wrap:break-word}tbody th{min-width:110px}main,header,footer{padding-left:12px;padding-right:12px}header{padding-top:20px}h1{font-size:1.5rem}
section{padding:16px 14px;margin:14px 0}.figures{grid-template-columns:1fr 1fr}.figures dd{font-size:1.1rem}.checks{grid-template-columns:1fr}
.facts{grid-template-columns:1fr;gap:0}.facts dd{margin-bottom:8px}.remarks li{grid-template-columns:1fr;gap:0}
button{padding:6px 10px}.steps>li{padding-left:36px}}
@media print{:root{color-scheme:light;--ink:#000;--soft:#444;--line:#bbb;--page:#fff;--card:#fff;--accent:#0b5060;--stage-a:#fff;--stage-b:#fff;--good:#0d5a30;--good-bg:#fff;--review:#6b4400;--review-bg:#fff;--bad:#931a12;--bad-bg:#fff}
@page{size:A4;margin:14mm}html{font-size:12px}body{font-size:1rem;background:#fff}main,header,footer{max-width:none;padding:0}section{border:0;border-top:1px solid var(--line);border-radius:0;padding:10px 0;margin:8px 0}
h2{break-after:avoid}.wide-table{overflow:visible}th,td{padding:4px 6px}
.figures{grid-template-columns:repeat(4,1fr)}.figures,.checks li,.steps>li,.files li,.verdict,figure,tr{break-inside:avoid}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
`.trim();

/** The last word is the paper's. */
export const pageStyle = [base, previewStyle, toolsStyle, picturesStyle, formsStyle, compareStyle, paperStyle]
  .filter((style) => style !== '')
  .join('\n');
