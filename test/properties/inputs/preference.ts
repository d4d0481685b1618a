import fc from 'fast-check'
import {
  level,
  list,
  orMissing,
  quarters,
  question,
  reviewer,
  systems,
  twoSystems,
  whole,
} from './primitives.ts'

const outcome = fc.constantFrom('a', 'tie', 'b')
/** Comparisons of two systems that differ. */
const comparison = fc
  .record({ q: question, r: reviewer, pair: twoSystems, outcome: orMissing(outcome) })
  .map(({ pair, ...rest }) => ({ ...rest, ...pair }))

const counts = fc
  .record({ winsA: whole(0, 9), ties: whole(0, 5), winsB: whole(0, 9) })
  .map((row) => ({ winsA: row.winsA, ties: row.ties, winsB: row.winsB }))

/** Every pair of the three systems. */
const pairCounts = fc.tuple(counts, counts, counts).map(([first, second, third]) => ({
  systems,
  counts: [
    { a: 'llm', b: 'search', ...first },
    { a: 'llm', b: 'tool', ...second },
    { a: 'tool', b: 'search', ...third },
  ],
}))

const rows = list(
  fc.record({ comparison, x: fc.tuple(quarters(-2, 2)) }).map((row) => ({ ...row.comparison, x: row.x })),
  20,
  60,
).map((all) => ({ systems, rows: all, position: true }))

/** Estimates with the covariance B B' of a drawn matrix B, plus a half on the diagonal. */
const estimates = fc
  .record({ estimates: list(quarters(-2, 2), 3, 3), factor: list(list(quarters(-1, 1), 3, 3), 3, 3) })
  .map((drawn) => ({
    estimates: drawn.estimates,
    cov: drawn.factor.map((row, i) =>
      drawn.factor.map((column, j) =>
        row.reduce((sum, value, k) => sum + value * column[k]!, i === j ? 0.5 : 0),
      ),
    ),
  }))

const slot = fc.constantFrom('first', 'second', 'tie')

export const preferenceInputs = {
  'pref.win_difference': fc
    .record({ comparisons: list(comparison, 1, 60), pair: twoSystems, level })
    .map(({ pair, ...rest }) => ({ ...rest, system: pair.a, opponent: pair.b })),
  'pref.sign_test': fc.record({ wins: whole(0, 40), losses: whole(0, 40), ties: whole(0, 10) }),
  'pref.cluster_signflip': list(fc.record({ value: orMissing(whole(-1, 1)), cluster: question }), 1, 30).map(
    (marks) => ({
      values: marks.map(({ value }) => value),
      clusters: marks.map(({ cluster }) => cluster),
      seed: 1,
    }),
  ),
  'pref.bradley_terry': pairCounts,
  'pref.davidson': fc.record({ table: pairCounts, position: fc.boolean() }).map(({ table, position }) => ({
    ...table,
    position,
  })),
  'pref.davidson_covariates': rows,
  'pref.bt_style': rows,
  'pref.style_difference': fc.record({
    pairs: list(fc.tuple(orMissing(whole(0, 30)), orMissing(whole(0, 30))), 1, 10),
  }),
  'pref.rank_sets': estimates,
  'pref.prob_best': fc.record({ estimates, seed: fc.nat() }).map(({ estimates: drawn, seed }) => ({
    ...drawn,
    draws: 500,
    seed,
  })),
  'pref.position_bias': fc.record({
    firstWins: whole(0, 40),
    secondWins: whole(0, 40),
    swapped: list(fc.tuple(orMissing(slot), orMissing(slot)), 0, 10),
    level,
  }),
}
