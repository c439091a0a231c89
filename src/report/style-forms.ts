// How the parts look that a lab fills in and signs: checklist, lengths, printing fields, signatures.

export const formsStyle = `
.form-unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.form-points{list-style:none;margin:4px 0 16px;padding:0}
.form-points li{display:grid;grid-template-columns:22px minmax(170px,30%) 1fr;gap:4px 12px;padding:6px 0;border-top:1px solid var(--line);font-size:.92rem;align-items:baseline}
.form-points .form-asks{color:var(--soft)}
.form-points .form-asks b{color:var(--ink);display:inline-block;min-width:2.3em}
.form-points .form-asks a{color:inherit;text-decoration-color:var(--line);text-underline-offset:3px}
.form-points .form-asks a:hover{color:var(--accent);text-decoration-color:currentColor}
.form-state{position:relative}
.form-state svg{width:1.05em;height:1.05em;fill:none;stroke:currentColor;stroke-width:2.4;stroke-linecap:round;stroke-linejoin:round;vertical-align:-.16em}
.form-line{display:block;border-bottom:1px solid var(--soft);min-height:1.5em}
.form-points .form-line{min-height:1.35em}
.form-points .form-answer{min-width:0}
.form-lengths thead th{white-space:normal;overflow-wrap:normal}
.form-lengths tbody th{white-space:normal;min-width:150px}
.form-lengths .form-where{display:block;color:var(--soft);font-size:.88rem}
.form-lengths .form-hand{min-width:64px;width:14%;border:1px solid var(--soft)}
.form-sum-row th,.form-sum-row td{font-weight:600;border-top:2px solid var(--line)}
.form-scale{font-weight:600;margin-top:0}
.form-fields{display:grid;grid-template-columns:repeat(auto-fill,minmax(290px,1fr));gap:8px 28px;margin:12px 0 18px}
.form-fields div{display:flex;gap:10px;align-items:baseline}
.form-fields dt{flex:none}
.form-fields dd{flex:1;min-width:0;display:flex;gap:8px;align-items:baseline}
.form-fields .form-line{flex:1;min-width:30px}
.form-sign-off{border:1px solid var(--line);border-radius:8px;padding:12px 16px;margin:0 0 12px;break-inside:avoid}
.form-sign-off p{margin:.2em 0 .6em}
.form-sign-off p .form-line{display:inline-block;min-width:200px}
.form-signature{display:grid;grid-template-columns:minmax(170px,1.2fr) 1.4fr .8fr 1.6fr;gap:6px 18px;align-items:end;padding:12px 0 4px}
.form-signature .form-line{min-height:2.2em;color:var(--soft);font-size:.78rem;display:flex;align-items:flex-end;line-height:1.2}
@media (max-width:640px){.form-points li{grid-template-columns:22px 1fr}.form-points .form-answer{grid-column:2}.form-fields{grid-template-columns:1fr}.form-signature{grid-template-columns:1fr 1fr;gap:4px 14px}.form-signature span:first-child,.form-signature span:last-child{grid-column:1/-1}.form-lengths th,.form-lengths td{padding:6px 5px}}
@media print{.form-points li{grid-template-columns:18px 34% 1fr;padding:3px 0;break-inside:avoid}section h3{break-after:avoid}.form-fields{grid-template-columns:1fr 1fr}.form-line{border-color:#000}}
`.trim();
