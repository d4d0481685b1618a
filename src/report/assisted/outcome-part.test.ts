import { expect, it } from 'vitest'
import { analyseTrial } from '../../analysis/assisted/analyse-trial.ts'
import { syntheticRequest } from '../../analysis/assisted/testing/synthetic-trial.ts'
import { readableText } from '../testing/markup-check.ts'
import { outcomePart } from './outcome-part.ts'
import { trialContext } from './trial-context.ts'

const results = analyseTrial(syntheticRequest())

/** The part with every contrast changed. */
function told(change: object): string {
  const [outcome] = results.outcomes
  if (outcome === undefined) throw new Error('The trial has outcomes.')
  const analyses = outcome.analyses.map((analysis) => ({
    ...analysis,
    contrasts: analysis.contrasts.map((one) => ({ ...one, ...change })),
  }))
  return readableText(outcomePart(trialContext(results), { ...outcome, analyses }))
}

const effect = { estimate: 0.1, se: null, seParticipant: null, seCase: null, rule: null, ci95: null, p: null }

it('counts one participant, one case and one degree of freedom in the singular', () => {
  expect(told({ participants: 1, cases: 1, riskDifference: { ...effect, df: 1 } })).toContain(
    'Alder: 1 participant, 1 case, t with 1 degree of freedom; counts alone',
  )
})

it('says in words what the counts alone do not give', () => {
  const unclustered = { newcombe: null, oddsRatio: null, oddsRatioCi95: null, fisherP: null }
  expect(told({ unclustered })).toContain('(decisions taken as independent): no interval, no p by Fisher')
  expect(told({ unclustered: { ...unclustered, fisherP: 1 } })).toContain("no interval, Fisher's p = 1")
})
