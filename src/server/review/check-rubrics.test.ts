import { expect, it } from 'vitest'
import type { Criterion } from '../../items/item.ts'
import { ProblemError } from '../../problem.ts'
import { parseProtocol } from '../../protocol/read.ts'
import type { PlannedUnit } from '../../review/assignment/unit.ts'
import { checkRubrics } from './check-rubrics.ts'
import type { PreparedReview } from './prepare-review.ts'

const protocol = (review: object = {}) =>
  parseProtocol(
    {
      schemaVersion: 1,
      id: 'trial',
      title: 'A trial',
      question: 'Which?',
      arms: [
        { id: 'tarn', kind: 'own' },
        { id: 'leaflet', label: 'Ward Leaflet', kind: 'baseline' },
      ],
      axes: [
        { id: 'utility', form: 'pairwise' },
        { id: 'rubric', form: 'absolute', scale: { kind: 'rubric' } },
        { id: 'mark', form: 'absolute', scale: { kind: 'binary' } },
      ],
      hypotheses: [{ id: 'h', kind: 'superiority', axis: 'rubric', candidate: 'tarn', against: 'leaflet' }],
      seed: 7,
      review,
    },
    (path) => ({ field: path.join('.') }),
  )

const unit = (item: string, form: 'pairwise' | 'absolute' = 'absolute'): PlannedUnit => ({
  number: 0,
  item,
  form,
  rendering: null,
  round: 0,
  role: 'study',
  repeats: null,
  tasks: [],
})
const criterion = (id: string, text: string): Criterion => ({ id, text, points: 1, tags: [] })
const prepared = (
  units: readonly PlannedUnit[],
  rubrics: Readonly<Record<string, readonly Criterion[]>>,
): PreparedReview => ({
  screened: [],
  units,
  leftOut: [],
  unshown: [],
  answers: [],
  rubrics: new Map(Object.entries(rubrics)),
})

function problemOf(review: object, what: PreparedReview): unknown {
  try {
    checkRubrics(protocol(review), what)
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    const [{ code, place, value } = { code: '', place: {}, value: null }] = error.problems
    return [code, place.field, value]
  }
  return null
}

const dose = [criterion('dose', 'Gives the dose.')]

it('takes an item without criteria where something else is asked of its answers, and no unit that asks nothing', () => {
  const some = prepared([unit('q2'), unit('q1'), unit('q1'), unit('q0', 'pairwise')], { q2: dose })
  expect(problemOf({}, some)).toBe(null)
  expect(problemOf({ axes: ['rubric', 'utility'] }, some)).toEqual(['REVIEW_NO_CRITERIA', 'q1', null])
  expect(problemOf({ axes: ['rubric', 'utility'] }, prepared([unit('q2')], { q2: dose }))).toBe(null)
})

it('reads the criteria of what is marked one by one for names, where reviewers mark them', () => {
  const named = [...dose, criterion('c2', 'Says what the ward leaflet says.')]
  const some = prepared([unit('q1')], { q1: named })
  expect(problemOf({}, some)).toEqual(['REVIEW_WORDS', 'q1.criteria[1].text', 'ward leaflet'])
  expect(problemOf({ axes: ['mark'] }, some)).toBe(null)
  expect(problemOf({}, prepared([unit('q1', 'pairwise')], { q1: named }))).toBe(null)
})

it('knows the criteria that training and gold speak of', () => {
  const gold = (met: object) => ({ gold: [{ item: 'q1', marks: [{ axis: 'rubric', arm: 'tarn', met }] }] })
  const some = prepared([unit('q1')], { q1: dose })
  expect(problemOf(gold({ dose: false }), some)).toBe(null)
  expect(problemOf(gold({ dose: true, other: false }), some)).toEqual([
    'REVIEW_CRITERION_UNKNOWN',
    'review.gold.0.marks.0.met',
    'other',
  ])
})
