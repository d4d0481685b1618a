import type { Results, Section } from '../../analysis/results-schema.ts'
import { isolated } from '../escape.ts'
import { count, counted, percent } from '../format.ts'
import { sectionName } from '../words.ts'
import { armTable } from './arm-table.ts'
import type { PageContext } from './context.ts'
import { contrastTable, standardErrorTable } from './contrast-tables.ts'
import { fold, paragraph } from './parts.ts'
import { sectionForest, sectionLevels, sectionMatrix } from './section-figures.ts'
import { agreementTable, levelTable, strataTables } from './section-tables.ts'
import { sensitivityTable } from './sensitivity-table.ts'

/** One axis with its sections, the first one shown and the others folded. */
export interface AxisGroup {
  readonly id: string
  readonly axis: string
  readonly primary: boolean
  readonly sections: readonly Section[]
}

/** Axes with their sections: primary axes first, in each the primary rendering first, otherwise as they come. */
export function axisGroups(results: Results): AxisGroup[] {
  const order = [
    ...new Set([...results.plan.axes.map((axis) => axis.id), ...results.sections.map((s) => s.axis)]),
  ]
  const primary = (rendering: string | null) =>
    results.plan.renderings.find((one) => one.id === rendering)?.primary === true
  return order
    .map((axis) => ({
      axis,
      primary: results.plan.axes.find((planned) => planned.id === axis)?.primary === true,
      sections: results.sections
        .filter((section) => section.axis === axis)
        .sort((a, b) => Number(primary(b.rendering)) - Number(primary(a.rendering))),
    }))
    .filter((group) => group.sections.length > 0)
    .sort((a, b) => Number(b.primary) - Number(a.primary))
    .map((group, index) => ({ ...group, id: `axis-${index + 1}` }))
}

export function axisPart(context: PageContext, group: AxisGroup): string {
  const { results, names } = context
  const planned = results.plan.axes.find((axis) => axis.id === group.axis)
  const [first, ...others] = group.sections
  const tested = results.verdicts.some(({ hypothesis }) => hypothesis.axis === group.axis)
  const kind = group.primary ? 'Primary outcome' : `Secondary outcome${tested ? '' : '; exploratory'}`
  const opening = [
    `<h2>${isolated(names.axis(group.axis))}</h2>`,
    paragraph(kind, 'kicker'),
    planned?.question === undefined || planned.question === null
      ? ''
      : paragraph(`Reviewers were asked: <q>${isolated(planned.question)}</q>`, 'asked'),
    planned?.better === 'lower'
      ? paragraph(
          'A lower mark is better here. Differences are turned, so that positive favours the arm named first.',
        )
      : '',
  ].join('\n')
  return [
    `<section id="${group.id}" class="axis-section">`,
    first === undefined ? opening : sectionBody(context, first, group.primary, opening),
    ...others.map((section) =>
      fold(
        isolated(`${sectionName(results, names, section)}: ${counted(section.marks, 'mark')}`),
        sectionBody(context, section, false, ''),
      ),
    ),
    '</section>',
  ].join('\n')
}

/** @param opening HTML that print keeps on one page with the heading and the first figure. */
function sectionBody(context: PageContext, section: Section, full: boolean, opening: string): string {
  const { results, names } = context
  if (section.arms.length === 0) {
    return [opening, paragraph(`${summary(section)}.`, 'counts'), paragraph(notByLetter)].join('\n')
  }
  const pairs =
    section.pairs.length === 0 || section.arms.length < 3
      ? ''
      : contrastTable(context, section, section.pairs, 'Pairs; exploratory, Benjamini-Hochberg adjusted')
  const matrix = section.pairs.length === 0 || section.arms.length < 3 ? '' : sectionMatrix(context, section)
  const comparison = [matrix, armTable(context, section), agreementTable(context, section)].join('\n')
  const strata = strataTables(context, section)
  const counts = levelTable(context, section)
  const detail = [
    standardErrorTable(context, section),
    sensitivityTable(context, section),
    pairs,
    counts === '' ? '' : `<div class="screen-only">${counts}</div>`,
  ].join('\n')
  return [
    '<div class="keep">',
    opening,
    results.plan.renderings.length === 0 && section.rendering === null
      ? ''
      : `<h3>${isolated(sectionName(results, names, section))}</h3>`,
    paragraph(`${summary(section)}.`, 'counts'),
    sectionForest(context, section),
    '</div>',
    contrastTable(context, section, section.oneAgainstRest, againstCaption(context, section)),
    sectionLevels(context, section),
    full ? comparison : fold('Pairs, ranks and agreement', comparison),
    fold('Standard errors, sensitivity, pairs and counts', detail),
    strata === '' ? '' : fold('Strata; exploratory, Benjamini-Hochberg adjusted', strata, 'screen-only'),
    printedElsewhere(counts !== '', strata !== ''),
  ].join('\n')
}

/** Why the section of a blind study has nothing by arm. */
const notByLetter = 'Nothing is shown by letter while the study is blind; the limits above say why.'

/** One printed line for the tables that only the page on a screen and the CSV files have. */
function printedElsewhere(counts: boolean, strata: boolean): string {
  const left = [
    ...(counts ? ['counts by level (levels.csv)'] : []),
    ...(strata ? ['strata (strata.csv)'] : []),
  ]
  return left.length === 0
    ? ''
    : paragraph(`Not printed: ${left.join(' and ')}; the page on a screen shows them.`, 'print-only counts')
}

function againstCaption(context: PageContext, section: Section): string {
  const controls = section.arms.some(({ arm }) => context.names.knownWorse(arm))
  return controls ? 'Each arm against the others not known to be worse' : 'Each arm against the rest'
}

function summary(section: Section): string {
  const ties = tieWords(section)
  return [
    counted(section.marks, 'mark'),
    counted(section.questions, 'question'),
    section.reviewers === null ? 'reviewers not identified' : counted(section.reviewers, 'reviewer'),
    ...(ties === '' ? [] : [ties]),
    ...(section.missingMarks === 0 ? [] : [`${count(section.missingMarks)} missing`]),
    ...(section.refusals === 0
      ? []
      : [
          section.form === 'pairwise'
            ? `${counted(section.refusals, 'pair')} refused`
            : counted(section.refusals, 'refused answer'),
        ]),
  ].join(', ')
}

/** Ties with the comparisons that their share is of; empty on absolute axes. */
function tieWords({ ties }: Section): string {
  if (ties === null) return ''
  if (ties.n === 0 || ties.share === null || ties.share === 0) return 'no ties'
  const base = Math.round(ties.n / ties.share)
  return `${counted(ties.n, 'tie')} (${percent(ties.share)} of ${counted(base, 'comparison')} in the estimates)`
}
