import { describe, expect, it } from 'vitest'
import { fillDefaultsV1 } from '../defaults-v1.ts'
import { brokenRulesV1 } from '../rules-v1.ts'
import { protocolSchemaV1 } from '../schema-v1.ts'
import { fewestParticipants } from './size-rules.ts'

const choice = (id: string, more: object = {}) => ({
  id,
  kind: 'choice',
  text: `${id}?`,
  options: [
    { id: 'yes', label: 'Yes' },
    { id: 'no', label: 'No' },
  ],
  ...more,
})
const caseOf = (id: string, more: object = {}) => ({
  id,
  title: 'A cough',
  text: 'Somebody coughs.',
  conditions: [{ name: 'Pneumonia', synonyms: ['chest infection'] }],
  disposition: 'doctor',
  ...more,
})
const arms = [
  { id: 'model', label: 'Model One', kind: 'general', source: { preset: 'gpt-4o' } },
  { id: 'searching', kind: 'own', source: { via: 'search' } },
  { id: 'control', kind: 'people' },
]
const hypothesis = { id: 'h', kind: 'superiority', axis: 'condition', candidate: 'model', against: 'control' }
const assisted = {
  participants: 'public',
  design: 'between',
  control: 'control',
  outcomes: { condition: 'condition', disposition: 'disposition' },
  dispositions: [
    { id: 'home', label: 'Stay at home' },
    { id: 'doctor', label: 'See a doctor' },
  ],
  cases: [caseOf('one'), caseOf('two'), caseOf('three')],
  casesPerParticipant: 2,
  randomisation: { method: 'stratified', strata: ['age'] },
  stopping: { responsesPerArm: 20 },
  consent: { version: '1', text: 'Words.', stores: ['timings'], contact: 'Somebody' },
  eligibility: [choice('adult', { accept: ['yes'] })],
  baseline: [choice('age'), choice('sex', { optional: true }), { id: 'why', kind: 'text', text: 'Why?' }],
  instructions: 'Read.',
  controlPage: 'Use anything.',
  attentionChecks: [choice('awake', { accept: ['no'] })],
  questionnaire: [{ id: 'useful', kind: 'scale', text: 'Useful?', min: 1, max: 5 }],
}
const sound = {
  schemaVersion: 1,
  id: 'sound',
  title: 'A trial without a broken rule',
  question: 'What is broken?',
  arms,
  axes: [
    { id: 'condition', form: 'absolute', scale: { kind: 'binary' } },
    { id: 'disposition', form: 'absolute', scale: { kind: 'binary' } },
    { id: 'harm', form: 'absolute', scale: { kind: 'binary' }, better: 'lower' },
    { id: 'mark', form: 'absolute', scale: { kind: 'ordinal', min: 1, max: 4 } },
  ],
  hypotheses: [hypothesis],
  assisted,
  seed: 7,
}

const parsed = (change: object) => protocolSchemaV1.parse({ ...sound, ...change })
const broken = (change: object) => brokenRulesV1(parsed(change))
const summary = (change: object) =>
  broken(change).map(({ code, path, value }) => [code, path.join('.'), value])
const section = (change: object) => summary({ assisted: { ...assisted, ...change } })

describe('assistedRules', () => {
  it('finds none in a sound trial, and none in a study without the section', () => {
    expect(summary({})).toEqual([])
    expect(summary({ assisted: undefined, hypotheses: [{ ...hypothesis, kind: 'superiority' }] })).toEqual([])
  })

  it.each([
    ['is no arm', { control: 'nobody' }, 'PROTOCOL_UNKNOWN_ARM', 'nobody'],
    ['is a model', { control: 'model' }, 'PROTOCOL_ASSISTED_CONTROL', 'model'],
  ])('wants a control of people: one that %s', (_, change, code, value) => {
    expect(section(change)[0]).toEqual([code, 'assisted.control', value])
  })

  it.each([
    ['recorded', { via: 'recorded', file: 'a.jsonl', provenance: 'x' }, 'recorded'],
    ['captured', { preset: 'openevidence' }, 'capture'],
    ['degraded', { via: 'degraded', of: 'model', degradation: 'drop-numbers' }, 'degraded'],
    ['a best passage', { via: 'baseline' }, 'baseline'],
  ])('lets nobody talk with an arm that is %s', (_, source, value) => {
    const found = summary({ arms: [arms[0], { ...arms[1], source }, arms[2]] })
    expect(found).toContainEqual(['PROTOCOL_ASSISTED_SOURCE', 'arms.1.source', value])
  })

  it('lets nobody talk with an arm without a source, nor with one that is known to be worse', () => {
    expect(summary({ arms: [arms[0], { id: 'searching', kind: 'own' }, arms[2]] })).toEqual([
      ['PROTOCOL_ASSISTED_SOURCE', 'arms.1', 'searching'],
    ])
    expect(summary({ arms: [arms[0], { ...arms[1], knownWorse: true }, arms[2]] })).toEqual([
      ['PROTOCOL_ASSISTED_SOURCE', 'arms.1.knownWorse', 'true'],
    ])
  })

  it('wants two different binary axes on which higher is better', () => {
    const outcomes = (condition: string, disposition: string) =>
      section({ outcomes: { condition, disposition } })
    expect(outcomes('condition', 'x')[0]).toEqual([
      'PROTOCOL_UNKNOWN_AXIS',
      'assisted.outcomes.disposition',
      'x',
    ])
    expect(outcomes('condition', 'harm')).toEqual([
      ['PROTOCOL_ASSISTED_OUTCOME', 'assisted.outcomes.disposition', 'harm'],
    ])
    expect(outcomes('condition', 'mark')[0]?.[2]).toBe('mark')
    expect(outcomes('condition', 'condition')).toEqual([
      ['PROTOCOL_ASSISTED_OUTCOME', 'assisted.outcomes.disposition', 'condition'],
    ])
  })

  it.each([
    ['kind', { kind: 'equivalence', margin: { value: 5, unit: 'risk-difference-points' } }, 'equivalence'],
    ['axis', { axis: 'mark' }, 'mark'],
    ['against', { against: 'searching' }, 'searching'],
    ['candidate', { candidate: 'control', against: 'model' }, 'control'],
  ])('tests an arm against the control: %s', (field, change, value) => {
    expect(summary({ hypotheses: [{ ...hypothesis, ...change }] })[0]).toEqual([
      'PROTOCOL_ASSISTED_HYPOTHESIS',
      `hypotheses.0.${field}`,
      value,
    ])
  })

  it('wants dispositions, cases and questions once each', () => {
    const dispositions = [
      ...assisted.dispositions,
      { id: 'home', label: 'Other' },
      { id: 'bed', label: 'See a doctor' },
    ]
    expect(section({ dispositions })).toEqual([
      ['PROTOCOL_ID_TWICE', 'assisted.dispositions.2.id', 'home'],
      ['PROTOCOL_ID_TWICE', 'assisted.dispositions.3.label', 'See a doctor'],
    ])
    expect(section({ cases: [...assisted.cases, caseOf('two')] })).toEqual([
      ['PROTOCOL_ID_TWICE', 'assisted.cases.3.id', 'two'],
    ])
    expect(section({ questionnaire: [{ id: 'adult', kind: 'text', text: '?' }] })).toEqual([
      ['PROTOCOL_ID_TWICE', 'assisted.questionnaire.0.id', 'adult'],
    ])
    const options = [...choice('x').options, { id: 'no', label: 'Never' }]
    expect(section({ baseline: [choice('age', { options })] })).toEqual([
      ['PROTOCOL_ID_TWICE', 'assisted.baseline.0.options.2.id', 'no'],
    ])
  })

  it("wants a case's disposition on the scale, its gold words once, and a title that gives nothing away", () => {
    expect(section({ cases: [caseOf('a', { disposition: 'pray' }), caseOf('b')] })).toEqual([
      ['PROTOCOL_UNKNOWN_DISPOSITION', 'assisted.cases.0.disposition', 'pray'],
    ])
    const conditions = [
      { name: 'Flu', synonyms: ['influenza'] },
      { name: 'Influenza', synonyms: ['grippe', 'flu'] },
    ]
    expect(section({ cases: [caseOf('a', { conditions }), caseOf('b')] })).toEqual([
      ['PROTOCOL_ASSISTED_CONDITION', 'assisted.cases.0.conditions.1.name', 'Influenza'],
      ['PROTOCOL_ASSISTED_CONDITION', 'assisted.cases.0.conditions.1.synonyms.1', 'flu'],
    ])
    expect(section({ cases: [caseOf('a', { title: 'A chest-infection?' }), caseOf('b')] })).toEqual([
      ['PROTOCOL_ASSISTED_TITLE', 'assisted.cases.0.title', 'chest infection'],
    ])
  })

  it('wants as many cases as a participant has', () => {
    expect(section({ casesPerParticipant: 4 })).toEqual([
      ['PROTOCOL_ASSISTED_CASES', 'assisted.casesPerParticipant', '4'],
    ])
  })

  it.each([
    ['unknown arms', { method: 'simple', ratio: { x: 2 } }, 'PROTOCOL_UNKNOWN_ARM', 'ratio.x', 'x'],
    [
      'blocks that do not fit',
      { method: 'block', ratio: { model: 2 }, blocks: [8, 9] },
      'PROTOCOL_ASSISTED_BLOCKS',
      'blocks.1',
      '9',
    ],
    [
      'a stratum nobody is asked',
      { method: 'stratified', strata: ['income'] },
      'PROTOCOL_ASSISTED_STRATA',
      'strata.0',
      'income',
    ],
    [
      'a stratum that may stay open',
      { method: 'stratified', strata: ['sex'] },
      'PROTOCOL_ASSISTED_STRATA',
      'strata.0',
      'sex',
    ],
    [
      'a factor in free words',
      { method: 'minimisation', factors: ['why'] },
      'PROTOCOL_ASSISTED_STRATA',
      'factors.0',
      'why',
    ],
    [
      'a factor asked later',
      { method: 'minimisation', factors: ['awake'] },
      'PROTOCOL_ASSISTED_STRATA',
      'factors.0',
      'awake',
    ],
    [
      'a factor named twice',
      { method: 'minimisation', factors: ['age', 'age'] },
      'PROTOCOL_ID_TWICE',
      'factors.1',
      'age',
    ],
  ])('finds a randomisation with %s', (_, randomisation, code, path, value) => {
    expect(section({ randomisation })).toContainEqual([code, `assisted.randomisation.${path}`, value])
  })

  it('names what a stratum can be', () => {
    const [first] = broken({
      assisted: { ...assisted, randomisation: { method: 'stratified', strata: ['x'] } },
    })
    expect(first?.expected).toBe('age')
  })

  it('wants accept where somebody passes, among the options, and nowhere else', () => {
    const eligibility = (question: object) => section({ eligibility: [question] })
    expect(eligibility(choice('adult'))).toEqual([
      ['PROTOCOL_ASSISTED_ACCEPT', 'assisted.eligibility.0', 'adult'],
    ])
    expect(eligibility({ id: 'years', kind: 'scale', text: '?', min: 0, max: 9 })[0]?.[1]).toBe(
      'assisted.eligibility.0',
    )
    expect(eligibility(choice('adult', { accept: ['yes', 'maybe'] }))).toEqual([
      ['PROTOCOL_ASSISTED_ACCEPT', 'assisted.eligibility.0.accept.1', 'maybe'],
    ])
    expect(section({ attentionChecks: [choice('awake', { accept: ['no'], optional: true })] })[0]?.[1]).toBe(
      'assisted.attentionChecks.0.optional',
    )
    expect(section({ questionnaire: [choice('liked', { accept: ['yes'] })] })).toEqual([
      ['PROTOCOL_ASSISTED_ACCEPT', 'assisted.questionnaire.0.accept', 'yes'],
    ])
  })

  it('wants a scale that ends after it begins', () => {
    expect(section({ questionnaire: [{ id: 'u', kind: 'scale', text: '?', min: 5, max: 5 }] })).toEqual([
      ['PROTOCOL_ASSISTED_QUESTION', 'assisted.questionnaire.0.max', '5'],
    ])
  })

  it.each([
    [1, 'assisted.casesPerParticipant'],
    [5, 'assisted.casesPerParticipant'],
  ])('goes round the arms within persons, not with %i cases', (casesPerParticipant, path) => {
    const cases = Array.from({ length: 8 }, (_, index) => caseOf(`case-${index}`))
    const within = { design: 'within', cases, casesPerParticipant }
    expect(section(within)).toEqual([['PROTOCOL_ASSISTED_DESIGN', path, String(casesPerParticipant)]])
    for (const legal of [2, 3, 6]) expect(section({ ...within, casesPerParticipant: legal })).toEqual([])
  })

  it('has no ratio within persons', () => {
    const randomisation = { method: 'simple', ratio: { model: 2 } }
    expect(section({ design: 'within', randomisation })).toEqual([
      ['PROTOCOL_ASSISTED_DESIGN', 'assisted.randomisation.ratio', 'model: 2, searching: 1, control: 1'],
    ])
  })

  it('wants a judge that can be called', () => {
    expect(section({ coding: { judge: 'x' } })[0]?.[0]).toBe('PROTOCOL_UNKNOWN_ARM')
    expect(section({ coding: { judge: 'searching' } })).toEqual([
      ['PROTOCOL_ASSISTED_JUDGE', 'assisted.coding.judge', 'searching'],
    ])
    expect(section({ coding: { judge: 'model' } })).toEqual([])
  })

  // 20 responses of 2 cases each are 10 participants of an arm; three arms alike need 30. With 2:1:1 an arm of weight 1 has a
  // quarter of the participants, so 40 are needed.
  it('wants enough participants for the responses, in the ratio', () => {
    const stopping = { responsesPerArm: 20, maxParticipants: 39 }
    expect(section({ stopping })).toEqual([])
    const randomisation = { method: 'simple', ratio: { model: 2 } }
    expect(section({ stopping, randomisation })).toEqual([
      ['PROTOCOL_ASSISTED_STOPPING', 'assisted.stopping.maxParticipants', '39'],
    ])
    expect(fewestParticipants(fillDefaultsV1(parsed({})).assisted!)).toBe(30)
  })

  it('wants no more messages than may be sent, and effects that leave a share', () => {
    expect(section({ chat: { minTurns: 5, maxTurns: 4 } })).toEqual([
      ['PROTOCOL_ASSISTED_TURNS', 'assisted.chat.minTurns', '5'],
    ])
    const power = {
      control: { condition: 0.9, disposition: 0.3 },
      effect: { condition: 0.1, disposition: -0.3 },
    }
    expect(section({ power })).toEqual([
      ['PROTOCOL_ASSISTED_POWER', 'assisted.power.effect.condition', '0.1'],
      ['PROTOCOL_ASSISTED_POWER', 'assisted.power.effect.disposition', '-0.3'],
    ])
  })

  it('lets participants read no name of an arm; the consent may say where messages go', () => {
    expect(section({ instructions: 'You talk with model one.' })).toEqual([
      ['PROTOCOL_ASSISTED_NAMED', 'assisted.instructions', 'Model One'],
    ])
    expect(section({ title: 'Model One helps' })).toEqual([
      ['PROTOCOL_ASSISTED_NAMED', 'assisted.title', 'Model One'],
    ])
    expect(section({ consent: { ...assisted.consent, text: 'It may be Model One.' } })).toEqual([])
  })

  it.each([
    ['items', { items: [{ from: 'own', n: 3 }] }],
    ['reviewPlan', { reviewPlan: { questions: 3, reviewers: 2, reviewersPerQuestion: 2 } }],
    ['review', { review: { title: 'x' } }],
    ['renderings', { renderings: [{ id: 'plain', primary: true }] }],
    ['looks.information', { looks: { information: [0.5, 1] } }],
  ])('has no section of another kind of study: %s', (path, change) => {
    expect(summary(change).map(([code, at]) => [code, at])).toContainEqual([
      'PROTOCOL_ASSISTED_SECTION',
      path,
    ])
  })
})
