import { inputs } from '../inputs/inputs.ts'
import { allOf, becomes, type Check, unchanged } from '../support/check.ts'
import { both, exchanged, only, permuted, renamedKeys, without, withParts } from '../support/results.ts'
import { drawnOrder, inOrder, otherLabel } from '../support/shuffled.ts'

/** The raters of every item in another order. */
function otherRaters<Mark>(x: readonly (readonly Mark[])[], seed: number): Mark[][] {
  const order = drawnOrder(x[0]?.length ?? 0, seed)
  return x.map((marks) => inOrder(marks, order))
}

/** Categories 1 to 4 exchanged for one another. */
function otherCategories(marks: readonly (number | null)[], seed: number): (number | null)[] {
  const names = drawnOrder(4, seed)
  return marks.map((mark) => (mark === null ? null : names[mark - 1]! + 1))
}

function backwards(marks: readonly (number | null)[]): (number | null)[] {
  return marks.map((mark) => (mark === null ? null : 5 - mark))
}

function negatedMark(mark: boolean | null): boolean | null {
  return mark === null ? null : !mark
}

/** Of tables of marks: other names of raters, items and categories change nothing. */
export const relabelledRaters: Readonly<Record<string, Check>> = {
  'agree.krippendorff': allOf(
    unchanged(inputs['agree.krippendorff'], ({ x, ...rest }, seed) => ({
      ...rest,
      x: otherRaters(x, seed),
    })),
    unchanged(
      inputs['agree.krippendorff'].map((input) => ({ ...input, metrics: ['nominal'] })),
      ({ x, ...rest }, seed) => ({ ...rest, x: x.map((marks) => otherCategories(marks, seed)) }),
    ),
  ),
  'agree.gwet': allOf(
    unchanged(inputs['agree.gwet'], ({ x, ...rest }, seed) => ({ ...rest, x: otherRaters(x, seed) })),
    unchanged(inputs['agree.gwet'], ({ x, ...rest }) => ({ ...rest, x: x.map(backwards) })),
    unchanged(
      inputs['agree.gwet'].map((input) => ({ ...input, weights: ['unweighted'] })),
      ({ x, ...rest }, seed) => ({ ...rest, x: x.map((marks) => otherCategories(marks, seed)) }),
    ),
  ),
  'agree.cohen': allOf(
    unchanged(inputs['agree.cohen'], ({ a, b, ...rest }) => ({ ...rest, a: b, b: a })),
    unchanged(inputs['agree.cohen'], ({ a, b, ...rest }) => ({
      ...rest,
      a: backwards(a),
      b: backwards(b),
    })),
    becomes(
      inputs['agree.cohen'],
      ({ a, b, ...rest }, seed) => ({ ...rest, a: otherCategories(a, seed), b: otherCategories(b, seed) }),
      only('n', 'agreement', 'unweighted'),
    ),
  ),
  'agree.fleiss': allOf(
    unchanged(inputs['agree.fleiss'], ({ x, ...rest }, seed) => ({ ...rest, x: otherRaters(x, seed) })),
    unchanged(inputs['agree.fleiss'], ({ x, ...rest }, seed) => ({
      ...rest,
      x: x.map((marks) => otherCategories(marks, seed)),
    })),
  ),
  'agree.icc': unchanged(inputs['agree.icc'], ({ x, ...rest }, seed) => ({
    ...rest,
    x: otherRaters(x, seed),
  })),
  'judge.agreement': allOf(
    unchanged(inputs['judge.agreement'], ({ judge, humans }, seed) => ({
      judge,
      humans: humans.map((marks) => inOrder(marks, drawnOrder(marks.length, seed))),
    })),
    becomes(
      inputs['judge.agreement'],
      ({ judge, humans }) => ({
        judge: judge.map(negatedMark),
        humans: humans.map((marks) => marks.map(negatedMark)),
      }),
      both(
        without('precisionPos', 'recallPos'),
        exchanged('tp', 'tn'),
        exchanged('fp', 'fn'),
        exchanged('f1Pos', 'f1Neg'),
      ),
    ),
  ),
  'judge.vs_reviewers': becomes(
    inputs['judge.vs_reviewers'],
    ({ judge, ratings, reviewers }, seed) => ({
      judge: judge.map(negatedMark),
      ratings: otherRaters(ratings, seed).map((marks) => marks.map(negatedMark)),
      reviewers: inOrder(reviewers, drawnOrder(3, seed)).map(otherLabel),
    }),
    withParts({ reviewerMacroF1: renamedKeys(otherLabel) }),
  ),
  'crossed.anova_components': unchanged(inputs['crossed.anova_components'], ({ y }, seed) => ({
    y: otherRaters(y, seed),
  })),
  'paired.cochran_q': becomes(
    inputs['paired.cochran_q'],
    ({ x }, seed) => ({ x: otherRaters(x, seed) }),
    (before, { x }, seed) =>
      both(
        without('pairs'),
        withParts({ proportions: permuted(drawnOrder(x[0]?.length ?? 0, seed)) }),
      )(before),
  ),
  'rank.friedman': becomes(
    inputs['rank.friedman'],
    ({ x }, seed) => ({ x: otherRaters(x, seed) }),
    (before, { x }, seed) => withParts({ meanRanks: permuted(drawnOrder(x[0]?.length ?? 0, seed)) })(before),
  ),
}
