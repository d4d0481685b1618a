import { describe, expect, it } from 'vitest'
import { fillDefaultsV1 } from './defaults-v1.ts'
import { protocolSchemaV1 } from './schema-v1.ts'

const least = {
  schemaVersion: 1,
  id: 'least',
  title: 'The least protocol',
  question: 'What is filled in?',
  arms: [
    { id: 'a', kind: 'own' },
    { id: 'b', kind: 'general' },
  ],
  axes: [
    { id: 'preference', form: 'pairwise' },
    { id: 'mark', form: 'absolute', scale: { kind: 'ordinal', min: 1, max: 4 } },
  ],
  hypotheses: [{ id: 'h', kind: 'superiority', axis: 'preference', candidate: 'a', against: 'b' }],
  seed: 7,
}

/** What an arm does not say of how its model was made. */
const unstated = { size: null, baseModel: null, feedback: null, preferences: null }

const planOf = (change: object = {}) => fillDefaultsV1(protocolSchemaV1.parse({ ...least, ...change }))

describe('fillDefaultsV1', () => {
  // Defaults of version 1 are for good: locked studies rest on every value here.
  it('fills in these defaults and no others', () => {
    expect(planOf()).toEqual({
      id: 'least',
      title: 'The least protocol',
      question: 'What is filled in?',
      sample: false,
      arms: [
        { id: 'a', label: 'a', kind: 'own', knownWorse: false, family: null, ...unstated, source: null },
        { id: 'b', label: 'b', kind: 'general', knownWorse: false, family: null, ...unstated, source: null },
      ],
      axes: [
        {
          id: 'preference',
          label: 'preference',
          question: null,
          primary: false,
          form: 'pairwise',
          scale: null,
          better: 'higher',
        },
        {
          id: 'mark',
          label: 'mark',
          question: null,
          primary: false,
          form: 'absolute',
          scale: { kind: 'ordinal', min: 1, max: 4, step: 1 },
          better: 'higher',
        },
      ],
      renderings: [],
      assisted: null,
      strata: [],
      hypotheses: [
        {
          id: 'h',
          kind: 'superiority',
          axis: 'preference',
          rendering: null,
          candidate: 'a',
          against: ['b'],
          stratum: null,
          margin: null,
          alpha: 0.05,
          sides: 2,
          family: 'primary',
        },
      ],
      factorial: null,
      marking: { scoring: 'default', rubric: null, pairwise: null, budget: { usd: null, tokens: null } },
      review: {
        title: 'Review of answers to clinical questions',
        reviewersPerQuestion: 1,
        overlap: 1,
        comparisonsPerQuestion: 1,
        pairs: [{ arms: ['a', 'b'], share: 1 }],
        forms: ['pairwise', 'absolute'],
        formBy: 'reviewer',
        renderingBy: 'question',
        renderings: [],
        specialty: null,
        most: null,
        axes: ['preference', 'mark'],
        conflicts: { uses: 'allow', paidBy: 'exclude' },
        repeatShare: 0,
        training: [],
        gold: [],
        asks: { adequacy: true, unsafe: true, guess: true, consent: false },
        rulebook: null,
        minutesPerQuestion: null,
        returnAfterMinutes: 1440,
      },
      minimumActiveSeconds: null,
      refusalRule: 'worst-mark',
      items: [],
      looks: { information: [1], spending: 'obrien-fleming' },
      reviewPlan: null,
      collect: {
        replicates: 1,
        attempts: 5,
        timeoutSeconds: 300,
        concurrency: 4,
        requestsPerMinute: null,
        budget: { usd: null, tokens: null },
        inDoubt: 'once',
      },
      resamples: 10_000,
      seed: 7,
      published: [],
      notes: [],
    })
  })

  it.each([
    ['superiority', 0.05, 2],
    ['non-inferiority', 0.025, 1],
    ['equivalence', 0.05, 1],
  ])('tests %s at alpha %d with %d side', (kind, alpha, sides) => {
    const margin = { value: 5, unit: 'win-rate-points' }
    const [hypothesis] = planOf({ hypotheses: [{ ...least.hypotheses[0], kind, margin }] }).hypotheses
    expect(hypothesis).toMatchObject({ alpha, sides, margin })
  })

  it('rests hypotheses and published figures on the primary rendering', () => {
    const figure = { axis: 'preference', arm: 'a', against: 'rest', estimate: 1.5, source: 'somewhere' }
    const plan = planOf({
      renderings: [{ id: 'full' }, { id: 'plain', primary: true }],
      published: [figure, { ...figure, rendering: 'full' }],
    })
    expect(plan.renderings).toEqual([
      { id: 'full', label: 'full', primary: false, excluded: false },
      { id: 'plain', label: 'plain', primary: true, excluded: false },
    ])
    expect(plan.hypotheses[0]?.rendering).toBe('plain')
    expect(plan.published.map(({ rendering }) => rendering)).toEqual(['plain', 'full'])
  })

  it('keeps everything that is written', () => {
    const written = {
      sample: true,
      arms: [
        { id: 'a', label: 'A', kind: 'own', knownWorse: true },
        { id: 'b', label: 'B', kind: 'people', knownWorse: false },
      ],
      axes: [
        {
          id: 'harm',
          label: 'Harm',
          question: 'Is it harmful?',
          primary: true,
          form: 'absolute',
          scale: { kind: 'binary' },
          better: 'lower',
        },
        {
          id: 'half',
          label: 'Half',
          question: 'Half marks?',
          primary: false,
          form: 'absolute',
          scale: { kind: 'ordinal', min: 0, max: 2, step: 0.5 },
          better: 'higher',
        },
      ],
      renderings: [{ id: 'r', label: 'R', primary: true, excluded: false }],
      strata: ['specialty'],
      hypotheses: [
        {
          id: 'h',
          kind: 'superiority',
          axis: 'harm',
          rendering: 'r',
          candidate: 'a',
          against: ['b'],
          margin: { value: 1, unit: 'risk-difference-points' },
          alpha: 0.01,
          sides: 1,
          family: 'safety',
        },
      ],
      looks: { information: [0.5, 1], spending: 'pocock' },
      resamples: 2000,
      notes: ['A note.'],
    }
    expect(
      planOf({ ...written, exclusions: { minimumActiveSeconds: 10 }, refusals: { rule: 'excluded' } }),
    ).toMatchObject({ ...written, minimumActiveSeconds: 10, refusalRule: 'excluded' })
  })
})
