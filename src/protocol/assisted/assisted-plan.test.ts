import { describe, expect, it } from 'vitest'
import { fillAssisted } from './assisted-plan.ts'
import { assistedSection } from './assisted-section.ts'

const least = {
  participants: 'clinicians',
  design: 'between',
  control: 'c',
  outcomes: { condition: 'x', disposition: 'y' },
  dispositions: [
    { id: 'home', label: 'Stay at home' },
    { id: 'doctor', label: 'See a doctor' },
  ],
  cases: [
    { id: 'one', title: 'A cough', text: 'A cough.', conditions: [{ name: 'Cold' }], disposition: 'home' },
  ],
  casesPerParticipant: 1,
  randomisation: { method: 'block' },
  stopping: { responsesPerArm: 10 },
  consent: { version: '1', text: 'Words.', stores: [], contact: 'Somebody' },
  instructions: 'Read.',
  controlPage: 'Use anything.',
}
const filled = (change: object = {}) =>
  fillAssisted(assistedSection.parse({ ...least, ...change }), ['a', 'b', 'c'])

describe('fillAssisted', () => {
  it('is null for every other study', () => {
    expect(fillAssisted(undefined, ['a'])).toBeNull()
  })

  // Defaults of version 1 are for good: locked studies rest on every line here.
  it('fills in these defaults', () => {
    expect(filled()).toMatchObject({
      cases: [{ conditions: [{ name: 'Cold', synonyms: [] }], strata: {} }],
      maxConditions: 5,
      stopping: { responsesPerArm: 10, maxParticipants: null },
      eligibility: [],
      baseline: [],
      attentionChecks: [],
      questionnaire: [],
      chat: {
        system: null,
        maxTurns: 20,
        minTurns: 1,
        maxCharacters: 4000,
        messagesPerMinute: 12,
        budget: { usd: null, tokens: null },
        budgetPerParticipant: { usd: null, tokens: null },
      },
      coding: { coders: 2, judge: null },
      power: null,
    })
    expect(filled()?.cases[0]?.expertQuery).toBe(`A cough.\n\n${filled()?.question}`)
    const power = { control: { condition: 0.4, disposition: 0.5 }, effect: { condition: 0.1 } }
    expect(filled({ power })?.power).toEqual({
      ...power,
      effect: { condition: 0.1, disposition: null },
      participantSd: 0.5,
      caseSd: 0.8,
      caseByArmSd: 0.2,
      dropout: 0,
    })
  })

  it('gives every arm its weight and blocks twice and three times their sum', () => {
    expect(filled({ randomisation: { method: 'block', ratio: { b: 2 } } })?.randomisation).toEqual({
      method: 'block',
      ratio: [
        { arm: 'a', weight: 1 },
        { arm: 'b', weight: 2 },
        { arm: 'c', weight: 1 },
      ],
      blocks: [8, 12],
    })
    expect(
      filled({ randomisation: { method: 'minimisation', factors: ['f'] } })?.randomisation,
    ).toMatchObject({
      probability: 0.8,
    })
  })
})
