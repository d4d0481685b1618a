import { describe, expect, it } from 'vitest'
import type { WrittenPairShares } from '../../protocol/pair-shares.ts'
import { createGenerator } from '../../statistics/random/generator.ts'
import { balancedPairs } from '../../statistics/simulation/balanced-pairs.ts'
import { planUnits } from './plan-units.ts'
import { shuffled } from './shuffled.ts'
import { counts, designOf } from './testing/designs.ts'
import type { PlannedUnit } from './unit.ts'

const pairsIn = (units: readonly PlannedUnit[]) =>
  units.flatMap(({ tasks }) => tasks.map(({ arms }) => arms.join()))
const byItem = (units: readonly PlannedUnit[]) =>
  [...new Set(units.map(({ item }) => item))].map((item) => units.filter((unit) => unit.item === item))
const both = ['pairwise', 'absolute'] as const

describe('planUnits', () => {
  it('deals every question the planned number of times in every form', () => {
    const section = { reviewersPerQuestion: 3 }
    const { units, leftOut } = planUnits(designOf({ questions: 10, forms: both, section }))
    expect(leftOut).toEqual([])
    expect(units.map(({ number }) => number)).toEqual(units.map((_, index) => index))
    const rounds = counts(units.map(({ item, form, round }) => `${item} ${form} ${round}`))
    const planned = Array.from({ length: 10 }, (_, question) =>
      both.flatMap((form) => [0, 1, 2].map((round) => `q${question} ${form} ${round}`)),
    ).flat()
    expect([...rounds.keys()].sort()).toEqual(planned.sort())
    expect([...rounds.values()].every((times) => times === 1)).toBe(true)
  })

  it('shows all answers of a question to the same reviewer, one after the other', () => {
    const { units } = planUnits(designOf({ questions: 7, arms: 4, forms: ['absolute'] }))
    for (const { tasks } of units) {
      expect(tasks.map(({ arms }) => arms.join()).sort()).toEqual(['a', 'b', 'c', 'd'])
      expect(tasks.every(({ first }) => first === 'a')).toBe(true)
    }
  })

  it('gives the planned reviewers to a share of the questions and one to the others, in every stratum', () => {
    const section = { reviewersPerQuestion: 4, overlap: 0.25 }
    const { units } = planUnits(designOf({ questions: 80, specialties: 4, section }))
    const perQuestion = counts(units.map(({ item }) => item))
    expect(counts(perQuestion.values())).toEqual(
      new Map([
        [4, 20],
        [1, 60],
      ]),
    )
    const often = [...perQuestion]
      .filter(([, times]) => times === 4)
      .map(([item]) => Number(item.slice(1)) % 4)
    // A quarter of the 20 questions of each specialty is 5; less than 2 away from it.
    for (const times of counts(often).values()) expect(Math.abs(times - 5)).toBeLessThan(2)
    expect(
      new Set(
        planUnits(designOf({ questions: 9, section: { ...section, overlap: 0 } })).units.map(
          ({ round }) => round,
        ),
      ),
    ).toEqual(new Set([0]))
  })

  it('keeps pairs to their shares in all, within specialties and within renderings', () => {
    const pairs: WrittenPairShares = [{ arms: ['a', 'b'], share: 0.5 }]
    const section = { reviewersPerQuestion: 2, comparisonsPerQuestion: 2, pairs }
    const renderings = { plain: 0.75, cited: 0.25 }
    const { units } = planUnits(designOf({ questions: 120, arms: 4, specialties: 5, renderings, section }))
    const share = (pair: string) => (pair === 'a,b' ? 0.5 : 0.1)
    const within = (part: readonly PlannedUnit[], most: number) => {
      const found = counts(pairsIn(part))
      const all = pairsIn(part).length
      for (const pair of ['a,b', 'a,c', 'a,d', 'b,c', 'b,d', 'c,d']) {
        expect(Math.abs((found.get(pair) ?? 0) - share(pair) * all)).toBeLessThan(most)
      }
    }
    within(units, 2)
    for (const rendering of ['plain', 'cited'])
      within(
        units.filter((unit) => unit.rendering === rendering),
        2,
      )
    for (const specialty of [0, 1, 2, 3, 4]) {
      within(
        units.filter(({ item }) => Number(item.slice(1)) % 5 === specialty),
        3,
      )
    }
  })

  it('spreads renderings by their shares in all, within specialties and within questions', () => {
    const renderings = { plain: 0.5, cited: 0.25, bare: 0.25 }
    const section = { reviewersPerQuestion: 4 }
    const { units } = planUnits(designOf({ questions: 40, specialties: 4, renderings, section }))
    const found = counts(units.map(({ rendering }) => rendering))
    expect(['plain', 'cited', 'bare'].map((rendering) => found.get(rendering))).toEqual([80, 40, 40])
    for (const specialty of [0, 1, 2, 3]) {
      const own = units.filter(({ item }) => Number(item.slice(1)) % 4 === specialty)
      const plain = own.filter(({ rendering }) => rendering === 'plain').length
      expect(Math.abs(plain - 20)).toBeLessThan(2)
    }
    for (const own of byItem(units)) {
      expect(Math.abs(own.filter(({ rendering }) => rendering === 'plain').length - 2)).toBeLessThan(2)
    }
  })

  it('puts each arm first equally often in every pair, and at every place equally often', () => {
    const section = { reviewersPerQuestion: 2, comparisonsPerQuestion: 3 }
    const { units } = planUnits(designOf({ questions: 30, arms: 4, forms: both, section }))
    const pairs = units.filter(({ form }) => form === 'pairwise').flatMap(({ tasks }) => tasks)
    const firsts = counts(pairs.map(({ arms, first }) => `${arms.join()} ${first}`))
    // 60 units of 3 pairs are 180 comparisons, 30 of each of 6 pairs.
    expect([...firsts.values()]).toEqual(new Array(12).fill(15))
    const alone = units.filter(({ form }) => form === 'absolute')
    const places = counts(alone.flatMap(({ tasks }) => tasks.map(({ arms }, place) => `${arms} ${place}`)))
    // 60 units are 15 Williams designs of 4 answers.
    expect([...places.values()]).toEqual(new Array(16).fill(15))
  })

  it('leaves out what is not there, says why, and puts nothing in its place', () => {
    const section = { comparisonsPerQuestion: 3 }
    const stateOf = (question: number, arm: string) =>
      arm !== 'c' ? 'shown' : question === 0 ? 'refused' : question === 1 ? 'excluded' : 'shown'
    const { units, leftOut } = planUnits(designOf({ questions: 3, forms: both, section, stateOf }))
    const shown = (item: string, form: string) =>
      units.filter((unit) => unit.item === item && unit.form === form).map((unit) => pairsIn([unit]).sort())
    expect(shown('q0', 'pairwise')).toEqual([['a,b']])
    expect(shown('q0', 'absolute')).toEqual([['a', 'b']])
    expect(shown('q2', 'pairwise')).toEqual([['a,b', 'a,c', 'b,c']])
    const where = { rendering: null, round: 0, role: 'study' }
    const refused = { item: 'q0', why: [{ arm: 'c', state: 'refused' }], ...where }
    expect(leftOut.filter(({ item }) => item === 'q0')).toEqual(
      expect.arrayContaining([
        { ...refused, form: 'pairwise', arms: ['a', 'c'] },
        { ...refused, form: 'pairwise', arms: ['b', 'c'] },
        { ...refused, form: 'absolute', arms: ['c'] },
      ]),
    )
    expect(leftOut.map(({ why }) => why[0]?.state).sort()).toEqual([
      'excluded',
      'excluded',
      'excluded',
      'refused',
      'refused',
      'refused',
    ])
  })

  it('plans the same pairs whether answers are there or not, and no unit without any answer', () => {
    const section = { reviewersPerQuestion: 2 }
    const all = planUnits(designOf({ questions: 30, section }))
    const some = planUnits(
      designOf({ questions: 30, section, stateOf: (_, arm) => (arm === 'c' ? 'failed' : 'shown') }),
    )
    const planned = (plan: typeof all) =>
      [
        ...plan.units.flatMap(({ item, tasks }) => tasks.map(({ arms }) => `${item} ${arms}`)),
        ...plan.leftOut.map(({ item, arms }) => `${item} ${arms}`),
      ].sort()
    expect(planned(some)).toEqual(planned(all))
    expect(some.units.every(({ tasks }) => tasks.length > 0)).toBe(true)
    expect(some.units).toHaveLength(20)
    expect(some.leftOut).toHaveLength(40)
  })

  it('plans no pair of an arm that was not asked, and makes up for it elsewhere', () => {
    const stateOf = (question: number, arm: string) => (arm === 'c' && question < 10 ? 'not-asked' : 'shown')
    const { units, leftOut } = planUnits(designOf({ questions: 60, stateOf }))
    expect(leftOut).toEqual([])
    const early = units.filter(({ item }) => Number(item.slice(1)) < 10)
    expect(new Set(pairsIn(early))).toEqual(new Set(['a,b']))
    for (const times of counts(pairsIn(units)).values()) expect(Math.abs(times - 20)).toBeLessThan(2)
  })

  it('hangs on the seed and not on the order of the items', () => {
    const design = designOf({
      questions: 20,
      forms: both,
      renderings: { x: 0.5, y: 0.5 },
      section: { repeatShare: 0.2 },
    })
    const again = { ...design, items: shuffled(design.items, createGenerator(4)) }
    expect(planUnits(again)).toEqual(planUnits(design))
    expect(planUnits({ ...design, seed: 12 })).not.toEqual(planUnits(design))
  })

  it('shows a share once more, each the same answers, with sides drawn anew', () => {
    const section = { reviewersPerQuestion: 2, repeatShare: 0.1 }
    const { units } = planUnits(designOf({ questions: 100, section }))
    const again = units.filter(({ repeats }) => repeats !== null)
    expect(again).toHaveLength(20)
    expect(new Set(again.map(({ repeats }) => repeats)).size).toBe(20)
    for (const unit of again) {
      const before = units[unit.repeats ?? -1]
      expect(unit).toMatchObject({ item: before?.item, form: before?.form, rendering: before?.rendering })
      expect(pairsIn([unit]).sort()).toEqual(before === undefined ? [] : pairsIn([before]).sort())
    }
    const keys = units.map(({ item, form, round }) => `${item} ${form} ${round}`)
    expect(new Set(keys).size).toBe(units.length)
  })

  it('deals the same number of comparisons of every pair as equipoise power simulates', () => {
    const shares = [0.5, 0.2, 0.3]
    const sizes = { questions: 36, reviewersPerQuestion: 10 }
    const simulated = balancedPairs({
      ...sizes,
      reviewers: 12,
      systems: 3,
      pairsPerReviewer: 1,
      shares,
      seed: 1,
    })
    const pairs: WrittenPairShares = [
      { arms: ['a', 'b'], share: 0.5 },
      { arms: ['a', 'c'], share: 0.2 },
    ]
    const dealt = planUnits(designOf({ questions: 36, section: { reviewersPerQuestion: 10, pairs } })).units
    expect(pairsIn(dealt)).toHaveLength(simulated.question.length)
    const nameOf = (row: number) =>
      [simulated.first[row] ?? 0, simulated.second[row] ?? 0]
        .sort()
        .map((system) => 'abc'[system])
        .join()
    const bySimulation = counts([...simulated.question.keys()].map(nameOf))
    for (const [pair, times] of counts(pairsIn(dealt))) {
      expect(Math.abs(times - (bySimulation.get(pair) ?? 0))).toBeLessThanOrEqual(3)
    }
    for (const own of byItem(dealt)) {
      // As in the simulation no question has a pair more often than its share of ten, here a whole number.
      const had = counts(pairsIn(own))
      expect(['a,b', 'a,c', 'b,c'].map((pair) => had.get(pair))).toEqual([5, 2, 3])
    }
  })
})
