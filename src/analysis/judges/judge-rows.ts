/** A judge's yes or no on one criterion of one answer, beside the reviewers' marks of the same. */
export interface CriterionRow {
  readonly item: string
  readonly arm: string
  readonly criterion: string
  /** Null: the judge failed. */
  readonly judge: boolean | null
  /** One entry per reviewer, null where that reviewer gave no mark. All rows have the same reviewers in one order. */
  readonly reviewers: readonly (boolean | null)[]
}

/** A judge's mark of one answer or pair on any scale, beside what it is held against. */
export interface ScoreRow {
  readonly item: string
  readonly arm: string
  /** Null: the judge failed. */
  readonly judge: number | null
  /** The reviewers' mark, or the mean of several; null where nobody marked. */
  readonly reference: number | null
}

/** Codes 0, 1, ... in the order of first appearance. */
export function codesOf(names: readonly string[]): Int32Array {
  const codes = new Map<string, number>()
  return Int32Array.from(names, (name) => {
    const code = codes.get(name) ?? codes.size
    codes.set(name, code)
    return code
  })
}
