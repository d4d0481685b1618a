import type { GateCheck, GateResults } from '../../learning/gate/gate-results.ts'
import { forestPlot } from '../figures/forest.ts'
import type { Layout } from '../figures/svg.ts'
import { decimal } from '../format.ts'
import { gateVerdictWords } from './gate-words.ts'

/** Checks of a gain against a margin: only these can be drawn on one axis. */
export function marginChecks({ tests }: GateResults): readonly GateCheck[] {
  return tests.flatMap(({ checks }) =>
    checks.filter(({ against, planned, bound, estimate }) => {
      const isMargin = against !== null && against < 0 && planned !== null
      return isMargin && estimate !== null && bound !== null
    }),
  )
}

/**
 * Each gain with its interval in units of its own margin: the dashed line at -1 is what the bound has to stay above. The interval
 * is the one-sided bound below and the two-sided 95 % limit above.
 */
export function gateFigure(results: GateResults, layout: Layout, id: string, sample = false): string {
  const rows = marginChecks(results).map((check) => {
    const margin = -(check.against ?? -1)
    const scaled = (value: number) => value / margin
    const estimate = check.estimate === null ? null : scaled(check.estimate)
    return {
      label: `${check.title} (${gateVerdictWords[check.verdict]})`,
      estimate,
      interval:
        check.bound === null
          ? null
          : {
              lower: scaled(check.bound),
              upper: scaled(check.interval?.upper ?? check.estimate ?? check.bound),
            },
      reason: null,
      published: [],
      margins: [-1],
    }
  })
  const description = rows
    .map(({ label, estimate, interval }) => {
      const bound = interval === null ? 'no bound' : `bound ${decimal(interval.lower, 2)}`
      return `${label}: ${decimal(estimate, 2)} margins, ${bound}.`
    })
    .join(' ')
  return forestPlot(
    {
      rows,
      axisTitle: 'Gain in margins',
      favours: { negative: results.incumbent, positive: results.candidate },
      digits: 2,
    },
    {
      id,
      title: `Gains of ${results.candidate} over ${results.incumbent} against their margins`,
      description,
      layout,
      sample,
    },
  )
}
