import type { ModelCard } from '../../../src/learning/model/card/model-card.ts'
import { listed } from '../../../src/report/format.ts'

type Arms = NonNullable<ModelCard['heldOut']['arms']>
type Difference = Arms[number]['trainedLess']

export type Standing = 'ahead' | 'behind' | 'not told apart' | 'no interval'

/** Whether the trained ranker is ahead, by the interval of the paired difference. */
export function standingOf(difference: NonNullable<Difference>): Standing {
  const { lower, upper } = difference
  if (lower === null || upper === null) return 'no interval'
  if (lower > 0) return 'ahead'
  return upper < 0 ? 'behind' : 'not told apart'
}

/** What is compared with: neither itself nor a drawn order, which says nothing of a reader. */
export function comparedArms(
  arms: Arms,
): readonly (Arms[number] & { trainedLess: NonNullable<Difference> })[] {
  return arms.flatMap((one) =>
    one.trainedLess === null || one.arm === 'random' ? [] : [{ ...one, trainedLess: one.trainedLess }],
  )
}

const shortNames: Readonly<Record<string, string>> = {
  system: 'the order of the system that retrieved',
  bm25: 'BM25',
  prior: 'the label-free prior',
  oracle: 'the oracle, which is the best order there is',
}

/** Won or lost, against each arm. Nobody can be ahead of the oracle. */
export function winWords(arms: Arms): string {
  const compared = comparedArms(arms)
  const named = (standing: Standing) =>
    compared
      .filter(({ trainedLess }) => standingOf(trainedLess) === standing)
      .map(({ arm, title }) => shortNames[arm] ?? title)
  const group = (standing: Standing, words: string) => {
    const own = named(standing)
    return own.length === 0 ? [] : [`${words} ${listed(own)}`]
  }
  const parts = [
    ...group('ahead', 'ahead of'),
    ...group('not told apart', 'not told apart from'),
    ...group('behind', 'behind'),
  ]
  const unknown = named('no interval')
  return [
    ...(parts.length === 0
      ? []
      : [`On questions that it had not seen, the trained ranker is ${parts.join('; ')}.`]),
    ...(unknown.length === 0
      ? []
      : [`There is no interval against ${listed(unknown)}, so nothing is said of them.`]),
    ...(compared.length === 0 ? ['It was compared with nothing.'] : []),
  ].join(' ')
}
