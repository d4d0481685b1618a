import { describe, expect, it } from 'vitest'
import { chooseUnit } from './choose-unit.ts'
import { Dealing } from './dealing.ts'
import { planUnits } from './plan-units.ts'
import { upTo } from './shuffled.ts'
import { bookOf, designOf, reviewerOf } from './testing/designs.ts'
import { goodnessP, independenceP, permutationP } from './testing/independence.ts'

/** Below this a test would fail by chance once in a hundred; seeds are fixed. */
const least = 0.01
const plans = 10_000

/** What every one of 10,000 studies that differ in their seeds only deals for one question. */
function inEveryPlan<T>(look: (seed: number) => T): T[] {
  return upTo(plans).map(look)
}

/** Shares at which places dealt out in turn could fall in step with each other. */
const renderings = { plain: 0.75, cited: 0.25 }
const pairs: [{ arms: [string, string]; share: number }] = [{ arms: ['a', 'b'], share: 0.75 }]

describe('over 10,000 plans', () => {
  const seen = inEveryPlan((seed) => {
    const design = designOf({
      seed,
      questions: 4,
      renderings,
      section: { pairs, comparisonsPerQuestion: 1, reviewersPerQuestion: 1 },
    })
    const { units } = planUnits(design)
    const unit = units.find(({ item }) => item === 'q1')
    const task = unit?.tasks[0]
    return {
      arms: task?.arms.join() ?? '',
      first: task?.first ?? '',
      rendering: unit?.rendering ?? '',
      number: unit?.number ?? -1,
    }
  })

  it('either arm stands first, every question comes at every place, each rendering and pair by its share', () => {
    const even = (values: readonly (string | number)[]) =>
      new Map(values.map((value) => [value, 1 / values.length]))
    expect(
      goodnessP(
        seen.map(({ first }) => first),
        even(['a', 'b']),
      ),
    ).toBeGreaterThan(least)
    expect(
      goodnessP(
        seen.map(({ number }) => number),
        even([0, 1, 2, 3]),
      ),
    ).toBeGreaterThan(least)
    expect(
      goodnessP(
        seen.map(({ rendering }) => rendering),
        new Map(Object.entries(renderings)),
      ),
    ).toBeGreaterThan(least)
    expect(
      goodnessP(
        seen.map(({ arms }) => arms),
        new Map([
          ['a,b', 0.75],
          ['a,c', 0.125],
          ['b,c', 0.125],
        ]),
      ),
    ).toBeGreaterThan(least)
  })

  it('the pair hangs neither on side, place nor rendering, and these not on each other', () => {
    const rows = (one: 'arms' | 'first' | 'rendering', other: 'first' | 'rendering' | 'number') =>
      seen.map((row): [string, string | number] => [row[one], row[other]])
    expect(independenceP(rows('arms', 'first'))).toBeGreaterThan(least)
    expect(independenceP(rows('arms', 'number'))).toBeGreaterThan(least)
    expect(independenceP(rows('arms', 'rendering'))).toBeGreaterThan(least)
    expect(independenceP(rows('first', 'rendering'))).toBeGreaterThan(least)
    expect(independenceP(rows('first', 'number'))).toBeGreaterThan(least)
    expect(independenceP(rows('rendering', 'number'))).toBeGreaterThan(least)
  })

  it('an answer that is marked alone stands at every place, in each rendering, after every other answer', () => {
    const orders = inEveryPlan((seed) => {
      const { units } = planUnits(
        designOf({ seed, questions: 3, forms: ['absolute'], renderings: { x: 0.5, y: 0.5 } }),
      )
      const unit = units.find(({ item }) => item === 'q2')
      return {
        order: unit?.tasks.map(({ arms }) => arms.join()).join('') ?? '',
        rendering: unit?.rendering ?? '',
      }
    })
    const all = ['abc', 'acb', 'bac', 'bca', 'cab', 'cba']
    expect(
      goodnessP(
        orders.map(({ order }) => order),
        new Map(all.map((order) => [order, 1 / 6])),
      ),
    ).toBeGreaterThan(least)
    expect(independenceP(orders.map(({ order, rendering }) => [order, rendering]))).toBeGreaterThan(least)
  })
})

describe('over 10,000 answers dealt out in one study', () => {
  const design = designOf({
    questions: 420,
    arms: 4,
    renderings,
    section: { reviewersPerQuestion: 4, comparisonsPerQuestion: 3, pairs },
    seed: 5,
  })
  const book = bookOf(design)
  const rows = dealtOut(book)

  it('an arm hangs on no side, order within the unit, serial position and rendering', () => {
    expect(rows.length).toBeGreaterThanOrEqual(plans)
    for (const field of ['side', 'order', 'position', 'rendering'] as const) {
      expect(independenceP(rows.map((row) => [row.arm, row[field]])), field).toBeGreaterThan(least)
    }
  })

  it('nor does a pair, by permutation', () => {
    const pairsOnce = rows.filter(({ side }) => side === 0)
    for (const field of ['order', 'position', 'rendering'] as const) {
      const found = permutationP(
        pairsOnce.map((row) => [row.pair, row[field]]),
        299,
      )
      expect(found, field).toBeGreaterThan(least)
    }
  })

  it('by permutation, an arm hangs on its side no more than on a shuffled one', () => {
    expect(
      permutationP(
        rows.map(({ arm, side }) => [arm, side]),
        299,
      ),
    ).toBeGreaterThan(least)
  })

  function dealtOut(of: typeof book) {
    const dealing = new Dealing(of)
    const found = []
    const reviewers = upTo(28).map((index) => reviewerOf(`r${index}`))
    for (let turn = 0; turn < 60; turn++) {
      for (const reviewer of reviewers) {
        const number = chooseUnit(dealing, reviewer)
        if (number === null) continue
        dealing.take(number, reviewer.id)
        dealing.finish(number, reviewer.id)
        const unit = of.units[number]
        for (const [order, { arms, first }] of (unit?.tasks ?? []).entries()) {
          for (const [index, arm] of arms.entries()) {
            const side = (index === 0) === (first === 'a') ? 0 : 1
            found.push({
              arm,
              pair: arms.join(),
              side,
              order,
              position: Math.floor(turn / 6),
              rendering: unit?.rendering ?? '',
            })
          }
        }
      }
    }
    return found
  }
})
