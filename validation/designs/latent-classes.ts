/** Items of hidden classes, and the chances of a rater's mark given the class. */
export interface LatentClasses {
  /** Share of items per class. */
  readonly shares: readonly number[]
  /** Row per class: chance of each mark. */
  readonly confusion: readonly (readonly number[])[]
}

export type Metric = 'nominal' | 'ordinal'

/** Share of every mark in the long run. */
function marginals({ shares, confusion }: LatentClasses): number[] {
  return shares.map((_, mark) =>
    shares.reduce((sum, share, kind) => sum + share * (confusion[kind]?.[mark] ?? 0), 0),
  )
}

/** Chance that two raters of one item give the marks c and k. */
function joint({ shares, confusion }: LatentClasses, c: number, k: number): number {
  return shares.reduce(
    (sum, share, kind) => sum + share * (confusion[kind]?.[c] ?? 0) * (confusion[kind]?.[k] ?? 0),
    0,
  )
}

/** 1 - observed over expected disagreement, with the chances in place of counts. */
export function populationAlpha(classes: LatentClasses, metric: Metric): number {
  const share = marginals(classes)
  let observed = 0
  let expected = 0
  share.forEach((_, c) => {
    share.forEach((_, k) => {
      const distance = metric === 'nominal' ? (c === k ? 0 : 1) : midRankDistance(share, c, k)
      observed += joint(classes, c, k) * distance * distance
      expected += share[c]! * share[k]! * distance * distance
    })
  })
  return 1 - observed / expected
}

/** Share of marks from c to k, those at the ends counted half. */
function midRankDistance(share: readonly number[], c: number, k: number): number {
  const [low, high] = c < k ? [c, k] : [k, c]
  if (low === high) return 0
  const between = share.slice(low, high + 1).reduce((sum, part) => sum + part, 0)
  return between - (share[low]! + share[high]!) / 2
}

export function populationAc1(classes: LatentClasses): number {
  const share = marginals(classes)
  const agreement = share.reduce((sum, _, mark) => sum + joint(classes, mark, mark), 0)
  const chance = share.reduce((sum, part) => sum + part * (1 - part), 0) / (share.length - 1)
  return (agreement - chance) / (1 - chance)
}
