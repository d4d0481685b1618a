import fc from 'fast-check'
import {
  level,
  list,
  orMissing,
  quarters,
  question,
  reviewer,
  systems,
  table,
  twoSystems,
  whole,
} from './primitives.ts'

/** Marks of all systems, most of the cells of eight questions and four reviewers. */
function ratings<Mark>(mark: fc.Arbitrary<Mark>) {
  return list(fc.option(list(mark, systems.length, systems.length), { freq: 3, nil: null }), 32, 32).map(
    (cells) =>
      cells.flatMap((marks, cell) =>
        (marks ?? []).map((y, place) => ({
          q: `q${cell % 8}`,
          r: `r${Math.floor(cell / 8)}`,
          s: systems[place]!,
          y,
        })),
      ),
  )
}

const likert = orMissing(whole(1, 4))

/** Two sizes and two stages of one family. */
export const factorialArms = [
  { id: 'small', family: 'f', size: 8, stage: 'none', preferences: 0 },
  { id: 'large', family: 'f', size: 32, stage: 'none', preferences: 0 },
  { id: 'small-dpo', family: 'f', size: 8, stage: 'dpo', preferences: 2000 },
  { id: 'large-dpo', family: 'f', size: 32, stage: 'dpo', preferences: 2500 },
]

/** Marks of most arms in the cells of six questions and three reviewers. */
const factorialMarks = list(list(likert, 4, 4), 18, 18).map((cells) =>
  cells.flatMap((marks, cell) =>
    marks.map((y, place) => ({
      q: `q${cell % 6}`,
      r: `r${Math.floor(cell / 6)}`,
      s: factorialArms[place]!.id,
      y,
    })),
  ),
)

const clustered = fc.record({
  rows: list(fc.record({ value: orMissing(quarters(-2, 2)), q: question, r: reviewer }), 1, 40),
  seed: fc.nat(),
  level,
})

const marks = fc.record({
  labelled: list(
    fc.record({ y: orMissing(quarters(0, 2)), f: orMissing(quarters(0, 2)), cluster: question }),
    2,
    20,
  ),
  unlabelled: list(fc.record({ f: orMissing(quarters(0, 2)), cluster: question }), 0, 20),
  level,
})

export const crossedInputs = {
  'crossed.paired_difference': fc
    .record({ ratings: ratings(likert), pair: twoSystems, level })
    .map(({ pair, ...rest }) => ({ ...rest, ...pair })),
  'crossed.factorial': fc
    .record({ marks: factorialMarks, level })
    .map((input) => ({ ...input, arms: factorialArms, stages: ['none', 'dpo'] })),
  'crossed.anova_components': fc.record({ y: table(quarters(1, 5), [2, 8], [2, 5]) }),
  'crossed.lmm': fc.record({
    ratings: ratings(orMissing(quarters(1, 4))),
    interactions: fc.boolean(),
    level,
  }),
  'crossed.glmm': fc.record({ ratings: ratings(orMissing(fc.constantFrom(0, 1))) }),
  'crossed.clmm': fc.record({ ratings: ratings(likert) }),
  'boot.cluster': clustered.map(({ rows, ...rest }) => ({
    values: rows.map(({ value }) => value),
    clusters: rows.map(({ q }) => q),
    B: 200,
    ...rest,
  })),
  'boot.pigeonhole': clustered.map(({ rows, ...rest }) => ({
    values: rows.map(({ value }) => value),
    q: rows.map(({ q }) => q),
    r: rows.map(({ r }) => r),
    B: 200,
    ...rest,
  })),
  'boot.intervals': fc.record({
    estimate: quarters(-1, 1),
    replicates: list(orMissing(quarters(-2, 2)), 1, 40),
    jackknife: list(quarters(-1, 1), 2, 10),
    level,
  }),
  'ppi.mean': marks.map(({ labelled, unlabelled, level: share }) => ({
    y: labelled.map(({ y }) => y),
    f: labelled.map(({ f }) => f),
    fUnlabeled: unlabelled.map(({ f }) => f),
    level: share,
  })),
  'ppi.cluster': marks.map(({ labelled, unlabelled, level: share }) => ({
    y: labelled.map(({ y }) => y),
    f: labelled.map(({ f }) => f),
    fUnlabeled: unlabelled.map(({ f }) => f),
    clusters: labelled.map(({ cluster }) => cluster),
    clustersUnlabeled: unlabelled.map(({ cluster }) => cluster),
    level: share,
  })),
}
