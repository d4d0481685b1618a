import { describe, expect, it } from 'vitest'
import {
  defaultKeyScoring,
  forcedKeyScoring,
  type KeyOutcome,
  scoreReading,
  strictKeyScoring,
  tallyKeyOutcomes,
} from './key-mark.ts'
import type { ChoiceReading, NoChoiceReason } from './reading.ts'

const labels = ['A', 'B', 'C']
const none = (reason: NoChoiceReason, ...candidates: string[]): ChoiceReading => ({
  none: reason,
  candidates,
  rule: 'answer-field',
  span: null,
})

describe('scoreReading', () => {
  it('scores a choice by the key alone', () => {
    for (const scoring of [defaultKeyScoring, strictKeyScoring, forcedKeyScoring]) {
      const reading: ChoiceReading = { choice: 'B', rule: 'answer-field', span: [0, 1] }
      expect(scoreReading(reading, 'B', labels, scoring)).toBe('right')
      expect(scoreReading(reading, 'A', labels, scoring)).toBe('wrong')
    }
  })

  it('keeps what is not a choice apart unless the protocol says otherwise', () => {
    for (const reason of ['empty', 'refused', 'no-choice', 'ambiguous'] as const) {
      expect(scoreReading(none(reason), 'A', labels)).toBe(reason)
      expect(scoreReading(none(reason), 'A', labels, strictKeyScoring)).toBe('wrong')
    }
  })

  it('guesses as benchmarks do, where that is asked for', () => {
    expect(scoreReading(none('ambiguous', 'B', 'C'), 'B', labels, forcedKeyScoring)).toBe('right')
    expect(scoreReading(none('no-choice'), 'A', labels, forcedKeyScoring)).toBe('right')
    expect(scoreReading(none('no-choice'), 'B', labels, forcedKeyScoring)).toBe('wrong')
    expect(scoreReading(none('empty'), 'A', labels, forcedKeyScoring)).toBe('wrong')
  })
})

describe('tallyKeyOutcomes', () => {
  it('has both accuracies', () => {
    const outcomes: readonly KeyOutcome[] = ['right', 'right', 'wrong', 'empty', 'ambiguous']
    expect(tallyKeyOutcomes(outcomes)).toEqual({
      n: 5,
      right: 2,
      wrong: 1,
      notScored: { empty: 1, refused: 0, 'no-choice': 0, ambiguous: 1 },
      accuracyOfAll: 2 / 5,
      accuracyOfScored: 2 / 3,
    })
    expect(tallyKeyOutcomes([])).toMatchObject({ accuracyOfAll: null, accuracyOfScored: null })
    expect(tallyKeyOutcomes(['empty'])).toMatchObject({ accuracyOfAll: 0, accuracyOfScored: null })
  })
})
