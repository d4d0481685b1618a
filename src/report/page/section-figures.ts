import type { Contrast, Section } from '../../analysis/results-schema.ts'
import { type ForestRow, forestPlot } from '../figures/forest.ts'
import { markDistribution } from '../figures/mark-distribution.ts'
import { outcomeBars } from '../figures/outcome-bars.ts'
import { type MatrixCell, pairwiseMatrix } from '../figures/pairwise-matrix.ts'
import { count, decimal } from '../format.ts'
import { bounds, difference, type Measure, measureOf, scoresOf, undefinedReason } from '../measure.ts'
import { contrastName, levelWords, sectionName } from '../words.ts'
import type { PageContext } from './context.ts'
import { renderFigure } from './parts.ts'

/** Every arm against the rest, and the pairs that a hypothesis names. */
export function sectionForest(context: PageContext, section: Section): string {
  const { results, names } = context
  const measure = measureOf(results, section.axis)
  const contrasts = [...section.oneAgainstRest, ...pairsOfHypotheses(context, section)]
  const rows = contrasts.map((contrast) => forestRow(context, section, contrast, measure))
  const title = `${measure.name}, ${sectionName(results, names, section)}`
  return renderFigure(context, {
    title,
    description: contrasts
      .map(
        (contrast) =>
          `${contrastName(names, section, contrast)}: ${difference(measure, contrast.estimate.estimate)} ${bounds(measure, contrast.estimate.ci95)}`,
      )
      .join('; '),
    caption: `${measure.name} of each arm, ${measure.unit}, with unadjusted 95% intervals`,
    draw: (frame) =>
      forestPlot(
        {
          rows,
          axisTitle: `${measure.name}, ${measure.unit}`,
          favours: { negative: 'favours the others', positive: 'favours the arm named' },
          digits: measure.digits,
        },
        frame,
      ),
  })
}

function forestRow(context: PageContext, section: Section, contrast: Contrast, measure: Measure): ForestRow {
  const { estimate, ci95 } = contrast.estimate
  const scaled = (value: number) => value * measure.factor
  return {
    label: contrastName(context.names, section, contrast),
    estimate: estimate === null ? null : scaled(estimate),
    interval: ci95 === null ? null : { lower: scaled(ci95.lower), upper: scaled(ci95.upper) },
    reason: undefinedReason(contrast.estimate),
    published: contrast.published.map((figure) => ({ ...figure, estimate: scaled(figure.estimate) })),
    margins: marginsOn(context, section, contrast).map(scaled),
  }
}

function hypothesesOn(context: PageContext, section: Section) {
  return context.results.verdicts
    .map((verdict) => verdict.hypothesis)
    .filter((one) => one.axis === section.axis && one.rendering === section.rendering)
}

function marginsOn(context: PageContext, section: Section, contrast: Contrast): number[] {
  const own = hypothesesOn(context, section).filter(
    (one) =>
      one.stratum === null &&
      one.candidate === contrast.candidate &&
      one.against.length === contrast.against.length &&
      one.against.every((arm) => contrast.against.includes(arm)),
  )
  const limits = own.flatMap((one) => {
    if (one.margin === null) return []
    return one.kind === 'equivalence'
      ? [-one.margin.onEstimate, one.margin.onEstimate]
      : [-one.margin.onEstimate]
  })
  return [...new Set(limits)]
}

function pairsOfHypotheses(context: PageContext, section: Section): Contrast[] {
  if (section.arms.length < 3) return []
  const named = hypothesesOn(context, section).filter((one) => one.against.length === 1)
  return section.pairs.filter((pair) =>
    named.some((one) => one.candidate === pair.candidate && one.against[0] === pair.against[0]),
  )
}

/** Wins, ties and losses by strength on pairwise axes, marks by scale point on absolute ones. */
export function sectionLevels(context: PageContext, section: Section): string {
  const { results, names } = context
  const name = sectionName(results, names, section)
  const rows = section.arms.map((arm) => ({ label: names.arm(arm.arm), mean: arm.mean, levels: arm.levels }))
  const strengthAsked = scoresOf(section).some((score) => Math.abs(score) > 1)
  const words = (score: number) =>
    section.form === 'pairwise'
      ? levelWords(score, strengthAsked)
      : decimal(score, Number.isInteger(score) ? 0 : 2)
  const given = section.refusals === 0 ? '' : '; given marks only, no refusals'
  const described = rows
    .map((row) => {
      return `${row.label}: ${row.levels.map((level) => `${words(level.score)} ${count(level.n)}`).join(', ')}`
    })
    .join('; ')
  if (section.form === 'pairwise') {
    const scores = scoresOf(section)
    return renderFigure(context, {
      title: `Outcomes by arm, ${name}`,
      description: `Counts by outcome. ${described}`,
      caption: `${strengthAsked ? 'Comparisons of each arm, from strong loss to strong win, with counts' : 'Comparisons of each arm, from loss to win, with counts'}${given}`,
      draw: (frame) =>
        outcomeBars({ rows, levels: scores.map((score) => ({ score, words: words(score) })) }, frame),
    })
  }
  const better = results.plan.axes.find((axis) => axis.id === section.axis)?.better ?? 'higher'
  const { meanMark: meanWords } = measureOf(results, section.axis)
  return renderFigure(context, {
    title: `Marks by arm, ${name}`,
    description: `Counts by mark. ${described}. Means: ${rows.map((row) => `${row.label} ${meanWords(row.mean)}`).join(', ')}`,
    caption: `Marks of each arm by scale point, with counts${given}`,
    draw: (frame) => markDistribution({ rows, better, meanWords }, frame),
  })
}

/** Row arm minus column arm for every pair. */
export function sectionMatrix(context: PageContext, section: Section): string {
  const { results, names } = context
  const measure = measureOf(results, section.axis)
  const arms = section.arms.map((arm) => arm.arm)
  const cells = arms.map((row) => arms.map((column) => matrixCell(section, row, column, measure)))
  return renderFigure(context, {
    title: `Pairwise ${measure.name.toLowerCase()}, ${sectionName(results, names, section)}`,
    description: section.pairs
      .map(
        (pair) =>
          `${contrastName(names, null, pair)}: ${difference(measure, pair.estimate.estimate)}, n ${count(pair.estimate.n)}`,
      )
      .join('; '),
    caption: `Every arm against every other: ${measure.name.toLowerCase()} of the row over the column, ${measure.unit}${context.note('benjamini-hochberg')}`,
    draw: (frame) =>
      pairwiseMatrix(
        {
          labels: arms.map(names.arm),
          cells,
          digits: measure.digits,
          key: 'Blue: the row is ahead; ochre: the column. Bold: p below 0.05 after Benjamini-Hochberg adjustment (exploratory).',
        },
        frame,
      ),
  })
}

function matrixCell(section: Section, row: string, column: string, measure: Measure): MatrixCell | null {
  const forward = section.pairs.find((pair) => pair.candidate === row && pair.against[0] === column)
  const backward = section.pairs.find((pair) => pair.candidate === column && pair.against[0] === row)
  const pair = forward ?? backward
  if (row === column || pair === undefined) return null
  const { estimate, n } = pair.estimate
  const sign = forward === undefined ? -1 : 1
  return {
    estimate: estimate === null ? null : sign * estimate * measure.factor,
    n,
    clear: pair.adjustedP !== null && pair.adjustedP < 0.05,
  }
}
