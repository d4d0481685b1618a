import { describe, expect, it } from 'vitest'
import { reciprocalPlaces, shareOfGreatest } from './list-features.ts'
import { trigramsOf } from './query-terms.ts'
import { textShape } from './text-shape.ts'

describe('textShape', () => {
  it('grades a text by its words, sentences and syllables', () => {
    // By hand: one sentence of 6 words with 1, 1, 1, 3, 1 and 3 syllables. python3: .39 * 6 + 11.8 * 10 / 6 - 15.59
    expect(textShape('The pain is terrible when exercising.').readingGrade).toBeCloseTo(6.416666666666668, 12)
    expect(textShape('').readingGrade).toBe(0)
    expect(textShape('Go. Do. It.').readingGrade).toBe(0)
  })

  it('sees lists by lines and by dashes within a line, and numbers', () => {
    expect(textShape('Take:\n- one\n- two\n\n3. three').listShare).toBeCloseTo(3 / 4, 14)
    expect(textShape('Causes: - flu - cold').listShare).toBeCloseTo(2 / 3, 14)
    expect(textShape('A well-known x-ray finding.').listShare).toBe(0)
    expect(textShape('give 2.5 mg of b12').numberShare).toBeCloseTo(3 / 6, 14)
  })

  it.each([
    ['Call your doctor if it hurts.', 1],
    ['Contact a health care provider.', 1],
    ['Ask your child’s teacher.', 0],
    ['Doctors treat it.', 0],
  ])('%s sends to a professional: %d', (text, expected) => {
    expect(textShape(text).seeProvider).toBe(expected)
  })
})

describe('list features', () => {
  it('divide by the greatest and give equal values equal places', () => {
    const values = Float64Array.of(2, 8, 8, 0)
    expect([...shareOfGreatest(values)]).toEqual([0.25, 1, 1, 0])
    expect([...reciprocalPlaces(values)]).toEqual([1 / 3, 1, 1, 1 / 4])
    expect([...shareOfGreatest(Float64Array.of(0, 0))]).toEqual([0, 0])
    expect(reciprocalPlaces(new Float64Array(0))).toHaveLength(0)
  })
})

describe('trigramsOf', () => {
  it('reads each word with its ends, whatever its case and the signs between', () => {
    // " go", "gou", "out", "ut ": four for a word of four letters.
    expect(trigramsOf('Gout')).toHaveLength(4)
    expect(trigramsOf('GOUT,')).toEqual(trigramsOf('gout'))
    expect(trigramsOf('a-b')).toHaveLength(2)
    expect(trigramsOf('')).toEqual([])
  })
})
