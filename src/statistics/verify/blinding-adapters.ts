import { z } from 'zod'
import { areaUnderCurve } from '../blinding/auc.ts'
import { bangIndex } from '../blinding/bang.ts'
import { guessChance } from '../blinding/guess-chance.ts'
import type { Guess } from '../blinding/guesses.ts'
import { independenceTest } from '../blinding/independence.ts'
import { jamesIndex } from '../blinding/james.ts'
import { styleClassifier } from '../blinding/style-classifier.ts'
import type { AdapterFamily } from './adapter.ts'
import { categoriesInUse } from './agreement-adapters.ts'
import {
  binaryMarkSchema,
  codesOf,
  type Label,
  labelSchema,
  levelSchema,
  orDefault,
} from './shared-schemas.ts'

const guessInput = z.object({
  arms: z.array(labelSchema).nullish(),
  rows: z.array(
    z.object({
      arm: labelSchema,
      guess: labelSchema.nullable(),
      r: labelSchema.nullish(),
      q: labelSchema.nullish(),
      n: z.number().nullish(),
    }),
  ),
  cannotTell: orDefault(labelSchema, 'cannot tell'),
  weights: z.array(z.array(z.number())).nullish(),
  level: levelSchema,
})

/** Rows without a guess are dropped; a row may stand for `n` equal ones. Clusters count where every row has one. */
function guessesOf({ arms, rows, cannotTell }: z.infer<typeof guessInput>) {
  const asked = rows.flatMap(({ guess, n, ...row }) =>
    guess === null ? [] : Array.from({ length: n ?? 1 }, () => ({ ...row, guess })),
  )
  const names = arms ?? categoriesInUse([asked.map(({ arm }) => arm)])
  const place = (label: Label) => names.indexOf(label)
  const guess = asked.map((row): Guess => (row.guess === cannotTell ? 'cannot tell' : place(row.guess)))
  const reviewers = asked.flatMap(({ r }) => r ?? [])
  const questions = asked.flatMap(({ q }) => q ?? [])
  return {
    arms: names.length,
    arm: asked.map(({ arm }) => place(arm)),
    guess,
    ...(reviewers.length === asked.length ? { reviewer: codesOf(reviewers) } : {}),
    ...(questions.length === asked.length ? { question: codesOf(questions) } : {}),
  }
}

function bangOfRows(input: unknown) {
  const parsed = guessInput.parse(input)
  return { byArm: bangIndex(guessesOf(parsed), { level: parsed.level }) }
}

function jamesOfRows(input: unknown) {
  const parsed = guessInput.parse(input)
  const weights = parsed.weights ?? undefined
  return jamesIndex(guessesOf(parsed), { level: parsed.level, ...(weights === undefined ? {} : { weights }) })
}

/** Rows without a question are sets of their own, in which nothing can change places. */
function guessChanceOfRows(input: unknown) {
  const parsed = guessInput.parse(input)
  const guesses = guessesOf(parsed)
  return guessChance({ ...guesses, question: guesses.question ?? guesses.arm.map((_, row) => row) })
}

const aucInput = z.object({
  scores: z.array(z.number().nullable()),
  positive: z.array(binaryMarkSchema.nullable()),
  clusters: z.array(labelSchema).nullish(),
  level: levelSchema,
})

function aucOfRows(input: unknown) {
  const { scores, positive, clusters, level } = aucInput.parse(input)
  const rows = scores.flatMap((score, row) => {
    const own = positive[row] ?? null
    return score === null || own === null ? [] : [{ score, own, cluster: clusters?.[row] ?? null }]
  })
  return areaUnderCurve(
    rows.map(({ score }) => score),
    rows.map(({ own }) => own),
    { level, ...(clusters ? { cluster: codesOf(rows.map(({ cluster }) => cluster)) } : {}) },
  )
}

const drawing = {
  B: z.number().nullish(),
  seed: orDefault(z.number(), 0),
}

const styleInput = z.object({
  arms: z.array(labelSchema).nullish(),
  rows: z.array(z.object({ arm: labelSchema, q: labelSchema, x: z.array(z.number().nullable()) })),
  folds: orDefault(z.number(), 5),
  lambda: orDefault(z.number(), 1),
  level: levelSchema,
  ...drawing,
})

/** Rows with a missing feature are dropped; questions are numbered in the order of their names. */
function styleOfRows(input: unknown) {
  const { arms, rows, folds, lambda, level, B, seed } = styleInput.parse(input)
  const complete = rows.flatMap(({ x, ...row }) => {
    const features = x.flatMap((value) => value ?? [])
    return features.length < x.length ? [] : [{ ...row, features }]
  })
  const names = arms ?? categoriesInUse([complete.map(({ arm }) => arm)])
  return styleClassifier({
    features: complete.map(({ features }) => features),
    arms: names.length,
    arm: complete.map(({ arm }) => names.indexOf(arm)),
    question: sortedCodes(complete.map(({ q }) => q)),
    folds,
    lambda,
    level,
    resamples: B ?? 199,
    seed,
  })
}

const independenceInput = z.object({
  a: z.array(labelSchema.nullable()),
  b: z.array(labelSchema.nullable()),
  strata: z.array(labelSchema).nullish(),
  ...drawing,
})

/** Rows without one of the labels are dropped; labels and strata are numbered in ascending order. */
function independenceOfRows(input: unknown) {
  const { a, b, strata, B, seed } = independenceInput.parse(input)
  const rows = a.flatMap((first, row) => {
    const second = b[row] ?? null
    return first === null || second === null ? [] : [{ first, second, stratum: strata?.[row] ?? 0 }]
  })
  const first = rows.map((row) => row.first)
  const second = rows.map((row) => row.second)
  return independenceTest({
    a: sortedCodes(first),
    b: sortedCodes(second),
    rows: new Set(first).size,
    columns: new Set(second).size,
    resamples: B ?? 9_999,
    seed,
    ...(strata ? { stratum: sortedCodes(rows.map(({ stratum }) => stratum)) } : {}),
  })
}

function sortedCodes(labels: readonly Label[]): number[] {
  const places = new Map(categoriesInUse([labels]).map((label, place) => [label, place]))
  return labels.map((label) => places.get(label) ?? -1)
}

export const blindingAdapters: AdapterFamily = {
  'blind.auc': aucOfRows,
  'blind.bang': bangOfRows,
  'blind.guess_chance': guessChanceOfRows,
  'blind.independence': independenceOfRows,
  'blind.james': jamesOfRows,
  'blind.style_classifier': styleOfRows,
}
