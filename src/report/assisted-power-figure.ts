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
      key: `Share of ${count(trials)} simulated trials of each size in which the hypothesis is found after Holm. Numbers at the curves are those of the plan; the line across stands at 80%.`,
    },
    {
      id: 'power',
      title: `What the trial can show: ${results.study.title}`,
      description: panels
        .map(({ title, curves }) => {
          const values = curves.map(({ label, atPlan }) => `${label} ${Math.round(atPlan ?? 0)}%`)
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

function panelOf({ hypotheses, curve, design }: AssistedPowerResults, family: string): PowerPanel[] {
  const curves = hypotheses.flatMap((hypothesis, index) => {
    if (hypothesis.family !== family || hypothesis.power === null) return []
    const points = curve.map(({ responsesPerArm, power }) => ({
      questions: responsesPerArm,
      value: percent(power[index] ?? null),
    }))
    const atPlan = points.find(({ questions }) => questions === design.responsesPerArm)?.value ?? null
    return [{ label: hypothesis.candidate, planned: true, points, atPlan }]
  })
  if (curves.length === 0) return []
  return [{ title: family, valueTitle: 'Power, %', curves, margin: 80, digits: 0 }]
}

function percent(share: number | null): number | null {
  return share === null ? null : share * 100
}
