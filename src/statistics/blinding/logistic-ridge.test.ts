import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { logisticRidge } from './logistic-ridge.ts'

/** Twelve rows of two features. */
const columns = Float64Array.of(
  ...[-0.8, -1.3, -0.2, 0.4, 1.1, 0.1, -0.6, -0.8, 0.7, 1.6, 0.3, -1.2],
  ...[-1, 1.6, 0.2, -1.7, -0.1, -1.2, -0.6, -0.5, -0.7, 0.6, -0.1, -0.6],
)
const outcome = [0, 1, 0, 1, 1, 0, 1, 0, 1, 1, 0, 0]

describe('logisticRidge', () => {
  it('has the coefficients of scikit-learn 1.2.1 LogisticRegression(C = 1/lambda, solver = newton-cholesky)', () => {
    const one = logisticRidge(columns, 2, outcome, 1)
    expectClose(one?.intercept ?? null, 0.1068840198665788, 1e-10)
    expectClose(one?.coefficients[0] ?? null, -0.4544667321147902, 1e-10)
    expectClose(one?.coefficients[1] ?? null, 0.6347734293784946, 1e-10)
    const weak = logisticRidge(columns, 2, outcome, 0.1)
    expectClose(weak?.intercept ?? null, 0.13556670469406745, 1e-10)
    expectClose(weak?.coefficients[0] ?? null, -0.9280872785172984, 1e-10)
    expectClose(weak?.coefficients[1] ?? null, 0.907936564269078, 1e-10)
  })

  it('is R glm(y ~ x1 + x2, binomial) without a penalty', () => {
    const fit = logisticRidge(columns, 2, outcome, 0)
    expectClose(fit?.intercept ?? null, 0.140477156003339, 1e-9)
    expectClose(fit?.coefficients[0] ?? null, -1.06794092134649, 1e-9)
    expectClose(fit?.coefficients[1] ?? null, 0.972893115081934, 1e-9)
  })

  it('stays finite for separated outcomes with a penalty', () => {
    const separated = Float64Array.of(1, 2, 3, 4)
    expect(logisticRidge(separated, 1, [0, 0, 1, 1], 1)?.coefficients[0]).toBeGreaterThan(0)
  })

  it('is null for one outcome, and the log odds of the share without features', () => {
    expect(logisticRidge(columns, 2, new Array<number>(12).fill(1), 1)).toBeNull()
    expect(logisticRidge(new Float64Array(0), 0, [], 1)).toBeNull()
    expectClose(logisticRidge(new Float64Array(0), 0, [1, 1, 1, 0], 1)?.intercept ?? null, Math.log(3))
  })
})
