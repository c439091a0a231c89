// The look of pictures and plots.

export const picturesStyle = `
.slices,.views{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(250px,100%),1fr));gap:14px;align-items:start}
.slices img,.view img{display:block;width:100%;height:auto;border-radius:6px}
.slices img{background:#000}
.slices figcaption,.views figcaption{margin-top:4px;text-align:center}
.view{position:relative;border:1px solid var(--line);border-radius:8px;background:radial-gradient(circle at 50% 38%,var(--stage-a),var(--stage-b))}
.view svg{position:absolute;inset:0;width:100%;height:100%}
.view text{fill:var(--ink);paint-order:stroke;stroke:var(--stage-b);stroke-width:4px;stroke-linejoin:round;font-weight:700;font-size:17px;dominant-baseline:central}
.view .length{font-weight:400;font-size:14px}
.view path{fill:none;stroke:var(--ink);stroke-width:2}
@media screen{html[data-preview=ready] .stills{display:none}}
.plot{max-width:520px}
.plot svg{width:100%;height:auto;display:block}
.plot .bars{fill:var(--accent)}
.plot .axis{stroke:var(--soft);stroke-width:1.2;fill:none}
.plot .mark-line{stroke:var(--bad);stroke-width:1.6;stroke-dasharray:5 4;fill:none}
.plot text{fill:var(--soft);font-size:15px;font-variant-numeric:tabular-nums}
.plot .mark-text{fill:var(--bad);font-weight:600}
.plot figcaption{margin-top:4px}
@media (max-width:640px){.plot text{font-size:17px}}
@media print{.views,.slices{grid-template-columns:repeat(3,1fr);gap:8px}.plot{max-width:300px}.stills figure,.slices figure,.plot{break-inside:avoid}}
`.trim();
