import type { GateResults, GateTest } from '../../learning/gate/gate-results.ts'
import { escapeText, isolated } from '../escape.ts'
import { count, percent, pValue, signed } from '../format.ts'
import { pageStyle } from '../page/style.ts'
import { checkHead, checkRow } from './check-row.ts'
import { gateFigure, marginChecks } from './gate-figure.ts'
import { gateVerdictWords } from './gate-words.ts'

/** The gate as one HTML file that needs nothing else: no network, no script. The same results give the same bytes. */
export function renderGate(results: GateResults): string {
  const title = `Gate: ${results.candidate} against ${results.incumbent}`
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapeText(title)}</title>`,
    `<style>${pageStyle}</style>`,
    '</head>',
    '<body>',
    '<header>',
    `<h1>${isolated(gateVerdictWords[results.verdict].replace(/^./, (first) => first.toUpperCase()))}</h1>`,
    `<p class="question">${isolated(results.sentence)}</p>`,
    `<p class="counts">${escapeText(lookWords(results))}</p>`,
    '</header>',
    '<main class="drawing" style="margin-inline:auto">',
    ...figurePart(results),
    ...results.tests.map(testPart),
    ...strataPart(results),
    ...findingsPart(results),
    provenance(results),
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

function lookWords({ look, earlierRuns, candidatesOnThisSet }: GateResults): string {
  const taken =
    look.number === null
      ? `No look is due: ${percent(look.information, 0)} of the planned questions can be counted`
      : `Look ${look.number} of ${look.of}, one-sided level ${pValue(look.alpha)}`
  return `${taken}. Earlier runs of this plan: ${count(earlierRuns)}. Candidates on these questions: ${count(candidatesOnThisSet)}.`
}

function figurePart(results: GateResults): string[] {
  if (marginChecks(results).length === 0) return []
  return [
    '<section><h2>Bounds against their margins</h2>',
    '<p>Each gain is drawn in units of its own margin. A bound has to stay right of the dashed line at −1.</p>',
    '<figure class="drawing">',
    `<div class="wide">${gateFigure(results, 'wide', 'gate-wide')}</div>`,
    `<div class="narrow">${gateFigure(results, 'narrow', 'gate-narrow')}</div>`,
    '</figure></section>',
  ]
}

function testPart({ title, verdict, checks }: GateTest, index: number): string {
  const rows = checks.map(checkRow)
  const body =
    rows.length === 0
      ? '<p>The plan asks for nothing here.</p>'
      : table(
          checkHead,
          rows,
          checks.map(({ sentence }) => sentence),
        )
  return `<section><h2>${index + 1}. ${escapeText(title)}: ${gateVerdictWords[verdict]}</h2>${body}</section>`
}

function strataPart({ strata }: GateResults): string[] {
  if (strata.length === 0) return []
  const rows = strata.map(({ name, value, questions, estimate, tested, adjustedP }) => [
    `${name}: ${value}`,
    count(questions),
    signed(estimate, 3),
    tested ? pValue(adjustedP) : 'not tested: too few questions',
  ])
  return [
    `<section><h2>Strata</h2>${table(['Stratum', 'Questions', 'Gain', 'Adjusted p of a loss beyond the margin'], rows, [])}</section>`,
  ]
}

function findingsPart({ findings }: GateResults): string[] {
  if (findings.length === 0) return []
  const items = findings.map(({ sentence }) => `<li>${isolated(sentence)}</li>`)
  return [`<section><h2>Findings in the marks</h2><ul>${items.join('')}</ul></section>`]
}

function provenance({ plan, planSha256, dataSha256, softwareVersion }: GateResults): string {
  return [
    '<section><h2>Provenance</h2>',
    `<p>Plan ${isolated(plan.id)}, SHA-256 <code>${planSha256}</code>. Data <code>${dataSha256}</code>. Seed ${plan.seed}, ${count(plan.resamples)} resamples. equipoise ${escapeText(softwareVersion)}.</p>`,
    '</section>',
  ].join('')
}

function table(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  notes: readonly string[],
): string {
  const head = heads
    .map((one, index) => `<th scope="col"${index === 0 ? ' class="words"' : ''}>${escapeText(one)}</th>`)
    .join('')
  const body = rows
    .map(([first = '', ...cells]) => {
      const data = cells.map((cell) => `<td>${escapeText(cell)}</td>`).join('')
      return `<tr><th scope="row">${isolated(first)}</th>${data}</tr>`
    })
    .join('')
  const list =
    notes.length === 0 ? '' : `<ul>${notes.map((one) => `<li>${isolated(one)}</li>`).join('')}</ul>`
  return `<figure class="table"><div class="scroll" role="group" tabindex="0" aria-label="table"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div></figure>${list}`
}
