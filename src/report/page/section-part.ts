import type { Results, Section } from '../../analysis/results-schema.ts'
import { isolated } from '../escape.ts'
import { count, counted } from '../format.ts'
import { sectionName } from '../words.ts'
import type { PageContext } from './context.ts'
import { armTable, contrastTable, sensitivityTable, standardErrorTable, tieWords } from './contrast-tables.ts'
import { fold, paragraph } from './parts.ts'
import { sectionForest, sectionLevels, sectionMatrix } from './section-figures.ts'
import { agreementTable, levelTable, strataTables } from './section-tables.ts'

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
  const kind = group.primary
    ? 'Primary outcome'
    : 'Secondary outcome; exploratory, Benjamini-Hochberg adjusted'
  return [
    `<section id="${group.id}" class="axis-section">`,
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
    first === undefined ? '' : sectionBody(context, first, group.primary),
    ...others.map((section) =>
      fold(
        isolated(`${sectionName(results, names, section)}: ${counted(section.marks, 'mark')}`),
        sectionBody(context, section, false),
      ),
    ),
    '</section>',
  ].join('\n')
}

function sectionBody(context: PageContext, section: Section, full: boolean): string {
  const { results, names } = context
  const pairs =
    section.pairs.length === 0 || section.arms.length < 3
      ? ''
      : contrastTable(context, section, section.pairs, 'Pairs; exploratory, Benjamini-Hochberg adjusted')
  const matrix = section.pairs.length === 0 || section.arms.length < 3 ? '' : sectionMatrix(context, section)
  const comparison = [matrix, armTable(context, section), agreementTable(context, section)].join('\n')
  const strata = strataTables(context, section)
  const detail = [
    standardErrorTable(context, section),
    sensitivityTable(context, section),
    pairs,
    levelTable(context, section),
  ].join('\n')
  return [
    results.plan.renderings.length === 0 && section.rendering === null
      ? ''
      : `<h3>${isolated(sectionName(results, names, section))}</h3>`,
    paragraph(`${summary(section)}.`, 'counts'),
    sectionForest(context, section),
    contrastTable(context, section, section.oneAgainstRest, 'Each arm against the rest'),
    sectionLevels(context, section),
    full ? comparison : fold('Pairs, ranks and agreement', comparison),
    fold('Standard errors, sensitivity, pairs and counts', detail),
    strata === '' ? '' : fold('Strata; exploratory, Benjamini-Hochberg adjusted', strata),
  ].join('\n')
}

function summary(section: Section): string {
  const ties = tieWords(section)
  return [
    counted(section.marks, 'mark'),
    counted(section.questions, 'question'),
    section.reviewers === null ? 'reviewers not identified' : counted(section.reviewers, 'reviewer'),
    ...(ties === '' ? [] : [ties]),
    ...(section.missingMarks === 0 ? [] : [`${count(section.missingMarks)} missing`]),
  ].join(', ')
}
