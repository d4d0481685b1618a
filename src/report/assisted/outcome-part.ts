import type { AssistedAnalysis, AssistedOutcome } from '../../analysis/assisted/results-schema.ts'
import { escapeText, isolated } from '../escape.ts'
import { forestPlot } from '../figures/forest.ts'
import { counted, decimal, interval, pSentence, pValue } from '../format.ts'
import { bulletList, renderFigure } from '../page/parts.ts'
import { intervalCell, number, numberOr, renderTable } from '../page/table.ts'
import { effectCells, effectReason, pointBounds, points, ratioCells, riskCells } from './effect-cells.ts'
import type { TrialContext } from './trial-context.ts'

const setWords = {
  all: 'all participants',
  attentive: 'without those who failed an attention check',
} as const

/** One outcome: risks, contrasts with control, and how firm they are. */
export function outcomePart(context: TrialContext, outcome: AssistedOutcome): string {
  const [first] = outcome.analyses
  return [
    `<section id="outcome-${outcome.outcome}">`,
    `<h2>${isolated(outcome.label)}</h2>`,
    ...(first === undefined ? [] : [riskTable(context, first), forest(context, outcome, first)]),
    ...outcome.analyses.map((analysis) => contrastTable(context, analysis)),
    missingTable(context, outcome),
    mixedTable(context, outcome),
    bulletList(outcome.mixed.reasons.map((reason) => `Mixed model: ${reason}`)),
    '</section>',
  ].join('\n')
}

function riskTable(context: TrialContext, { arms }: AssistedAnalysis): string {
  return renderTable(context, {
    caption: 'Right decisions by arm',
    columns: ['Arm', { head: 'Right' }, { head: 'Share' }, { head: '95% interval, %' }],
    rows: arms.map((risk) => ({ head: isolated(context.arm(risk.arm)), cells: riskCells(risk) })),
    note: 'Intervals over participants and cases like these; missing decisions are not among them',
  })
}

function forest(context: TrialContext, outcome: AssistedOutcome, { contrasts }: AssistedAnalysis): string {
  const control = context.arm(context.results.plan.control)
  return renderFigure(context, {
    title: `${outcome.label}: difference from control`,
    description: contrasts
      .map(
        ({ arm, riskDifference }) =>
          `${context.arm(arm)}: ${points(riskDifference.estimate)} points ${pointBounds(riskDifference.ci95)}`,
      )
      .join('; '),
    caption: isolated(
      `Difference from ${control} in points, with 95% intervals clustered by participant and case`,
    ),
    draw: (frame) =>
      forestPlot(
        {
          rows: contrasts.map(({ arm, riskDifference }) => ({
            label: context.arm(arm),
            estimate: riskDifference.estimate === null ? null : 100 * riskDifference.estimate,
            interval:
              riskDifference.ci95 === null
                ? null
                : { lower: 100 * riskDifference.ci95.lower, upper: 100 * riskDifference.ci95.upper },
            reason: effectReason(riskDifference),
            published: [],
            margins: [],
          })),
          axisTitle: 'Risk difference, points',
          favours: { negative: `better with ${control}`, positive: 'better with the arm named' },
          digits: 1,
        },
        frame,
      ),
  })
}

function contrastTable(context: TrialContext, { set, contrasts }: AssistedAnalysis): string {
  return renderTable(context, {
    caption: `Against ${escapeText(context.arm(context.results.plan.control))}, ${setWords[set]}`,
    columns: [
      'Arm',
      { head: 'Difference, points' },
      { head: '95% interval' },
      { head: 'p' },
      { head: 'p, Holm over the arms' },
      { head: 'Odds ratio' },
      { head: '95% interval' },
      { head: 'Decisions' },
    ],
    rows: contrasts.map((contrast) => ({
      head: isolated(context.arm(contrast.arm)),
      cells: [
        ...effectCells(contrast.riskDifference),
        numberOr(pValue(contrast.holmP), null),
        ...ratioCells(contrast.oddsRatio),
        number(`${contrast.n.arm} against ${contrast.n.control}`),
      ],
    })),
    note: escapeText(contrasts.map((one) => contrastNote(context.arm(one.arm), one)).join('; ')),
  })
}

/** What a contrast rests on, and what the counts alone would say. */
function contrastNote(
  arm: string,
  { participants, cases, riskDifference, unclustered }: AssistedAnalysis['contrasts'][number],
): string {
  const rests = `${arm}: ${counted(participants, 'participant')}, ${counted(cases, 'case')}`
  const t =
    riskDifference.df === null
      ? 'no degrees of freedom'
      : `t with ${counted(riskDifference.df, 'degree of freedom', 'degrees of freedom')}`
  const alone = [
    unclustered.newcombe === null ? 'no interval' : pointBounds(unclustered.newcombe),
    unclustered.fisherP === null ? 'no p by Fisher' : `Fisher's ${pSentence(unclustered.fisherP)}`,
  ]
  return `${rests}, ${t}; counts alone (decisions taken as independent): ${alone.join(', ')}`
}

function missingTable(context: TrialContext, { missing }: AssistedOutcome): string {
  if (missing.every((one) => one.missing.arm + one.missing.control === 0)) return ''
  return renderTable(context, {
    caption: 'If the missing decisions were the worst or the best for the arm',
    columns: [
      'Arm',
      { head: 'Missing' },
      { head: 'Worst' },
      { head: '95% interval' },
      { head: 'Best' },
      { head: '95% interval' },
    ],
    rows: missing.map((bound) => ({
      head: isolated(context.arm(bound.arm)),
      cells: [
        number(`${bound.missing.arm} against ${bound.missing.control}`),
        ...effectCells(bound.worst).slice(0, 2),
        ...effectCells(bound.best).slice(0, 2),
      ],
    })),
    note: 'Worst: missing decisions of the arm wrong and those of control right; best: the reverse',
  })
}

function mixedTable(context: TrialContext, { mixed }: AssistedOutcome): string {
  return renderTable(context, {
    caption: 'Sensitivity: logistic mixed model with participants and cases as random intercepts',
    columns: ['Arm', { head: 'Odds ratio' }, { head: '95% interval' }, { head: 'p' }],
    rows: mixed.arms.map(({ arm, oddsRatio }) => ({
      head: isolated(context.arm(arm)),
      cells: [
        numberOr(decimal(oddsRatio.estimate, 2), 'no fit'),
        intervalCell(interval(oddsRatio.ci95, 2), 'no fit'),
        numberOr(pValue(oddsRatio.p), 'no fit'),
      ],
    })),
    note: escapeText(
      `Conditional on person and case, so further from 1 than the ratio of the table; variance of participants ${decimal(mixed.varParticipant, 2)}, of cases ${decimal(mixed.varCase, 2)} on the logit scale; arms are taken to help alike on every case`,
    ),
  })
}
