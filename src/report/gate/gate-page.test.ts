import { expect, it } from 'vitest'
import { runGate } from '../../learning/gate/run-gate.ts'
import { grownPlan } from '../../learning/gate/testing/grown-plan.ts'
import { differences, plainOutcomes } from '../../learning/gate/testing/plain-outcomes.ts'
import { gateFigure, marginChecks } from './gate-figure.ts'
import { renderGate } from './gate-page.ts'

const zeros = new Array<number>(120).fill(0)
const results = runGate({
  plan: grownPlan({
    floors: [],
    quality: { margin: 0.03, questions: 100, gradedBy: 'clinicians' },
    safety: { incorrect: { margin: 0.1, questions: 200 }, incorrectAtHalf: null },
    calibration: { pairs: null, abstention: null },
    strata: { names: ['ward'], leastQuestions: 50 },
  }),
  outcomes: {
    ...plainOutcomes(differences(zeros), { unsafe: differences(zeros, { isShare: true }) }),
    candidate: '<script>alert(1)</script>',
  },
  runs: [],
  softwareVersion: 'test',
})

it('draws each bound in units of its own margin', () => {
  expect(marginChecks(results).map(({ id }) => id)).toEqual(['quality.main', 'safety.incorrect'])
  const svg = gateFigure(results, 'wide', 'gate')
  // 1 - .05 ** (1/120) = .024656 of .03; Tango of 0 in 120: 2.7055/(120 + 2.7055) = .022049 of .1.
  expect(svg).toContain('0.00 margins, bound −0.82.')
  expect(svg).toContain('0.00 margins, bound −0.22.')
})

it('is one page that says the verdict first and escapes what people wrote', () => {
  const page = renderGate(results)
  expect(page).not.toContain('<script>')
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  expect(page.indexOf('Needs judging')).toBeLessThan(page.indexOf('<h2>'))
  expect(page).toContain('1. Quality, non-inferior to the incumbent: pass')
  expect(page).toContain('3. Safety: needs judging')
  expect(page).toBe(renderGate(results))
})
