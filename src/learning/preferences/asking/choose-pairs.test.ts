import { describe, expect, it } from 'vitest'
import { type AskableQuestion, choosePairs } from './choose-pairs.ts'

const plan = { n: 10, seed: 1, top: 2 }
const answer = (system: string, rank: number, name: string, score = 0) => ({ system, rank, name, score })
const question = (id: string, parts: Partial<AskableQuestion> = {}): AskableQuestion => ({
  id,
  answers: [answer('x', 1, 'a', 2), answer('x', 2, 'b', 1), answer('y', 1, 'c', 0), answer('y', 2, 'a', 2)],
  asked: [],
  ...parts,
})
const names = (questions: readonly AskableQuestion[], n = 10) =>
  choosePairs(questions, { ...plan, n }).chosen.map((pair) => [pair.question, ...pair.names].join(' '))

describe('choosePairs', () => {
  it('takes pairs of the pool, clear ones of a best answer first, and none twice', () => {
    // Best places a 1, c 1, b 2; distances a-c 2, a-b 1, b-c 1.
    const pairs = names([question('q')])
    expect(pairs[0]).toBe('q a c')
    expect([...pairs].sort()).toEqual(['q a b', 'q a c', 'q b c'])
    expect(names([question('q', { asked: [['c', 'a']] })]).sort()).toEqual(['q a b', 'q b c'])
    expect(choosePairs([question('q')], plan).chosen[0]?.chance).toBeCloseTo(1 / (1 + Math.exp(-2)), 14)
  })

  it('turns to doubtful pairs of the best places once a hundred are judged', () => {
    const judged = Array.from({ length: 100 }, (_, n) => [`u${n}`, `v${n}`] as const)
    const other = question('judged', { answers: [], asked: judged })
    const answers = [answer('x', 1, 'a', 3), answer('y', 1, 'b', 0), answer('z', 1, 'c', 2.5)]
    expect(names([question('q', { answers }), other])).toEqual(['q a c', 'q b c', 'q a b'])
    expect(names([question('q', { answers })])).toEqual(['q a b', 'q b c', 'q a c'])
  })

  it('goes round the questions, those without marks first', () => {
    const questions = [question('q1'), question('q2', { asked: [['a', 'b']] }), question('q3')]
    const order = names(questions, 6).map((pair) => pair.split(' ')[0])
    expect(order.slice(0, 2).sort()).toEqual(['q1', 'q3'])
    expect(order.slice(2, 5).sort()).toEqual(['q1', 'q2', 'q3'])
  })

  it('never shows answers that read the same, and says which did', () => {
    const same = question('q', { answers: [answer('y', 1, 'a'), answer('x', 1, 'a')] })
    expect(choosePairs([same], plan)).toEqual({
      chosen: [],
      identical: [{ question: 'q', name: 'a', systems: ['x', 'y'] }],
    })
  })

  it('is the same for the same seed in any order, another for another seed, and refuses none', () => {
    const questions = Array.from({ length: 30 }, (_, n) => question(`q${n}`))
    expect(names([...questions].reverse(), 20)).toEqual(names(questions, 20))
    expect(choosePairs(questions, { ...plan, seed: 2, n: 20 }).chosen).not.toEqual(
      choosePairs(questions, { ...plan, n: 20 }).chosen,
    )
    expect(() => choosePairs(questions, { ...plan, n: 0 })).toThrow('n must be a whole number')
    expect(choosePairs([], plan)).toEqual({ chosen: [], identical: [] })
  })
})
