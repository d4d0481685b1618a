import type { LaneCounts } from '../../answers/collecting/arm-lane.ts'
import { callsOutputSchema } from './payloads.ts'

/** What was there before the work was queued, by arm or judge. */
export type SlotsBefore = Readonly<
  Record<string, { readonly total: number; readonly answered: number; readonly leftInDoubt: number }>
>

/** Counts of whole arms, or judges, from those of their parts and what was there before. */
export function mergedCounts(
  before: SlotsBefore,
  outputs: readonly Readonly<Record<string, unknown>>[],
): { readonly arms: readonly LaneCounts[]; readonly overBudget: boolean } {
  const parts = outputs.map((output) => callsOutputSchema.parse(output))
  const arms = Object.entries(before).map(([arm, { total, answered, leftInDoubt }]): LaneCounts => {
    const own = parts.map(({ counts }) => counts).filter((counts) => counts.arm === arm)
    const sum = (of: (counts: (typeof own)[number]) => number) =>
      own.reduce((total, counts) => total + of(counts), 0)
    const reasons: Record<string, number> = {}
    for (const counts of own) {
      for (const [reason, n] of Object.entries(counts.reasons)) reasons[reason] = (reasons[reason] ?? 0) + n
    }
    return {
      arm,
      slots: total,
      answered: answered + sum((counts) => counts.answered),
      refused: sum((counts) => counts.refused),
      failed: sum((counts) => counts.failed),
      reasons,
      withheld: sum((counts) => counts.withheld),
      leftInDoubt: leftInDoubt + sum((counts) => counts.leftInDoubt),
      retries: sum((counts) => counts.retries),
      inFlight: 0,
      waiting: 0,
      halted: own.find(({ halted }) => halted !== null)?.halted ?? null,
    }
  })
  return { arms, overBudget: parts.some(({ stopped }) => stopped === 'budget') }
}
