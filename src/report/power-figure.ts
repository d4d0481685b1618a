import type { HypothesisPower, PowerResults } from '../power/power-schema.ts'
import { type PowerPanel, powerCurves } from './figures/power-curves.ts'
import { standAlone } from './figures/stand-alone.ts'
import type { Layout } from './figures/svg.ts'
import { counted, decimal, listed } from './format.ts'
import { powerUnit } from './power-units.ts'

/** Hypotheses whose figures are the same in every respect stand together. */
export function alikeHypotheses(results: PowerResults): HypothesisPower[][] {
  const groups = new Map<string, HypothesisPower[]>()
  for (const hypothesis of results.hypotheses) {
    const { kind, unit, margin, statedDifference, alpha, rows, levels, curve } = hypothesis
    const same = [kind, unit, margin, statedDifference, alpha, rows, levels, curve, hypothesis.against.length]
    const key = JSON.stringify(hypothesis.simulation === null ? same : [...same, hypothesis.id])
    groups.set(key, [...(groups.get(key) ?? []), hypothesis])
  }
  return [...groups.values()]
}

/** The figure of a planned study as an SVG file that stands alone and follows light and dark. */
export function powerFigure(results: PowerResults, layout: Layout): string {
  const panels = alikeHypotheses(results).flatMap((alike) => panelOf(alike))
  const { review } = results
  const plan = [
    counted(review.questions, 'question'),
    counted(review.reviewers, 'reviewer'),
    `${review.reviewersPerQuestion} for each question`,
  ].join(', ')
  const svg = powerCurves(
    {
      panels,
      plannedQuestions: review.questions,
      key: `With a chance of 80%, by number of questions; the smaller the better. Plan: ${plan}. Numbers at the curves are those of the plan; low, mid and high are variance components, and the strong line is the one planned with.`,
    },
    {
      id: 'power',
      title: `What the study can show: ${results.study.title}`,
      description: panels.map(describe).join(' '),
      layout,
      sample: results.study.sample,
      pad: 16,
    },
  )
  return standAlone(svg)
}

function panelOf(alike: readonly HypothesisPower[]): PowerPanel[] {
  const [hypothesis] = alike
  if (hypothesis === undefined) return []
  const unit = powerUnit(hypothesis)
  const printed = (value: number | null) => (value === null ? null : value * unit.factor)
  const parity = hypothesis.kind !== 'superiority'
  return [
    {
      title: listed(alike.map((one) => one.id)),
      valueTitle: `${parity ? 'Smallest margin that can be proved' : 'Smallest difference that can be found'}, ${unit.words}${hypothesis.unit === 'win difference' ? ' (half as many of win rate)' : ''}`,
      curves: hypothesis.levels.map((level, place) => ({
        label: level.level,
        planned: level.planned,
        points: hypothesis.curve.map(({ questions, values }) => ({
          questions,
          value: printed(values[place] ?? null),
        })),
        atPlan: printed(parity ? level.provableMargin80 : level.detectable80),
      })),
      margin: printed(hypothesis.margin),
      digits: unit.digits,
    },
  ]
}

function describe(panel: PowerPanel): string {
  const values = panel.curves.map(
    (curve) => `${curve.label} ${curve.atPlan === null ? 'none' : decimal(curve.atPlan, panel.digits)}`,
  )
  const margin = panel.margin === null ? '' : `; planned margin ${decimal(panel.margin, panel.digits)}`
  return `${panel.title}: ${panel.valueTitle}: ${values.join(', ')}${margin}.`
}
