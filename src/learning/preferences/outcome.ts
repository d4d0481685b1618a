import type { JudgedAxis, RecordedJudgment } from './judged-study.ts'
import type { Outcome } from './preference.ts'

/**
 * What a pairwise mark says of both answers. A tie alone does not tell whether both are good or both bad: that stands in the
 * marks of adequacy. Where one answer is adequate and the other is not, or nobody asked, a tie stays a tie.
 */
export function outcomeOf(
  { value, adequacyA, adequacyB }: Pick<RecordedJudgment, 'value' | 'adequacyA' | 'adequacyB'>,
  { better }: Pick<JudgedAxis, 'better'>,
): Outcome {
  if (value === null) return 'missing'
  if (value !== 0) return value > 0 === (better === 'higher') ? 'a' : 'b'
  if (adequacyA === true && adequacyB === true) return 'tie-good'
  if (adequacyA === false && adequacyB === false) return 'tie-bad'
  return 'tie'
}

/**
 * A mark on one answer with the better end up, and the ends of its scale. A rubric has an upper end only, since negative points
 * have no limit: its scale is null.
 */
export function gradeOf(
  value: number | null,
  { scale, better }: Pick<JudgedAxis, 'scale' | 'better'>,
): { readonly grade: number | null; readonly scale: [number, number] | null } {
  const ends = endsOf(scale)
  if (value === null) return { grade: null, scale: ends }
  if (better === 'higher') return { grade: value, scale: ends }
  const turned = ends === null ? -value : ends[0] + ends[1] - value
  // Not -0, which is another number to whoever compares.
  return { grade: turned === 0 ? 0 : turned, scale: ends }
}

function endsOf(scale: JudgedAxis['scale']): [number, number] | null {
  if (scale === null) return null
  switch (scale.kind) {
    case 'ordinal':
      return [scale.min, scale.max]
    case 'binary':
      return [0, 1]
    case 'rubric':
      return null
  }
}
