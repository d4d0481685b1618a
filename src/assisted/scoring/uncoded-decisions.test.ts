import { expect, it } from 'vitest'
import { uncodedDecisions } from './uncoded-decisions.ts'

it('counts decisions without a final code, of participants who stayed, simulated ones apart', () => {
  const person = (id: string, kind: 'real' | 'simulated', withdrawn = false) => ({ id, kind, withdrawn })
  const decision = { conditions: ['flu'], disposition: 'home', confidence: 50, seconds: null }
  const encounter = (id: string, participant: string, decided = true) => ({
    id,
    participant,
    decision: decided ? decision : null,
  })
  const people = [person('ada', 'real'), person('ben', 'real', true), person('sim', 'simulated')]
  const encounters = [
    encounter('coded', 'ada'),
    encounter('waits', 'ada'),
    encounter('unknown to the coders', 'ada'),
    encounter('undecided', 'ada', false),
    encounter('withdrawn', 'ben'),
    encounter('simulated', 'sim'),
  ]
  const decisions = encounters
    .filter(({ id }) => id !== 'unknown to the coders')
    .map(({ id }) => ({ encounter: id, condition: id === 'coded' ? false : null }))
  expect(uncodedDecisions(people, encounters, decisions)).toEqual({ real: 2, simulated: 1 })
  expect(uncodedDecisions(people, encounters.slice(0, 1), decisions)).toEqual({
    real: 0,
    simulated: 0,
  })
})
