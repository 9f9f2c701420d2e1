/** The look of a plan's HTML file. Its hash stands in the file's policy, so it is the same for every plan. */
export const HTML_STYLE = `
:root{color-scheme:light dark;--ink:light-dark(#162036,#f2f0ea);--soft:light-dark(#444d60,#bdc3cd);--line:light-dark(#d9dce2,#2f3544);--paper:light-dark(#fff,#151b29);--coach:light-dark(#213f83,#a2c0f7);--seal:light-dark(#04693f,#71d69f);--alarm:light-dark(#c01f1c,#fc958c);--brass:light-dark(#8b5510,#ebb96e)}
*{box-sizing:border-box}
body{max-inline-size:46rem;margin:0 auto;padding:1.5rem 1rem 3rem;background:var(--paper);color:var(--ink);font:1.0625rem/1.5 "Sofia Sans",system-ui,sans-serif;font-variant-numeric:tabular-nums lining-nums;overflow-wrap:anywhere}
h1,h2{font-family:Literata,Georgia,serif;font-weight:600;line-height:1.15}
h1{font-size:2.25rem;margin:.25rem 0 .75rem}
h2{font-size:1.4rem;margin:2.5rem 0 .5rem;padding-block-end:.35rem;border-block-end:2px solid var(--ink)}
h3{display:inline;font-size:1.0625rem;font-weight:650}
p{margin:.2rem 0}
a{color:var(--coach)}
small,.about,footer,nav span,header p{color:var(--soft);font-size:.9375rem}
.seal{font-weight:650}.seal.whole{color:var(--seal)}.seal.open{color:var(--alarm)}.seal.stale{color:var(--brass)}
ul,ol{padding-inline-start:1.25rem}
.rail,nav ol{list-style:none;padding:0}
.route{list-style:none;padding:0}
.rail{margin:.75rem 0}
.stop{display:grid;grid-template-columns:8rem minmax(0,1fr) auto;gap:0 1rem;padding-block:.4rem}
.stop p,.words{font-size:.9375rem;color:var(--soft)}
.note p,.note li,.note blockquote{font-size:.9375rem;color:var(--soft);margin:.2rem 0}
.time{font-weight:650;white-space:nowrap}.time small{display:block;font-weight:400}
.leg{margin-inline-start:9rem;padding-inline-start:.75rem;border-inline-start:3px solid var(--coach);font-size:.9375rem;color:var(--soft)}
.leg.walk{border-inline-start-style:dotted}.leg.train{border-inline-start-style:dashed}.leg.broken{border-inline-start:3px dashed var(--alarm);color:var(--alarm)}
.n{text-align:end;white-space:nowrap}
.broken,.stop.broken .time{color:var(--alarm)}
.problem,.note{margin:.4rem 0;padding:.3rem .6rem;border-inline-start:3px solid var(--brass)}
.stop .problem,.problem{border-inline-start-color:var(--alarm);color:var(--alarm)}
.fixed{padding:0 .3rem;border:1px solid var(--line);border-radius:3px}
.total{padding-block-start:.35rem;border-block-start:1px solid var(--ink)}
.wide{overflow-x:auto}
table{border-collapse:collapse;inline-size:100%}
th{text-align:start;font-weight:500}
td,th{padding:.25rem .75rem .25rem 0;vertical-align:top}
thead th{font-weight:650}
tbody tr{border-block-start:1px solid var(--line)}
.sum th,.sum td{font-weight:650;border-block:1px solid var(--ink);border-block-end:3px double var(--ink)}
footer{margin-block-start:3rem;padding-block-start:.75rem;border-block-start:1px solid var(--line)}
@media (max-width:34rem){.stop{grid-template-columns:minmax(0,1fr) auto}.stop>:nth-child(2){grid-row:2;grid-column:1/3}.leg{margin-inline-start:0}}
@media print{:root{color-scheme:light}body{max-inline-size:none;padding:0;font-size:10pt}nav,.wide{break-inside:avoid}h2{break-after:avoid}.stop{break-inside:avoid}.leg{break-after:avoid}}
`;
