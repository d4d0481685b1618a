import { positionBias, type SlotChoice } from '../../statistics/preference/position-bias.ts'
import { grouped } from './groups.ts'
import type { PairwisePart } from './marks-schema.ts'

/** What a judge said of one pair of answers in both orders. */
export interface JudgedPair {
  readonly judge: string
  readonly family: string | null
  readonly axis: string
  readonly armA: string
  readonly armB: string
  readonly ownFamily: boolean
  /** failed: no verdict in at least one order. incomplete: asked in one order only. */
  readonly state: 'judged' | 'failed' | 'incomplete'
  /** 1: arm A, -1: arm B, 0: tie; null without a verdict in both orders. */
  readonly value: 1 | 0 | -1 | null
  readonly orders: 'same' | 'flipped' | 'half' | null
  /** The place chosen with A first and with B first. */
  readonly places: readonly [SlotChoice, SlotChoice] | null
}

/** How often each judge is consistent over the two orders of each pair of arms, and whom it then prefers. */
export function pairwisePart(pairs: readonly JudgedPair[], level = 0.95): PairwisePart {
  const groups = grouped(pairs, ({ judge, family, axis, armA, armB }) =>
    JSON.stringify([judge, family, axis, armA, armB]),
  )
  const keys = [...groups.keys()].sort()
  return { level, rows: keys.flatMap((key) => rowOf(groups.get(key) ?? [], level)) }
}

function rowOf(group: readonly JudgedPair[], level: number): PairwisePart['rows'] {
  const first = group[0]
  if (first === undefined) return []
  const judged = group.filter(({ state }) => state === 'judged')
  const orders = (name: JudgedPair['orders']) => judged.filter((pair) => pair.orders === name).length
  const values = (value: number) => judged.filter((pair) => pair.value === value).length
  const places = judged.flatMap((pair) => pair.places ?? [])
  const same = orders('same')
  const bias = positionBias({
    firstWins: places.filter((place) => place === 'first').length,
    secondWins: places.filter((place) => place === 'second').length,
    level,
  })
  const { judge, family, axis, armA, armB, ownFamily } = first
  return [
    {
      judge,
      family,
      axis,
      armA,
      armB,
      ownFamily,
      pairs: judged.length,
      failed: group.filter(({ state }) => state === 'failed').length,
      incomplete: group.filter(({ state }) => state === 'incomplete').length,
      winsA: values(1),
      ties: values(0),
      winsB: values(-1),
      same,
      flipped: orders('flipped'),
      half: orders('half'),
      consistency: judged.length === 0 ? null : same / judged.length,
      firstShare: bias.firstShare,
      ciOfFirst: bias.ci,
    },
  ]
}
