import { expect, it } from 'vitest'
import { trialLead } from './trial-lead.ts'

const armOf = (participants: number, decided: number) => ({
  arm: 'a',
  participants,
  withdrawn: 0,
  failedAttention: 0,
  allocated: participants,
  decided,
  missing: participants - decided,
  unscored: { condition: 0, disposition: 0 },
})
const flow = (randomised: number, decided: number) => ({
  consented: randomised,
  eligible: null,
  randomised,
  withdrawn: 0,
  failedAttention: 0,
  arms: [armOf(randomised, decided)],
})

it('is nothing as soon as a real participant decided', () => {
  expect(trialLead(flow(2, 1), 0, true)).toBeNull()
  expect(trialLead(flow(2, 1), 40, true)).toBeNull()
})

it('says who took part where no real decision stands behind a number', () => {
  expect(trialLead(flow(0, 0), 0, true)).toBe('Nobody took part, so nothing can be said of people.')
  expect(trialLead(flow(0, 0), 40, true)).toBe(
    'Nobody real took part, so nothing can be said of people. 40 SIMULATED participants did; what a simulated participant reaches is no evidence about people.',
  )
  expect(trialLead(flow(3, 0), 1, true)).toMatch(
    /^No real participant who stayed decided about a case, so .* 1 SIMULATED participant took part;/,
  )
  expect(trialLead(flow(0, 0), 40, false)).toMatch(/^So far nobody real took part\. 40 SIMULATED/)
})
