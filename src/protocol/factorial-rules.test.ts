import { describe, expect, it } from 'vitest'
import { brokenRulesV1 } from './rules-v1.ts'
import { protocolSchemaV1 } from './schema-v1.ts'

const cell = (id: string, size: number, feedback: string, more: object = {}) => ({
  id,
  kind: 'own',
  family: 'f',
  size,
  baseModel: `f-${size}`,
  feedback,
  ...more,
})
const square = [
  cell('small', 8, 'none'),
  cell('large', 32, 'none'),
  cell('small-dpo', 8, 'dpo', { preferences: 100 }),
  cell('large-dpo', 32, 'dpo'),
]
const ids = square.map(({ id }) => id)
const sound = {
  schemaVersion: 1,
  id: 'sound',
  title: 'A whole factorial',
  question: 'What is broken?',
  arms: [...square, { id: 'other', kind: 'general', size: 'undisclosed' }],
  axes: [
    { id: 'mark', form: 'absolute', scale: { kind: 'ordinal', min: 1, max: 4 } },
    { id: 'preference', form: 'pairwise' },
  ],
  strata: ['task'],
  hypotheses: [{ id: 'h', kind: 'superiority', axis: 'mark', candidate: 'small', against: 'large' }],
  factorial: { axis: 'mark', arms: ids },
  seed: 7,
}
const summary = (change: object) =>
  brokenRulesV1(protocolSchemaV1.parse({ ...sound, ...change })).map(({ code, path, value }) => [
    code,
    path.join('.'),
    value,
  ])
const withArm = (place: number, change: object) =>
  summary({ arms: sound.arms.map((arm, at) => (at === place ? { ...arm, ...change } : arm)) })

describe('a factorial', () => {
  it('that is whole breaks no rule, on marks and against a common opponent in pairs', () => {
    expect(summary({})).toEqual([])
    expect(summary({ factorial: { axis: 'preference', arms: ids, against: 'other' } })).toEqual([])
  })

  it.each([
    ['no such axis', { axis: 'x', arms: ids }, ['PROTOCOL_UNKNOWN_AXIS', 'factorial.axis', 'x']],
    ['no such arm', { axis: 'mark', arms: [...ids, 'x'] }, ['PROTOCOL_UNKNOWN_ARM', 'factorial.arms.4', 'x']],
    [
      'an opponent on marks',
      { axis: 'mark', arms: ids, against: 'other' },
      ['PROTOCOL_FACTORIAL_AGAINST', 'factorial.against', 'other'],
    ],
    [
      'no opponent in pairs',
      { axis: 'preference', arms: ids },
      ['PROTOCOL_FACTORIAL_AGAINST', 'factorial.against', null],
    ],
    [
      'an opponent inside',
      { axis: 'preference', arms: ids, against: 'small' },
      ['PROTOCOL_FACTORIAL_AGAINST', 'factorial.against', 'small'],
    ],
    [
      'an arm that says too little',
      { axis: 'mark', arms: [...ids, 'other'] },
      ['PROTOCOL_FACTORIAL_ARM', 'factorial.arms.4', 'other'],
    ],
    [
      'an arm twice',
      { axis: 'mark', arms: [...ids, 'small'] },
      ['PROTOCOL_FACTORIAL_WHOLE', 'factorial.arms', '2'],
    ],
  ])('with %s is refused', (_, factorial, expected) => {
    expect(summary({ factorial })).toEqual([expected])
  })

  it.each([
    [
      'is known to be worse',
      0,
      { knownWorse: true },
      ['PROTOCOL_FACTORIAL_ARM', 'factorial.arms.0', 'small'],
    ],
    [
      'has an undisclosed size',
      0,
      { size: 'undisclosed' },
      ['PROTOCOL_FACTORIAL_ARM', 'factorial.arms.0', 'small'],
    ],
    [
      'has another base model',
      2,
      { baseModel: 'g-8' },
      ['PROTOCOL_FACTORIAL_WHOLE', 'factorial.arms', 'f-8, g-8'],
    ],
  ])('of which an arm %s is refused', (_, place, change, expected) => {
    expect(withArm(place, change)).toEqual([expected])
  })

  it('needs two sizes of every family, and two stages', () => {
    expect(withArm(0, { size: 4, baseModel: 'f-4' }).map(([code]) => code)).toContain(
      'PROTOCOL_FACTORIAL_WHOLE',
    )
    const untrained = square.map((arm) => ({ ...arm, feedback: 'none', preferences: 0 }))
    expect(summary({ arms: [...untrained, sound.arms[4]] })).toEqual([
      ['PROTOCOL_FACTORIAL_WHOLE', 'factorial.arms', 'none'],
    ])
  })

  it.each([
    ['without a stage', 4, { preferences: 10 }],
    ['without feedback', 0, { preferences: 10 }],
  ])('counts no preferences %s', (_, place, change) => {
    expect(withArm(place, change)).toEqual([['PROTOCOL_PREFERENCES', `arms.${place}.preferences`, '10']])
  })
})

describe('a hypothesis on a stratum', () => {
  const reviewPlan = { questions: 20, reviewers: 4, reviewersPerQuestion: 2 }
  const on = (stratum: object, change: object = {}) =>
    summary({ hypotheses: [{ ...sound.hypotheses[0], stratum }], ...change })

  it('names one that the protocol has, and its planned size', () => {
    expect(on({ name: 'task', level: 'diagnosis' })).toEqual([])
    expect(on({ name: 'task', level: 'diagnosis', questions: 20 }, { reviewPlan })).toEqual([])
    expect(on({ name: 'ward', level: 'diagnosis' })).toEqual([
      ['PROTOCOL_UNKNOWN_STRATUM', 'hypotheses.0.stratum.name', 'ward'],
    ])
    expect(on({ name: 'task', level: 'diagnosis' }, { reviewPlan })).toEqual([
      ['PROTOCOL_STRATUM_SIZE', 'hypotheses.0.stratum.questions', null],
    ])
    expect(on({ name: 'task', level: 'diagnosis', questions: 21 }, { reviewPlan })).toEqual([
      ['PROTOCOL_STRATUM_SIZE', 'hypotheses.0.stratum.questions', '21'],
    ])
  })
})
