// The look of the preview: the stage, its letters, the list of parts, the legend.

export const previewStyle = `
#viewer{display:grid;grid-template-columns:minmax(0,1fr);gap:10px}
#viewer>*{min-width:0}
#stage{position:relative;height:min(62vh,560px);min-height:330px;border:1px solid var(--line);border-radius:8px;overflow:hidden;background:radial-gradient(circle at 50% 38%,var(--stage-a),var(--stage-b))}
#stage canvas{position:absolute;inset:0;width:100%;height:100%;object-fit:contain;touch-action:none;cursor:grab;outline-offset:-3px}
#stage canvas:active{cursor:grabbing}
#stage canvas:focus-visible{outline-offset:-3px}
#stage-message{position:absolute;inset:0;margin:0;padding:24px;display:grid;place-content:center;text-align:center;color:var(--soft);pointer-events:none}
#stage-message:empty{display:none}
.overlay{visibility:hidden;pointer-events:none;position:absolute}
[data-preview=ready] .overlay{visibility:visible}
#stage-cube{left:8px;bottom:8px;width:108px;height:108px;overflow:visible}
[data-preview=ready] #stage-cube g{pointer-events:all;cursor:pointer}
#stage-cube polygon{fill:var(--card);stroke:var(--soft);stroke-width:1.4;stroke-linejoin:round}
#stage-cube g:hover polygon{fill:var(--accent)}#stage-cube g:hover text{fill:var(--card)}
#stage-cube text{fill:var(--ink);font:700 31px system-ui,-apple-system,"Segoe UI",Arial,sans-serif;text-anchor:middle;dominant-baseline:central}
.edge{font-weight:700;font-size:1.05rem;color:var(--accent);line-height:1}
#stage .overlay:not(svg,#stage-tip){text-shadow:0 0 3px var(--stage-b),0 0 3px var(--stage-b),0 0 5px var(--stage-b)}
#edge-left{left:12px;top:50%;transform:translateY(-50%)}#edge-right{right:12px;top:50%;transform:translateY(-50%)}
#edge-top{top:12px;left:50%;transform:translateX(-50%)}#edge-bottom{bottom:12px;left:50%;transform:translateX(-50%)}
#scale{right:16px;bottom:14px;text-align:center;font-size:.85rem;font-variant-numeric:tabular-nums}
#scale-bar{display:block;height:7px;border:2px solid var(--ink);border-top:0;margin:2px 0 0 auto}
.size{top:12px;left:14px;font-weight:600;font-size:.92rem;font-variant-numeric:tabular-nums;visibility:visible;max-width:calc(50% - 50px)}
.altered{top:38px;left:14px;font-weight:800;color:var(--bad);visibility:visible;max-width:calc(100% - 28px)}
#stage-tip{padding:4px 9px;border-radius:6px;background:var(--ink);color:var(--card);font-size:.86rem;line-height:1.35;font-variant-numeric:tabular-nums;max-width:min(240px,70%)}
#stage-tip div:first-child{font-weight:600}
#crosshair{width:0;height:0}
#crosshair::before,#crosshair::after{content:"";position:absolute;background:var(--ink);outline:1px solid var(--stage-a)}
#crosshair::before{left:-14px;top:-1px;width:28px;height:2px}#crosshair::after{left:-1px;top:-14px;width:2px;height:28px}
[hidden]{display:none!important}
.buttons{display:flex;flex-wrap:wrap;gap:6px 18px;justify-content:space-between}
.buttons>div{display:flex;flex-wrap:wrap;gap:6px}
html:not([data-preview=ready]) :is(.buttons,.panel,.tools){display:none}
.panel{border:1px solid var(--line);border-radius:8px;margin:0;padding:10px 14px 12px}
.panel h3{margin:0 0 6px;display:flex;justify-content:space-between;align-items:baseline}
.panel h3 span{font-weight:400;font-size:.84rem;color:var(--soft)}
.panel ul{list-style:none;margin:0;padding:0}
#part-list li{display:grid;grid-template-columns:24px 28px minmax(0,1fr) 68px;gap:8px;align-items:center;min-height:32px;padding:2px 0;font-size:.92rem}
#part-list li.piece{padding-left:14px}
#part-list label{line-height:1.25;cursor:pointer}
.panel input{accent-color:var(--accent);margin:0}
.panel input[type=checkbox]{width:18px;height:18px;margin:3px}
.panel input[type=color]{width:28px;height:24px;padding:0;border:1px solid var(--soft);border-radius:5px;background:none;cursor:pointer}
.panel input[type=color]::-webkit-color-swatch-wrapper{padding:2px}.panel input[type=color]::-webkit-color-swatch{border:0;border-radius:3px}
.panel input[type=range]{width:100%;height:24px;min-width:0;cursor:pointer}
.parts-all{display:flex;flex-wrap:wrap;gap:6px 12px;align-items:center;margin:2px 0 8px;font-size:.92rem}
.exploded{white-space:nowrap;display:flex;gap:8px;align-items:center;flex:1;min-width:140px}
.choices{display:flex;flex-wrap:wrap;gap:6px}
.choices label{position:relative}
.choices input{position:absolute;inset:0;opacity:0;cursor:pointer;width:100%;height:100%}
.choices span{display:block;font-size:.9rem;line-height:24px;padding:5px 12px;background:var(--page);border:1px solid var(--line);border-radius:6px}
.choices label:hover span{border-color:var(--accent)}
.choices input:checked+span{background:var(--accent);border-color:var(--accent);color:var(--card)}
.choices input:focus-visible+span{outline:3px solid var(--accent);outline-offset:2px}
#legend{margin-top:12px;font-size:.86rem;font-variant-numeric:tabular-nums}
#legend p{margin:0;display:flex;flex-wrap:wrap;gap:0 18px;justify-content:space-between}
.legend-title{font-weight:600}.legend-marks{font-weight:400}
.legend-marks::before{content:"";display:inline-block;width:3px;height:.9em;background:var(--ink);margin-right:7px;vertical-align:-.1em}
.legend-scale{position:relative;height:50px;margin:6px 20px 0}
#legend .legend-colours{position:absolute;left:0;top:8px;width:100%;height:16px;border-radius:3px}
.legend-mark{position:absolute;top:3px;width:3px;height:26px;margin-left:-1.5px;background:var(--ink)}
.legend-tick{position:absolute;top:29px;transform:translateX(-50%);white-space:nowrap}
.legend-pointer{position:absolute;top:-4px;border:7px solid transparent;border-top:11px solid var(--ink);border-bottom:0;transform:translateX(-50%)}
#legend .legend-ends{color:var(--soft);margin:-2px 0 4px}
.legend-unknown{color:var(--soft)}
#stage-said{margin:0;font-size:.9rem;color:var(--soft);font-variant-numeric:tabular-nums}
#stage-said:empty{display:none}
html:is([data-preview=no-webgl],[data-preview=failed],[data-preview=empty]) #stage{height:auto;min-height:0}
html:is([data-preview=no-webgl],[data-preview=failed],[data-preview=empty]) #stage-message{position:static;padding:76px 20px 22px}
html:is([data-preview=no-webgl],[data-preview=failed],[data-preview=empty]) .size{max-width:none}
html:is([data-preview=no-webgl],[data-preview=failed],[data-preview=empty]) :is(.hint,#stage canvas){display:none}
@media (scripting:none){#stage{height:auto;min-height:0}#stage-message{position:static;padding:76px 20px 22px}.size{max-width:none}.hint,#stage canvas{display:none}}
.touch{display:none}
@media (pointer:coarse),(hover:none){.mouse{display:none}.touch{display:inline}#part-list li{min-height:40px}}
.parts{list-style:none;display:flex;flex-wrap:wrap;gap:4px 18px;padding:0;margin:.4em 0 0;color:var(--ink)}
.parts svg{width:14px;height:14px;vertical-align:-2px;margin-right:6px}
@media screen{[data-preview=ready] .parts{display:none}}
@media (min-width:900px){[data-preview=ready] #viewer.many{grid-template-columns:minmax(0,1fr) 290px}
.many>*{grid-column:1/-1}.many>#stage{grid-column:1}.many>#part-list{grid-column:2;height:min(62vh,560px);min-height:330px;overflow-y:auto}}
@media (max-width:899px){#part-list ul{max-height:290px;overflow-y:auto}}
@media (max-width:640px) and (scripting:enabled){#stage{height:68vw;min-height:340px}}
@media (max-width:640px){#stage-cube{width:72px;height:72px;left:4px;bottom:4px}.panel{padding:8px 10px 10px}}
@media print{.buttons,.hint,#stage-said,#part-list,.choices,#map-list h3{display:none}#map-list{border:0;padding:0}#stage{height:92mm;min-height:0}#viewer{display:block}}
`.trim();
