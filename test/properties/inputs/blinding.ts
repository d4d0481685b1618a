import fc from 'fast-check'
import { level, list, orMissing, quarters, question, reviewer, systems, whole } from './primitives.ts'

const guess = orMissing(fc.constantFrom(...systems, 'cannot tell'))

/** Guesses of one reviewer on one answer. */
const guesses = fc.record({
  arms: fc.constant(systems),
  rows: list(fc.record({ arm: fc.constantFrom(...systems), guess, q: question, r: reviewer }), 4, 30),
  level,
})

/** Answers of all arms to a few questions, with two features of which the first tells the arms somewhat. */
const answers = list(list(fc.tuple(orMissing(quarters(-2, 2)), quarters(-2, 2)), 3, 3), 3, 8).map(
  (questions) =>
    questions.flatMap((features, place) =>
      features.map(([x, y], arm) => ({
        arm: systems[arm]!,
        q: `q${place + 1}`,
        x: [x === null ? null : x + arm, y],
      })),
    ),
)

const labelled = list(
  fc.record({ a: orMissing(fc.constantFrom('x', 'y', 'z')), b: orMissing(whole(1, 3)), q: question }),
  2,
  30,
)

export const blindingInputs = {
  'blind.bang': guesses,
  'blind.james': guesses,
  'blind.guess_chance': guesses,
  'blind.auc': fc
    .record({
      rows: list(
        fc.record({ score: orMissing(quarters(-1, 1)), positive: orMissing(fc.boolean()), q: question }),
        6,
        30,
      ),
      level,
    })
    .map(({ rows, ...rest }) => ({
      scores: rows.map(({ score }) => score),
      positive: rows.map(({ positive }) => positive),
      clusters: rows.map(({ q }) => q),
      ...rest,
    })),
  'blind.style_classifier': answers.map((rows) => ({ arms: systems, rows, folds: 3, B: 9, seed: 1 })),
  'blind.independence': fc
    .record({ rows: labelled, stratified: fc.boolean(), seed: fc.nat() })
    .map(({ rows, stratified, seed }) => ({
      a: rows.map(({ a }) => a),
      b: rows.map(({ b }) => b),
      ...(stratified ? { strata: rows.map(({ q }) => q) } : {}),
      B: 99,
      seed,
    })),
}
