/** What pages over the ledger need beyond the style sheet of the report. */
export const evidenceStyle = `
.lead { font-size: 1.15rem; line-height: 1.5; max-width: 42rem; }
.crumbs { font: 0.875rem/1.5 var(--sans); margin: 0 0 1.25rem; max-width: none; }
.how { font: 0.9375rem/1.5 var(--sans); border-left: 3px solid var(--accent); padding-left: 0.9rem; margin-top: 1rem; }
.cites { font: 500 0.72em/1 var(--sans); vertical-align: 0.42em; white-space: nowrap; margin-left: 0.12em; font-variant-numeric: lining-nums tabular-nums; }
.cites a { text-decoration: none; padding: 0.45em 0.1em; }
.cites i { font-style: normal; font-size: 0.82em; color: var(--muted); }
.cites a:hover { text-decoration: underline; }
.answers { display: block; font: 0.875rem/1.5 var(--sans); color: var(--muted); margin-top: 0.25rem; }
.asked-list > li { margin-bottom: 1.1rem; }
.columns.alone { display: block; max-width: 56rem; }
body:has(.columns.alone) header { max-width: 56rem; padding-left: 0; }
.claims { list-style: none; padding: 0; max-width: none; }
.claims > li { border-top: 1px solid var(--rule); padding: 0.8rem 0 0.6rem 2.6rem; margin: 0; scroll-margin-top: 1rem; }
.claims .number { float: left; margin-left: -2.6rem; font: 0.875rem/1.7 var(--sans); color: var(--muted); }
.claims > li:target { background: var(--faint); outline: 8px solid var(--faint); }
.claims p { margin-bottom: 0.35rem; }
.claims .of { font: 0.875rem/1.5 var(--sans); color: var(--muted); max-width: 46rem; }
.claims details { border: 0; margin: 0; }
.claims summary { font-size: 0.875rem; padding: 0.25rem 0; }
.status { font: 600 0.8125rem/1.5 var(--sans); white-space: nowrap; }
th .status { white-space: normal; }
header .status { margin-right: 0.9em; display: inline-block; }
.status::before { content: ''; display: inline-block; width: 0.62em; height: 0.62em; border-radius: 50%; margin-right: 0.4em;
  border: 1.5px solid var(--muted); background: transparent; }
.status-independently-supported::before { background: var(--accent); border-color: var(--accent); }
.status-reproduced-from-its-own-data::before { border-color: var(--accent); background: linear-gradient(90deg, var(--accent) 50%, transparent 50%); }
.status-self-reported::before { border-color: var(--accent); }
.status-contradicted::before { background: var(--strong-loss); border-color: var(--strong-loss); border-radius: 0; transform: rotate(45deg); }
.status-not-reproducible::before { border-color: var(--strong-loss); border-radius: 0; }
.perspective { margin-bottom: 2rem; }
.steps { list-style: none; padding: 0 0 0 1rem; border-left: 1px solid var(--rule); }
.steps li { margin-bottom: 0.7rem; }
.basis { display: block; font: 0.8125rem/1.5 var(--sans); color: var(--muted); }
.claim-title { font-size: clamp(1.4rem, 1.2rem + 1.2vw, 2rem); max-width: 44rem; }
.facts div { column-gap: 1.25rem; }
.read { max-width: 46rem; font-size: 0.9375rem; line-height: 1.5; }
.below { display: block; color: var(--muted); }
.when { font: 0.8125rem/1.5 var(--sans); color: var(--muted); display: block; }
.tension { border-top: 1px solid var(--rule); padding-top: 0.9rem; margin-top: 1.4rem; }
.tension h3 { margin-top: 0; }
.go { font: 600 0.9375rem/1.5 var(--sans); }
.factors th, .factors td { text-align: left; white-space: normal; vertical-align: top; }
.factors td { min-width: 9rem; }
.factors tbody th { font-weight: 600; min-width: 6.5rem; }
.factors .differs > * { background: var(--faint); }
.mark { display: block; font: 600 0.75rem/1.5 var(--sans); color: var(--muted); }
.differs .mark { color: var(--accent); }
.problems li { font: 0.9375rem/1.55 var(--sans); margin-bottom: 1rem; overflow-wrap: anywhere; }
.problems code { font-size: 0.9em; }
.threads { list-style: none; padding: 0; max-width: 44rem; }
.threads li { border-top: 1px solid var(--rule); padding: 1rem 0; margin: 0; }
.threads a { font-size: 1.2rem; }
.figure-svg .pooled { fill: var(--accent); stroke: var(--accent); }
.figure-svg .prediction { stroke: var(--muted); stroke-width: 2; stroke-dasharray: 2 3; }
@media (max-width: 40rem) {
  .claims > li { padding-left: 0; }
  .claims .number { float: none; margin: 0 0.4rem 0 0; }
}
@media print {
  .claims > li, .tension, .steps li { break-inside: avoid; }
  /* What a claim rests on has a page of its own. */
  .claims details { display: none; }
  .cites a { padding: 0 0.1em; }
}
`
