import { describe, expect, it } from 'vitest'
import { planUnits } from './plan-units.ts'
import { designOf } from './testing/designs.ts'

const both = ['pairwise', 'absolute'] as const

describe('training and gold', () => {
  const section = {
    reviewersPerQuestion: 2,
    training: [{ item: 'q1' }, { item: 'q0', note: 'Mind the dose.' }],
    gold: [{ item: 'q2', marks: [{ axis: 'utility', better: 'a', worse: 'c' }] }],
  }

  it('are never dealt as questions of the study', () => {
    const { units } = planUnits(designOf({ questions: 8, section }))
    const study = units.filter(({ role }) => role === 'study')
    expect(new Set(study.map(({ item }) => item))).toEqual(new Set(['q3', 'q4', 'q5', 'q6', 'q7']))
    expect(units.slice(study.length).map(({ role, item }) => [role, item])).toEqual([
      ['training', 'q1'],
      ['training', 'q0'],
      ['gold', 'q2'],
    ])
  })

  it('compare the answers of which the better one is known', () => {
    const { units } = planUnits(designOf({ questions: 8, section }))
    expect(units.at(-1)?.tasks.map(({ arms }) => arms)).toEqual([['a', 'c']])
  })

  it('have a unit for every form and rendering that reviewers belong to', () => {
    const request = { questions: 8, forms: both, renderings: { x: 0.5, y: 0.5 } }
    const training = (more: object) =>
      planUnits(designOf({ ...request, section: { ...section, ...more } }))
        .units.filter(({ role }) => role === 'training')
        .map(({ item, form, rendering }) => `${item} ${form} ${rendering}`)
    expect(training({ renderingBy: 'reviewer' })).toEqual(
      ['q1', 'q0'].flatMap((item) =>
        both.flatMap((form) => ['x', 'y'].map((one) => `${item} ${form} ${one}`)),
      ),
    )
    const turns = training({ formBy: 'question' })
    expect(turns.map((one) => one.split(' ')[1])).toEqual(['pairwise', 'absolute'])
    expect(new Set(turns.map((one) => one.split(' ')[2]))).toEqual(new Set(['x', 'y']))
  })

  it('show another pair where one has no answer, and say where none has both', () => {
    // Of q1 only b and c are there, of q0 only a.
    const stateOf = (question: number, arm: string) =>
      (question === 1 && arm === 'a') || (question === 0 && arm !== 'a') ? 'refused' : 'shown'
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const { units, unshown } = planUnits(designOf({ seed, questions: 8, section, stateOf }))
      const training = units.filter(({ role }) => role === 'training')
      expect(training.map(({ item, tasks }) => [item, tasks.map(({ arms }) => arms)])).toEqual([
        ['q1', [['b', 'c']]],
      ])
      expect(unshown).toEqual([{ item: 'q0', role: 'training', form: 'pairwise' }])
    }
    // The pair of gold whose better answer is known has no other to give way to.
    const refused = planUnits(
      designOf({ questions: 8, section, stateOf: (n, arm) => (n === 2 && arm === 'c' ? 'failed' : 'shown') }),
    )
    expect(refused.unshown).toEqual([{ item: 'q2', role: 'gold', form: 'pairwise' }])
  })

  it('must be items that there are, and leave questions for the study', () => {
    expect(() => planUnits(designOf({ questions: 8, section: { training: [{ item: 'q9' }] } }))).toThrow(
      'field review.training.0.item: The study has no such item',
    )
    const all = ['q0', 'q1'].map((item) => ({ item }))
    expect(() => planUnits(designOf({ questions: 2, section: { training: all } }))).toThrow(
      'No item is left to be reviewed.',
    )
  })
})
