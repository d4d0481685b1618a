import { positionBias } from '../../statistics/preference/position-bias.ts'
import type { Section } from '../results-schema.ts'
import { ContrastBuilder, type ContrastChoice } from './contrast-values.ts'
import { estimateOf } from './estimate.ts'
import type { PairwiseSection } from './pairwise-section.ts'

/**
 * Whether the answer shown first was preferred for standing first; null where the order shown is not known
 * for every comparison.
 */
export function sectionPosition(source: PairwiseSection, choice: ContrastChoice): Section['position'] {
  if (!source.orderKnown || source.given === 0) return null
  const builder = new ContrastBuilder(source.size)
  let firstWins = 0
  let secondWins = 0
  source.forEach({ ...choice, answerSet: 'refusals-excluded' }, (row, signedA) => {
    const forFirst = Math.sign(signedA) * (source.first[row] ?? 0)
    if (forFirst > 0) firstWins += 1
    if (forFirst < 0) secondWins += 1
    builder.add(
      forFirst === 0 ? 0 : forFirst,
      { question: source.question[row] ?? 0, reviewer: source.reviewer[row] ?? 0 },
      { opponent: -1, byRefusalRule: false },
    )
  })
  const bias = positionBias({ firstWins, secondWins })
  return {
    decisive: bias.decisive,
    firstShare: bias.firstShare,
    wilson95: bias.ci,
    exactP: bias.decisive === 0 ? null : bias.p,
    difference: estimateOf(builder.build(source.identified)),
  }
}
