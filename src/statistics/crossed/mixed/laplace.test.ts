import { describe, it } from 'vitest'
import { expectClose } from '../../../../test/support/expect-close.ts'
import { createGenerator } from '../../random/generator.ts'
import { denseCodes } from '../cluster-codes.ts'
import { laplaceLikelihood, type OrdinalData } from './laplace.ts'
import { twoFactorDesign } from './two-factor-design.ts'

// Ten questions by four reviewers by two systems; the seventh mark is missing.
const marks = [
  0,
  1,
  1,
  1,
  0,
  0,
  null,
  1,
  0,
  0,
  0,
  0,
  1,
  0,
  0,
  1,
  0,
  1,
  1,
  1,
  1,
  1,
  0,
  0,
  1,
  0,
  1,
  1,
  0,
  0,
  0,
  1,
  1,
  1,
  1,
  1,
  1,
  1,
  1,
  1,
  0,
  0,
  1,
  1,
  1,
  1,
  1,
  0,
  1,
  0,
  1,
  1,
  1,
  0,
  1,
  0,
  1,
  1,
  1,
  1,
  1,
  1,
  1,
  1,
  1,
  1,
  1,
  1,
  0,
  1,
  1,
  1,
  0,
  0,
  1,
  1,
  0,
  1,
  0,
  0,
]

function binaryData(): OrdinalData {
  const kept = marks.flatMap((mark, row) => (mark === null ? [] : [{ mark, row }]))
  const question = denseCodes(kept.map(({ row }) => Math.floor(row / 8)))
  const reviewer = denseCodes(kept.map(({ row }) => Math.floor(row / 2) % 4))
  return {
    design: twoFactorDesign(question, reviewer),
    category: Int32Array.from(kept, ({ mark }) => mark),
    categories: 2,
    system: Int32Array.from(kept, ({ row }) => row % 2),
    systems: 2,
    random: [true, true],
  }
}

describe('laplaceLikelihood', () => {
  // R 4.2.2 lme4 1.1-31: -1/2 of the deviance function of glFormula and mkGlmerDevfun (tolPwrss = 1e-13), stage 2.
  it('is that of lme4 at any parameters', () => {
    const likelihood = laplaceLikelihood(binaryData())
    const at = (sdQuestion: number, sdReviewer: number, intercept: number, effect: number) =>
      likelihood.at(Float64Array.of(-intercept, effect, sdQuestion, sdReviewer)).logLik
    expectClose(at(1, 0.5, 0.2, -0.3), -49.710508225935, 1e-9)
    expectClose(at(2, 0, -1, 1), -54.658148441606, 1e-9)
    expectClose(at(0.3, 1.5, 0.5, 0.5), -51.498254538008, 1e-9)
    expectClose(at(-0.3, -1.5, 0.5, 0.5), -51.498254538008, 1e-9)
  })

  it('has the gradient of its value, with several categories too', () => {
    const generator = createGenerator(2, 'laplace')
    const n = 90
    const data: OrdinalData = {
      design: twoFactorDesign(
        denseCodes(Array.from({ length: n }, (_, row) => row % 11)),
        denseCodes(Array.from({ length: n }, () => generator.integerBelow(4))),
      ),
      category: Int32Array.from({ length: n }, (_, row) => (row * 7 + generator.integerBelow(3)) % 4),
      categories: 4,
      system: Int32Array.from({ length: n }, () => generator.integerBelow(3)),
      systems: 3,
      random: [true, true],
    }
    const likelihood = laplaceLikelihood(data)
    const parameters = Float64Array.of(-1.2, 0.1, 1.1, 0.4, -0.3, 0.8, 0.5)
    const { gradient } = likelihood.at(parameters)
    const h = 1e-4
    parameters.forEach((_, place) => {
      const moved = (by: number) => {
        const at = parameters.slice()
        at[place] = at[place]! + by
        return likelihood.at(at).logLik
      }
      expectClose(gradient[place]!, (moved(h) - moved(-h)) / (2 * h), 1e-6)
    })
  })

  it('is minus infinity for thresholds out of order', () => {
    const data = { ...binaryData(), categories: 3 }
    const { logLik } = laplaceLikelihood(data).at(Float64Array.of(1, 0, 0, 1, 1))
    expectClose(-1 / logLik, 0)
  })
})
