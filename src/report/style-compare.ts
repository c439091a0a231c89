// How a comparison's own pieces look.

export const compareStyle = `
.spreads{display:grid;grid-template-columns:repeat(auto-fit,minmax(280px,1fr));gap:14px 26px;margin:14px 0}
.spread svg{width:100%;height:auto;display:block}
.spread rect{fill:var(--accent)}
.spread .axis{stroke:var(--soft);stroke-width:1.2;fill:none}
.spread .mark-line{stroke:var(--bad);stroke-width:1.6;stroke-dasharray:5 4;fill:none}
.spread text{fill:var(--soft);font-size:13px;font-variant-numeric:tabular-nums}
caption{text-align:left;caption-side:bottom;padding-top:6px}
`.trim();
