import { count, counted } from '../../report/format.ts'
import type { PreparedReview } from './prepare-review.ts'

/** What is dealt in a review. A review is one question of the study by one reviewer; the others come besides. */
export interface ReviewCounts {
  readonly reviews: number
  /** Reviews that the same reviewer does once more. */
  readonly again: number
  /** Questions of practice, and of gold, that each reviewer gets. */
  readonly practice: number
  readonly gold: number
}

export function reviewCounts({ units }: Pick<PreparedReview, 'units'>): ReviewCounts {
  const study = units.filter(({ role }) => role === 'study')
  const items = (wanted: 'training' | 'gold') =>
    new Set(units.flatMap(({ role, item }) => (role === wanted ? [item] : []))).size
  return {
    reviews: study.filter(({ repeats }) => repeats === null).length,
    again: study.filter(({ repeats }) => repeats !== null).length,
    practice: items('training'),
    gold: items('gold'),
  }
}

/** What an organiser should know of a review as it is or would be opened, in the words of every front door. */
export function openingRemarks(
  prepared: Pick<PreparedReview, 'units' | 'leftOut' | 'unshown'>,
): readonly string[] {
  const { again, practice, gold } = reviewCounts(prepared)
  const besides = [
    ...(again > 0 ? [`${counted(again, 'review')} once more by the same reviewer`] : []),
    ...(practice > 0 ? [`${counted(practice, 'question')} of practice for each reviewer`] : []),
    ...(gold > 0 ? [`${counted(gold, 'question')} of gold for each reviewer`] : []),
  ]
  const leftOut = prepared.leftOut.length
  return [
    ...(besides.length > 0 ? [`Besides these: ${besides.join('; ')}.`] : []),
    ...(leftOut > 0
      ? [`${counted(leftOut, 'showing')} left out, because an answer was refused, failed or excluded.`]
      : []),
    ...prepared.unshown.map(
      ({ item, role, form }) =>
        `The ${role === 'gold' ? 'gold' : 'practice'} question ${item} is shown to nobody who ${formWords[form]}: the answers for it are not there.`,
    ),
  ]
}

const formWords = { pairwise: 'compares answers', absolute: 'marks answers one at a time' } as const

/** How far a review is, in the words of the study page. */
export function progressInWords(state: {
  readonly units: number
  readonly done: number
  readonly taken: number
  readonly returned: number
  readonly reviewers: number
  readonly unblinded: boolean
}): string {
  const begun = state.unblinded ? 'begun and not finished' : 'in hand'
  return `${count(state.done)} of ${counted(state.units, 'review')} done, ${count(state.taken)} ${begun}, ${count(state.returned)} given back, by ${counted(state.reviewers, 'reviewer')}.`
}
