// The report on paper: A4, nothing torn apart that belongs together, and on every page whose report it is.

export const paperStyle = `
@media print{
@page{size:A4;margin:14mm 15mm 17mm}
html{font-size:11.5px}
body{line-height:1.42}
header{padding-top:0}
h1{font-size:1.7rem;margin-bottom:.3em}
h1,h2,h3,thead,summary,section>p:has(+.wide-table){break-after:avoid}
.points li:last-child,section>.soft:last-child{break-before:avoid}
p,li,dd,blockquote{orphans:3;widows:3}
section{margin:4px 0;padding:9px 0}
section>h2{margin-bottom:6px}
tr,.wide-table,svg,img,figure,dl.figures,dl.facts>*,.figures div,.checks li,.remarks li,.pairs,.points li,.sign-off,.fields,.files li,.verdict,.identifying,.disclaimer{break-inside:avoid}
.wide-table:has(tbody tr:nth-child(n+14)),.wide-table:has(tbody:nth-of-type(n+9)){break-inside:auto}
p{break-inside:avoid}
blockquote p{break-inside:auto}
details .limits{columns:2;column-gap:24px}
thead{display:table-header-group}
tfoot{display:table-row-group}
th,td{white-space:normal;overflow-wrap:break-word}
td{white-space:nowrap}
a,.points .asks a{color:inherit;text-decoration:none}
code{overflow-wrap:anywhere}
.verdict{padding:9px 14px}
.figures div{padding:6px 10px}
.figures dd{font-size:1.15rem}
.checks{grid-template-columns:1fr 1fr;margin-top:10px}
.checks li{padding:3px 0}
.facts{gap:2px 18px}
.remarks li{padding:4px 0;grid-template-columns:80px 1fr}
.steps>li{padding:7px 0 7px 34px;break-inside:auto}
.steps>li::before{width:22px;height:22px;line-height:20px}
.files li{padding:4px 0}
.files li:first-child{padding-top:0}
.sign{break-inside:avoid}
.sign-off .signature{padding-top:14px}
.skip,.tools,.buttons{display:none}
footer{padding:6px 0 0;break-before:avoid}
footer p+p{display:none}
details>*{display:block}
details::details-content{content-visibility:visible;display:block;height:auto}
main:has(.stills) #stage{height:auto;min-height:0;border:0;background:none;overflow:visible}
main:has(.stills) #stage>*{display:none}
main:has(.stills) #stage>.size,main:has(.stills) #stage>.altered{display:block;position:static;max-width:none;visibility:visible;text-shadow:none}
}
`.trim();
