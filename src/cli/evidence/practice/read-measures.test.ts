import { describe, expect, it } from 'vitest'
import { assistedUse } from './assisted-use.ts'
import { machineMarks } from './machine-marks.ts'
import { sideBySide } from './side-by-side.ts'
import { inventedMarks, inventedReview, inventedTrial } from './testing/invented-files.ts'

const place = { file: 'results.json' }

describe('measures of a file', () => {
  it('are the exam of all replies and the rubric of independent judges', () => {
    const { measures, labels } = machineMarks(inventedMarks())
    expect(measures.map(({ kind }) => kind)).toEqual(['exam', 'rubric'])
    expect(labels.size).toBe(0)
    expect(measures[0]?.readings[0]).toMatchObject({ arm: 'alder', estimate: 0.91, n: 200 })
    // By hand: (0.945 - 0.865)/2/1.959964.
    expect(measures[0]?.readings[0]?.error).toBeCloseTo(0.0204085, 6)
    const rubric = measures[1]?.readings ?? []
    expect(rubric).toHaveLength(6)
    expect(rubric[0]).toMatchObject({ estimate: 0.61, n: 80, error: 0.02 })
    // By hand: 0.61 + 1.959964 x 0.02.
    expect(rubric[0]?.interval?.upper).toBeCloseTo(0.6491993, 6)
  })

  it('are of the first repeat, and say so', () => {
    const marks = inventedMarks()
    const repeated = {
      ...marks,
      key: marks.key && {
        ...marks.key,
        arms: [
          ...marks.key.arms.map((arm) => ({ ...arm, replicate: 1, accuracyOfAll: 0 })),
          ...marks.key.arms,
        ],
      },
    }
    const { measures, remarks } = machineMarks(repeated)
    expect(measures[0]?.readings.map(({ estimate }) => estimate)).not.toContain(0)
    expect(remarks).toEqual([
      'Invented exam: every question was asked 2 times; the exam score is that of the first.',
    ])
  })

  it('have no interval where every item has the same score', () => {
    const marks = inventedMarks()
    const flat = {
      ...marks,
      rubric: marks.rubric && { ...marks.rubric, arms: marks.rubric.arms.map((arm) => ({ ...arm, se: 0 })) },
    }
    expect(machineMarks(flat).measures[1]?.readings[0]).toMatchObject({ interval: null, error: null })
  })

  it('are each arm against the rest on the first primary axis in the primary rendering', () => {
    const { measures, labels } = sideBySide(inventedReview(), place)
    expect(labels.get('birch')).toBe('Birch <mini>')
    expect(measures).toMatchObject([
      {
        kind: 'side-by-side',
        readings: [{ arm: 'alder', estimate: 0.21, error: 0.04, n: 400 }, {}, {}, {}, {}, {}],
      },
    ])
    expect(measures[0]?.of).toMatch(/^Accuracy, text only: /)
  })

  it('are risk differences of everybody, and the model alone where it was asked', () => {
    const { measures } = assistedUse(inventedTrial(), place)
    expect(measures.map(({ kind }) => kind)).toEqual([
      'alone-condition',
      'assisted-condition',
      'assisted-disposition',
    ])
    const [alone, condition] = measures
    expect(alone?.readings[0]).toEqual({ arm: 'alder', estimate: 0.91, interval: null, n: 10, error: null })
    expect(condition?.readings.map(({ arm }) => arm)).not.toContain('control')
    // By hand: (206 - 264)/600. Of 0.04 squared half is the arm's own, since both have 600 decisions.
    expect(condition?.readings[0]?.estimate).toBeCloseTo(-58 / 600, 12)
    expect(condition?.readings[0]?.error).toBeCloseTo(0.04 / Math.SQRT2, 12)
    expect(condition?.of).toContain('less that of usual means (44.0% of 600 decisions)')
  })

  it('are not taken of what is not over', () => {
    const review = inventedReview()
    const blind = {
      ...review,
      plan: { ...review.plan, arms: review.plan.arms.map((arm, i) => ({ ...arm, id: 'ABCDEF'[i] ?? '' })) },
    }
    expect(() => sideBySide(blind, place)).toThrow('[PRACTICE_BLIND]')
    const early = { ...review, plan: { ...review.plan, look: { ...review.plan.look, number: 1, of: 2 } } }
    expect(() => sideBySide(early, place)).toThrow('[PRACTICE_LOOK]')
    for (const withheld of ['trial-open', 'coding-unfinished'] as const)
      expect(() => assistedUse({ ...inventedTrial(), withheld }, place)).toThrow('[PRACTICE_OPEN]')
  })
})
