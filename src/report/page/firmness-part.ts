import type { Results, Verdict } from '../../analysis/results-schema.ts'
import { escapeText, isolated } from '../escape.ts'
import { count, counted, percent } from '../format.ts'
import { bounds, difference, measureOf } from '../measure.ts'
import { answerSetWords, refusalRuleWords, sectionName } from '../words.ts'
import type { PageContext } from './context.ts'
import { paragraph } from './parts.ts'
import { intervalCell, missing, number, numberOr, renderTable } from './table.ts'

/** What a verdict hangs on: single marks, the treatment of refused answers, and who answered at all. */
export function firmnessPart(context: PageContext): string {
  const { results } = context
  return [
    '<section id="firmness">',
    '<h2>What the verdict hangs on</h2>',
    ...results.verdicts.map((verdict) => oneVerdict(context, verdict)),
    '<h3>Coverage</h3>',
    paragraph(
      `Rule for refused answers: ${refusalRuleWords[results.plan.refusalRule]}. A refusal, a failure and a missing mark are counted apart.`,
    ),
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
    verdict.answerSets.length === 0
      ? ''
      : renderTable(context, {
          caption: `Refused answers three ways, ${measure.name.toLowerCase()} in ${measure.unit}${context.note('answer-sets')}`,
          columns: [
            'Answers',
            { head: 'Estimate' },
            { head: '95% interval' },
            { head: measure.factor === 100 ? 'n' : 'cells' },
            { head: 'questions' },
          ],
          rows: verdict.answerSets.map((set) => {
            const reason = set.n === 0 ? 'no marks in this set' : null
            return {
              head: `${answerSetWords[set.set]}${set.chosen ? ' <span class="chosen">chosen by the protocol</span>' : ''}`,
              cells: [
                numberOr(difference(measure, set.estimate), reason),
                intervalCell(bounds(measure, set.ci95), reason),
                number(count(set.n)),
                number(count(set.nQuestions)),
              ],
              strong: set.chosen,
            }
          }),
        })
  return [heading, paragraph(`${fragilityWords(verdict)}${context.note('fragility')}`), sets].join('\n')
}

/** `12 of 205 favourable marks would have to be reversed ...`. */
export function fragilityWords(verdict: Verdict): string {
  const { fragility } = verdict
  if (fragility === null) return 'Fragility is not defined for this verdict.'
  const side = fragility.direction === 'against' ? 'favourable' : 'unfavourable'
  const range =
    fragility.lowest === fragility.highest
      ? ''
      : ` (between ${count(fragility.lowest)} and ${count(fragility.highest)}, depending on which)`
  const marks = `${count(fragility.marks)} of ${counted(fragility.of, `${side} mark`)}`
  return escapeText(
    `${marks} would have to be reversed${range} before the verdict “${verdict.verdict}” became “${fragility.becomes}”.`,
  )
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
