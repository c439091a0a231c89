// The look of the preview: the stage, its letters, the list of parts, the legend.

export const previewStyle = `
#stage{position:relative;height:min(62vh,560px);min-height:330px;border:1px solid var(--line);border-radius:8px;overflow:hidden;background:radial-gradient(circle at 50% 38%,var(--stage-a),var(--stage-b))}
canvas{position:absolute;inset:0;width:100%;height:100%;object-fit:contain;touch-action:none;cursor:grab;outline-offset:-3px}
canvas:active{cursor:grabbing}
canvas:focus-visible{outline-offset:-3px}
#stage-message{position:absolute;inset:0;margin:0;padding:24px;display:grid;place-content:center;text-align:center;color:var(--soft);pointer-events:none}
#stage-message:empty{display:none}
.overlay{visibility:hidden;pointer-events:none;position:absolute}
[data-preview=ready] .overlay{visibility:visible}
#stage-marker{left:10px;bottom:10px;width:104px;height:104px;overflow:visible}
#stage-marker line{stroke:var(--soft);stroke-width:2.5;stroke-linecap:round}
#stage-marker text{fill:var(--ink);font:700 16px system-ui,-apple-system,"Segoe UI",Arial,sans-serif;text-anchor:middle;dominant-baseline:central;paint-order:stroke;stroke:var(--stage-b);stroke-width:3px}
.edge{font-weight:700;font-size:1.05rem;color:var(--accent);line-height:1}
#stage .overlay:not(svg){text-shadow:0 0 3px var(--stage-b),0 0 3px var(--stage-b),0 0 5px var(--stage-b)}
#edge-left{left:12px;top:50%;transform:translateY(-50%)}#edge-right{right:12px;top:50%;transform:translateY(-50%)}
#edge-top{top:12px;left:50%;transform:translateX(-50%)}#edge-bottom{bottom:12px;left:50%;transform:translateX(-50%)}
#scale{right:16px;bottom:14px;text-align:center;font-size:.85rem;font-variant-numeric:tabular-nums}
#scale-bar{display:block;height:7px;border:2px solid var(--ink);border-top:0;margin:2px 0 0 auto}
.size{top:12px;left:14px;font-weight:600;font-size:.92rem;font-variant-numeric:tabular-nums;visibility:visible;max-width:calc(50% - 50px)}
.altered{top:38px;left:14px;font-weight:800;color:var(--bad);visibility:visible;max-width:calc(100% - 28px)}
.buttons{display:flex;flex-wrap:wrap;gap:6px;margin:0 0 10px}
.buttons button[data-facets]{margin-left:auto}
html:not([data-preview=ready]) .buttons{display:none}
.touch{display:none}
@media (pointer:coarse),(hover:none){.mouse{display:none}.touch{display:inline}}
.parts{list-style:none;display:flex;flex-wrap:wrap;gap:4px 18px;padding:0;margin:.4em 0 0;color:var(--ink)}
.parts svg{width:14px;height:14px;vertical-align:-2px;margin-right:6px}
@media (max-width:640px){#stage{height:68vw;min-height:340px}#stage-marker{width:84px;height:84px}.buttons button[data-facets]{margin-left:0}}
@media print{.buttons,.hint,#stage-said{display:none}#stage{height:92mm;min-height:0}}
#stage-said{min-height:1.5em;margin:6px 0 0;font-size:.9rem;font-variant-numeric:tabular-nums}
`.trim();
