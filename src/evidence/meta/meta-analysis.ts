import { type RandomEffects, randomEffects } from '../../statistics/meta/random-effects.ts'
import type { LedgerIndex } from '../ledger/ledger.ts'
import type { Subgroup } from './independence.ts'
import { oneRowPerStudy } from './one-row-per-study.ts'
import {
  type ContrastRule,
  isPoolable,
  type PoolableClaim,
  type PoolingKey,
  poolable,
  turnedInterval,
  type UnpoolableClaim,
} from './poolable-claim.ts'
import { type SubgroupDifference, subgroupDifference } from './subgroup-difference.ts'
import { keyText, unlikeness } from './unlike.ts'

/** Claims that may be pooled, and what they say together. */
export interface PooledGroup {
  readonly key: PoolingKey
  readonly rows: readonly PoolableClaim[]
  readonly leftOut: readonly UnpoolableClaim[]
  /** Pooled over all rows; with one row that row. */
  readonly all: RandomEffects
  /** By who ran the study, in this order; null where a subgroup has no row. */
  readonly subgroups: Readonly<Record<Subgroup, RandomEffects | null>>
  /** Whether vendors find another effect than others; null where one of the two is missing. */
  readonly difference: SubgroupDifference | null
  /** What the numbers do not allow to be said, as sentences. */
  readonly remarks: readonly string[]
}

export interface LedgerMeta {
  readonly contrast: ContrastRule
  readonly groups: readonly PooledGroup[]
  /** Claims with an effect that can enter no group. */
  readonly refused: readonly UnpoolableClaim[]
}

/** Claims that somebody asked to pool, and why that is not done. */
export interface PoolingRefusal {
  readonly claims: readonly string[]
  readonly reasons: readonly string[]
}

/**
 * The meta-analysis of a ledger as it stands: every set of claims with the same outcome, form of marking, contrast and kind of effect, one
 * row for each independent study, pooled by REML with the Hartung-Knapp interval that is never narrower (`meta.random_effects`).
 */
export function ledgerMeta(index: LedgerIndex, contrast: ContrastRule): LedgerMeta {
  const groups = new Map<string, PoolableClaim[]>()
  const refused: UnpoolableClaim[] = []
  for (const claim of index.ledger.claims) {
    const read = poolable(index, claim, contrast)
    if (read === null) continue
    if (!isPoolable(read)) {
      refused.push(read)
      continue
    }
    const key = keyText(read.key)
    const known = groups.get(key)
    if (known === undefined) groups.set(key, [read])
    else known.push(read)
  }
  return { contrast, groups: [...groups.values()].map((claims) => pooledGroup(index, claims)), refused }
}

/** Pools the named claims and no others, or says why they may not be pooled. */
export function poolClaims(
  index: LedgerIndex,
  ids: readonly string[],
  contrast: ContrastRule,
): PooledGroup | PoolingRefusal {
  const reads = ids.flatMap((id) => {
    const claim = index.claims.get(id)
    if (claim === undefined) return [{ claim: id, reason: 'The ledger has no such claim.' }]
    return [poolable(index, claim, contrast) ?? { claim: id, reason: 'It has no effect.' }]
  })
  const twice = [...new Set(ids.filter((id, place) => ids.indexOf(id) !== place))]
  const named = twice.map((id) => `${id}: It is named twice.`)
  const unfit = reads.flatMap((read) => (isPoolable(read) ? [] : [`${read.claim}: ${read.reason}`]))
  const claims = reads.filter(isPoolable)
  const reasons = [...named, ...unfit, ...unlikeness(claims)]
  return reasons.length > 0 || claims.length === 0 ? { claims: ids, reasons } : pooledGroup(index, claims)
}

export function isRefusal(result: PooledGroup | PoolingRefusal): result is PoolingRefusal {
  return 'reasons' in result
}

function pooledGroup(index: LedgerIndex, claims: readonly PoolableClaim[]): PooledGroup {
  const { rows: chosen, dependent } = oneRowPerStudy(index, claims)
  // The contrast is told as the first claim tells it.
  const rows = chosen[0]?.turned === true ? chosen.map(toldFromTheOtherSide) : chosen
  const [first] = rows
  if (first === undefined) throw new RangeError('a group has at least one claim')
  const all = pool(rows)
  const of = (subgroup: Subgroup) => {
    const members = rows.filter((row) => row.subgroup === subgroup)
    return members.length === 0 ? null : pool(members)
  }
  const subgroups = { vendor: of('vendor'), independent: of('independent') }
  return {
    key: first.key,
    rows,
    leftOut: dependent,
    all,
    subgroups,
    difference: subgroupDifference(subgroups.vendor?.reml ?? null, subgroups.independent?.reml ?? null),
    remarks: remarksOn(rows, subgroups),
  }
}

function toldFromTheOtherSide(row: PoolableClaim): PoolableClaim {
  const { first, second } = row.key
  return {
    ...row,
    key: { ...row.key, first: second, second: first },
    turned: !row.turned,
    estimate: -row.estimate,
    interval: turnedInterval(row.interval),
  }
}

function pool(rows: readonly PoolableClaim[]): RandomEffects {
  return randomEffects(
    rows.map(({ estimate }) => estimate),
    rows.map(({ variance }) => variance),
  )
}

function remarksOn(rows: readonly PoolableClaim[], subgroups: PooledGroup['subgroups']): string[] {
  const k = rows.length
  const both = subgroups.vendor !== null && subgroups.independent !== null
  return [
    ...(k === 1 ? ['One study: there is nothing to pool, and its own interval stands.'] : []),
    ...(k === 2
      ? [
          'Two studies: the interval rests on one degree of freedom and is very wide; a new study cannot be predicted.',
        ]
      : []),
    ...(both && k > 2
      ? [...smallSubgroup('vendors', subgroups.vendor), ...smallSubgroup('others', subgroups.independent)]
      : []),
    ...(k > 2 && k < 5
      ? ['Fewer than five studies: the range of their estimates is the honest summary.']
      : []),
    ...(k > 1 && !both
      ? [`All of them are ${subgroups.vendor === null ? 'independent' : 'run by or with a vendor'}.`]
      : []),
    ...(rows.some(({ key }) => key.sample) ? ['SAMPLE data: invented, and evidence of nothing.'] : []),
  ]
}

function smallSubgroup(whose: string, pooled: RandomEffects | null): string[] {
  if (pooled?.k === 1) return [`One study of ${whose}: its own interval stands.`]
  if (pooled?.k !== 2) return []
  return [`Two studies of ${whose}: their interval rests on one degree of freedom and is very wide.`]
}
