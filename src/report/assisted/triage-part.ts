import { escapeText, isolated } from '../escape.ts'
import { percent } from '../format.ts'
import { missing, number, numberOr, renderTable } from '../page/table.ts'
import { effectCells } from './effect-cells.ts'
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
      note: 'Under-triage is a disposition below the right one on the scale of urgency: more of it is worse',
    }),
    '</section>',
  ].join('\n')
}
