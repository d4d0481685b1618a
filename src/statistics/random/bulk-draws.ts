const twoTo32 = 4294967296

/** Up to here one word gives a draw, and its product with n is exact. */
export const bulkLimit = 2097152

/*
 * Both functions below are `integerBelow` of the generator in a loop, with the same numbers. They hold the state in
 * variables, which stay in registers, where the generator keeps it in memory: the draws then cost a seventh. The
 * step of xoshiro128++ is written out in each for that reason.
 *
 * A word w gives the draw floor(w n / 2^32), unless w n mod 2^32 lies below 2^32 mod n (Lemire's method).
 */

/** Fills `into[from]` to `into[to - 1]` with whole numbers from 0 to `n - 1`; `n` from 1 to `bulkLimit`. */
export function fillBelow(state: Int32Array, n: number, into: Int32Array, from: number, to: number): void {
  const rejected = (twoTo32 % n) | 0
  const scale = n / twoTo32
  let s0 = state[0]!
  let s1 = state[1]!
  let s2 = state[2]!
  let s3 = state[3]!
  let place = from | 0
  while (place < to) {
    const sum = (s0 + s3) | 0
    const word = (((sum << 7) | (sum >>> 25)) + s0) | 0
    const shifted = s1 << 9
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= shifted
    s3 = (s3 << 11) | (s3 >>> 21)
    // A rejected draw is written over by the next one.
    into[place] = ((word >>> 0) * scale) | 0
    if (Math.imul(word, n) >>> 0 >= rejected) place = (place + 1) | 0
  }
  state[0] = s0
  state[1] = s1
  state[2] = s2
  state[3] = s3
}

/** The sum of `draws` of the `n` values from `from` on, drawn with replacement. */
export function sumOfDraws(
  state: Int32Array,
  values: Float64Array,
  from: number,
  n: number,
  draws: number,
): number {
  const rejected = (twoTo32 % n) | 0
  const scale = n / twoTo32
  let s0 = state[0]!
  let s1 = state[1]!
  let s2 = state[2]!
  let s3 = state[3]!
  let total = 0
  for (let left = draws | 0; left > 0; ) {
    const sum = (s0 + s3) | 0
    const word = (((sum << 7) | (sum >>> 25)) + s0) | 0
    const shifted = s1 << 9
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= shifted
    s3 = (s3 << 11) | (s3 >>> 21)
    if (Math.imul(word, n) >>> 0 < rejected) continue
    total += values[from + (((word >>> 0) * scale) | 0)]!
    left = (left - 1) | 0
  }
  state[0] = s0
  state[1] = s1
  state[2] = s2
  state[3] = s3
  return total
}
