import type { FactorialEffect, FactorialResult } from '../../analysis/results/factorial-schema.ts'
import type { Results } from '../../analysis/results-schema.ts'
import { intervalColumns, unitOf } from './common-columns.ts'
import { csvText } from './csv-text.ts'

interface Row {
  readonly result: FactorialResult
  readonly quantity: string
  /** Null for the effects of size alone. */
  readonly feedback: string | null
  readonly unit: string
  readonly effect: Partial<FactorialEffect> & Pick<FactorialEffect, 'estimate' | 'ci95'>
  readonly undefinedBecause: string | null
}

/** One row per effect of size and of feedback, their interaction, and the preferences that a step of size is worth. */
export function factorialCsv(results: Results): string {
  return csvText<Row>(
    {
      sample: () => results.study.sample,
      axis: (row) => row.result.axis,
      rendering: (row) => row.result.rendering,
      quantity: (row) => row.quantity,
      feedback: (row) => row.feedback,
      reference: (row) => row.result.reference,
      unit: (row) => row.unit,
      estimate: (row) => row.effect.estimate,
      se: (row) => row.effect.se ?? null,
      df: (row) => row.effect.df ?? null,
      ...intervalColumns('ci95', (row: Row) => row.effect.ci95),
      p: (row) => row.effect.p ?? null,
      undefined_because: (row) => row.undefinedBecause,
      n: (row) => row.result.n,
      n_questions: (row) => row.result.nQuestions,
      n_reviewers: (row) => row.result.nReviewers,
    },
    results.factorial === null ? [] : rowsOf(results, results.factorial),
  )
}

function rowsOf(results: Results, result: FactorialResult): Row[] {
  const unit = unitOf(results, result.axis)
  const row = (quantity: string, feedback: string | null, effect: FactorialEffect): Row => ({
    result,
    quantity,
    feedback,
    unit,
    effect,
    undefinedBecause: null,
  })
  return [
    row('size step', null, result.size.step),
    row('size doubling', null, result.size.doubling),
    ...result.stages.flatMap((stage): Row[] => [
      row('feedback', stage.feedback, stage.effect),
      row('interaction', stage.feedback, stage.interaction),
      ...(stage.perThousandPreferences === null
        ? []
        : [row('thousand preferences', stage.feedback, stage.perThousandPreferences)]),
      ...(stage.preferencesPerStep === null
        ? []
        : [
            {
              result,
              quantity: 'preferences per size step',
              feedback: stage.feedback,
              unit: 'preferences',
              effect: stage.preferencesPerStep,
              undefinedBecause: stage.preferencesPerStep.undefinedBecause,
            },
          ]),
    ]),
  ]
}

/** One row per arm of the factorial. */
export function factorialArmsCsv(results: Results): string {
  type Arm = FactorialResult['arms'][number]
  return csvText<Arm>(
    {
      sample: () => results.study.sample,
      arm: (row) => row.arm,
      family: (row) => row.family,
      base_model: (row) => row.baseModel,
      size_billions: (row) => row.size,
      feedback: (row) => row.feedback,
      preferences: (row) => row.preferences,
      n: (row) => row.n,
      mean: (row) => row.mean,
      ...intervalColumns('ci95', (row: Arm) => row.ci95),
    },
    results.factorial?.arms ?? [],
  )
}
