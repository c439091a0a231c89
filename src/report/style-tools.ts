// The look of the preview's tools: calipers, clipping plane, slice.

export const toolsStyle = `
.tools{display:grid;grid-template-columns:1fr 1fr;gap:14px;margin:12px 0 4px}
html:not([data-preview=ready]) .tools{display:none}
.tool{border:1px solid var(--line);border-radius:8px;padding:12px 14px;min-width:0}
.tool h3{margin:0 0 8px}
.tool .row{display:flex;flex-wrap:wrap;gap:6px;margin:6px 0}
.tool [hidden]{display:none}
.tool p{margin:.4em 0;min-height:1.5em}
.tick{display:flex;gap:8px;align-items:center;min-height:32px;font-size:.92rem;cursor:pointer}
.tick input{width:18px;height:18px;flex:none;margin:0;accent-color:var(--accent)}
.slide{display:grid;grid-template-columns:64px minmax(80px,1fr) minmax(108px,max-content);gap:10px;align-items:center;min-height:36px;font-size:.92rem}
.slide input{width:100%;margin:0;accent-color:var(--accent);min-height:28px}
.slide output{font-variant-numeric:tabular-nums;text-align:right}
#measure-list{list-style:none;counter-reset:measure;margin:8px 0 0;padding:0;max-height:280px;overflow-y:auto}
#measure-list:empty{display:none}
#measure-list li{counter-increment:measure;display:grid;grid-template-columns:1.7em minmax(0,1fr) auto auto auto;gap:8px;align-items:center;padding:4px 3px;border-top:1px solid var(--line)}
#measure-list li::before{content:counter(measure) ":";color:var(--soft);font-variant-numeric:tabular-nums}
#measure-list output{font-weight:600;font-variant-numeric:tabular-nums;white-space:nowrap}
#measure-list button{padding:4px 9px}
.tool input[type=text]{font:inherit;font-size:.92rem;color:var(--ink);background:var(--page);border:1px solid var(--line);border-radius:6px;padding:5px 8px;min-height:34px;width:100%;min-width:0}
@media screen{#stage[data-slice]{color-scheme:dark;--ink:#e7edf3;--soft:#9fadbb;--accent:#63c4d8;--card:#18212b;--stage-a:#222c37;--stage-b:#0d1319;color:var(--ink)}}
svg.calipers{inset:0;width:100%;height:100%;font:600 13px system-ui,-apple-system,"Segoe UI",Arial,"Liberation Sans",sans-serif;font-variant-numeric:tabular-nums}
svg.calipers .faint{opacity:.75}
@media (max-width:760px){.tools{grid-template-columns:1fr}}
@media (max-width:460px){#measure-list li{grid-template-columns:1.7em 1fr auto auto}#measure-list li input{grid-column:2/-1}#measure-list li output{grid-column:2}}
@media print{.tools{display:none}}
`.trim();
