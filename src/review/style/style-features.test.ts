import { describe, expect, it } from 'vitest'
import { showAnswer } from '../shown/show-answer.ts'
import { hostileAnswers } from '../shown/testing/hostile-answers.ts'
import { styleFeatures } from './style-features.ts'

const style = (text: string) =>
  styleFeatures(showAnswer({ text, citations: [], removed: [] }, 'cited').answer)

describe('style features', () => {
  it('are counted', () => {
    // Doses; Give 5 mg now; You may stop; one, two, in; a, b, c, d.
    expect(
      style(
        '## Doses\n\nGive **5 mg** now [1]. You may stop?\n\n1. one\n2. two\n   - in\n\n| a | b |\n|---|---|\n| c | d |',
      ),
    ).toMatchObject({
      words: 15,
      sentences: 10,
      wordsPerSentence: 1.5,
      paragraphs: 4,
      headings: 1,
      lists: 2,
      numberedLists: 1,
      listEntries: 3,
      listDepth: 2,
      tables: 1,
      tableCells: 4,
      boldPieces: 1,
      referenceMarks: 1,
      references: 1,
      hedgeRate: 100 / 15,
      secondPersonRate: 100 / 15,
      numberRate: 100 / 15,
      doseRate: 100 / 15,
      questionMarks: 1,
      endsWithQuestion: 0,
    })
  })

  it('of shares are those of the characters', () => {
    expect(style('**ab**cd')?.boldShare).toBe(0.5)
    expect(style('# ab\n\ncdef')?.headingShare).toBeCloseTo(1 / 3, 12)
    expect(style('ab `cd` *e*')).toMatchObject({ codeShare: 2 / 7, emphasisShare: 1 / 7 })
    expect(style('x\n\n- ab\n  - c')?.listShare).toBe(0.75)
  })

  it('tell a closing question', () => expect(style('Give it.\n\nShall I go on?')?.endsWithQuestion).toBe(1))

  it('are null without a word', () => {
    expect(style('')).toBeNull()
    expect(style('---')).toBeNull()
  })

  it('are finite numbers and nothing else, with the same names for every answer', () => {
    const names = Object.keys(style('x') ?? {})
    for (const { text } of hostileAnswers) {
      const features = style(text)
      if (features === null) continue
      expect(Object.keys(features)).toEqual(names)
      expect(Object.values(features).every((value) => Number.isFinite(value) && value >= 0)).toBe(true)
    }
  })
})
