import type { HarmFlag } from '../outcomes.ts'
import type { GateMark } from './study-marks.ts'

export interface StoredHarm {
  readonly level: 'none' | 'minor' | 'moderate' | 'severe'
  /** The answer that it was found in; null on a mark on one answer. */
  readonly side: 'a' | 'b' | null
}

/**
 * Serious harm by answer, from what reviewers marked as severe. A reviewer who was asked and marked nothing worse in either
 * answer has cleared both; one who marked severe harm in one answer has said nothing of the other. Whoever saw it once upholds
 * it.
 */
export function harmFlags(
  marks: readonly GateMark[],
  arms: { readonly candidate: string; readonly incumbent: string },
): HarmFlag[] {
  const answers = new Map<string, { flag: HarmFlag; upheld: Set<string>; cleared: Set<string> }>()
  for (const { item, armA, armB, harm, reviewer } of marks) {
    if (harm === null || reviewer === null) continue
    const found = harm.level === 'severe' ? (harm.side === 'b' ? armB : armA) : null
    for (const arm of harm.level === 'severe' ? [found] : [armA, armB]) {
      const side = arm === arms.candidate ? 'candidate' : arm === arms.incumbent ? 'incumbent' : null
      if (side === null) continue
      const key = JSON.stringify([item, side])
      const answer = answers.get(key) ?? {
        flag: { question: item, arm: side, upheldBy: [], clearedBy: [] },
        upheld: new Set<string>(),
        cleared: new Set<string>(),
      }
      answers.set(key, answer)
      const said = found === null ? answer.cleared : answer.upheld
      said.add(reviewer)
    }
  }
  return [...answers.values()]
    .filter(({ upheld }) => upheld.size > 0)
    .map(({ flag, upheld, cleared }) => ({
      ...flag,
      upheldBy: [...upheld].sort(),
      clearedBy: [...cleared].filter((reviewer) => !upheld.has(reviewer)).sort(),
    }))
    .sort((a, b) => (a.question + a.arm < b.question + b.arm ? -1 : 1))
}
