import { figureStyle } from '../figures/figure-style.ts'
import { darkPalette, lightPalette, paletteDeclarations } from '../figures/palette.ts'

const light = paletteDeclarations(lightPalette)
const dark = paletteDeclarations(darkPalette)

const base = `
:root { color-scheme: light dark; ${light}
  --serif: 'Iowan Old Style', 'Palatino Linotype', Palatino, 'Book Antiqua', 'URW Palladio L', P052, Georgia, 'Noto Serif', serif;
  --sans: system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', Arial, sans-serif;
  --mono: ui-monospace, 'SF Mono', Menlo, Consolas, 'Liberation Mono', monospace; }
@media (prefers-color-scheme: dark) { :root { ${dark} } }
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem; }
body { margin: 0; padding: 0 1.25rem 5rem; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.6 var(--serif); overflow-wrap: break-word; }
h1, h2, h3 { font-weight: 600; line-height: 1.2; text-wrap: balance; }
h1 { font-size: clamp(1.75rem, 1.2rem + 2.4vw, 2.75rem); letter-spacing: -0.01em; margin: 0 0 0.75rem; }
h2 { font-size: clamp(1.4rem, 1.2rem + 0.9vw, 1.8rem); margin: 0 0 0.25rem; }
h3 { font-size: 1.15rem; margin: 2.25rem 0 0.5rem; }
p { margin: 0 0 0.9rem; max-width: 40rem; text-wrap: pretty; }
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: 0.15em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 2px; }
ul, ol { margin: 0 0 1rem; padding-left: 1.2rem; max-width: 40rem; }
li { margin: 0 0 0.35rem; }
code { font-family: var(--mono); font-size: 0.86em; overflow-wrap: anywhere; }
sup { font-size: 0.68em; line-height: 0; }
`

const layout = `
header, .columns { max-width: 47rem; margin-inline: auto; }
header { padding: 3.5rem 0 1.5rem; }
.drawing { max-width: 47rem; }
.question { font-size: 1.2rem; font-style: italic; color: var(--muted); }
.counts, .kicker, .asked { font-family: var(--sans); font-size: 0.875rem; color: var(--muted); }
.kicker { margin: 0 0 0.5rem; }
.asked q { font-family: var(--serif); font-style: italic; font-size: 1rem; }
.quiet { color: var(--muted); font-weight: 400; }
.sample { border: 2px solid var(--strong-loss); border-radius: 3px; color: var(--ink); padding: 0.7rem 1rem; max-width: none;
  font: 1.05rem/1.4 var(--sans); margin-bottom: 2rem; }
.sample strong, .sample-tag { color: var(--strong-loss); }
.sample-tag { font-weight: 700; text-transform: uppercase; letter-spacing: 0.06em; font-size: 0.78em; margin-right: 0.25em; }
nav { font: 0.875rem/1.45 var(--sans); border-block: 1px solid var(--rule); padding: 0.9rem 0; margin-bottom: 3rem; }
nav ol { list-style: none; margin: 0; padding: 0; max-width: none; columns: 11rem 3; column-gap: 1.5rem; }
nav li { margin: 0; break-inside: avoid; padding: 0.2rem 0; }
nav a { text-decoration: none; }
nav a:hover { text-decoration: underline; }
main > section { margin-bottom: 4.5rem; }
@media (min-width: 74rem) {
  header, .columns { max-width: 67rem; }
  header { padding-left: 15rem; }
  .columns { display: grid; grid-template-columns: 12rem minmax(0, 52rem); column-gap: 3rem; }
  nav { position: sticky; top: 1.5rem; align-self: start; border: 0; padding: 0.2rem 0; max-height: calc(100vh - 3rem); overflow-y: auto; }
  nav ol { columns: auto; }
}
`

const parts = `
.verdict { padding: 1.25rem 0 0.5rem; margin: 0 0 2rem; border-top: 3px solid var(--accent); }
.verdict + .verdict { margin-top: 3rem; }
.headline { font-size: clamp(1.35rem, 1.1rem + 1.3vw, 1.95rem); line-height: 1.28; margin: 0 0 0.9rem; font-weight: 500; }
.standing { font: 0.9375rem/1.5 var(--sans); max-width: none; margin-bottom: 1.25rem; }
.verdict-name { font-weight: 700; color: var(--accent); margin-right: 0.75rem; white-space: nowrap; }
.plan-state { border-left: 1px solid var(--rule); padding-left: 0.75rem; }
.parity { border-left: 3px solid var(--rule); padding-left: 0.9rem; }
.deviations { list-style: none; padding: 0; font: 0.9375rem/1.5 var(--sans); }
.deviations li { padding: 0.4rem 0; border-top: 1px solid var(--rule); }
.kind { color: var(--muted); margin-right: 0.5rem; }
.chosen { color: var(--accent); font-size: 0.9em; white-space: nowrap; }
figure { margin: 1.5rem 0; }
figcaption { font: 600 0.875rem/1.45 var(--sans); margin-bottom: 0.5rem; }
.drawing .narrow { display: none; }
.scroll { overflow-x: auto; background:
  linear-gradient(to right, var(--paper) 80%, transparent) left / 1rem 100% no-repeat local,
  linear-gradient(to left, var(--paper) 80%, transparent) right / 1rem 100% no-repeat local,
  linear-gradient(to right, var(--rule), transparent) left / 0.8rem 100% no-repeat scroll,
  linear-gradient(to left, var(--rule), transparent) right / 0.8rem 100% no-repeat scroll; }
table { border-collapse: collapse; width: 100%; font: 0.84375rem/1.4 var(--sans); font-variant-numeric: lining-nums tabular-nums;
  border-block: 1.5px solid var(--ink); }
th, td { padding: 0.34rem 0 0.34rem 0.9rem; text-align: right; vertical-align: baseline; white-space: nowrap; }
th:first-child { padding-left: 0; }
thead th { font-weight: 500; color: var(--muted); vertical-align: bottom; border-bottom: 1px solid var(--ink); white-space: normal; }
tbody th { font-weight: 400; text-align: left; white-space: normal; min-width: 7.5rem; max-width: 18rem; overflow-wrap: anywhere; }
tbody tr + tr > * { border-top: 1px solid var(--rule); }
.words { text-align: left; white-space: normal; min-width: 8rem; }
thead .words { min-width: 0; }
tr.group th { font-weight: 600; padding-top: 1.1rem; max-width: none; }
tr.strong > * { font-weight: 600; background: var(--faint); }
.pad::before { content: attr(data-pad); visibility: hidden; }
table.small { width: auto; min-width: min(100%, 28rem); }
table.small :is(th, td) { padding-left: 2rem; }
table.small th:first-child { padding-left: 0; }
.table-note { font: 0.8125rem/1.5 var(--sans); color: var(--muted); margin: 0.45rem 0 0; max-width: none; }
.note-link { text-decoration: none; font-weight: 500; padding: 0.4em 0.15em; }
.hash { font-size: 0.8em; }
td .hash { display: inline-block; max-width: 22rem; white-space: normal; overflow-wrap: anywhere; }
@media screen { .print-only { display: none; } }
details { border-top: 1px solid var(--rule); margin: 1rem 0; }
details details { margin-left: 0; }
summary { cursor: pointer; font: 600 0.9375rem/1.5 var(--sans); color: var(--accent); padding: 0.6rem 0; min-height: 24px; }
.notes { list-style: none; padding: 0; font-size: 0.9375rem; line-height: 1.5; max-width: 44rem; }
.notes li { padding-left: 2.5rem; margin-bottom: 0.6rem; }
.notes .number { float: left; margin-left: -2.5rem; font-family: var(--sans); font-size: 0.85em; color: var(--muted); line-height: 1.75; }
.notes li:target { background: var(--faint); outline: 6px solid var(--faint); }
.facts { margin: 0 0 1rem; font: 0.9375rem/1.5 var(--sans); }
.facts div { display: grid; grid-template-columns: 11rem minmax(0, 1fr); padding: 0.35rem 0; border-top: 1px solid var(--rule); }
.facts dt { color: var(--muted); }
.facts dd { margin: 0; overflow-wrap: anywhere; }
@media (max-width: 40rem) {
  body { padding-inline: 1rem; font-size: 1rem; }
  header { padding-top: 1.75rem; }
  nav ol { columns: 1; }
  .drawing .narrow { display: block; }
  .drawing .wide { display: none; }
  .plan-state { display: block; border: 0; padding: 0; }
  .facts div { grid-template-columns: 1fr; }
  th, td { padding-left: 0.75rem; }
  /* Small enough for the width of a phone: a column cut at its edge would look whole. */
  table.small { font-size: 0.8125rem; }
  table.small :is(th, td) { padding-left: 0.4rem; }
  table.small th:first-child { padding-left: 0; }
  tbody th { max-width: 10rem; }
  table.small tbody th { min-width: 4.25rem; }
}
`

const print = `
@page { size: A4; margin: 18mm 16mm 20mm; }
@media print {
  :root { font-size: 13px; color-scheme: light; ${light} --paper: #ffffff; }
  body { padding: 0; font-size: 10pt; line-height: 1.45; }
  header, .columns { max-width: none; display: block; }
  header { padding: 0 0 1rem; }
  nav { position: static; border-block: 1px solid var(--rule); padding: 0.5rem 0; max-height: none; overflow: visible; margin-bottom: 1.5rem; }
  nav ol { columns: 3; }
  main > section { margin-bottom: 2rem; }
  h1 { font-size: 22pt; } h2 { font-size: 15pt; } h3 { font-size: 11.5pt; } .headline { font-size: 15pt; }
  .group, h2, h3, figcaption, summary, .kicker, .asked, .counts { break-after: avoid; }
  .drawing .wide { max-width: 140mm; }
  p, li { orphans: 3; widows: 3; }
  .screen-only { display: none; }
  .table:not(.long), .drawing, .keep, tr, .facts div, .notes li { break-inside: avoid; }
  .drawing .wide { display: block; }
  .drawing .narrow { display: none; }
  thead { display: table-header-group; }
  .scroll { overflow: visible; background: none; }
  table { font-size: 7.8pt; }
  th, td { padding-left: 0.55rem; }
  .table-note { font-size: 7.6pt; }
  tbody th, .words { min-width: 0; }
  td .hash { max-width: 11rem; font-size: 6.5pt; }
  summary { list-style: none; color: var(--ink); }
  summary::-webkit-details-marker { display: none; }
  details::details-content { content-visibility: visible; display: block; block-size: auto; opacity: 1; }
  a { color: inherit; text-decoration: none; }
}
`

/** The style sheet of the page. */
export const pageStyle = [base, layout, parts, figureStyle, print].join('\n')
