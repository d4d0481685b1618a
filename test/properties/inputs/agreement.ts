import fc from 'fast-check'
import { level, list, orMissing, quarters, table, whole } from './primitives.ts'

export const categories = [1, 2, 3, 4]
const mark = orMissing(fc.constantFrom(...categories))
/** Items by raters. */
const x = table(mark, [2, 10], [2, 4])
const weights = ['unweighted', 'linear', 'quadratic']

const met = orMissing(fc.boolean())
const criterion = fc.record({
  points: whole(-5, 10),
  met,
  tags: fc.subarray(['axis:accuracy', 'axis:completeness']),
})
const rubrics = list(criterion, 1, 5)

const probability = whole(0, 20).map((value) => value / 20)
const outcome = orMissing(fc.constantFrom(0, 1))

export const agreementInputs = {
  'agree.krippendorff': fc.record({
    x,
    metrics: fc.constant(['nominal', 'ordinal', 'interval', 'ratio']),
    level,
  }),
  'agree.gwet': fc.record({ x, categories: fc.constant(categories), weights: fc.constant(weights), level }),
  'agree.cohen': fc
    .record({
      marks: list(fc.tuple(mark, mark), 2, 20),
      categories: fc.constant(categories),
      level,
    })
    .map(({ marks, ...rest }) => ({ a: marks.map(([a]) => a), b: marks.map(([, b]) => b), ...rest })),
  'agree.fleiss': fc.record({ x, categories: fc.constant(categories), level }),
  'agree.icc': fc.record({ x: table(orMissing(quarters(1, 5)), [2, 10], [2, 4]), level }),
  'judge.agreement': list(fc.record({ judge: met, humans: list(met, 0, 4) }), 1, 15).map((rows) => ({
    judge: rows.map(({ judge }) => judge),
    humans: rows.map(({ humans }) => humans),
  })),
  'judge.vs_reviewers': list(fc.record({ judge: met, ratings: list(met, 3, 3) }), 1, 15).map((rows) => ({
    reviewers: ['r1', 'r2', 'r3'],
    judge: rows.map(({ judge }) => judge),
    ratings: rows.map(({ ratings }) => ratings),
  })),
  'rubric.item_score': fc.record({ rubrics }),
  'rubric.aggregate': fc.record({
    examples: list(
      fc.record({
        rubrics,
        exampleTags: fc.subarray(['theme:hedging', 'theme:emergency']),
        question: whole(1, 5).map((number) => `q${number}`),
      }),
      1,
      10,
    ),
  }),
  'rubric.worst_at_k': fc.record({
    scores: list(list(orMissing(quarters(-1, 1)), 1, 5), 1, 8),
    k: fc.constant([1, 2, 3]),
  }),
  'calib.brier': list(fc.record({ p: orMissing(probability), y: outcome }), 1, 20).map((rows) => ({
    p: rows.map(({ p }) => p),
    y: rows.map(({ y }) => y),
  })),
  'calib.ece': list(fc.record({ p: orMissing(probability), y: outcome }), 1, 20).map((rows) => ({
    p: rows.map(({ p }) => p),
    y: rows.map(({ y }) => y),
    bins: 5,
  })),
  'calib.risk_coverage': list(fc.record({ p: orMissing(quarters(-2, 2)), y: outcome }), 1, 20).map(
    (rows) => ({
      confidence: rows.map(({ p }) => p),
      correct: rows.map(({ y }) => y),
      thresholds: [0, 0.5],
    }),
  ),
  'calib.abstention': fc
    .tuple(whole(0, 20), whole(0, 20), whole(0, 20))
    .map(([correct, wrong, abstained]) => ({
      n: correct + wrong + abstained,
      answered: correct + wrong,
      correct,
      valueAbstain: 0.2,
      costWrong: 2,
    })),
}
