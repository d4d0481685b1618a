import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { calibrateJudge } from '../src/analysis/judges/judge-agreement.ts'
import type { CriterionRow } from '../src/analysis/judges/judge-rows.ts'
import {
  isStatementMet,
  type StatementLabel,
  statementScores,
} from '../src/judging/rubric/statement-labels.ts'
import { expectClose } from './support/expect-close.ts'
import { groupBy } from './support/group-by.ts'
import { testData } from './support/test-data.ts'

const kqa = testData('k-qa')

describe.skipIf(kqa === null)("physicians' labels of K-QA statements", () => {
  const rowSchema = z.object({
    Question: z.string(),
    llm_x: z.string(),
    claim: z.string(),
    category_x: z.enum(['Must_have', 'Nice_to_have']),
    majority_label: z.string(),
    label_0: z.string(),
    label_1: z.string(),
    label_2: z.string(),
  })
  const rows =
    kqa === null
      ? []
      : z
          .array(rowSchema)
          .parse(parse(readFileSync(join(kqa, 'NLI_medical_annotator.csv')), { columns: true }))
  const labelSchema = z.enum(['entailment', 'neutral', 'contradiction'])
  const label = (written: string): StatementLabel => labelSchema.parse(written.toLowerCase())

  it('agree with each other as a count in Python gives', () => {
    const marks = rows.map(
      ({ Question, llm_x, category_x, label_0, label_1, label_2 }): CriterionRow => ({
        item: Question,
        arm: llm_x,
        criterion: category_x,
        judge: isStatementMet(label(label_0)),
        reviewers: [label_0, label_1, label_2].map((written) => isStatementMet(label(written))),
      }),
    )
    const { versusReviewers } = calibrateJudge(marks, { seed: 1, resamples: 10 })
    // Python 3.11: (2 tp/(2 tp + fp + fn) + 2 tn/(2 tn + fp + fn))/2 over the pairs of each with the two others.
    const python = [0.8531124497991968, 0.8477881299977992, 0.8713833525800261]
    for (const [reviewer, value] of python.entries()) {
      expectClose(versusReviewers.reviewerMacroF1[reviewer] ?? null, value)
    }
    const first = calibrateJudge(
      marks.map((mark) => ({ ...mark, reviewers: mark.reviewers.slice(1) })),
      { seed: 1, resamples: 2000 },
    )
    expect(first.overall).toMatchObject({ tp: 245, fp: 27, fn: 83, tn: 443, items: 50 })
    expect([...first.byCriterion.keys()].sort()).toEqual(['Must_have', 'Nice_to_have'])
    const interval = first.overall.macroF1Intervals.bca
    expect(interval?.lower ?? 1).toBeLessThan(0.8531)
    expect(interval?.upper ?? 0).toBeGreaterThan(0.8531)
  })

  it('give completeness and hallucinations per system as a count in Python gives', () => {
    // Python 3.11, from the majority labels: mean completeness, contradicted statements.
    const python = new Map([
      ['gpt4', [0.5641269841269841, 3]],
      ['gpt35', [0.35159090909090907, 1]],
      ['askk', [0.5869841269841269, 5]],
      ['bard', [0.4950396825396825, 3]],
    ])
    for (const [system, [completeness, hallucinations]] of python) {
      const answers = groupBy(
        rows.filter(({ llm_x }) => llm_x === system),
        ({ Question }) => Question,
      )
      const scores = [...answers.values()].map((statements) =>
        statementScores(
          statements.map(({ category_x, majority_label }) => ({
            mustHave: category_x === 'Must_have',
            label: label(majority_label),
          })),
        ),
      )
      const known = scores.flatMap((score) => score.completeness ?? [])
      expectClose(known.reduce((sum, value) => sum + value, 0) / known.length, completeness!, 1e-10)
      expect(scores.reduce((sum, score) => sum + score.hallucinations, 0)).toBe(hallucinations)
    }
  })
})
