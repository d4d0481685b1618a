import { describe, expect, it } from 'vitest'
import { createGenerator, generatorFromState } from './generator.ts'

// Expected words from an independent Python implementation of xoshiro128++ with integers masked to 32 bits;
// the first ten for the state 1, 2, 3, 4 are also the vector that the generator's other ports publish.
describe('xoshiro128++', () => {
  it('gives the published outputs for the state 1, 2, 3, 4', () => {
    const generator = generatorFromState(Int32Array.of(1, 2, 3, 4), () => {})
    const words = Array.from({ length: 10 }, () => generator.nextUint32())
    expect(words).toEqual([
      641, 1573767, 3222811527, 3517856514, 836907274, 4247214768, 3867114732, 1355841295, 495546011,
      621204420,
    ])
    for (let skip = 0; skip < 990; skip++) generator.nextUint32()
    expect(generator.nextUint32()).toBe(707417065)
  })

  it('seeds by the documented hash of seed and stream', () => {
    const generator = createGenerator(20261122, 'bootstrap', 7)
    expect(Array.from({ length: 5 }, () => generator.nextUint32())).toEqual([
      414629604, 3783098964, 2005333493, 1815457242, 3812329004,
    ])
    const fraction = createGenerator(0.5)
    expect(Array.from({ length: 3 }, () => fraction.nextUint32())).toEqual([1784481905, 278584724, 722491800])
  })
})

describe('createGenerator', () => {
  it('separates streams that differ only in how their names are cut', () => {
    const first = (stream: readonly (number | string)[]) => createGenerator(1, ...stream).nextUint32()
    const values = [[], ['a'], ['a', 'b'], ['ab'], ['1'], [1], [1, 2], [12], [-0.5]].map(first)
    expect(new Set(values).size).toBe(values.length)
    expect(createGenerator(-0, 0).nextUint32()).toBe(createGenerator(0, -0).nextUint32())
  })

  it('restarts in place, also after an odd number of normal deviates', () => {
    const generator = createGenerator(5, 'y')
    generator.normal()
    generator.restart(3)
    const fresh = createGenerator(5, 'y', 3)
    expect([generator.normal(), generator.uniform()]).toEqual([fresh.normal(), fresh.uniform()])
  })

  it('draws whole numbers without bias', () => {
    // Chi-square with 6 df over 70,000 draws: above 22.458 with probability 0.001.
    const generator = createGenerator(11, 'chi-square')
    const counts = new Array<number>(7).fill(0)
    for (let draw = 0; draw < 70_000; draw++) {
      const value = generator.integerBelow(7)
      counts[value] = counts[value]! + 1
    }
    const chiSquare = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0)
    expect(chiSquare).toBeLessThan(22.458)
    expect(generator.integerBelow(1)).toBe(0)
  })

  it('draws below bounds beyond 32 bits', () => {
    const generator = createGenerator(3)
    const bound = 3 * 2251799813685248
    let low = 0
    for (let draw = 0; draw < 3000; draw++) {
      const value = generator.integerBelow(bound)
      expect(value).toBeLessThan(bound)
      if (value < bound / 3) low += 1
    }
    // Binomial(3000, 1/3) has a standard deviation of 25.8.
    expect(Math.abs(low - 1000)).toBeLessThan(110)
  })

  it('has uniform and normal deviates with the moments of their distributions', () => {
    const generator = createGenerator(2)
    const n = 100_000
    let sum = 0
    let square = 0
    let fourth = 0
    let uniformSum = 0
    for (let draw = 0; draw < n; draw++) {
      const x = generator.normal()
      sum += x
      square += x * x
      fourth += x ** 4
      uniformSum += generator.uniform()
    }
    // Standard errors: 1, sqrt 2, sqrt 96 and sqrt(1/12) over sqrt n; five of them are allowed.
    expect(Math.abs(sum / n)).toBeLessThan(5 / Math.sqrt(n))
    expect(Math.abs(square / n - 1)).toBeLessThan((5 * Math.SQRT2) / Math.sqrt(n))
    expect(Math.abs(fourth / n - 3)).toBeLessThan((5 * 9.8) / Math.sqrt(n))
    expect(Math.abs(uniformSum / n - 0.5)).toBeLessThan((5 * 0.289) / Math.sqrt(n))
  })

  it('names the legal range when asked for the impossible', () => {
    const generator = createGenerator(1)
    expect(() => generator.integerBelow(0)).toThrow('from 1 to 2^53')
    expect(() => generator.integerBelow(2.5)).toThrow('from 1 to 2^53')
    expect(() => createGenerator(Number.NaN)).toThrow('finite')
  })
})

describe('draws in bulk', () => {
  // 2^21 + 1 is the first number of choices that takes two words; 3 * 2^19 rejects every fourth word or so.
  it.each([1, 2, 7, 10_000, 1_572_864, 2_097_152, 2_097_153])('are those of integerBelow(%i)', (n) => {
    const [one, bulk] = [createGenerator(6, 'bulk'), createGenerator(6, 'bulk')]
    const expected = Array.from({ length: 300 }, () => one.integerBelow(n))
    const filled = new Int32Array(302).fill(-1)
    bulk.fillBelow(n, filled, 1, 301)
    expect([...filled]).toEqual([-1, ...expected, -1])
    expect(bulk.nextUint32()).toBe(one.nextUint32())
    const values = Float64Array.from({ length: n + 2 }, (_, place) => place)
    const sum = Array.from({ length: 300 }, () => 2 + one.integerBelow(n)).reduce(
      (left, right) => left + right,
    )
    expect(bulk.sumOfDraws(values, 2, n, 300)).toBe(sum)
    expect(bulk.nextUint32()).toBe(one.nextUint32())
  })

  it('refuse a number of choices that is none', () => {
    const generator = createGenerator(1)
    expect(() => generator.fillBelow(0, new Int32Array(1), 0, 1)).toThrow('whole number from 1')
    expect(() => generator.sumOfDraws(new Float64Array(1), 0, 0.5, 1)).toThrow('whole number from 1')
  })
})
