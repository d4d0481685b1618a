import { describe, expect, it } from 'vitest'
import { ProblemError } from '../problem.ts'
import { readProtocol } from './read.ts'

const protocol = (reviewPlan: string) => `schemaVersion: 1
id: planned
title: A planned study
question: What can it show?
arms: [{id: a, kind: own}, {id: b, kind: general}, {id: c, kind: general}]
axes:
  - {id: vote, form: pairwise}
  - {id: mark, form: absolute, scale: {kind: ordinal, min: 1, max: 4}}
  - {id: right, form: absolute, scale: {kind: binary}}
renderings: [{id: plain, primary: true}, {id: cited}]
hypotheses:
  - {id: one, kind: superiority, axis: mark, candidate: a, against: b}
  - {id: two, kind: superiority, axis: right, candidate: a, against: b}
  - {id: three, kind: superiority, axis: vote, rendering: cited, candidate: a, against: b}
seed: 1
reviewPlan: {${reviewPlan}}
`
const size = 'questions: 10, reviewers: 4, reviewersPerQuestion: 2'
const planOf = (reviewPlan: string) => readProtocol(protocol(reviewPlan), 'protocol.yaml').plan.reviewPlan

function problemOf(reviewPlan: string) {
  try {
    planOf(reviewPlan)
  } catch (error) {
    if (error instanceof ProblemError) return error.problems[0]
    throw error
  }
  throw new Error('the plan was accepted')
}

describe('the review plan', () => {
  // Defaults of version 1 are for good: locked protocols rest on them.
  it('has these defaults', () => {
    expect(planOf(size)).toEqual({
      questions: 10,
      reviewers: 4,
      reviewersPerQuestion: 2,
      comparisonsPerQuestion: 1,
      pairs: [
        { arms: ['a', 'b'], share: 1 / 3 },
        { arms: ['a', 'c'], share: 1 / 3 },
        { arms: ['b', 'c'], share: 1 / 3 },
      ],
      renderings: null,
      missingShare: 0,
      tieShare: { vote: 0.2 },
      components: 'mid',
    })
  })

  it('fills in what is said of one pair and one kind of components', () => {
    const plan = planOf(
      `${size}, pairs: [{arms: [c, a], share: 0.5}], tieShare: {vote: 0.4}, components: {votes: {question: 0.2, reviewer: 0}}`,
    )
    expect(plan?.pairs.map((pair) => pair.share)).toEqual([0.25, 0.5, 0.25])
    expect(plan?.tieShare).toEqual({ vote: 0.4 })
    expect(plan?.components).toEqual({ marks: null, votes: { question: 0.2, reviewer: 0 } })
  })

  it.each([
    ['questions: 10, reviewers: 4, reviewersPerQuestion: 5', 'reviewersPerQuestion', '1 to 4'],
    [`${size}, comparisonsPerQuestion: 4`, 'comparisonsPerQuestion', '1 to 3'],
    ['questions: 100000, reviewers: 9, reviewersPerQuestion: 9', 'questions', 'a product of at most 200000'],
    [`${size}, pairs: [{arms: [a, x], share: 0.5}]`, 'pairs.0.arms', 'a, b, c'],
    [`${size}, pairs: [{arms: [a, a], share: 0.5}]`, 'pairs.0.arms', 'two different arms'],
    [`${size}, pairs: [{arms: [a, b], share: 1}]`, 'pairs', 'less than 1'],
    [`${size}, renderings: {plain: 0.5, cited: 0.6}`, 'renderings', 'sum to 1'],
    [`${size}, renderings: {plain: 1}`, 'renderings', 'a share for every rendering'],
    [`${size}, renderings: {paper: 1}`, 'renderings.paper', 'plain, cited'],
    [`${size}, tieShare: {mark: 0.1}`, 'tieShare.mark', 'vote'],
    [`${size}, tieShare: 1`, 'tieShare', 'below 1'],
    [`${size}, missingShare: 0.95`, 'missingShare', 'at most 0.9'],
    [`${size}, components: {}`, 'components', 'marks, votes or both'],
    [`${size}, components: {votes: {question: 0.8, reviewer: 0.4}}`, 'components.votes', 'at most 1'],
    [
      `${size}, components: {marks: {questionBySystem: 0.3, reviewerBySystem: 0.1, residual: 0.5}}`,
      'components.marks',
      'low, mid or high',
    ],
    ['questions: 0, reviewers: 4, reviewersPerQuestion: 2', 'questions', 'at least 1'],
    ['questions: 10, reviewers: 4', 'reviewersPerQuestion', 'a number'],
  ])('%s names the field to mend', (reviewPlan, field, expected) => {
    const found = problemOf(reviewPlan)
    expect(found?.place.file).toBe('protocol.yaml')
    expect(found?.place.field).toBe(`reviewPlan.${field}`)
    expect(found?.expected).toContain(expected)
  })
})
