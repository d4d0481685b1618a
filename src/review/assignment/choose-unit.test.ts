import { describe, expect, it } from 'vitest'
import { chooseUnit } from './choose-unit.ts'
import { Dealing } from './dealing.ts'
import type { Reviewer } from './reviewer.ts'
import { upTo } from './shuffled.ts'
import { bookOf, counts, type DesignRequest, designOf, reviewerOf } from './testing/designs.ts'
import type { PlannedUnit } from './unit.ts'

const dealingOf = (request: DesignRequest) => new Dealing(bookOf(designOf(request)))

/** Marks one question; null where there is none. */
function markOne(dealing: Dealing, reviewer: Reviewer): PlannedUnit | null {
  const number = chooseUnit(dealing, reviewer)
  if (number === null) return null
  dealing.take(number, reviewer.id)
  dealing.finish(number, reviewer.id)
  return dealing.book.units[number] ?? null
}

/** Marks until nothing is left, or `most` questions. */
function markAll(dealing: Dealing, reviewer: Reviewer, most = 1000): PlannedUnit[] {
  const done: PlannedUnit[] = []
  while (done.length < most) {
    const unit = markOne(dealing, reviewer)
    if (unit === null) break
    done.push(unit)
  }
  return done
}

const armsIn = (units: readonly PlannedUnit[]) =>
  new Set(units.flatMap(({ tasks }) => tasks.flatMap(({ arms }) => [...arms])))
const itemsOf = (units: readonly PlannedUnit[]) => units.map(({ item }) => item)

describe('chooseUnit', () => {
  it('gives one reviewer every question once and then nothing', () => {
    const dealing = dealingOf({ questions: 12, section: { reviewersPerQuestion: 3 } })
    const items = itemsOf(markAll(dealing, reviewerOf('r')))
    expect(items).toHaveLength(12)
    expect(new Set(items).size).toBe(12)
  })

  it('keeps the marks of all questions within one of each other, whenever it is stopped', () => {
    const dealing = dealingOf({ questions: 40, section: { reviewersPerQuestion: 3 } })
    const marks = counts(upTo(40).map((index) => `q${index}`))
    // Eight reviewers with 15 questions each: nobody has seen all that are marked least.
    for (const turn of upTo(120)) {
      const unit = markOne(dealing, reviewerOf(`r${turn % 8}`))
      const item = unit?.item ?? ''
      marks.set(item, (marks.get(item) ?? 0) + 1)
      expect(Math.max(...marks.values()) - Math.min(...marks.values())).toBeLessThanOrEqual(1)
    }
    expect(new Set(marks.values())).toEqual(new Set([4]))
  })

  it('stays the same until something is taken, and hangs on seed and reviewer', () => {
    const dealing = dealingOf({ questions: 200 })
    const first = upTo(30).map((index) => chooseUnit(dealing, reviewerOf(`r${index}`)))
    expect(upTo(30).map((index) => chooseUnit(dealing, reviewerOf(`r${index}`)))).toEqual(first)
    expect(new Set(first).size).toBeGreaterThan(15)
    const other = dealingOf({ questions: 200, seed: 12 })
    expect(upTo(30).map((index) => chooseUnit(other, reviewerOf(`r${index}`)))).not.toEqual(first)
  })

  it('gives only the form and rendering that belong to the reviewer, and never both forms of a question', () => {
    const request = {
      questions: 10,
      forms: ['pairwise', 'absolute'],
      renderings: { x: 0.5, y: 0.5 },
    } as const
    const section = { reviewersPerQuestion: 2 }
    const own = markAll(
      dealingOf({ ...request, section }),
      reviewerOf('r', { form: 'absolute', rendering: 'y' }),
    )
    expect(own).toHaveLength(10)
    expect(new Set(own.map(({ form, rendering }) => `${form} ${rendering}`))).toEqual(new Set(['absolute y']))
    const any = markAll(
      dealingOf({ ...request, section: { ...section, formBy: 'question' } }),
      reviewerOf('r'),
    )
    expect(new Set(itemsOf(any)).size).toBe(any.length)
    expect(any).toHaveLength(10)
    expect(new Set(any.map(({ form }) => form)).size).toBe(2)
  })

  it('never shows an arm to a reviewer whose conflict excludes it', () => {
    const request = { questions: 30, arms: 4, section: { comparisonsPerQuestion: 1 } }
    const marked = (conflicts: Reviewer['conflicts'], rules = {}) =>
      armsIn(
        markAll(
          dealingOf({ ...request, section: { ...request.section, conflicts: rules } }),
          reviewerOf('r', { conflicts }),
        ),
      )
    expect(marked([{ arm: 'b', kind: 'paidBy' }])).toEqual(new Set(['a', 'c', 'd']))
    expect(marked([{ arm: 'b', kind: 'uses' }])).toEqual(new Set(['a', 'b', 'c', 'd']))
    expect(marked([{ arm: 'b', kind: 'uses' }], { uses: 'exclude' })).toEqual(new Set(['a', 'c', 'd']))
    expect(marked([{ arm: 'b', kind: 'paidBy' }], { paidBy: 'allow' })).toEqual(new Set(['a', 'b', 'c', 'd']))
    const alone = dealingOf({ questions: 5, forms: ['absolute'] })
    expect(chooseUnit(alone, reviewerOf('r', { conflicts: [{ arm: 'a', kind: 'paidBy' }] }))).toBeNull()
  })

  it('keeps to specialties: only one’s own, or those first', () => {
    const specialty = (rule: 'only' | 'first') => ({ specialty: { stratum: 'specialty', rule } })
    const request = { questions: 20, specialties: 4 }
    const mine = (unit: PlannedUnit) => Number(unit.item.slice(1)) % 4 === 2
    const reviewer = reviewerOf('r', { specialties: ['s2', 'surgery'] })
    const only = markAll(dealingOf({ ...request, section: specialty('only') }), reviewer)
    expect(only).toHaveLength(5)
    expect(only.every(mine)).toBe(true)
    const first = markAll(dealingOf({ ...request, section: specialty('first') }), reviewer)
    expect(first.map(mine)).toEqual([...new Array(5).fill(true), ...new Array(15).fill(false)])
    expect(chooseUnit(dealingOf({ ...request, section: specialty('only') }), reviewerOf('s'))).toBeNull()
    const unnamed = { questions: 4, section: { specialty: { stratum: 'ward', rule: 'only' as const } } }
    expect(markAll(dealingOf(unnamed), reviewerOf('s'))).toHaveLength(4)
  })

  it('stops at the limit, and goes on where something was given back', () => {
    const dealing = dealingOf({ questions: 20, section: { most: 6 } })
    const done = markAll(dealing, reviewerOf('r'), 5)
    expect(done).toHaveLength(5)
    const open = chooseUnit(dealing, reviewerOf('r')) ?? -1
    dealing.take(open, 'r')
    expect(chooseUnit(dealing, reviewerOf('r'))).toBeNull()
    dealing.giveBack(open, 'r')
    expect(chooseUnit(dealing, reviewerOf('r'))).not.toBeNull()
  })

  it('deals returned questions again, to others first, and lets the same reviewer take one up at the end', () => {
    const dealing = dealingOf({ questions: 3 })
    const [first, second] = [reviewerOf('one'), reviewerOf('two')]
    const open = chooseUnit(dealing, first) ?? -1
    dealing.take(open, 'one')
    expect(markAll(dealing, second)).toHaveLength(2)
    dealing.giveBackAll('one')
    expect(chooseUnit(dealing, first)).toBe(open)
    expect(markAll(dealing, second).map(({ number }) => number)).toEqual([open])
    expect(chooseUnit(dealing, first)).toBeNull()
  })

  it('gives another question than one that was left undone while there is one', () => {
    const dealing = dealingOf({ questions: 3 })
    const open = chooseUnit(dealing, reviewerOf('one')) ?? -1
    dealing.take(open, 'one')
    dealing.giveBack(open, 'one')
    const rest = markAll(dealing, reviewerOf('one'))
    expect(rest.map(({ number }) => number).at(-1)).toBe(open)
    expect(rest).toHaveLength(3)
  })
})

describe('training, gold and what is shown once more', () => {
  it('come first, in the order of the protocol, for every reviewer', () => {
    const section = { training: [{ item: 'q3' }, { item: 'q1' }], most: 2 }
    const dealing = dealingOf({ questions: 9, section })
    for (const id of ['one', 'two']) {
      const done = markAll(dealing, reviewerOf(id))
      expect(done.map(({ role }) => role)).toEqual(['training', 'training', 'study', 'study'])
      expect(itemsOf(done).slice(0, 2)).toEqual(['q3', 'q1'])
    }
  })

  it('spreads gold, one item in every ten questions, at places of each reviewer’s own', () => {
    const gold = ['q0', 'q1', 'q2'].map((item) => ({ item, marks: [{ axis: 'x', better: 'a', worse: 'b' }] }))
    const dealing = dealingOf({ questions: 60, section: { reviewersPerQuestion: 20, gold } })
    const places = upTo(20).map((index) =>
      markAll(dealing, reviewerOf(`r${index}`)).flatMap(({ role }, place) =>
        role === 'gold' ? [place] : [],
      ),
    )
    for (const own of places) expect(own.map((place) => Math.floor(place / 10))).toEqual([0, 1, 2])
    expect(new Set(places.map((own) => own.join())).size).toBeGreaterThan(15)
  })

  it.each([
    [1, 0],
    [4, 0],
    [5, 1],
    [9, 1],
    [14, 2],
    [15, 3],
    [40, 3],
  ])('of %i questions at most gives %i of three gold items, and leaves the rest to the study', (most, n) => {
    const gold = ['q0', 'q1', 'q2'].map((item) => ({ item, marks: [{ axis: 'x', better: 'a', worse: 'b' }] }))
    const dealing = dealingOf({ questions: 60, section: { gold, most, reviewersPerQuestion: 20 } })
    for (const id of upTo(20)) {
      const roles = markAll(dealing, reviewerOf(`r${id}`)).map(({ role }) => role)
      expect(roles).toHaveLength(most)
      expect(roles.filter((role) => role === 'gold')).toHaveLength(n)
    }
  })

  it('shows questions once more to the reviewer who marked them, ten questions later', () => {
    const dealing = dealingOf({ questions: 30, section: { reviewersPerQuestion: 2, repeatShare: 0.5 } })
    for (const id of ['one', 'two', 'three']) {
      const done = markAll(dealing, reviewerOf(id))
      const again = done.flatMap((unit, place) => (unit.repeats === null ? [] : [{ unit, place }]))
      for (const { unit, place } of again) {
        const before = done.findIndex(({ number }) => number === unit.repeats)
        expect(before).toBeGreaterThanOrEqual(0)
        const left = done.slice(place).some(({ repeats }) => repeats === null)
        expect(place - before - 1).toBeGreaterThanOrEqual(left ? 10 : 3)
      }
      const study = itemsOf(done.filter(({ repeats }) => repeats === null))
      expect(new Set(study).size).toBe(study.length)
    }
  })

  it('shows nothing once more that the limit leaves no room for', () => {
    const dealing = dealingOf({ questions: 30, section: { repeatShare: 1, most: 8 } })
    const done = markAll(dealing, reviewerOf('one'))
    expect(done).toHaveLength(8)
    // Half of eight questions lie between: the first is shown again as the sixth.
    expect(done.map(({ repeats }) => repeats !== null)).toEqual([
      false,
      false,
      false,
      false,
      false,
      true,
      true,
      true,
    ])
  })
})
