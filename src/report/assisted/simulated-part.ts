import type { AssistedResults } from '../../analysis/assisted/results-schema.ts'
import { isolated } from '../escape.ts'
import { counted } from '../format.ts'
import { paragraph } from '../page/parts.ts'
import { renderTable } from '../page/table.ts'
import { effectCells, riskCells } from './effect-cells.ts'
import { stageFigures } from './stages-part.ts'
import type { TrialContext } from './trial-context.ts'

type Simulated = NonNullable<AssistedResults['simulated']>

/**
 * SIMULATED participants beside the real ones, or by themselves where no real one decided anything. Empty where there are none. Every
 * table and figure says that it is of them.
 */
export function simulatedPart(context: TrialContext): string {
  const { simulated, outcomes, plan, lead } = context.results
  if (simulated === null) return ''
  const labelOf = (outcome: string) =>
    isolated(outcomes.find((one) => one.outcome === outcome)?.label ?? outcome)
  const people = counted(simulated.participants, 'SIMULATED participant')
  const alone = lead !== null
  return [
    '<section id="simulated">',
    '<h2>SIMULATED participants</h2>',
    paragraph(
      alone
        ? `<strong>Not people.</strong> All numbers below are of ${people}, who follow rules that were made up for trying things out. No real participant stands beside them.`
        : `<strong>Not people.</strong> ${people} ${simulated.participants === 1 ? 'stands' : 'stand'} beside the real ones here and in no other number of this report. The difference says how far they would have misled.`,
    ),
    ...simulated.outcomes.map((one) =>
      alone
        ? aloneTable(context, one, labelOf(one.outcome))
        : besideTable(context, one, labelOf(one.outcome)),
    ),
    ...simulated.outcomes.map(({ outcome, contrasts }) =>
      renderTable(context, {
        caption: `SIMULATED, ${labelOf(outcome)}: against simulated participants with ${isolated(context.arm(plan.control))}`,
        columns: ['Arm', { head: 'Difference, points' }, { head: '95% interval' }, { head: 'p' }],
        rows: contrasts.map(({ arm, riskDifference }) => ({
          head: isolated(context.arm(arm)),
          cells: [...effectCells(riskDifference)],
        })),
        note: 'SIMULATED participants follow rules that were made up for trying things out; p not adjusted',
      }),
    ),
    ...stageFigures(
      context,
      simulated.stages,
      'SIMULATED, ',
      (outcome) =>
        simulated.outcomes
          .find((one) => one.outcome === outcome)
          ?.arms.find(({ arm }) => arm === plan.control)?.simulated.risk ?? null,
    ),
    '</section>',
  ].join('\n')
}

type Outcome = Simulated['outcomes'][number]

function aloneTable(context: TrialContext, { arms }: Outcome, label: string): string {
  return renderTable(context, {
    caption: `SIMULATED, ${label}: right decisions by arm`,
    columns: ['Arm', { head: 'SIMULATED' }, { head: 'Share' }, { head: '95% interval, %' }],
    rows: arms.map((one) => ({
      head: isolated(context.arm(one.arm)),
      cells: [...riskCells(one.simulated)],
    })),
  })
}

function besideTable(context: TrialContext, { arms }: Outcome, label: string): string {
  return renderTable(context, {
    caption: `${label}: real and SIMULATED`,
    columns: [
      'Arm',
      { head: 'Real' },
      { head: 'Share' },
      { head: '95% interval, %' },
      { head: 'SIMULATED' },
      { head: 'Share' },
      { head: '95% interval, %' },
      { head: 'SIMULATED less real, points' },
      { head: '95% interval' },
    ],
    rows: arms.map((one) => ({
      head: isolated(context.arm(one.arm)),
      cells: [
        ...riskCells(one.real),
        ...riskCells(one.simulated),
        ...effectCells(one.difference).slice(0, 2),
      ],
    })),
  })
}
