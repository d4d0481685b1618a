import type { Results, Section, Verdict } from '../../analysis/results-schema.ts'
import { escapeText, isolated } from '../escape.ts'
import { count, counted, listed, percent } from '../format.ts'
import { bounds, difference, measureOf, rangeNote } from '../measure.ts'
import { answerSetWords, refusalRuleWords, refusalsRecorded, sectionName } from '../words.ts'
import type { PageContext } from './context.ts'
import { paragraph } from './parts.ts'
import { intervalCell, missing, number, numberOr, renderTable } from './table.ts'

/** `What the verdict hangs on`, or the verdicts. */
export function firmnessTitle(results: Results): string {
  return `What the ${results.verdicts.length === 1 ? 'verdict hangs' : 'verdicts hang'} on`
}

/** What a verdict hangs on: single marks, the treatment of refused answers, and who answered at all. */
export function firmnessPart(context: PageContext): string {
  const { results } = context
  return [
    '<section id="firmness">',
    `<h2>${firmnessTitle(results)}</h2>`,
    ...results.verdicts.map((verdict) => oneVerdict(context, verdict)),
    '<h3>Coverage</h3>',
    paragraph(
      `Rule for refused answers: ${refusalRuleWords[results.plan.refusalRule]}. A refusal, a failure and a missing mark are counted apart.`,
    ),
    refusalsRecorded(results) ? '' : paragraph(noRefusalWords(results)),
    coverageTable(context),
    '</section>',
  ].join('\n')
}

function oneVerdict(context: PageContext, verdict: Verdict): string {
  const { results, names } = context
  const { hypothesis } = verdict
  const measure = measureOf(results, hypothesis.axis)
  const heading = `<h3>${isolated(sectionName(results, names, hypothesis))} <span class="quiet">${isolated(hypothesis.id)}</span></h3>`
  const sets =
    verdict.answerSets.length === 0 || (!refusalsRecorded(results) && setsAgree(verdict))
      ? ''
      : renderTable(context, {
          caption: `Refused answers three ways, ${measure.name.toLowerCase()} in ${measure.unit}${context.note('answer-sets')}`,
          columns: [
            'Answers',
            { head: 'Estimate' },
            { head: '95% interval' },
            { head: measure.form === 'pairwise' ? 'n' : 'cells' },
            { head: 'questions' },
          ],
          rows: verdict.answerSets.map((set) => {
            const reason = set.n === 0 ? 'no marks in this set' : null
            return {
              head: `${answerSetWords(set.set, measure.form)}${set.chosen ? ' <span class="chosen">chosen by the protocol</span>' : ''}`,
              cells: [
                numberOr(difference(measure, set.estimate), reason),
                intervalCell(bounds(measure, set.ci95), reason),
                number(count(set.n)),
                number(count(set.nQuestions)),
              ],
              strong: set.chosen,
            }
          }),
          note: [
            'Intervals are not adjusted',
            ...rangeNote(
              measure,
              verdict.answerSets.map((set) => set.ci95),
            ),
          ].join('; '),
        })
  return [
    heading,
    paragraph(`${escapeText(fragilityWords(verdict, measure.form))}${context.note('fragility')}`),
    sets,
  ].join('\n')
}

/** Whether every treatment of refusals rests on the same marks and gives the same number. */
function setsAgree({ answerSets: [first, ...others] }: Verdict): boolean {
  return others.every((set) => set.estimate === first?.estimate && set.n === first.n)
}

function noRefusalWords(results: Results): string {
  const recorded = results.data.coverage.some((row) => row.items > row.unrecorded)
  return `${recorded ? 'No refusal is recorded' : 'No answer’s status is recorded'}, so no number depends on how refusals are treated.`
}

/** `In 21 random orders of reversing marks, the verdict changed after a median of 8 (6 to 10) of 45 ...`. */
export function fragilityWords({ fragility, outcomes }: Verdict, form: Section['form']): string {
  if (fragility === null) return 'No reversing of marks was found that changes this verdict.'
  const { marks, lowest, highest, orders, becomes } = fragility
  const unit = form === 'pairwise' ? 'mark' : 'cell'
  const kind = `${fragility.direction === 'against' ? 'favourable' : 'unfavourable'} ${unit}`
  const number =
    lowest === highest ? count(marks) : `a median of ${count(marks)} (${count(lowest)} to ${count(highest)})`
  const changed = becomes.reduce((sum, one) => sum + one.orders, 0)
  const into = listed(becomes.map((one) => `to “${one.verdict}” in ${count(one.orders)} of them`))
  const others = orders - changed
  return [
    `In ${counted(orders, 'random order')} of reversing ${unit}s, the verdict changed after ${number} of ${counted(fragility.of, kind)}: ${into}${others > 0 ? `; in ${count(others)} it did not change` : ''}.`,
    ...(lowest === highest ? [] : ['The range is of the orders tried, not a bound.']),
    ...(outcomes !== null && outcomes.byRefusalRule > 0
      ? ['Outcomes that the refusal rule gave are not among the marks reversed.']
      : []),
  ].join(' ')
}

function coverageTable(context: PageContext): string {
  const { results, names } = context
  const share = (n: number, row: Results['data']['coverage'][number]) => {
    // Where no status was recorded nobody knows how many were answered: not 0 %.
    const recorded = row.items - row.unrecorded
    return recorded === 0 ? missing('no answer’s status is recorded') : number(percent(n / recorded))
  }
  return renderTable(context, {
    caption: 'Answers by arm',
    columns: [
      'Arm',
      { head: 'items' },
      { head: 'answered' },
      { head: 'share' },
      { head: 'refused' },
      { head: 'share' },
      { head: 'failed' },
      { head: 'not recorded' },
    ],
    rows: results.data.coverage.map((row) => ({
      head: isolated(names.arm(row.arm)),
      cells: [
        number(count(row.items)),
        number(count(row.answered)),
        share(row.answered, row),
        number(count(row.refused)),
        share(row.refused, row),
        number(count(row.failed)),
        number(count(row.unrecorded)),
      ],
    })),
    note: 'Shares are of the items with a recorded status; not recorded: items whose answer’s status is not in the data although marks name it',
  })
}
