import { analysisOf } from '../../analysis/assisted/contrasts.ts'
import { type ArmCount, type CountContrast, countContrasts } from '../../analysis/assisted/count-table.ts'
import { outcomeNames, rightOf } from '../../analysis/assisted/outcome-rows.ts'
import type { AssistedAnalysis } from '../../analysis/assisted/results-schema.ts'
import type { ScoredDecision } from '../../assisted/trial-data.ts'
import { problem } from '../../problem.ts'
import { pointBounds, points } from '../../report/assisted/effect-cells.ts'
import { dash, decimal, interval, listed, percent, pValue } from '../../report/format.ts'
import { proportionInterval } from '../../statistics/proportion/proportion-interval.ts'
import type { CommandResult } from '../run-command.ts'
import { shownPath } from '../study-folder.ts'
import { tableLines } from '../table-lines.ts'
import { type DecisionTable, readDecisionTable } from '../trial/decision-table.ts'
import { countReasons, decisionReasons } from '../trial/table-reasons.ts'

export interface AssistedTableOptions {
  /** Arm that the others are compared with. */
  readonly control?: string | undefined
}

/** What a table of a trial from elsewhere says: risks, differences and odds ratios against control, and Holm over the arms. */
export async function assistedTable(file: string, options: AssistedTableOptions): Promise<CommandResult> {
  const control = options.control ?? 'control'
  const table = await readDecisionTable(file)
  for (const arms of armsOf(table)) {
    if (!arms.includes(control)) {
      throw problem('TRIAL_TABLE_CONTROL', 'The table has no such arm.', 'Name the control with --control.', {
        place: { file: shownPath(file), field: '--control' },
        value: control,
        expected: listed(arms),
      })
    }
  }
  return table.kind === 'counts' ? ofCounts(table.outcomes, control) : ofDecisions(table.decisions, control)
}

function armsOf(table: DecisionTable): readonly (readonly string[])[] {
  return table.kind === 'counts'
    ? table.outcomes.map(({ arms }) => arms.map(({ arm }) => arm))
    : [[...new Set(table.decisions.map(({ arm }) => arm))]]
}

function ofCounts(
  outcomes: readonly { readonly outcome: string; readonly arms: readonly ArmCount[] }[],
  control: string,
): CommandResult {
  const results = outcomes.map(({ outcome, arms }) => {
    const contrasts = countContrasts(arms, control)
    return { outcome, arms, contrasts, reasons: countReasons(arms, contrasts, control) }
  })
  return {
    json: { kind: 'counts', control, outcomes: results },
    lines: [
      ...results.flatMap(({ outcome, arms, contrasts, reasons }) => [
        outcome,
        ...riskLines(arms.map(wilsonRisk)),
        ...countLines(contrasts),
        ...reasons,
        '',
      ]),
      'Counts do not say who decided about which case: decisions are taken as independent, and where a participant decided twice or',
      'cases are few, intervals are too narrow and p too small. Holm is on the p of the chi-square test without continuity correction.',
    ],
  }
}

function ofDecisions(decisions: readonly ScoredDecision[], control: string): CommandResult {
  const arms = [...new Set(decisions.map(({ arm }) => arm))]
  const sets = [
    { set: 'all', rows: decisions },
    ...(decisions.some(({ attentive }) => attentive === false)
      ? [{ set: 'attentive', rows: decisions.filter(({ attentive }) => attentive !== false) }]
      : []),
  ]
  const [told, untold] = [true, false].map((isTold) =>
    outcomeNames.filter((outcome) => decisions.some((one) => rightOf[outcome](one) !== null) === isTold),
  )
  const results = (told ?? []).flatMap((outcome) =>
    sets.map(({ set, rows }) => {
      const analysis = analysisOf(rows, rightOf[outcome], arms, control)
      return { outcome, set, ...analysis, reasons: decisionReasons(analysis, control) }
    }),
  )
  const reasons = (untold ?? []).map(
    (outcome) => `${outcome}: no row of the table has a value, so nothing is said of it.`,
  )
  return {
    json: { kind: 'decisions', control, outcomes: results, reasons },
    lines: [
      ...results.flatMap((one) => [
        one.set === 'all' ? one.outcome : `${one.outcome}, without those who failed an attention check`,
        ...riskLines(one.arms),
        ...contrastLines(one.contrasts),
        ...one.reasons,
        '',
      ]),
      ...reasons,
    ],
  }
}

function wilsonRisk(count: ArmCount): AssistedAnalysis['arms'][number] {
  const { right: given, n } = count
  return { ...count, risk: n === 0 ? null : given / n, ci95: proportionInterval(given, n) }
}

function riskLines(arms: AssistedAnalysis['arms']): string[] {
  return tableLines(
    ['arm', 'right', 'of', 'share', '95% interval'],
    arms.map(({ arm, right, n, risk, ci95 }) => [
      arm,
      String(right),
      String(n),
      percent(risk),
      pointBounds(ci95),
    ]),
    ['left', 'right', 'right', 'right', 'right'],
  )
}

const right = 'right' as const

function countLines(contrasts: readonly CountContrast[]): string[] {
  return tableLines(
    ['against control', 'points', 'Newcombe 95%', 'odds ratio', 'Woolf 95%', 'p', 'p, Holm', "Fisher's p"],
    contrasts.map((one) => [
      one.name,
      points(one.riskDifference),
      pointBounds(one.newcombe),
      one.oddsRatio === null ? dash : decimal(one.oddsRatio, 3),
      interval(one.oddsRatioCi, 3),
      pValue(one.chiSquareP),
      pValue(one.holmP),
      pValue(one.fisher?.p ?? null),
    ]),
    ['left', right, right, right, right, right, right, right],
  )
}

function contrastLines(contrasts: AssistedAnalysis['contrasts']): string[] {
  return tableLines(
    ['against control', 'points', '95% interval', 'p', 'p, Holm', 'odds ratio', '95% interval', 'clusters'],
    contrasts.map((one) => [
      one.arm,
      points(one.riskDifference.estimate),
      pointBounds(one.riskDifference.ci95),
      pValue(one.riskDifference.p),
      pValue(one.holmP),
      decimal(one.oddsRatio.estimate, 3),
      interval(one.oddsRatio.ci95, 3),
      `${one.participants} people, ${one.cases} cases`,
    ]),
    ['left', right, right, right, right, right, right, right],
  )
}
