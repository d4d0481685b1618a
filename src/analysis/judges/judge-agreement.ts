import { type ItemBootstrap, itemBootstrap, noBootstrap } from '../../statistics/agreement/item-bootstrap.ts'
import {
  type JudgeAgreement,
  judgeAgreement,
  judgeAgreementOfCounts,
} from '../../statistics/judge/agreement.ts'
import { type ConfusionCounts, macroF1 } from '../../statistics/judge/confusion.ts'
import { type JudgeVersusReviewers, judgeVersusReviewers } from '../../statistics/judge/vs-reviewers.ts'
import { type CriterionRow, codesOf } from './judge-rows.ts'

export interface JudgeBootstrapOptions {
  /** 10,000 when left out. */
  readonly resamples?: number
  readonly seed: number
  /** 0.95 when left out. */
  readonly level?: number
}

export interface CriterionAgreement extends JudgeAgreement {
  /** Items that hold a pair of marks. */
  readonly items: number
  /** Answers that the judge failed to mark; they are in no count. */
  readonly judgeFailures: number
  /** Intervals of macro-F1 over resampled items. Report BCa where there is one. */
  readonly macroF1Intervals: ItemBootstrap
}

export interface JudgeCalibration {
  readonly overall: CriterionAgreement
  /** By criterion in the order of the rows. */
  readonly byCriterion: ReadonlyMap<string, CriterionAgreement>
  /** The judge among the reviewers; null in its parts with fewer than two reviewers. */
  readonly versusReviewers: JudgeVersusReviewers
}

/**
 * Whether a judge marks criteria as reviewers do: agreement and macro-F1 overall and per criterion, with intervals that
 * resample whole items, since the answers and criteria of one item hang together.
 *
 * Agreement does not show that a judge is fair to every arm: look at `judgeBias` too.
 */
export function calibrateJudge(
  rows: readonly CriterionRow[],
  options: JudgeBootstrapOptions,
): JudgeCalibration {
  const byCriterion = new Map<string, CriterionRow[]>()
  for (const row of rows) {
    const group = byCriterion.get(row.criterion)
    if (group === undefined) byCriterion.set(row.criterion, [row])
    else group.push(row)
  }
  return {
    overall: agreementOf(rows, options, 'overall'),
    byCriterion: new Map(
      [...byCriterion].map(([criterion, group]) => [criterion, agreementOf(group, options, criterion)]),
    ),
    versusReviewers: judgeVersusReviewers(
      rows.map(({ reviewers }) => reviewers),
      rows.map(({ judge }) => judge),
      rows[0]?.reviewers.length ?? 0,
    ),
  }
}

function agreementOf(
  rows: readonly CriterionRow[],
  options: JudgeBootstrapOptions,
  name: string,
): CriterionAgreement {
  const counts = countsByItem(rows)
  const total = judgeAgreementOfCounts(weighted(counts, null))
  return {
    ...total,
    items: counts.length,
    judgeFailures: rows.filter(({ judge }) => judge === null).length,
    macroF1Intervals: total.macroF1 === null ? noBootstrap : intervals(counts, total.macroF1, options, name),
  }
}

function intervals(
  counts: readonly ConfusionCounts[],
  estimate: number,
  { resamples = 10_000, seed, level = 0.95 }: JudgeBootstrapOptions,
  name: string,
): ItemBootstrap {
  const kinds = {
    units: counts.length,
    patternOf: Int32Array.from(counts, (_, item) => item),
    multiplicity: new Float64Array(counts.length).fill(1),
  }
  const all = weighted(counts, null)
  const leaveOneOut = counts.map(({ tp, fp, fn, tn }) =>
    macroF1({ tp: all.tp - tp, fp: all.fp - fp, fn: all.fn - fn, tn: all.tn - tn }),
  )
  const at = (weight: ArrayLike<number>) => macroF1(weighted(counts, weight))
  return itemBootstrap(
    kinds,
    { estimate, at, leaveOneOut },
    { resamples, seed, level, stream: ['judge', name] },
    'macro-f1',
  )
}

/** Pairs of marks of every item that has any, in the order of first appearance. */
function countsByItem(rows: readonly CriterionRow[]): readonly ConfusionCounts[] {
  const codes = codesOf(rows.map(({ item }) => item))
  const groups: CriterionRow[][] = []
  rows.forEach((row, index) => {
    const code = codes[index]!
    groups[code] ??= []
    groups[code].push(row)
  })
  return groups
    .map((group) =>
      judgeAgreement(
        group.map(({ judge }) => judge),
        group.map(({ reviewers }) => reviewers),
      ),
    )
    .filter(({ pairs }) => pairs > 0)
}

function weighted(counts: readonly ConfusionCounts[], weight: ArrayLike<number> | null): ConfusionCounts {
  const sum = { tp: 0, fp: 0, fn: 0, tn: 0 }
  counts.forEach((count, item) => {
    const times = weight === null ? 1 : weight[item]!
    sum.tp += times * count.tp
    sum.fp += times * count.fp
    sum.fn += times * count.fn
    sum.tn += times * count.tn
  })
  return sum
}
