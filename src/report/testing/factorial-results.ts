import { type Results, resultsSchema } from '../../analysis/results-schema.ts'
import { absoluteResults } from './absolute-results.ts'
import { hostileText } from './hostile-results.ts'

const effect = (estimate: number, half: number) => ({
  estimate,
  se: half / 2,
  df: 11,
  ci95: { lower: estimate - half, upper: estimate + half },
  p: 0.03,
})
const none = { estimate: null, se: null, df: null, ci95: null, p: null }

/** Two families, three stages, a stage without a number of preferences, and an arm of undisclosed size. */
export function factorialResults(): Results {
  const base = absoluteResults()
  const axis = base.plan.axes[0]?.id ?? ''
  const families = [
    { family: 'birch', sizes: [8, 32] },
    { family: hostileText, sizes: [4, 70] },
  ]
  const stages = ['none', 'sft', 'dpo'] as const
  return resultsSchema.parse({
    ...base,
    factorial: {
      axis,
      rendering: null,
      form: 'absolute',
      against: null,
      reference: 'none',
      arms: families.flatMap(({ family, sizes }, place) =>
        sizes.flatMap((size, step) =>
          stages.map((feedback, stage) => {
            const mean = 1.5 + 0.5 * step + 0.4 * stage + 0.1 * place
            return {
              arm: `${place}-${size}-${feedback}`,
              family,
              baseModel: `${family} ${size}`,
              size,
              feedback,
              preferences: stage === 0 ? 0 : stage === 1 ? null : 8000,
              n: 120,
              mean: feedback === 'sft' && size === 70 ? null : mean,
              ci95: feedback === 'sft' ? null : { lower: mean - 0.2, upper: mean + 0.2 },
            }
          }),
        ),
      ),
      others: [{ arm: 'aurora', size: 'undisclosed', mean: 3.4 }],
      n: 1440,
      leftOut: 0,
      nQuestions: 60,
      nReviewers: 12,
      size: { step: effect(0.5, 0.2), doubling: effect(0.2, 0.08), families },
      stages: [
        {
          feedback: 'sft',
          effect: none,
          interaction: none,
          perThousandPreferences: null,
          preferencesPerStep: null,
          preferences: null,
        },
        {
          feedback: 'dpo',
          effect: effect(0.8, 0.3),
          interaction: effect(-0.1, 0.3),
          perThousandPreferences: effect(0.1, 0.04),
          preferencesPerStep: { estimate: 5000, ci95: { lower: 2100, upper: 9900 }, undefinedBecause: null },
          preferences: { fewest: 8000, most: 8000 },
        },
      ],
      sentences: ['One step of size moves quality.', hostileText],
      limits: ['Nobody drew by lot which model has which size.'],
    },
  })
}
