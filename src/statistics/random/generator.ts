import { bulkLimit, fillBelow, sumOfDraws } from './bulk-draws.ts'
import { seedState, seedStates } from './seed-state.ts'

/** A seeded source of random numbers. Two generators with the same seed and stream give the same numbers. */
export interface Generator {
  /** The next 32 bits as an unsigned integer, 0 to 4294967295. */
  nextUint32(): number
  /** A multiple of 2^-53 strictly between 0 and 1, all 2^53 - 1 of them equally likely. Takes two words. */
  uniform(): number
  /** A whole number from 0 to `n - 1`, each exactly equally likely; `n` from 1 to 2^53. */
  integerBelow(n: number): number
  /** Fills `into[from]` to `into[to - 1]` with what as many calls of `integerBelow(n)` would give. */
  fillBelow(n: number, into: Int32Array, from: number, to: number): void
  /**
   * The sum of `draws` of the `n` values from `values[from]` on, drawn with replacement by `integerBelow(n)` and
   * added in the order drawn.
   */
  sumOfDraws(values: Float64Array, from: number, n: number, draws: number): number
  /** A standard normal deviate (polar method of Marsaglia and Bray; every second call is free). */
  normal(): number
  /**
   * Starts again in place as `createGenerator(seed, ...stream, last)` with the seed and stream given at creation
   * would: a cheap way to give each of many units of work its own stream.
   */
  restart(last: number): void
}

const twoTo26 = 67108864
const twoTo32 = 4294967296
const twoTo53 = 9007199254740992

/**
 * Creates the generator xoshiro128++ 1.0 (Blackman and Vigna 2019; period 2^128 - 1), seeded by a hash of the
 * seed and the stream (see `seedState`). Streams with different names behave as independent generators, so work
 * that is split over workers gives the same numbers as work done in one piece when every unit of work has its
 * own stream.
 *
 * @param seed any finite number; the one a result reports
 * @param stream what the numbers are for, for example `'bootstrap', 17`
 */
export function createGenerator(seed: number, ...stream: readonly (number | string)[]): Generator {
  const state = new Int32Array(4)
  seedState(state, seed, stream)
  const reseed = seedStates(seed, stream)
  return generatorFromState(state, (last) => reseed(state, last))
}

/** The generator on a given state of four words, not all zero; `reseed` refills the state for `restart`. */
export function generatorFromState(state: Int32Array, reseed: (last: number) => void): Generator {
  let spareNormal: number | null = null

  function nextUint32(): number {
    const s0 = state[0]!
    const s1 = state[1]!
    const s2 = state[2]! ^ s0
    const s3 = state[3]! ^ s1
    const sum = (s0 + state[3]!) | 0
    state[0] = s0 ^ s3
    state[1] = s1 ^ s2
    state[2] = s2 ^ (s1 << 9)
    state[3] = (s3 << 11) | (s3 >>> 21)
    return (((sum << 7) | (sum >>> 25)) + s0) >>> 0
  }

  function next53Bits(): number {
    const high = nextUint32() >>> 5
    return high * twoTo26 + (nextUint32() >>> 6)
  }

  function uniform(): number {
    for (;;) {
      const value = next53Bits()
      if (value !== 0) return value / twoTo53
    }
  }

  function integerBelow(n: number): number {
    checkBelow(n)
    if (n <= bulkLimit) {
      // Lemire's multiplication method; the product stays below 2^53 and is exact.
      for (;;) {
        const product = nextUint32() * n
        const high = Math.floor(product / twoTo32)
        const low = product - high * twoTo32
        if (low >= n || low >= twoTo32 % n) return high
      }
    }
    const limit = twoTo53 - (twoTo53 % n)
    for (;;) {
      const value = next53Bits()
      if (value < limit) return value % n
    }
  }

  function fillAllBelow(n: number, into: Int32Array, from: number, to: number): void {
    checkBelow(n)
    if (n <= bulkLimit) fillBelow(state, n, into, from, to)
    else for (let place = from; place < to; place++) into[place] = integerBelow(n)
  }

  function sumDraws(values: Float64Array, from: number, n: number, draws: number): number {
    checkBelow(n)
    if (n <= bulkLimit) return sumOfDraws(state, values, from, n, draws)
    let total = 0
    for (let draw = 0; draw < draws; draw++) total += values[from + integerBelow(n)]!
    return total
  }

  function normal(): number {
    if (spareNormal !== null) {
      const value = spareNormal
      spareNormal = null
      return value
    }
    for (;;) {
      const x = 2 * uniform() - 1
      const y = 2 * uniform() - 1
      const square = x * x + y * y
      if (square > 0 && square < 1) {
        const scale = Math.sqrt((-2 * Math.log(square)) / square)
        spareNormal = y * scale
        return x * scale
      }
    }
  }

  function restart(last: number): void {
    spareNormal = null
    reseed(last)
  }

  return {
    nextUint32,
    uniform,
    integerBelow,
    fillBelow: fillAllBelow,
    sumOfDraws: sumDraws,
    normal,
    restart,
  }
}

function checkBelow(n: number): void {
  if (!(n >= 1 && n <= twoTo53 && Number.isInteger(n))) {
    throw new RangeError(`n must be a whole number from 1 to 2^53, not ${n}`)
  }
}
