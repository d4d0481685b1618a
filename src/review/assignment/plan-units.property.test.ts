import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AnswerState } from './design.ts'
import { planUnits } from './plan-units.ts'
import { counts, type DesignRequest, designOf } from './testing/designs.ts'
import type { ReviewForm } from './unit.ts'

const states: readonly AnswerState[] = [
  'shown',
  'shown',
  'shown',
  'refused',
  'failed',
  'excluded',
  'not-asked',
]

const requests = fc
  .record({
    seed: fc.nat(),
    questions: fc.integer({ min: 1, max: 25 }),
    arms: fc.integer({ min: 2, max: 6 }),
    forms: fc.constantFrom<readonly ReviewForm[]>(['pairwise'], ['absolute'], ['pairwise', 'absolute']),
    renderings: fc.constantFrom<Readonly<Record<string, number>>>({}, { x: 1 }, { x: 0.3, y: 0.7 }),
    specialties: fc.integer({ min: 1, max: 4 }),
    reviewersPerQuestion: fc.integer({ min: 1, max: 4 }),
    comparisonsPerQuestion: fc.integer({ min: 1, max: 15 }),
    overlap: fc.constantFrom(0, 0.2, 1),
    repeatShare: fc.constantFrom(0, 0.3, 1),
    missing: fc.array(fc.nat({ max: states.length - 1 }), { minLength: 0, maxLength: 150 }),
  })
  .map(({ reviewersPerQuestion, comparisonsPerQuestion, overlap, repeatShare, missing, ...request }) => {
    const most = (request.arms * (request.arms - 1)) / 2
    return {
      ...request,
      stateOf: (question: number, arm: string) =>
        states[missing[question * request.arms + arm.charCodeAt(0) - 97] ?? 0] ?? 'shown',
      section: {
        reviewersPerQuestion,
        overlap,
        repeatShare,
        comparisonsPerQuestion: Math.min(most, comparisonsPerQuestion),
      },
    } satisfies DesignRequest
  })

describe('planUnits of any design', () => {
  it('shows only what can be shown, loses nothing that was planned, and is balanced', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const design = designOf(request)
        const { units, leftOut } = planUnits(design)
        const state = new Map(design.items.map((item) => [item.key, item.answers]))
        for (const { item, tasks } of units) {
          expect(tasks.length).toBeGreaterThan(0)
          expect(new Set(tasks.map(({ arms }) => arms.join())).size).toBe(tasks.length)
          for (const arm of tasks.flatMap(({ arms }) => arms)) expect(state.get(item)?.[arm]).toBe('shown')
        }
        for (const { item, arms, why } of leftOut) {
          expect(why.length).toBeGreaterThan(0)
          for (const one of why)
            expect([arms.some((arm) => arm === one.arm), state.get(item)?.[one.arm]]).toEqual([
              true,
              one.state,
            ])
        }
        const study = units.filter(({ repeats }) => repeats === null)
        const keyOf = ({ item, form, round }: { item: string; form: string; round: number }) =>
          `${item} ${form} ${round}`
        expect(new Set(study.map(keyOf)).size).toBe(study.length)

        // All pairs of arms that were asked, as far as there are enough of them, in every round.
        const { reviewersPerQuestion, comparisonsPerQuestion } = design.setup
        const rounds = new Set([...study, ...leftOut].map(keyOf))
        const tasks = counts([
          ...study.flatMap((unit) => unit.tasks.map(() => keyOf(unit))),
          ...leftOut.map(keyOf),
        ])
        for (const item of design.items) {
          const asked = Object.values(item.answers).filter((one) => one !== 'not-asked').length
          for (const form of design.setup.forms) {
            const due =
              form === 'absolute' ? asked : Math.min(comparisonsPerQuestion, (asked * (asked - 1)) / 2)
            if (due === 0) continue
            expect(rounds).toContain(`${item.key} ${form} 0`)
            for (let round = 0; round < reviewersPerQuestion; round++) {
              const key = `${item.key} ${form} ${round}`
              if (rounds.has(key)) expect(tasks.get(key)).toBe(due)
            }
          }
        }

        // Pairs keep to their shares where every arm was asked: two places at most for what a question has had enough of.
        if (design.items.every((item) => Object.values(item.answers).every((one) => one !== 'not-asked'))) {
          const planned = [...study.flatMap(({ tasks }) => tasks), ...leftOut]
          const dealt = counts(planned.map(({ arms }) => arms.join()))
          const pairs = design.setup.forms.includes('pairwise') ? design.setup.pairs : []
          const all = planned.filter(({ arms }) => arms.length === 2).length
          for (const { arms, share } of pairs) {
            expect(Math.abs((dealt.get(arms.join()) ?? 0) - share * all)).toBeLessThan(2)
          }
        }

        // Each arm first as often as second in every pair, give or take the odd one.
        const sides = counts(
          study.flatMap((unit) =>
            unit.tasks.map(({ arms, first }) => `${arms.join()} ${arms.length === 1 ? '-' : first}`),
          ),
        )
        for (const pair of design.setup.pairs) {
          const [a, b] = ['a', 'b'].map((side) => sides.get(`${pair.arms.join()} ${side}`) ?? 0)
          expect(Math.abs((a ?? 0) - (b ?? 0))).toBeLessThanOrEqual(1)
        }

        // Renderings keep to their shares of the rounds.
        for (const { id, share } of design.setup.renderings) {
          for (const form of design.setup.forms) {
            const all = [...study, ...leftOut].filter((one) => one.form === form)
            const byRound = new Map(all.map((one) => [keyOf(one), one.rendering]))
            const own = [...byRound.values()].filter((rendering) => rendering === id).length
            const nothingAsked = design.items.some(
              (item) => Object.values(item.answers).filter((one) => one !== 'not-asked').length < 2,
            )
            if (!nothingAsked) expect(Math.abs(own - share * byRound.size)).toBeLessThan(1)
          }
        }
      }),
      { numRuns: 300 },
    )
  })
})
