import { expect } from 'vitest'
import { inputsByMethod } from './inputs/inputs.ts'
import { type Check, describeProperty, unchanged } from './support/check.ts'

/** The same seed gives the same bits, another seed other numbers. */
function drawn(input: object): Check {
  return (compute) => {
    const first = compute({ ...input, seed: 1 })
    expect(compute({ ...input, seed: 1 })).toStrictEqual(first)
    expect(compute({ ...input, seed: 2 })).not.toEqual(first)
  }
}

/** 40 values that are all different, in 25 clusters. */
const values = Array.from({ length: 40 }, (_, row) => Math.sin(row + 1))
const clusters = Array.from({ length: 40 }, (_, row) => row % 25)
const marks = Array.from({ length: 30 }, (_, item) =>
  Array.from({ length: 3 }, (_mark, rater) => 1 + ((item * (rater + 2)) % 4)),
)
const categories = [1, 2, 3, 4]

const random = {
  'agree.cohen': drawn({ a: marks.map(([a]) => a), b: marks.map(([, b]) => b), categories, B: 500 }),
  'agree.fleiss': drawn({ x: marks, categories, B: 500 }),
  'agree.krippendorff': drawn({ x: marks, metrics: ['interval'], B: 500 }),
  'blind.independence': drawn({
    a: values.map((value) => value > 0),
    b: values.map((value, row) => value > (row % 3) - 1),
    strata: clusters.map((code) => code % 4),
    B: 500,
  }),
  'blind.style_classifier': drawn({
    rows: values.map((value, row) => ({ arm: row % 2, q: Math.floor(row / 2), x: [value] })),
    B: 20,
  }),
  'boot.cluster': drawn({ values, clusters, B: 500 }),
  'boot.pigeonhole': drawn({ values, q: clusters, r: clusters.map((code) => code % 7), B: 500 }),
  'power.simulate': drawn({
    nQuestions: 20,
    nReviewers: 6,
    ratingsPerAnswer: 2,
    sdQS: 0.3,
    sdRS: 0.1,
    sdE: 0.5,
    delta: 0.2,
    trials: 500,
  }),
  'pref.cluster_signflip': drawn({ values: values.map((value) => value + 0.2), clusters, B: 5000 }),
  'pref.prob_best': drawn({
    estimates: [0.1, 0, -0.1],
    cov: [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
    draws: 2000,
  }),
  'shift.measurement_error': drawn({
    x: [0.2, 0.5, 0.9, 1.4],
    y: [0.1, 0.7, 0.6, 1.1],
    seX: [0.1, 0.2, 0.1, 0.2],
    seY: [0.2, 0.1, 0.2, 0.1],
    B: 500,
  }),
  'shift.coverage_ci': drawn({
    benchmark: { a: 30, b: 20, c: 9 },
    practice: { a: 20, b: 40, c: 31 },
    B: 500,
  }),
}

/** A new method that draws must come to the list above: its numbers would change here. */
const unmoved = Object.fromEntries(
  Object.entries(inputsByMethod)
    .filter(([method]) => !Object.hasOwn(random, method))
    .map(([method, arbitrary]): [string, Check] => [
      method,
      unchanged(arbitrary, (input) => Object.assign({}, input, { seed: 2 }), { runs: 3 }),
    ]),
)

describeProperty(
  'a seed names the random numbers, and moves nothing that is not drawn',
  { ...random, ...unmoved },
  {},
)
