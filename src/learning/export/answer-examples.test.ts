import { describe, expect, test } from 'vitest'
import { answerExamples } from './answer-examples.ts'
import { usualChoice } from './testing/choice.ts'
import { graded, pairwise } from './testing/preferences.ts'

const good = { ...usualChoice, use: 'good-answers' } as const
const labelled = { ...usualChoice, use: 'labelled-answers' } as const
const labels = (found: ReturnType<typeof answerExamples>) =>
  Object.fromEntries(found.examples.map(({ answer, good }) => [answer.text, good]))

describe('good answers', () => {
  test('are those preferred more often than not', () => {
    const found = answerExamples(
      [pairwise('q', 'x', 'y', 'a'), pairwise('q', 'x', 'z', 'a'), pairwise('q', 'x', 'z', 'b')],
      good,
    )
    expect(labels(found)).toEqual({ x: true })
    // The third judgment speaks for z, which has one for and one against; x has two for and one against.
    expect(found.counts).toMatchObject({ in: 3, used: 3, conflicting: 2 })
  })

  test('are not those nobody would act on, though they were preferred', () => {
    const found = answerExamples([pairwise('q', 'x', 'y', 'a', { adequacyA: false, adequacyB: false })], good)
    expect(found.examples).toEqual([])
    expect(found.counts.leftOut).toEqual({ 'bad-answer': 1 })
  })

  test.each([
    [1, 'bad-answer'],
    [2, 'neither-good-nor-bad'],
    [3, null],
    [4, null],
  ])('a grade of %i on a scale from 1 to 4', (grade, reason) => {
    const found = answerExamples([graded('q', 'x', grade)], good)
    expect(found.examples).toHaveLength(reason === null ? 1 : 0)
    expect(found.counts.leftOut).toEqual(reason === null ? {} : { [reason]: 1 })
  })

  test('a severe harm mark bars an answer however it is graded', () => {
    const harm = { level: 'severe', side: null, span: null } as const
    const found = answerExamples(
      [graded('q', 'x', 4), graded('q', 'x', 4), graded('q', 'x', 4, { harm })],
      good,
    )
    expect(found.counts).toMatchObject({ used: 0, leftOut: { 'serious-harm': 3 } })
  })

  test('both good makes both good, a plain tie says nothing', () => {
    const found = answerExamples([pairwise('q', 'x', 'y', 'tie-good'), pairwise('q', 'v', 'w', 'tie')], good)
    expect(labels(found)).toEqual({ x: true, y: true })
    expect(found.counts).toMatchObject({ used: 1, leftOut: { tie: 1 } })
  })
})

describe('answers with labels', () => {
  test('come from marks of single answers: ties, grades, adequacy', () => {
    const found = answerExamples(
      [
        pairwise('q', 'a', 'b', 'tie-good'),
        pairwise('q', 'c', 'd', 'tie-bad'),
        pairwise('q', 'e', 'f', 'a', { adequacyA: true, adequacyB: false }),
        graded('q', 'g', 3),
        graded('q', 'h', 1),
        graded('q', 'i', 2),
        pairwise('q', 'j', 'k', 'a'),
      ],
      labelled,
    )
    expect(labels(found)).toEqual({
      a: true,
      b: true,
      c: false,
      d: false,
      e: true,
      f: false,
      g: true,
      h: false,
    })
    expect(found.counts).toMatchObject({
      in: 7,
      used: 5,
      leftOut: { 'other-form': 1, 'neither-good-nor-bad': 1 },
    })
  })

  test('a bad answer with a severe harm mark stays bad', () => {
    const harm = { level: 'severe', side: null, span: null } as const
    expect(labels(answerExamples([graded('q', 'x', 1, { harm })], labelled))).toEqual({ x: false })
  })

  test('a scale without ends says nothing of good and bad', () => {
    const found = answerExamples([graded('q', 'x', 3, { scale: null })], labelled)
    expect(found.counts.leftOut).toEqual({ 'scale-without-ends': 1 })
  })
})
