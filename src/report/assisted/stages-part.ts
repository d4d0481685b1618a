import type { StageResults } from '../../analysis/assisted/stages-schema.ts'
import { isolated } from '../escape.ts'
import { assistedWaterfall } from '../figures/assisted-waterfall.ts'
import { percent, pValue } from '../format.ts'
import { paragraph, renderFigure } from '../page/parts.ts'
import { intervalCell, number, numberOr, renderTable } from '../page/table.ts'
import { pointBounds, points } from './effect-cells.ts'
import type { TrialContext } from './trial-context.ts'

export const stageWords = {
  'expert-query': 'model alone, whole case',
  'first-turn': "model with the person's first message",
  conversation: "model's last message",
  person: "person's decision",
} as const

type OutcomeStages = StageResults[number]

/** Where it breaks: what is right at each stage and what is lost between stages; empty where no stage was scored. */
export function stagesPart(context: TrialContext): string {
  const { stages, outcomes, plan } = context.results
  const shown = stageFigures(context, stages, '', (outcome) => {
    const found = outcomes.find((one) => one.outcome === outcome)
    return found?.analyses[0]?.arms.find(({ arm }) => arm === plan.control)?.risk ?? null
  })
  if (shown.length === 0) return ''
  return [
    '<section id="stages">',
    '<h2>Where it breaks</h2>',
    paragraph(
      'Shares are of the encounters that every stage was scored on, so that the steps add up. A step is the mean of the differences within encounters.',
    ),
    ...shown,
    '</section>',
  ].join('\n')
}

/**
 * A waterfall and its table for each outcome.
 *
 * @param mark Put before every title; empty for people.
 * @param controlRisk Share of right decisions of control, by outcome.
 */
export function stageFigures(
  context: TrialContext,
  stages: StageResults | null,
  mark: string,
  controlRisk: (outcome: OutcomeStages['outcome']) => number | null,
): readonly string[] {
  return (stages ?? [])
    .filter(({ arms }) => arms.length > 0)
    .flatMap((one) => [figure(context, one, mark, controlRisk(one.outcome)), table(context, one, mark)])
}

function figure(
  context: TrialContext,
  { outcome, arms }: OutcomeStages,
  mark: string,
  control: number | null,
): string {
  const { outcomes, plan } = context.results
  const found = outcomes.find((one) => one.outcome === outcome)
  const scaled = (of: { readonly lower: number; readonly upper: number } | null) =>
    of === null ? null : { lower: 100 * of.lower, upper: 100 * of.upper }
  const title = `${mark}${found?.label ?? outcome}: from the model to the decision`
  return renderFigure(context, {
    title,
    description: arms
      .map(
        ({ arm, shares }) =>
          `${context.arm(arm)}: ${shares.map(({ stage, share }) => `${stageWords[stage]} ${percent(share)}`).join(', ')}`,
      )
      .join('; '),
    caption: isolated(title),
    draw: (frame) =>
      assistedWaterfall(
        {
          arms: arms.map(({ arm, n, shares, steps }) => ({
            label: context.arm(arm),
            n,
            stages: shares.map(({ stage, share, ci95 }) => {
              const step = steps.find(({ to }) => to === stage)
              const change = step?.difference ?? null
              return {
                label: stageWords[stage],
                share: share === null ? null : 100 * share,
                interval: scaled(ci95),
                change: change === null ? null : 100 * change,
                changeInterval: scaled(step?.ci95 ?? null),
              }
            }),
          })),
          control: control === null ? null : { label: context.arm(plan.control), share: 100 * control },
        },
        frame,
      ),
  })
}

function table(context: TrialContext, { outcome, arms }: OutcomeStages, mark: string): string {
  const label = context.results.outcomes.find((one) => one.outcome === outcome)?.label ?? outcome
  return renderTable(context, {
    caption: `${mark}${isolated(label)}: what is lost between stages`,
    columns: [
      'From, to',
      { head: 'Change, points' },
      { head: '95% interval' },
      { head: 'p' },
      { head: 'Encounters' },
    ],
    rows: arms.flatMap(({ arm, n, steps }) =>
      steps.map((step) => ({
        group: isolated(context.arm(arm)),
        head: `${stageWords[step.from]} → ${stageWords[step.to]}`,
        cells: [
          numberOr(points(step.difference), 'no common encounters'),
          intervalCell(
            pointBounds(step.ci95),
            step.difference === null ? 'no common encounters' : 'no variation',
          ),
          numberOr(pValue(step.p), step.difference === null ? 'no common encounters' : 'no variation'),
          number(String(n)),
        ],
      })),
    ),
    note: 'Paired within encounters, clustered by participant and case; p not adjusted',
  })
}
