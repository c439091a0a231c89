// How the parts look that a lab fills in and signs: checklist, lengths, printing fields, signatures.

export const formsStyle = `
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.points{list-style:none;margin:4px 0 16px;padding:0}
.points li{display:grid;grid-template-columns:22px minmax(170px,30%) 1fr;gap:4px 12px;padding:6px 0;border-top:1px solid var(--line);font-size:.92rem;align-items:baseline}
.points .asks{color:var(--soft)}
.points .asks b{color:var(--ink);display:inline-block;min-width:2.3em}
.points .asks a{color:inherit;text-decoration-color:var(--line);text-underline-offset:3px}
.points .asks a:hover{color:var(--accent);text-decoration-color:currentColor}
.state{position:relative}
.state svg{width:1.05em;height:1.05em;fill:none;stroke:currentColor;stroke-width:2.4;stroke-linecap:round;stroke-linejoin:round;vertical-align:-.16em}
.line{display:block;border-bottom:1px solid var(--soft);min-height:1.5em}
.points .line{min-height:1.35em}
.points .answer{min-width:0}
.calipers thead th{white-space:normal}
.calipers tbody th{white-space:normal;min-width:150px}
.calipers .where{display:block;color:var(--soft);font-size:.88rem}
.calipers .hand{min-width:64px;width:14%;border:1px solid var(--soft)}
.sum-row th,.sum-row td{font-weight:600;border-top:2px solid var(--line)}
.sign .scale{font-weight:600;margin-top:0}
.fields{display:grid;grid-template-columns:repeat(auto-fill,minmax(290px,1fr));gap:8px 28px;margin:12px 0 18px}
.fields div{display:flex;gap:10px;align-items:baseline}
.fields dt{flex:none}
.fields dd{flex:1;min-width:0;display:flex;gap:8px;align-items:baseline}
.fields .line{flex:1;min-width:30px}
.sign-off{border:1px solid var(--line);border-radius:8px;padding:12px 16px;margin:0 0 12px;break-inside:avoid}
.sign-off p{margin:.2em 0 .6em}
.sign-off p .line{display:inline-block;min-width:200px}
.signature{display:grid;grid-template-columns:minmax(170px,1.2fr) 1.4fr .8fr 1.6fr;gap:6px 18px;align-items:end;padding:12px 0 4px}
.signature .line{min-height:2.2em;color:var(--soft);font-size:.78rem;display:flex;align-items:flex-end;line-height:1.2}
@media (max-width:640px){.points li{grid-template-columns:22px 1fr}.points .answer{grid-column:2}.fields{grid-template-columns:1fr}.signature{grid-template-columns:1fr 1fr;gap:4px 14px}.signature span:first-child,.signature span:last-child{grid-column:1/-1}.calipers th,.calipers td{padding:6px 5px}}
@media print{.points li{grid-template-columns:18px 34% 1fr;padding:3px 0;break-inside:avoid}.points h3,.sign h3{break-after:avoid}.fields{grid-template-columns:1fr 1fr}.line{border-color:#000}}
`.trim();
