import { convertResult } from '../../../src/statistics/meta/convert.ts'
import { randomEffects } from '../../../src/statistics/meta/random-effects.ts'
import { winDifference } from '../../../src/statistics/preference/win-difference.ts'
import type { Sample } from '../sample.ts'
import { comparisonColumns } from './comparison-columns.ts'
import { specialties } from './marks-of-answers.ts'

export const title =
  'With each specialty taken as a study of its own: how far is Moor ahead of Scree, and does it vary? In truth it does not.'

export function example(sample: Sample) {
  const studies = specialties.map((specialty) => {
    const questions = new Set(
      sample.items.filter((item) => item.specialty === specialty).map(({ key }) => key),
    )
    const own = { ...sample, pairs: sample.pairs.filter((row) => questions.has(row.question)) }
    const { values, question, reviewer } = comparisonColumns(own, 'accuracy', 'Moor', 'Scree')
    const { wins, ties, losses } = winDifference(values, question, reviewer)
    return convertResult({ kind: 'win_rate', wins, ties, losses })
  })
  const known = studies.filter((study) => 'logOdds' in study)
  return randomEffects(
    known.map(({ logOdds }) => logOdds ?? Number.NaN),
    known.map(({ variance }) => variance ?? Number.NaN),
  )
}
