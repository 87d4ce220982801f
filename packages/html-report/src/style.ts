/** The whole style of a page. Colours are named once for light and once for dark; all text has a contrast of at least 4.5. */
export const STYLE = `
:root { color-scheme: light dark; --back: #fff; --card: #f6f7f9; --line: #d0d5dd; --text: #1b2430; --dim: #55606e;
  --good: #0b6b3a; --fair: #7a5200; --bad: #b3141c; --none: #e3e7ec; --accent: #1f5fa8; --half: #b86e00; }
@media (prefers-color-scheme: dark) { :root { --back: #12161c; --card: #1a2029; --line: #364152; --text: #e6eaf0; --dim: #a3afbf;
  --good: #57c78a; --fair: #e3b341; --bad: #ff8a8a; --none: #2a323e; --accent: #7db3f0; --half: #e3a13f; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 75rem; padding: 1rem; background: var(--back); color: var(--text);
  font: 1rem/1.45 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; } h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; } h3 { font-size: 1rem; margin: 0; }
p { margin: .25rem 0; } .dim { color: var(--dim); } ul { margin: 0; padding-left: 1.1rem; }
.facts { display: flex; flex-wrap: wrap; gap: .5rem; margin: 1rem 0; padding: 0; list-style: none; }
.facts li { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .5rem .9rem; }
.facts b { display: block; font-size: 1.2rem; }
.state { font-weight: 600; white-space: nowrap; } .good { color: var(--good); } .fair { color: var(--fair); } .bad { color: var(--bad); }
.state::before { content: "\\25CF\\00A0"; } .bad.state::before { content: "\\25B2\\00A0"; } .fair.state::before { content: "\\25C6\\00A0"; }
.targets { display: grid; gap: .75rem; grid-template-columns: repeat(auto-fill, minmax(min(21rem, 100%), 1fr)); }
article { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .75rem; min-width: 0; }
article header { display: flex; justify-content: space-between; gap: .5rem; align-items: baseline; }
dl { display: grid; grid-template-columns: auto 1fr; gap: 0 .75rem; margin: .5rem 0; } dt { color: var(--dim); } dd { margin: 0; }
.problem { border-left: 3px solid var(--bad); padding-left: .5rem; margin: .5rem 0; white-space: pre-line; }
svg { display: block; width: 100%; } .calendar { height: auto; margin-top: .5rem; } .sizes { height: 1.75rem; margin-top: .5rem; }
.none { fill: var(--none); } .complete { fill: var(--good); } .incomplete { fill: var(--half); }
.lines { stroke: var(--card); stroke-width: .18; fill: none; } .sizes path { fill: var(--accent); opacity: .55; stroke: var(--accent); }
.durations { height: auto; max-height: 12rem; } .durations text { fill: var(--dim); font-size: 11px; }
@media (max-width: 40rem) { .durations text { font-size: 22px; } }
.axis { stroke: var(--line); } path.good { fill: var(--accent); } path.bad { fill: var(--bad); }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .92rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .75rem .3rem 0; border-bottom: 1px solid var(--line); font-weight: 400; }
thead th { color: var(--dim); } td.number { text-align: right; font-variant-numeric: tabular-nums; } td.wide { min-width: 14rem; overflow-wrap: break-word; }
.scroll th, .scroll td:not(.wide) { white-space: nowrap; }
details { border: 1px solid var(--line); border-radius: .5rem; padding: .5rem .9rem; margin: .75rem 0; } summary { cursor: pointer; }
a { color: var(--accent); }
@media print { body { max-width: none; } details { break-inside: avoid; } }
`;
