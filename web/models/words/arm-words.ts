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

/** Won or lost, against each arm. The oracle is the best order that there is, so that nobody is ahead of it. */
export function winWords(arms: Arms): string {
  const compared = comparedArms(arms)
  const group = (standing: Standing, words: string) => {
    const own = compared.filter(({ trainedLess }) => standingOf(trainedLess) === standing)
    return own.length === 0 ? [] : [`${words} ${listed(own.map(({ title }) => title))}`]
  }
  const parts = [
    ...group('ahead', 'ahead of'),
    ...group('not told apart', 'not told apart from'),
    ...group('behind', 'behind'),
    ...group('no interval', 'without an interval against'),
  ]
  if (parts.length === 0) return 'It was compared with nothing.'
  return `On questions that it had not seen, the trained ranker is ${parts.join('; ')}.`
}
