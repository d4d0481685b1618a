import type { AssistedPowerResults } from '../power/assisted/assisted-power-schema.ts'
import { type PowerPanel, powerCurves } from './figures/power-curves.ts'
import { standAlone } from './figures/stand-alone.ts'
import type { Layout } from './figures/svg.ts'
import { count } from './format.ts'

/** Power against responses of an arm, one panel for each family, as an SVG file that stands alone. */
export function assistedPowerFigure(results: AssistedPowerResults, layout: Layout): string {
  const panels = [...new Set(results.hypotheses.map(({ family }) => family))].flatMap((family) =>
    panelOf(results, family),
  )
  const { design, trials } = results
  const svg = powerCurves(
    {
      panels,
      plannedQuestions: design.responsesPerArm,
      counted: 'responses of every arm',
      key: `Share of ${count(trials)} simulated trials of each size in which the hypothesis is found after Holm. The number at the curve is that of the plan; the line across stands at 80%.`,
    },
    {
      id: 'power',
      title: `What the trial can show: ${results.study.title}`,
      description: panels
        .map(({ title, curves }) => {
          const values = curves.map(({ atPlan }) => (atPlan === null ? 'none' : `${Math.round(atPlan)}%`))
          return `${title}: power with the plan: ${values.join(', ')}.`
        })
        .join(' '),
      layout,
      sample: results.study.sample,
      pad: 16,
    },
  )
  return standAlone(svg)
}

/** The hypothesis of a family that has least power at each size: every other one has more. */
function panelOf(
  { hypotheses, curve, design, largestTried }: AssistedPowerResults,
  family: string,
): PowerPanel[] {
  const members = hypotheses.flatMap((one, index) =>
    one.family === family && one.power !== null ? [{ ...one, index }] : [],
  )
  if (members.length === 0) return []
  const needed = Math.max(...members.map(({ neededFor90 }) => neededFor90 ?? largestTried))
  // Beyond that the curve is flat, and would press the rest together.
  const last = 1.6 * Math.max(needed, design.responsesPerArm)
  const points = curve
    .filter(({ responsesPerArm }) => responsesPerArm <= last)
    .map(({ responsesPerArm, power }) => ({
      questions: responsesPerArm,
      value: 100 * Math.min(...members.map(({ index }) => power[index] ?? 0)),
    }))
  const atPlan = points.find(({ questions }) => questions === design.responsesPerArm)?.value ?? null
  return [
    {
      title: family,
      valueTitle: `Power, %${members.length === 1 ? '' : `, of the one of ${members.length} hypotheses that has least`}`,
      curves: [{ label: 'plan', planned: true, points, atPlan }],
      margin: 80,
      marginWord: 'usual',
      digits: 0,
    },
  ]
}
