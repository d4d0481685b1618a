import type { QualityMark, SlotUsage } from './slot.ts'

/**
 * Marks with the worst one for every refusal that nobody marked: it was paid for and is no good answer. It counts for everybody
 * who marked another answer to its question. A question that nobody marked, as where a pair with a refusal is not shown, counts
 * for as many reviewers as an answer has on average, taken in turn.
 */
export function withRefusals(
  marks: readonly QualityMark[],
  refused: readonly Pick<SlotUsage, 'item' | 'arm'>[],
): readonly QualityMark[] {
  if (marks.length === 0) return marks
  const ofItem = new Map<string, Set<string | null>>()
  const ofAnswer = new Map<string, Set<string | null>>()
  const all = new Set<string | null>()
  for (const { item, arm, reviewer } of marks) {
    for (const [map, key] of [
      [ofItem, item],
      [ofAnswer, nameOf(item, arm)],
    ] as const) {
      map.set(key, (map.get(key) ?? new Set<string | null>()).add(reviewer))
    }
    all.add(reviewer)
  }
  const cells = [...ofAnswer.values()].reduce((sum, reviewers) => sum + reviewers.size, 0)
  const usual = Math.max(1, Math.round(cells / ofAnswer.size))
  const everybody = [...all].sort(byName)
  let turn = 0
  const inTurn = () => Array.from({ length: usual }, () => everybody[turn++ % everybody.length] ?? null)
  const unmarked = refused
    .filter(({ item, arm }) => !ofAnswer.has(nameOf(item, arm)))
    .toSorted((a, b) => byName(nameOf(a.item, a.arm), nameOf(b.item, b.arm)))
  return [
    ...marks,
    ...unmarked.flatMap(({ item, arm }) =>
      [...(ofItem.get(item) ?? inTurn())].map((reviewer) => ({ item, arm, reviewer, value: 0 })),
    ),
  ]
}

function nameOf(item: string, arm: string): string {
  return JSON.stringify([item, arm])
}

function byName(a: string | null, b: string | null): number {
  if (a === b) return 0
  return (a ?? '') < (b ?? '') ? -1 : 1
}
