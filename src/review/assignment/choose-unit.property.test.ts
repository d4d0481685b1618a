import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ReviewSection } from '../../protocol/review-section.ts'
import { chooseUnit } from './choose-unit.ts'
import { Dealing, type DealtRow } from './dealing.ts'
import { excludedArms, maySee, type Reviewer, specialtyTier } from './reviewer.ts'
import { hasQuestions, nextStratum } from './reviewer-strata.ts'
import { bookOf, designOf } from './testing/designs.ts'
import type { UnitBook } from './unit-book.ts'

const byWhom = fc.constantFrom<'reviewer' | 'question'>('reviewer', 'question')

const studies = fc.record({
  seed: fc.nat(),
  questions: fc.integer({ min: 3, max: 20 }),
  arms: fc.integer({ min: 2, max: 4 }),
  forms: fc.constantFrom<readonly ('pairwise' | 'absolute')[]>(['pairwise'], ['pairwise', 'absolute']),
  renderings: fc.constantFrom<Readonly<Record<string, number>>>({}, { x: 0.3, y: 0.7 }),
  specialties: fc.integer({ min: 1, max: 3 }),
  section: fc.record({
    reviewersPerQuestion: fc.integer({ min: 1, max: 4 }),
    overlap: fc.constantFrom(0.5, 1),
    formBy: byWhom,
    renderingBy: byWhom,
    repeatShare: fc.constantFrom(0, 0.5),
    training: fc.constant<NonNullable<ReviewSection['training']>>([{ item: 'q0' }]),
    gold: fc.constant<NonNullable<ReviewSection['gold']>>([{ item: 'q1', marks: [] }]),
    specialty: fc.constantFrom(
      { stratum: 'specialty', rule: 'only' as const },
      { stratum: 'specialty', rule: 'first' as const },
    ),
    most: fc.integer({ min: 2, max: 30 }),
  }),
})

const people = fc.array(
  fc.record({
    specialties: fc.subarray(['s0', 's1', 's2']),
    conflicts: fc.array(
      fc.record({
        arm: fc.constantFrom('a', 'b'),
        kind: fc.constantFrom<'uses' | 'paidBy'>('uses', 'paidBy'),
      }),
      { maxLength: 1 },
    ),
  }),
  { minLength: 1, maxLength: 6 },
)

/** What happens, in what order: who asks, whether two ask before either takes, and what becomes of what is held. */
const steps = fc.array(
  fc.record({
    who: fc.nat({ max: 5 }),
    other: fc.nat({ max: 5 }),
    what: fc.constantFrom('ask', 'ask', 'ask together', 'finish', 'finish', 'give back', 'leave'),
  }),
  { maxLength: 150 },
)

function arrive(book: UnitBook, drawn: readonly Pick<Reviewer, 'specialties' | 'conflicts'>[]): Reviewer[] {
  const arrived: Reviewer[] = []
  for (const [index, facts] of drawn.entries()) {
    const reviewer = { id: `r${index}`, ...facts }
    const stratum = nextStratum(book, arrived, (open) => hasQuestions(book, { ...reviewer, ...open }))
    arrived.push({ ...reviewer, ...(stratum ?? { form: null, rendering: null }) })
  }
  return arrived
}

describe('chooseUnit in any order of events', () => {
  it('never breaks a rule, and a state that is rebuilt from the rows chooses the same', () => {
    fc.assert(
      fc.property(studies, people, steps, (study, drawn, events) => {
        const book = bookOf(designOf(study))
        const { setup } = book
        const dealing = new Dealing(book)
        const reviewers = arrive(book, drawn)
        const rows: { unit: number; reviewer: string; state: DealtRow['state'] }[] = []

        const take = (number: number, reviewer: Reviewer) => {
          const unit = book.units[number]
          if (unit === undefined) throw new Error('no such unit')
          const own = rows.filter((row) => row.reviewer === reviewer.id)
          // The rules, each said again from the rows alone.
          const counted = own.filter(
            (row) => row.state !== 'returned' && book.units[row.unit]?.role !== 'training',
          )
          if (unit.role !== 'training')
            expect(counted.length).toBeLessThan(setup.most ?? Number.POSITIVE_INFINITY)
          expect(maySee(unit, reviewer, excludedArms(reviewer, setup))).toBe(true)
          const held = rows.filter((row) => row.unit === number && row.state !== 'returned')
          if (unit.role !== 'study') expect(held.filter((row) => row.reviewer === reviewer.id)).toEqual([])
          else expect(held).toEqual([])
          if (unit.role === 'study' && unit.repeats === null) {
            const seen = own.filter((row) => book.units[row.unit]?.item === unit.item)
            expect(seen.every((row) => row.unit === number && row.state === 'returned')).toBe(true)
            const specialty = book.questions.find(({ item }) => item === unit.item)?.specialty ?? null
            expect(specialtyTier(specialty, reviewer, setup)).not.toBeNull()
          }
          if (unit.repeats !== null) {
            expect(own.filter((row) => row.unit === unit.repeats && row.state === 'done')).toHaveLength(1)
          }
          dealing.take(number, reviewer.id)
          rows.push({ unit: number, reviewer: reviewer.id, state: 'taken' })
        }
        const settle = (reviewer: Reviewer, state: 'done' | 'returned') => {
          const row = rows.find((one) => one.reviewer === reviewer.id && one.state === 'taken')
          if (row === undefined) return
          row.state = state
          if (state === 'done') dealing.finish(row.unit, reviewer.id)
          else dealing.giveBack(row.unit, reviewer.id)
        }

        for (const { who, other, what } of events) {
          const one = reviewers[who % reviewers.length]
          const two = reviewers[other % reviewers.length]
          if (one === undefined || two === undefined) throw new Error('nobody there')
          if (what === 'ask' || what === 'ask together') {
            // Two who ask at once are told by the same state; the second to take asks again if the first was quicker.
            const late = what === 'ask together' && one !== two ? chooseUnit(dealing, two) : null
            const number = chooseUnit(dealing, one)
            if (number !== null) take(number, one)
            if (late === null) continue
            const unit = book.units[late]
            const gone = unit?.role === 'study' && !dealing.isFree(late)
            const then = gone ? chooseUnit(dealing, two) : late
            if (then !== null) take(then, two)
          } else if (what === 'leave') {
            for (const row of rows)
              if (row.reviewer === one.id && row.state === 'taken') row.state = 'returned'
            dealing.giveBackAll(one.id)
          } else settle(one, what === 'finish' ? 'done' : 'returned')
        }

        const rebuilt = Dealing.from(book, rows)
        for (const reviewer of reviewers) {
          expect(chooseUnit(rebuilt, reviewer)).toBe(chooseUnit(dealing, reviewer))
        }
      }),
      { numRuns: 400 },
    )
  })

  it('deals everything that can be dealt before it says that nothing is left', () => {
    fc.assert(
      fc.property(studies, people, (study, drawn) => {
        const book = bookOf(designOf({ ...study, section: { ...study.section, most: 1000 } }))
        const dealing = new Dealing(book)
        const reviewers = arrive(book, drawn)
        for (let idle = 0; idle < reviewers.length; ) {
          idle = 0
          for (const reviewer of reviewers) {
            const number = chooseUnit(dealing, reviewer)
            if (number === null) {
              idle += 1
              continue
            }
            dealing.take(number, reviewer.id)
            dealing.finish(number, reviewer.id)
          }
        }
        for (const [number, slot] of book.slotOf.entries()) {
          const unit = book.units[number]
          if (slot === null || unit === undefined || !dealing.isFree(number)) continue
          const question = book.slots[slot]?.question ?? -1
          for (const reviewer of reviewers) {
            const could =
              maySee(unit, reviewer, excludedArms(reviewer, book.setup)) &&
              specialtyTier(book.questions[question]?.specialty ?? null, reviewer, book.setup) !== null
            if (could) expect(dealing.recordOf(reviewer.id).seen).toContain(question)
          }
        }
      }),
      { numRuns: 150 },
    )
  })
})
