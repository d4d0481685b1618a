import { describe, expect, it } from 'vitest'
import { type FilledForm, judgmentsOfForm, type MarkedTask } from './judgments-of-form.ts'

const pair = (first: 'a' | 'b'): MarkedTask => ({
  form: 'pairwise',
  first,
  spans: [
    [
      [0, 10],
      [11, 20],
    ],
    [[5, 9]],
  ],
  axes: [
    { id: 'accuracy', by: 'preference' },
    { id: 'utility', by: 'preference' },
  ],
  asksUnsafe: true,
})
const single: MarkedTask = {
  ...pair('a'),
  form: 'absolute',
  spans: [[[0, 4]]],
  axes: [{ id: 'correct', by: 'points', points: [1, 2, 3, 4] }],
}
/** Points: 6 and 4 to be had, 5 to be lost. */
const byCriteria: MarkedTask = {
  ...single,
  axes: [
    {
      id: 'rubric',
      by: 'criteria',
      criteria: [
        { id: 'dose', points: 6 },
        { id: 'constructor', points: 4 },
        { id: 'harm', points: -5 },
      ],
    },
  ],
}
const form = (change: Partial<FilledForm>): FilledForm => ({ marks: {}, adequate: [], unsafe: [], ...change })
const judgments = (task: MarkedTask, given: FilledForm, complete = false) => {
  const reading = judgmentsOfForm(task, given, complete)
  if (!reading.legal) throw new Error(`${reading.field}: ${reading.expected}`)
  return reading.judgments
}

describe('judgmentsOfForm', () => {
  it.each([
    ['first-much', 'a', 1, 2],
    ['first', 'a', 1, 1],
    ['tie', 'a', 0, null],
    ['second', 'a', -1, 1],
    ['second-much', 'a', -1, 2],
    ['first-much', 'b', -1, 2],
    ['tie', 'b', 0, null],
    ['second', 'b', 1, 1],
  ] as const)('reads %s with arm %s first as %i', (mark, first, value, strength) => {
    const [judgment] = judgments(pair(first), form({ marks: { accuracy: mark } }))
    expect(judgment).toMatchObject({ axis: 'accuracy', strength })
    expect(Object.is(judgment?.value, value)).toBe(true)
  })

  it('gives a judgment for marked axes alone, and for all once the task is complete', () => {
    const given = form({ marks: { utility: 'tie' } })
    expect(judgments(pair('a'), given).map(({ axis }) => axis)).toEqual(['utility'])
    expect(judgments(pair('a'), given, true).map(({ axis, value }) => [axis, value])).toEqual([
      ['accuracy', null],
      ['utility', 0],
    ])
  })

  it('says of which arm an answer is adequate', () => {
    const given = form({ marks: { accuracy: 'tie' }, adequate: [true, false] })
    expect(judgments(pair('a'), given)[0]).toMatchObject({ adequacyA: true, adequacyB: false })
    expect(judgments(pair('b'), given)[0]).toMatchObject({ adequacyA: false, adequacyB: true })
    expect(judgments(single, form({ marks: { correct: 3 }, adequate: [false] }))[0]).toMatchObject({
      value: 3,
      adequacyA: false,
      adequacyB: null,
    })
    expect(judgments(single, form({ marks: { correct: 3 } }))[0]).toMatchObject({ adequacyA: null })
  })

  it('takes the gravest unsafe sentence with its place in the answer', () => {
    const unsafe = [
      { answer: 0, sentence: 0, level: 'minor' },
      { answer: 1, sentence: 1, level: 'severe' },
    ] as const
    // Arm b stood first, so the second answer is arm a, and its second sentence stands at 11 to 20.
    expect(judgments(pair('b'), form({ marks: { accuracy: 'tie' }, unsafe }))[0]?.harm).toEqual({
      level: 'severe',
      side: 'a',
      span: [11, 20],
    })
    expect(judgments(pair('b'), form({ marks: { accuracy: 'tie' } }))[0]?.harm).toBe(null)
    expect(judgments(pair('b'), form({}), true)[0]?.harm).toEqual({ level: 'none', side: null, span: null })
    expect(judgments({ ...pair('b'), asksUnsafe: false }, form({}), true)[0]?.harm).toBe(null)
  })

  it.each([
    // By hand: points of what is met, over the 10 that could be had.
    [{ dose: true, constructor: true, harm: false }, 1],
    [{ dose: true, constructor: false, harm: false }, 0.6],
    [{ dose: true, constructor: false, harm: true }, 0.1],
    [{ dose: false, constructor: false, harm: true }, -0.5],
    [{ dose: false, constructor: false, harm: false }, 0],
    // A criterion that was left out is neither met nor not met: there is no score.
    [{ dose: true, constructor: true }, null],
    [{ harm: false }, null],
  ])('scores %j as %j, and keeps the criteria', (rubric, value) => {
    for (const complete of [false, true]) {
      expect(judgments(byCriteria, form({ marks: { rubric } }), complete)).toEqual([
        {
          axis: 'rubric',
          value,
          strength: null,
          adequacyA: null,
          adequacyB: null,
          criteria: rubric,
          harm: complete ? { level: 'none', side: null, span: null } : null,
        },
      ])
    }
  })

  it('has no criteria where none was marked', () => {
    expect(judgments(byCriteria, form({}))).toEqual([])
    for (const marks of [{}, { rubric: {} }]) {
      expect(judgments(byCriteria, form({ marks }), true)).toMatchObject([{ value: null, criteria: null }])
    }
    expect(judgments(single, form({ marks: { correct: 2 } }))[0]?.criteria).toBe(null)
  })

  it.each([
    [byCriteria, form({ marks: { rubric: { dose: true, other: true } } }), 'marks.rubric'],
    [byCriteria, form({ marks: { rubric: 1 } }), 'marks.rubric'],
    [single, form({ marks: { correct: { dose: true } } }), 'marks.correct'],
    [pair('a'), form({ marks: { accuracy: { dose: true } } }), 'marks.accuracy'],
    [pair('a'), form({ marks: { accuracy: 2 } }), 'marks.accuracy'],
    [pair('a'), form({ marks: { other: 'tie' } }), 'marks.other'],
    [single, form({ marks: { correct: 5 } }), 'marks.correct'],
    [single, form({ marks: { correct: 'tie' } }), 'marks.correct'],
    [pair('a'), form({ unsafe: [{ answer: 1, sentence: 1, level: 'minor' }] }), 'unsafe.0.sentence'],
    [single, form({ unsafe: [{ answer: 1, sentence: 0, level: 'minor' }] }), 'unsafe.0.sentence'],
  ])('refuses what the task does not have', (task, given, field) => {
    expect(judgmentsOfForm(task, given, false)).toMatchObject({ legal: false, field })
  })
})
