// How a comparison's own pieces look.

export const compareStyle = `
.spreads{display:grid;grid-template-columns:repeat(auto-fit,minmax(280px,1fr));gap:14px 26px;margin:14px 0}
caption{text-align:left;caption-side:bottom;padding-top:6px}
`.trim();
