import { escapeText, isolated } from '../escape.ts'
import { percent } from '../format.ts'
import { paragraph } from '../page/parts.ts'
import { missing, number, numberOr, renderTable } from '../page/table.ts'
import { effectCells, riskCells } from './effect-cells.ts'
import { stageFigures } from './stages-part.ts'
import type { TrialContext } from './trial-context.ts'

/** Over- and under-triage of every arm. */
export function triagePart(context: TrialContext): string {
  const { triage, plan } = context.results
  if (triage.length === 0) return ''
  const share = (part: number, n: number) => numberOr(percent(n === 0 ? null : part / n), 'no decisions')
  return [
    '<section id="triage">',
    '<h2>Too urgent, not urgent enough</h2>',
    renderTable(context, {
      caption: 'Dispositions against the right one',
      columns: [
        'Arm',
        { head: 'Decisions' },
        { head: 'Exact' },
        { head: 'Under-triage' },
        { head: `Against ${escapeText(context.arm(plan.control))}, points` },
        { head: '95% interval' },
        { head: 'Over-triage' },
        { head: 'Against it, points' },
        { head: '95% interval' },
      ],
      rows: triage.map((one) => ({
        head: isolated(context.arm(one.arm)),
        cells: [
          number(String(one.n)),
          share(one.exact, one.n),
          share(one.under, one.n),
          ...(one.underDifference === null
            ? [missing(), missing()]
            : effectCells(one.underDifference).slice(0, 2)),
          share(one.over, one.n),
          ...(one.overDifference === null
            ? [missing(), missing()]
            : effectCells(one.overDifference).slice(0, 2)),
        ],
      })),
      note: 'under-triage is a disposition below the right one on the scale of urgency: more of it is worse',
    }),
    '</section>',
  ].join('\n')
}

/** Simulated participants beside the real ones; empty where there are none. */
export function simulatedPart(context: TrialContext): string {
  const { simulated, outcomes, plan } = context.results
  if (simulated === null) return ''
  const labelOf = (outcome: string) => outcomes.find((one) => one.outcome === outcome)?.label ?? outcome
  return [
    '<section id="simulated">',
    '<h2>Simulated participants</h2>',
    paragraph(
      `<strong>Not people.</strong> ${simulated.participants} simulated participants stand beside the real ones here and in no other number of this report. The difference says how far they would have misled.`,
    ),
    ...simulated.outcomes.map(({ outcome, arms }) =>
      renderTable(context, {
        caption: `${isolated(labelOf(outcome))}: real and simulated`,
        columns: [
          'Arm',
          { head: 'Real' },
          { head: 'Share' },
          { head: '95% interval, %' },
          { head: 'Simulated' },
          { head: 'Share' },
          { head: '95% interval, %' },
          { head: 'Simulated less real, points' },
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
      }),
    ),
    ...simulated.outcomes.map(({ outcome, contrasts }) =>
      renderTable(context, {
        caption: `SIMULATED, ${isolated(labelOf(outcome))}: against simulated participants with ${isolated(context.arm(plan.control))}`,
        columns: ['Arm', { head: 'Difference, points' }, { head: '95% interval' }, { head: 'p' }],
        rows: contrasts.map(({ arm, riskDifference }) => ({
          head: isolated(context.arm(arm)),
          cells: [...effectCells(riskDifference)],
        })),
        note: 'of rules that were made up for trying things out; p not adjusted',
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
