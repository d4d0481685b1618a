import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { erfc, normalCdf, normalQuantile, normalUpper, normalUpperQuantile } from './normal.ts'

// Computed with mpmath 1.3.0 at 30 digits from the defining integrals and sums.
describe('normal against mpmath', () => {
  it('normalUpper', () => {
    expectClose(normalUpper(38), 2.88542835e-316)
    expectClose(normalUpper(37.5), 4.605353009581955e-308)
    expectClose(normalUpper(8.5), 9.479534822203318e-18)
    expectClose(normalUpper(2), 0.02275013194817921)
    expectClose(normalUpper(1.999), 0.022804176932658883)
    expectClose(normalUpper(2.001), 0.022696194945641558)
    expectClose(normalUpper(3), 0.0013498980316300946)
    expectClose(normalUpper(5), 2.866515718791939e-7)
    expectClose(normalUpper(0.1), 0.460172162722971)
    expectClose(normalUpper(-0.1), 0.539827837277029)
    expectClose(normalUpper(-3), 0.9986501019683699)
    expectClose(normalUpper(-8), 0.9999999999999993)
    expectClose(normalUpper(1e-10), 0.49999999996010575)
    expectClose(normalUpper(1.5), 0.06680720126885807)
    expectClose(normalUpper(25), 3.056696706382561e-138)
  })

  it('normalCdf', () => {
    expectClose(normalCdf(-38), 2.88542835e-316)
    expectClose(normalCdf(-3.2), 0.0006871379379158481)
    expectClose(normalCdf(0), 0.5)
    expectClose(normalCdf(1), 0.8413447460685429)
    expectClose(normalCdf(-1.2), 0.11506967022170828)
  })
})

// R 4.2.2: qnorm(c(0.975, 1e-300, 1e-9, 0.6)); mpmath: erfc(20).
describe('normalQuantile', () => {
  it('matches R from the centre to the far tail', () => {
    expectClose(normalQuantile(0.975), 1.959963984540054)
    expectClose(normalQuantile(1e-9), -5.9978070150076865)
    expectClose(normalQuantile(1e-300), -37.0470962993612)
    expectClose(normalQuantile(0.6), 0.2533471031357997)
    expectClose(normalUpperQuantile(1e-9), 5.9978070150076865)
  })

  it('is infinite at the ends and exact in the middle', () => {
    expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY)
    expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY)
    expect(normalQuantile(0.5)).toBe(0)
    expect(() => normalQuantile(1.1)).toThrow('between 0 and 1')
  })

  it('comes back through the distribution function', () => {
    for (let p = 0.0005; p < 1; p += 0.0307) expectClose(normalCdf(normalQuantile(p)), p)
  })
})

describe('erfc', () => {
  it('keeps its digits in the tail', () => {
    expectClose(erfc(20), 5.395865611607901e-176)
    expectClose(erfc(-0.5), 1.5204998778130465)
  })
})
