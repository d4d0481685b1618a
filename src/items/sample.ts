import { type Problem, ProblemError } from '../problem.ts'
import type { Item } from './item.ts'
import { stratumOf } from './strata.ts'

/** What sampling needs of a generator; `createGenerator` of the statistics makes one. */
export interface RandomSource {
  /** A whole number from 0 to `n - 1`, each equally likely. */
  integerBelow(n: number): number
}

export interface SampleRequest {
  readonly size: number
  /** Names of the strata that are kept in proportion, or made equal; none is a simple random sample. */
  readonly by: readonly string[]
  readonly allocation: 'proportional' | 'equal'
  /** A generator of its own for each purpose, so that a stratum's draw does not depend on the others. */
  readonly source: (purpose: string) => RandomSource
}

export interface SampledStratum {
  /** Values of the strata in the order of `by`; null where an item does not have one. */
  readonly values: readonly (string | null)[]
  readonly available: number
  readonly drawn: number
}

export interface Sample {
  /** In the order of their keys. */
  readonly items: readonly Item[]
  readonly strata: readonly SampledStratum[]
}

interface Group {
  readonly name: string
  readonly values: readonly (string | null)[]
  readonly items: readonly Item[]
}

/**
 * Draws items without replacement. The same items and seed give the same sample, whatever order they come in.
 *
 * Proportional: each stratum gets its share, rounded by largest remainder. Equal: each gets the same number; one
 * with fewer gives all it has, and the others share the rest. Ties are broken at random.
 *
 * @throws ProblemError SAMPLE_SIZE or SAMPLE_STRATUM.
 */
export function sampleItems(items: readonly Item[], request: SampleRequest): Sample {
  refuse(items, request)
  const groups = groupsOf(items, request.by)
  const order = shuffled(groups, request.source('strata'))
  const drawn =
    request.allocation === 'equal' ? equal(order, request.size) : proportional(order, request.size)
  const strata = groups.map((group) => ({
    values: group.values,
    available: group.items.length,
    drawn: drawn.get(group) ?? 0,
  }))
  const chosen = groups.flatMap((group) =>
    shuffled(group.items, request.source(`stratum ${group.name}`)).slice(0, drawn.get(group) ?? 0),
  )
  return { items: chosen.sort(byKey), strata }
}

function refuse(items: readonly Item[], { size, by }: SampleRequest): void {
  const problems: Problem[] = []
  if (!Number.isInteger(size) || size < 1 || size > items.length)
    problems.push({
      code: 'SAMPLE_SIZE',
      message: 'There are not as many items as the sample asks for.',
      place: {},
      value: String(size),
      expected: `a whole number from 1 to ${items.length}`,
      remedy: 'Ask for fewer items, or read more files.',
    })
  const names = new Set(items.flatMap((item) => Object.keys(item.strata)))
  for (const name of by)
    if (!names.has(name))
      problems.push({
        code: 'SAMPLE_STRATUM',
        message: 'No item has this stratum.',
        place: {},
        value: name,
        expected: names.size === 0 ? 'items with strata' : [...names].sort().join(', '),
        remedy: 'Name a stratum that the items have.',
      })
  if (problems.length > 0) throw new ProblemError(problems)
}

function groupsOf(items: readonly Item[], by: readonly string[]): readonly Group[] {
  const groups = new Map<string, { readonly values: readonly (string | null)[]; readonly items: Item[] }>()
  for (const item of [...items].sort(byKey)) {
    const values = by.map((name) => stratumOf(item.strata, name))
    const name = JSON.stringify(values)
    const group = groups.get(name) ?? { values, items: [] }
    groups.set(name, group)
    group.items.push(item)
  }
  return [...groups].map(([name, group]) => ({ name, ...group })).sort((a, b) => compare(a.name, b.name))
}

/** `order` breaks ties. */
function proportional(order: readonly Group[], size: number): ReadonlyMap<Group, number> {
  const total = order.reduce((sum, group) => sum + group.items.length, 0)
  const drawn = new Map(order.map((group) => [group, Math.floor((size * group.items.length) / total)]))
  const left = size - [...drawn.values()].reduce((sum, count) => sum + count, 0)
  // Remainders as whole numbers, so that equal ones are equal.
  const remainder = (group: Group): number => (size * group.items.length) % total
  const largest = [...order].sort((a, b) => remainder(b) - remainder(a)).slice(0, left)
  for (const group of largest) drawn.set(group, (drawn.get(group) ?? 0) + 1)
  return drawn
}

function equal(order: readonly Group[], size: number): ReadonlyMap<Group, number> {
  const drawn = new Map(order.map((group) => [group, 0]))
  for (let left = size; left > 0; ) {
    const open = order.filter((group) => (drawn.get(group) ?? 0) < group.items.length)
    const each = Math.max(1, Math.floor(left / open.length))
    for (const group of open) {
      const now = drawn.get(group) ?? 0
      const more = Math.min(each, group.items.length - now, left)
      drawn.set(group, now + more)
      left -= more
    }
  }
  return drawn
}

/** A random order, by Fisher and Yates. */
function shuffled<T>(list: readonly T[], source: RandomSource): readonly T[] {
  const order = [...list]
  for (let last = order.length - 1; last > 0; last--) {
    const other = source.integerBelow(last + 1)
    const moved = order[last]
    const taken = order[other]
    if (moved === undefined || taken === undefined) continue
    order[last] = taken
    order[other] = moved
  }
  return order
}

function byKey(one: Item, other: Item): number {
  return compare(one.key, other.key)
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
