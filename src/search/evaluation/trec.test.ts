import { describe, expect, it } from 'vitest'
import { readQrels, readRun, runLine } from './trec.ts'

describe('runLine', () => {
  it('writes six columns that are read back', () => {
    const line = runLine({ question: 'q1', document: 'd#0', rank: 1, score: -0.25, tag: 'prior-1' })
    expect(line).toBe('q1\tQ0\td#0\t1\t-0.25\tprior-1')
    expect(readRun('run', line).value).toEqual(new Map([['q1', ['d#0']]]))
  })

  it('refuses names that would break the columns', () => {
    expect(() => runLine({ question: 'q 1', document: 'd', rank: 1, score: 0, tag: 't' })).toThrow(
      'question must be free',
    )
    expect(() => runLine({ question: 'q', document: '', rank: 1, score: 0, tag: 't' })).toThrow(
      'document must be free',
    )
  })
})

describe('readRun', () => {
  it('orders by score and, among equal scores, by rank', () => {
    const text = 'q1 Q0 a 0 1.5 t\nq1 Q0 b 0 2.5 t\nq2 Q0 c 2 1 t\r\n\nq2\tQ0\td\t1\t1\tt\n'
    const { value, problems } = readRun('run.tsv', text)
    expect(problems).toEqual([])
    expect(value).toEqual(
      new Map([
        ['q1', ['b', 'a']],
        ['q2', ['d', 'c']],
      ]),
    )
  })

  it('names lines that are not of the format and repeated documents', () => {
    const { value, problems } = readRun('run.tsv', 'q1 Q0 a 1 x t\nq1 Q0 a 1 2 t\nq1 Q0 a 2 1 t\nq1 Q0 a\n')
    expect(value).toEqual(new Map([['q1', ['a']]]))
    expect(problems.map(({ code, place }) => [code, place.line])).toEqual([
      ['TREC_LINE', 1],
      ['TREC_REPEATED', 3],
      ['TREC_LINE', 4],
    ])
  })
})

describe('readQrels', () => {
  it('reads grades, passes over a pair said twice alike, and names contradictions', () => {
    const { value, problems } = readQrels('qrels', 'q1 0 a 4\nq1 0 b 0\nq1 0 a 4\nq1 0 b 1\nq2 0 c one\n')
    expect(value).toEqual(
      new Map([
        [
          'q1',
          new Map([
            ['a', 4],
            ['b', 0],
          ]),
        ],
      ]),
    )
    expect(problems.map(({ code, place }) => [code, place.line])).toEqual([
      ['TREC_REPEATED', 4],
      ['TREC_LINE', 5],
    ])
  })
})
