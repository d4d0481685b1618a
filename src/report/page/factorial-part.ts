import { stageWords } from '../../analysis/factorial/factorial-words.ts'
import type { FactorialEffect, FactorialResult } from '../../analysis/results/factorial-schema.ts'
import { escapeText, isolated } from '../escape.ts'
import { factorialPlot } from '../figures/factorial-plot.ts'
import { count, counted, decimal, interval, pValue } from '../format.ts'
import { bounds, difference, type Measure, magnitude, measureOf } from '../measure.ts'
import type { PageContext } from './context.ts'
import { bulletList, renderFigure } from './parts.ts'
import { html, intervalCell, missing, number, numberOr, type Row, renderTable } from './table.ts'

/** Stages in a figure, where room is scarce. */
const shortStage = {
  none: 'no feedback',
  sft: 'supervised tuning',
  'self-distillation': 'self-distillation',
  dpo: 'DPO',
} as const

/** Size crossed with feedback: what it says, its figure, its tables and what it cannot say; empty where nothing is crossed. */
export function factorialPart(context: PageContext): string {
  const { factorial } = context.results
  if (factorial === null) return ''
  return [
    '<section id="factorial">',
    '<h2>Size and feedback</h2>',
    bulletList(factorial.sentences),
    figure(context, factorial),
    effectTable(context, factorial),
    armTable(context, factorial),
    '<h3>What this cannot say</h3>',
    bulletList(factorial.limits),
    '</section>',
  ].join('\n')
}

function figure(context: PageContext, factorial: FactorialResult): string {
  const { names, results } = context
  const measure = measureOf(results, factorial.axis)
  const scale = results.plan.axes.find(({ id }) => id === factorial.axis)?.scale ?? null
  const scaled = (value: number | null) => (value === null ? null : value * measure.factor)
  const families = factorial.size.families
  const stages = [factorial.reference, ...factorial.stages.map(({ feedback }) => feedback)]
  const lines = families.flatMap(({ family }, place) =>
    stages.map((feedback, stage) => ({
      label: families.length === 1 ? shortStage[feedback] : `${family}, ${shortStage[feedback]}`,
      stage,
      dashed: place % 2 === 1,
      points: factorial.arms
        .filter((arm) => arm.family === family && arm.feedback === feedback)
        .sort((one, other) => one.size - other.size)
        .map(({ size, mean, ci95 }) => ({
          size,
          mean: scaled(mean),
          interval:
            ci95 === null ? null : { lower: ci95.lower * measure.factor, upper: ci95.upper * measure.factor },
        })),
    })),
  )
  const pairwise = factorial.form === 'pairwise'
  const what = pairwise
    ? `${measure.name} against ${names.arm(factorial.against ?? '')}, ${measure.unit}`
    : `Mean mark on ${names.axis(factorial.axis)}`
  return renderFigure(context, {
    title: 'Size and feedback',
    description: factorial.arms
      .map(
        (arm) =>
          `${names.arm(arm.arm)}, ${arm.size} billion, ${stageWords[arm.feedback]}: ${decimal(scaled(arm.mean), measure.digits)} ${bounds(measure, arm.ci95)}`,
      )
      .join('; '),
    caption: isolated(`${what} by size, with 95% intervals; one line for each stage of feedback`),
    draw: (frame) =>
      factorialPlot(
        {
          lines,
          levels: factorial.others.map(({ arm, size, mean }) => ({
            label: `${names.arm(arm)}${size === 'undisclosed' ? ' (undisclosed)' : ''}`,
            mean: mean * measure.factor,
          })),
          valueTitle: what,
          base: scale?.kind === 'ordinal' ? scale.min : 0,
          digits: measure.digits,
        },
        frame,
      ),
  })
}

function effectTable(context: PageContext, factorial: FactorialResult): string {
  const { results } = context
  const measure = measureOf(results, factorial.axis)
  return renderTable(context, {
    caption: `Effects, ${measure.unit}`,
    columns: [
      'Effect',
      { head: 'Estimate' },
      { head: `95% interval${context.note('standard-error')}` },
      { head: 'Standard error' },
      { head: 'p, not adjusted' },
    ],
    rows: [
      effectRow('One step of size', factorial.size.step, measure),
      effectRow('A doubling of the size', factorial.size.doubling, measure),
      ...factorial.stages.flatMap((stage): Row[] => {
        const name = stageWords[stage.feedback]
        const { perThousandPreferences, preferencesPerStep } = stage
        return [
          effectRow(name, stage.effect, measure),
          effectRow(`${name}: more for each step of size`, stage.interaction, measure),
          ...(perThousandPreferences === null
            ? []
            : [effectRow(`${name}: a thousand preferences`, perThousandPreferences, measure)]),
          ...(preferencesPerStep === null ? [] : [preferencesRow(name, preferencesPerStep)]),
        ]
      }),
    ],
    note: escapeText(
      `${counted(factorial.n, 'mark')} of ${counted(factorial.nQuestions, 'question')}${factorial.nReviewers === null ? ', reviewers not identified' : ` by ${counted(factorial.nReviewers, 'reviewer')}`}; intervals clustered by question and reviewer, that of the preferences by Fieller; compared with ${stageWords[factorial.reference]}`,
    ),
  })
}

function effectRow(name: string, effect: FactorialEffect, measure: Measure): Row {
  const reason = effect.ci95 === null ? 'no variation between marks, or too few' : null
  return {
    head: escapeText(name),
    cells: [
      numberOr(difference(measure, effect.estimate), reason),
      intervalCell(bounds(measure, effect.ci95), reason),
      numberOr(magnitude(measure, effect.se), reason),
      numberOr(pValue(effect.p), reason),
    ],
  }
}

const noPreferences = {
  'effect-undefined': 'the error of the effect of feedback is undefined',
  'effect-not-away-from-zero': 'the effect of feedback is not shown to differ from 0',
  'feedback-does-worse': 'feedback is shown to do worse',
} as const

function preferencesRow(
  name: string,
  { estimate, ci95, undefinedBecause }: NonNullable<FactorialResult['stages'][number]['preferencesPerStep']>,
): Row {
  const reason = undefinedBecause === null ? null : noPreferences[undefinedBecause]
  return {
    head: escapeText(`${name}: preferences worth a step of size`),
    cells: [numberOr(count(estimate), reason), intervalCell(interval(ci95, 0), reason), missing(), missing()],
  }
}

function armTable(context: PageContext, factorial: FactorialResult): string {
  const measure = measureOf(context.results, factorial.axis)
  const pairwise = factorial.form === 'pairwise'
  return renderTable(context, {
    caption: 'The arms',
    columns: [
      'Arm',
      { head: 'Base model', words: true },
      { head: 'Billions' },
      { head: 'Feedback', words: true },
      { head: 'Preferences' },
      { head: pairwise ? measure.name : 'Mean mark' },
      { head: '95% interval' },
      { head: 'n' },
    ],
    rows: factorial.arms.map((arm) => ({
      head: isolated(context.names.arm(arm.arm)),
      cells: [
        html(isolated(arm.baseModel)),
        number(String(arm.size)),
        html(escapeText(stageWords[arm.feedback])),
        arm.preferences === null ? missing('not stated') : number(count(arm.preferences)),
        numberOr(pairwise ? difference(measure, arm.mean) : measure.meanMark(arm.mean), null),
        intervalCell(bounds(measure, arm.ci95), null),
        number(count(arm.n)),
      ],
    })),
  })
}
