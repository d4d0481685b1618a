import type { Results } from '../analysis/results-schema.ts'
import { escapeText, isolated } from './escape.ts'
import { counted } from './format.ts'
import { pageContext } from './page/context.ts'
import { dataPart } from './page/data-part.ts'
import { factorialPart } from './page/factorial-part.ts'
import { firmnessPart, firmnessTitle } from './page/firmness-part.ts'
import { methodsPart } from './page/methods-part.ts'
import { positionPart } from './page/position-part.ts'
import { practicePart } from './page/practice-part.ts'
import { provenancePart, type RunFacts } from './page/provenance-part.ts'
import { type AxisGroup, axisGroups, axisPart } from './page/section-part.ts'
import { pageStyle } from './page/style.ts'
import { verdictPart } from './page/verdict-part.ts'

/**
 * The report of a study as one HTML file that needs nothing else: no network, no script.
 *
 * @param results Valid results, version 1; everything in them that people wrote is escaped.
 * @param run When and with what the page was made; null leaves it out, so that the same results give the
 * same bytes.
 */
export function renderReport(results: Results, run: RunFacts | null): string {
  const context = pageContext(results)
  const groups = axisGroups(results)
  const position = positionPart(context)
  const practice = practicePart(context)
  const factorial = factorialPart(context)
  const title = `${results.study.sample ? 'SAMPLE: ' : ''}${results.study.title}`
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
    head(results),
    '<div class="columns">',
    contents(results, groups, context.names.axis, {
      factorial: factorial !== '',
      position: position !== '',
      practice: practice !== '',
    }),
    '<main>',
    verdictPart(context),
    firmnessPart(context),
    factorial,
    ...groups.map((group) => axisPart(context, group)),
    position,
    practice,
    dataPart(context),
    methodsPart(context),
    provenancePart(context, run),
    '</main>',
    '</div>',
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

function head(results: Results): string {
  const { study, data, plan } = results
  const banner = study.sample
    ? '<p class="sample" role="note"><strong>SAMPLE: simulated marks.</strong> Nothing here is evidence about any product.</p>'
    : ''
  const facts = [
    counted(data.items, 'question'),
    data.reviewers === null ? 'reviewers not identified' : counted(data.reviewers, 'reviewer'),
    counted(data.marks, 'mark'),
  ]
  return [
    '<header>',
    banner,
    `<h1>${isolated(study.title)}</h1>`,
    `<p class="question">${isolated(study.question)}</p>`,
    `<p class="counts">${plan.arms.map(armWords).join(', ')}</p>`,
    `<p class="counts">${facts.join(', ')}</p>`,
    '</header>',
  ].join('\n')
}

function contents(
  results: Results,
  groups: readonly AxisGroup[],
  axisName: (id: string) => string,
  has: { readonly factorial: boolean; readonly position: boolean; readonly practice: boolean },
): string {
  const entries: (readonly [string, string])[] = [
    ['verdicts', results.verdicts.length === 1 ? 'Verdict' : 'Verdicts'],
    ['firmness', firmnessTitle(results)],
    ...(has.factorial ? [['factorial', 'Size and feedback'] as const] : []),
    ...groups.map((group) => [group.id, isolated(axisName(group.axis))] as const),
    ...(has.position ? [['position', 'Order of presentation'] as const] : []),
    ...(has.practice ? [['practice', 'Coverage of practice'] as const] : []),
    ['data', 'Data'],
    ['methods', 'Methods'],
    ['references', 'References'],
    ['provenance', 'Provenance'],
  ]
  const items = entries.map(([id, name]) => `<li><a href="#${id}">${name}</a></li>`)
  return `<nav aria-label="Contents"><ol>${items.join('')}</ol></nav>`
}

/** `Tarn (own model)`, with a word where the arm is a control. */
function armWords(arm: Results['plan']['arms'][number]): string {
  const kind = armKindWords[arm.kind] ?? arm.kind
  return `${isolated(arm.label)} (${kind}${arm.knownWorse ? ', known to be worse' : ''})`
}

const armKindWords: Readonly<Record<string, string>> = {
  general: 'general model',
  specialised: 'specialised tool',
  baseline: 'baseline',
  own: 'own model',
  people: 'people',
}
