import { gatePlanSchema, type RankerGatePlan } from '../gate-plan.ts'
import { plannedQuestions, plannedShareQuestions } from '../planned-questions.ts'

const alpha = 0.05
const power = 0.95

/**
 * A plan for grown collections. The spreads are those of two equal rankers over 6,000 grown questions: a standard deviation of
 * .116 of nDCG@10, and 943 questions in 10,000 in which one alone has an incorrect top answer (of the incumbent's, 22 % are).
 */
export function grownPlan(change: Partial<RankerGatePlan> = {}): RankerGatePlan {
  const quality = plannedQuestions({ margin: 0.03, sd: 0.116, alpha, power })
  const incorrect = plannedShareQuestions({ margin: 0.05, discordant: 0.0943, alpha, power })
  const plan = gatePlanSchema.parse({
    schemaVersion: 1,
    id: 'grown',
    outcomes: 'rankers',
    seed: 1,
    resamples: 2000,
    quality: { margin: 0.03, questions: quality, gradedBy: 'clinicians' },
    floors: ['bm25', 'label-free-prior'],
    safety: {
      incorrect: { margin: 0.05, questions: incorrect },
      incorrectAtHalf: { limit: 0.1, questions: quality },
    },
    calibration: {
      pairs: { limit: 0.05, questions: quality },
      abstention: { least: 0.65, questions: quality },
    },
    ...change,
  })
  if (plan.outcomes !== 'rankers') throw new RangeError('the plan is one for rankers')
  return plan
}
