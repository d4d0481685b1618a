import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { calibrateJudge } from '../src/analysis/judges/judge-agreement.ts'
import { judgeBias, selfPreference } from '../src/analysis/judges/judge-bias.ts'
import type { CriterionRow, ScoreRow } from '../src/analysis/judges/judge-rows.ts'
import { poweredDifference } from '../src/analysis/judges/powered-difference.ts'
import { expectClose } from './support/expect-close.ts'
import { groupBy } from './support/group-by.ts'
import { testData } from './support/test-data.ts'

const pocqi = testData('real-pocqi')

describe.skipIf(pocqi === null)("LLM judges' and physicians' marks of Real-POCQi", () => {
  const ratingSchema = z.object({
    question_id: z.string(),
    axis: z.string(),
    choice: z.enum(['strongly_a', 'slightly_a', 'tie', 'slightly_b', 'strongly_b']),
    slot_a_provider: z.string(),
    slot_b_provider: z.string(),
    render_mode: z.string(),
  })
  const pairSchema = z.object({
    question_id: z.string(),
    opponent: z.string(),
    judge: z.string(),
    axis: z.string(),
    vote: z.coerce.number(),
  })
  const gradeSchema = z.object({
    question_id: z.string(),
    provider: z.string(),
    judge: z.string(),
    axis: z.string(),
    score_1to4: z.coerce.number(),
  })
  const table = (name: string) =>
    pocqi === null ? [] : parse(gunzipSync(readFileSync(join(pocqi, name))), { columns: true })
  const pairs = z.array(pairSchema).parse(table('kav_llm_pairwise.csv.gz'))
  const grades = z.array(gradeSchema).parse(table('kav_llm_rubric.csv.gz'))
  const ratings =
    pocqi === null
      ? []
      : readFileSync(join(pocqi, 'ratings.jsonl'), 'utf8')
          .trimEnd()
          .split('\n')
          .map((line) => ratingSchema.parse(JSON.parse(line)))

  /** Physicians' votes for OpenEvidence by question, opponent and axis; text only, as the judges saw the answers. */
  const votes = new Map<string, number[]>()
  for (const { question_id, axis, choice, slot_a_provider, slot_b_provider, render_mode } of ratings) {
    if (render_mode !== 'qa_text_only') continue
    if (slot_a_provider !== 'openevidence' && slot_b_provider !== 'openevidence') continue
    const forA = choice === 'tie' ? 0 : choice.endsWith('_a') ? 1 : -1
    const [opponent, vote] =
      slot_a_provider === 'openevidence' ? [slot_b_provider, forA] : [slot_a_provider, -forA]
    const key = `${question_id} ${opponent} ${axis}`
    votes.set(key, [...(votes.get(key) ?? []), vote])
  }
  const physicians = (row: z.infer<typeof pairSchema>) =>
    votes.get(`${row.question_id} ${row.opponent} ${row.axis}`) ?? []
  const meanOf = (values: readonly number[]) =>
    values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length

  /**
   * Judge, pairs tp fp fn tn of "OpenEvidence preferred", macro-F1, percentile and BCa limits over 22 questions:
   * Python 3.11 and numpy 1.24.2, 200,000 multinomial resamples.
   */
  it.each([
    ['grok-4.3', 38, 55, 18, 64, 0.5734415172459848, [0.4839, 0.6545], [0.4872, 0.6575]],
    ['opus-4.8', 43, 76, 13, 43, 0.49142857142857144, [0.3834, 0.5979], [0.3881, 0.6019]],
  ] as const)('%s agrees with physicians as in Python', (judge, tp, fp, fn, tn, value, percentile, bca) => {
    const rows = pairs
      .filter((row) => row.judge === judge)
      .map(
        (row): CriterionRow => ({
          item: row.question_id,
          arm: row.opponent,
          criterion: row.axis,
          judge: row.vote === 1,
          // Nobody knows who marked: the columns hold the first, second, ... mark of a pair.
          reviewers: [0, 1, 2, 3].map((place) => {
            const vote = physicians(row)[place]
            return vote === undefined ? null : vote === 1
          }),
        }),
      )
    const { overall, byCriterion } = calibrateJudge(rows, { seed: 42, resamples: 20_000 })
    expect(overall).toMatchObject({ tp, fp, fn, tn, items: 22 })
    expect(byCriterion.size).toBe(5)
    expectClose(overall.macroF1, value)
    for (const [interval, expected] of [
      [overall.macroF1Intervals.percentile, percentile],
      [overall.macroF1Intervals.bca, bca],
    ] as const) {
      expect(Math.abs((interval?.lower ?? 9) - expected[0])).toBeLessThan(0.004)
      expect(Math.abs((interval?.upper ?? 9) - expected[1])).toBeLessThan(0.004)
    }
  })

  /** Judge, opponent, rows, questions, mean of judge less physicians, 95 % limits: Python 3.11, scipy 1.10.1. */
  it.each([
    [
      'gemini-3.5-flash',
      'claude-opus-4-8',
      60,
      12,
      0.2916666666666667,
      -0.08124159304869988,
      0.6645749263820333,
    ],
    ['gpt-5.5', 'gpt-5.5', 35, 7, -0.04285714285714286, -0.520018825011165, 0.4343045392968793],
    ['opus-4.8', 'gemini-3.1-pro', 60, 12, 0.65, 0.08138527385425776, 1.2186147261457423],
  ] as const)('bias of %s against %s as in Python', (judge, arm, n, questions, value, lower, upper) => {
    const rows = pairs
      .filter((row) => row.judge === judge)
      .map(
        (row): ScoreRow => ({
          item: row.question_id,
          arm: row.opponent,
          judge: row.vote,
          reference: meanOf(physicians(row)),
        }),
      )
    const bias = judgeBias(rows).find((entry) => entry.arm === arm)
    expect(bias).toMatchObject({ n, nQuestions: questions })
    expectClose(bias?.estimate ?? null, value)
    expectClose(bias?.ci?.lower ?? null, lower, 1e-9)
    expectClose(bias?.ci?.upper ?? null, upper, 1e-9)
  })

  /** Judge, own arm, questions, difference in differences, limits (Python), and the value its authors report. */
  it.each([
    ['gpt-5.5', 'gpt-5.5', 146, 0.4074581430745814, 0.3602229678606805, 0.4546933182884823, 0.42],
    [
      'gemini-3.5-flash',
      'gemini-3.1-pro',
      148,
      0.24729729729729727,
      0.1887019586115803,
      0.30589263598301425,
      0.25,
    ],
    ['opus-4.8', 'claude-opus-4-8', 147, 0.13363567649281935, 0.08150736279307862, 0.18576399019256007, 0.14],
  ] as const)(
    '%s favours %s beyond the other judges',
    (judge, own, questions, value, lower, upper, reported) => {
      const byAnswer = groupBy(
        grades,
        ({ question_id, provider, axis }) => `${question_id} ${provider} ${axis}`,
      )
      const rows = [...byAnswer.values()].flatMap((marks): ScoreRow[] => {
        const mine = marks.find((mark) => mark.judge === judge)
        const others = marks.filter((mark) => mark.judge !== judge).map((mark) => mark.score_1to4)
        if (mine === undefined || others.length < 3) return []
        return [
          { item: mine.question_id, arm: mine.provider, judge: mine.score_1to4, reference: meanOf(others) },
        ]
      })
      const preference = selfPreference(rows, [own])
      expect(preference.n).toBe(questions)
      expectClose(preference.estimate, value, 1e-9)
      expectClose(preference.ci?.lower ?? null, lower, 1e-9)
      expectClose(preference.ci?.upper ?? null, upper, 1e-9)
      expect(Math.abs((preference.estimate ?? 0) - reported)).toBeLessThan(0.02)
    },
  )

  /** Judge, axis, lambda, estimate, error, limits of ppi.cluster: Python 3.11, numpy 1.24.2, cov with ddof 0 as in ppi_py. */
  it.each([
    [
      'gpt-5.5',
      'clinical_utility',
      0.19863042701894446,
      -0.031329999917192417,
      0.14687086369326496,
      -0.3367646814408181,
      0.27410468160643325,
    ],
    [
      'grok-4.3',
      'accuracy',
      0.04518277101043898,
      -0.04746476702322439,
      0.11232966460915145,
      -0.2810670927180326,
      0.1861375586715838,
    ],
  ] as const)(
    '%s powers the physicians on %s as in Python',
    (judge, axis, lambda, estimate, se, lower, upper) => {
      const rows = pairs
        .filter((row) => row.judge === judge && row.axis === axis)
        .map((row) => ({ item: row.question_id, judge: row.vote, clinicians: meanOf(physicians(row)) }))
      const powered = poweredDifference(rows)
      expect(powered).toMatchObject({ method: 'ppi.cluster', nLabelled: 31, nUnlabelled: 384 })
      expectClose(powered.result.lambda, lambda, 1e-9)
      expectClose(powered.result.estimate, estimate, 1e-9)
      expectClose(powered.result.se, se, 1e-9)
      expectClose(powered.result.ci?.lower ?? null, lower, 1e-9)
      expectClose(powered.result.ci?.upper ?? null, upper, 1e-9)
    },
  )
})
