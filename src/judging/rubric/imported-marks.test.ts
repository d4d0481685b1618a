import { describe, expect, it } from 'vitest'
import { ProblemError } from '../../problem.ts'
import { readImportedMarks } from './imported-marks.ts'

const criteria = new Map([['q1', new Set(['c1', 'c2'])]])
const line = (fields: object) =>
  JSON.stringify({ item: 'q1', arm: 'a', criterion: 'c1', met: true, judge: 'j', ...fields })

describe('readImportedMarks', () => {
  it('reads marks and keeps a missing verdict missing', () => {
    const marks = readImportedMarks(
      `${line({})}\n\n${line({ criterion: 'c2', met: null })}\n`,
      'marks.jsonl',
      criteria,
    )
    expect(marks.map(({ met }) => met)).toEqual([true, null])
    expect(marks[0]).toMatchObject({ replicate: 0, judgeVersion: null })
  })

  it('reads nothing of a file with problems, and names each', () => {
    const text = [
      line({}),
      'x',
      line({ met: 'yes' }),
      line({ criterion: 'c9' }),
      line({}),
      line({}).replace('"met":true', '"met":true,"met":false'),
    ].join('\n')
    let error: unknown
    try {
      readImportedMarks(text, 'marks.jsonl', criteria)
    } catch (caught) {
      error = caught
    }
    expect(error).toBeInstanceOf(ProblemError)
    expect(
      error instanceof ProblemError ? error.problems.map(({ code, place }) => [code, place.line]) : [],
    ).toEqual([
      ['MARK_NOT_JSON', 2],
      ['MARK_SHAPE', 3],
      ['MARK_UNKNOWN_CRITERION', 4],
      ['MARK_TWICE', 5],
      ['JSON_NAME_REPEATED', 6],
    ])
  })
})
