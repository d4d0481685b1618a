import { describe, expect, it } from 'vitest'
import { createGenerator, type Generator } from '../../statistics/random/generator.ts'
import { drift } from './drift.ts'
import { noCounts, summed, type WatchCounts, weekOf, withAnswer } from './watch-counts.ts'
import { binOf, type Watched, watchedFeatures } from './watched-bins.ts'

const plain = (generator: Generator, words: number): Watched => ({
  words,
  known: generator.uniform(),
  changes: generator.integerBelow(3),
  hasFocus: 1,
  types: generator.integerBelow(2),
  redFlag: 0,
  coverage: generator.uniform(),
  titlePrecision: generator.uniform(),
  focus: generator.uniform(),
  retrieval: generator.uniform(),
  agreement: generator.uniform(),
  confidence: generator.uniform(),
})

function period(seed: number, questions: number, words: (generator: Generator) => number, declined: number) {
  const generator = createGenerator(seed, 'period')
  let counts: WatchCounts = noCounts('2026-11-23', 'ranker+index')
  for (let question = 0; question < questions; question++)
    counts = withAnswer(counts, {
      features: plain(generator, words(generator)),
      declined: question < declined,
      shown: 3,
      unjudged: question % 3 === 0 ? 1 : 0,
    })
  return counts
}

const short = (generator: Generator) => 3 + generator.integerBelow(6)
const stateOf = (found: ReturnType<typeof drift>, name: string) =>
  found.find((finding) => finding.name === name)?.state

describe('drift', () => {
  it('says nothing crossed where nothing changed', () => {
    const found = drift(period(1, 400, short, 60), period(2, 400, short, 66), null)
    expect(found.filter(({ state }) => state !== 'steady')).toEqual([])
    expect(found.length).toBe(watchedFeatures.length + 2)
  })

  it('finds longer questions, more declining, and no other shift', () => {
    const longer = (generator: Generator) => 10 + generator.integerBelow(40)
    const found = drift(period(1, 300, short, 30), period(2, 300, longer, 120), null)
    expect(found.filter(({ state }) => state === 'crossed').map(({ name }) => name)).toEqual([
      'words',
      'abstention',
    ])
    const abstention = found.find(({ name }) => name === 'abstention')
    // python3, the formula of Newcombe from both Wilson intervals: 120/300 less 30/300.
    expect(abstention?.value).toBeCloseTo(0.3, 12)
    expect(abstention?.interval?.lower).toBeCloseTo(0.233425, 6)
    expect(abstention?.interval?.upper).toBeCloseTo(0.36341, 6)
  })

  it('waits until both periods have enough questions', () => {
    const found = drift(
      period(1, 300, short, 30),
      period(2, 49, () => 80, 49),
      null,
    )
    expect(new Set(found.map(({ state }) => state))).toEqual(new Set(['too few']))
  })

  it('counts unjudged passages of the present period', () => {
    // 100 of 900 passages: a ninth.
    const found = drift(period(1, 300, short, 0), period(2, 300, short, 0), null)
    expect(found.find(({ name }) => name === 'unjudged')?.value).toBeCloseTo(1 / 9, 12)
    const limits = {
      psi: 0.2,
      alpha: 0.05,
      abstention: 0.1,
      unjudged: 0.05,
      sentinelWinRate: 0.4,
      fewestQuestions: 50,
    }
    expect(stateOf(drift(period(1, 300, short, 0), period(2, 300, short, 0), null, limits), 'unjudged')).toBe(
      'crossed',
    )
  })

  it('reads sentinels by their win rate, ties one half', () => {
    const some = period(1, 300, short, 0)
    const asked = (wins: number, ties: number, losses: number) =>
      drift(some, some, { wins, ties, losses, unjudged: 0 }, undefined).find(
        ({ name }) => name === 'sentinels',
      )
    expect(asked(2, 10, 8)).toMatchObject({ value: 0.35, n: 20, state: 'crossed' })
    expect(asked(4, 10, 6)).toMatchObject({ value: 0.45, state: 'steady' })
    expect(asked(0, 0, 0)).toMatchObject({ value: null, state: 'too few' })
  })
})

describe('counts', () => {
  it('go by weeks that begin on Monday, UTC', () => {
    expect(weekOf(new Date('2026-11-25T10:00:00Z'))).toBe('2026-11-23')
    expect(weekOf(new Date('2026-11-29T23:59:59Z'))).toBe('2026-11-23')
    expect(weekOf(new Date('2026-11-30T00:00:00Z'))).toBe('2026-11-30')
  })

  it('put a value into the bin whose lower end it has reached', () => {
    const words = watchedFeatures[0]
    expect([0, 1, 2, 4, 5, 64, 65, 9999].map((value) => binOf(words, value))).toEqual([
      0, 0, 1, 2, 3, 6, 7, 7,
    ])
    expect(() => binOf(words, Number.NaN)).toThrow(RangeError)
  })

  it('of several weeks add up', () => {
    const both = summed(period(1, 10, short, 2), [period(2, 20, short, 3)])
    expect(both).toMatchObject({ questions: 30, declined: 5, shown: 90 })
    expect(Object.values(both.bins).every((bins) => bins.reduce((sum, of) => sum + of, 0) === 30)).toBe(true)
  })
})
