/**
 * Style sheet of every figure. Colours are the custom properties of the palette, so that the page decides on
 * light, dark and print.
 */
export const figureStyle = `
.figure-svg { display: block; width: 100%; height: auto; overflow: visible;
  font-family: var(--sans, system-ui, sans-serif); font-size: 13px; font-variant-numeric: lining-nums tabular-nums; }
.figure-svg text { fill: var(--ink); }
.figure-svg .muted { fill: var(--muted); }
.figure-svg .small { font-size: 11.5px; }
.figure-svg .bold { font-weight: 700; }
.figure-svg .start { text-anchor: start; }
.figure-svg .middle { text-anchor: middle; }
.figure-svg .end { text-anchor: end; }
.figure-svg .label { unicode-bidi: isolate; }
/* Words that stand on lines of the plot keep them off. */
.figure-svg .over { paint-order: stroke; stroke: var(--paper); stroke-width: 4px; stroke-linejoin: round; }
.figure-svg .axis { stroke: var(--muted); stroke-width: 1; }
.figure-svg .zero { stroke: var(--ink); stroke-width: 1; }
.figure-svg .grid { stroke: var(--rule); stroke-width: 1; }
.figure-svg .margin { stroke: var(--muted); stroke-width: 1.5; stroke-dasharray: 3 3; }
.figure-svg .whisker { stroke: var(--accent); stroke-width: 2; }
.figure-svg .point { fill: var(--accent); }
.figure-svg .curve { fill: none; stroke: var(--muted); stroke-width: 1.5; stroke-linejoin: round; }
.figure-svg .curve.planned { stroke: var(--accent); stroke-width: 2.5; }
.figure-svg .curve.dashed { stroke-dasharray: 7 4; }
.figure-svg .spot { fill: var(--paper); stroke: var(--muted); stroke-width: 1.5; }
.figure-svg .spot.planned { fill: var(--accent); stroke: var(--accent); }
.figure-svg .published { fill: var(--paper); stroke: var(--ink); stroke-width: 1.4; }
.figure-svg .mean { fill: var(--ink); }
.figure-svg .bar { fill: var(--accent); }
.figure-svg .strong-loss { fill: var(--strong-loss); }
.figure-svg .loss { fill: var(--loss); }
.figure-svg .tie { fill: var(--tie); stroke: var(--muted); stroke-width: 0.75; }
.figure-svg .win { fill: var(--win); }
.figure-svg .strong-win { fill: var(--strong-win); }
.figure-svg .own { fill: var(--faint); }
.figure-svg .flow-main { fill: var(--paper); stroke: var(--ink); stroke-width: 1; }
.figure-svg .flow-arm { fill: var(--paper); stroke: var(--muted); stroke-width: 1; }
.figure-svg .flow-side { fill: var(--faint); stroke: var(--rule); stroke-width: 1; }
.figure-svg .flow-line { stroke: var(--muted); stroke-width: 1; }
.figure-svg .flow-head { fill: var(--muted); }
.figure-svg .strip-cross { stroke: var(--paper); stroke-width: 2; }
.figure-svg .sample-mark { fill: var(--strong-loss); font-weight: 700; letter-spacing: 0.08em; }
`
