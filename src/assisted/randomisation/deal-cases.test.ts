import { describe, expect, it } from 'vitest'
import { armSequence } from './arm-sequence.ts'
import { createDealer, dealCases } from './deal-cases.ts'
import { caseOf, equalRatio, numberedSecret, simulateList, source } from './testing/guesser.ts'

const cases = (count: number) => Array.from({ length: count }, (_, index) => caseOf(`case-${index}`))

function planOf(design: 'between' | 'within', arms: number, caseCount: number, casesPerParticipant: number) {
  const ratio = equalRatio(...Array.from({ length: arms }, (_, index) => `arm-${index}`))
  const randomisation = { method: 'block', ratio, blocks: [2 * arms, 3 * arms] } as const
  return { design, randomisation, cases: cases(caseCount), casesPerParticipant }
}

const countBy = <T>(list: readonly T[], key: (one: T) => string) => {
  const counts = new Map<string, number>()
  for (const one of list) counts.set(key(one), (counts.get(key(one)) ?? 0) + 1)
  return counts
}

describe('dealCases between persons', () => {
  it.each([
    [10, 2],
    [10, 3],
    [7, 5],
    [3, 3],
  ])('deals %i cases, %i each, no case twice, every case of an arm as often as the others', (count, each) => {
    const plan = planOf('between', 4, count, each)
    const dealer = createDealer(plan, source)
    const counts = new Map(
      plan.randomisation.ratio.map(({ arm }) => [arm, new Map(plan.cases.map(({ id }) => [id, 0]))]),
    )
    for (const allocation of simulateList(plan.randomisation, 0, 120, () => ({}))) {
      const hand = dealer.deal(allocation)
      expect(new Set(hand.map((one) => one.case)).size).toBe(each)
      expect(hand.map(({ place }) => place)).toEqual(Array.from({ length: each }, (_, place) => place))
      const ofArm = counts.get(allocation.arm)!
      for (const one of hand) {
        expect(one.arm).toBe(allocation.arm)
        ofArm.set(one.case, ofArm.get(one.case)! + 1)
      }
      expect(Math.max(...ofArm.values()) - Math.min(...ofArm.values())).toBeLessThanOrEqual(1)
    }
  })

  it('gives the same hand from the history as one after the other, and another from another secret', () => {
    const plan = planOf('between', 4, 10, 3)
    const history = simulateList(plan.randomisation, 0, 30, () => ({}))
    const dealer = createDealer(plan, source)
    const hands = history.map((allocation) => dealer.deal(allocation))
    for (const [index, allocation] of history.entries()) {
      expect(dealCases(plan, history.slice(0, index), allocation, source)).toEqual(hands[index])
    }
    const other = createDealer(plan, { ...source, secret: numberedSecret(7) })
    expect(history.map((allocation) => other.deal(allocation))).not.toEqual(hands)
  })

  it('deals every case in every place equally often', () => {
    const plan = planOf('between', 2, 5, 2)
    const dealer = createDealer(plan, source)
    const first = simulateList(plan.randomisation, 1, 8000, () => ({})).map((one) => dealer.deal(one)[0]!)
    const counts = [...countBy(first, (one) => one.case).values()]
    // The quantile of chi-square with 4 degrees of freedom at 0.9999 is 23.51 (R); decks make the counts less spread than that.
    expect(counts).toHaveLength(5)
    expect(counts.reduce((sum, count) => sum + (count - 1600) ** 2 / 1600, 0)).toBeLessThan(23.51)
  })
})

describe('armSequence', () => {
  it.each([2, 3, 4, 5])(
    'balances places and neighbours over a square (two with an odd number) of %i arms',
    (count) => {
      const arms = Array.from({ length: count }, (_, index) => `arm-${index}`)
      const squares = count % 2 === 0 ? 1 : 2
      const rows = arms.flatMap((first) =>
        Array.from({ length: squares }, (_, turn) => armSequence(arms, first, turn, count, source)),
      )
      for (const row of rows) expect([...row].sort()).toEqual(arms)
      for (const [index, row] of rows.entries()) expect(row[0]).toBe(arms[Math.floor(index / squares)])
      for (let place = 0; place < count; place++) {
        expect([...countBy(rows, (row) => row[place]!).values()]).toEqual(arms.map(() => squares))
      }
      const neighbours = rows.flatMap((row) => row.slice(1).map((arm, index) => `${row[index]} ${arm}`))
      const counts = [...countBy(neighbours, (pair) => pair).values()]
      expect(counts).toHaveLength(count * (count - 1))
      expect(new Set(counts)).toEqual(new Set([squares]))
    },
  )

  it('draws other rows for the next square', () => {
    const arms = ['a', 'b', 'c', 'd']
    const rows = Array.from({ length: 20 }, (_, turn) => armSequence(arms, 'a', turn, 4, source).join(' '))
    expect(new Set(rows).size).toBeGreaterThan(3)
  })
})

describe('dealCases within persons', () => {
  it('gives every case another arm, and every arm every case nearly as often', () => {
    const plan = planOf('within', 4, 10, 4)
    const dealer = createDealer(plan, source)
    const hands = simulateList(plan.randomisation, 2, 600, () => ({})).map((one) => dealer.deal(one))
    for (const hand of hands) {
      expect(new Set(hand.map(({ arm }) => arm)).size).toBe(4)
      expect(new Set(hand.map((one) => one.case)).size).toBe(4)
    }
    const counts = [...countBy(hands.flat(), (one) => `${one.arm} ${one.case}`).values()]
    expect(counts).toHaveLength(40)
    // 600 x 4 / 40 = 60 each.
    expect(Math.max(...counts)).toBeLessThanOrEqual(61)
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(59)
  })

  it('gives each arm twice where there are twice as many cases as arms', () => {
    const plan = planOf('within', 2, 6, 4)
    const hand = createDealer(plan, source).deal({ number: 1, arm: 'arm-1', strata: {} })
    expect(hand.map(({ arm }) => arm)).toEqual(['arm-1', 'arm-0', 'arm-1', 'arm-0'])
  })
})
