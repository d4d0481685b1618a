const tagNumber = 1
const tagString = 2
const bits = new DataView(new ArrayBuffer(8))

/**
 * Hashes a seed and the names of a stream to the 128 bits of state of the generator.
 *
 * Every part is written as 32-bit words: a number as 1, then the high and low half of its IEEE double
 * (-0 counts as 0); a string as 2, its length, then its UTF-16 code units. Each word is absorbed into four
 * lanes that start from the first 128 bits of the fraction of pi, with MurmurHash3's 32-bit finaliser as the
 * mixing step and every lane feeding the next:
 *
 *     h0 = mix(h0 ^ word), h1 = mix(h1 + h0), h2 = mix(h2 ^ h1), h3 = mix(h3 + h2), h0 = h0 + h3
 *
 * A step can be undone, so no two states ever merge. The number of words and a zero are absorbed last. The one
 * state the generator must not have, all zeros, becomes (1, 0, 0, 0).
 */
export function seedState(state: Int32Array, seed: number, stream: readonly (number | string)[]): void {
  finish(state, begin(state, seed, stream))
}

/**
 * Seeds many streams that differ in a last number only: the part they share is hashed once.
 *
 * @returns a function that fills the state as `seedState(state, seed, [...stream, last])` does.
 */
export function seedStates(
  seed: number,
  stream: readonly (number | string)[],
): (state: Int32Array, last: number) => void {
  const shared = new Int32Array(4)
  const words = begin(shared, seed, stream)
  return (state, last) => {
    state.set(shared)
    finish(state, words + absorbNumber(state, last))
  }
}

/** Absorbs seed and names; gives the number of words. */
function begin(state: Int32Array, seed: number, stream: readonly (number | string)[]): number {
  state[0] = 0x243f6a88
  state[1] = 0x85a308d3 | 0
  state[2] = 0x13198a2e
  state[3] = 0x03707344
  let words = absorbNumber(state, seed)
  for (const part of stream) {
    words += typeof part === 'number' ? absorbNumber(state, part) : absorbString(state, part)
  }
  return words
}

function finish(state: Int32Array, words: number): void {
  absorbWord(state, words)
  absorbWord(state, 0)
  if ((state[0]! | state[1]! | state[2]! | state[3]!) === 0) state[0] = 1
}

function absorbNumber(state: Int32Array, value: number): number {
  if (!Number.isFinite(value)) throw new RangeError(`seed and stream numbers must be finite, not ${value}`)
  bits.setFloat64(0, value === 0 ? 0 : value)
  absorbWord(state, tagNumber)
  absorbWord(state, bits.getInt32(0))
  absorbWord(state, bits.getInt32(4))
  return 3
}

function absorbString(state: Int32Array, value: string): number {
  absorbWord(state, tagString)
  absorbWord(state, value.length)
  for (let index = 0; index < value.length; index++) absorbWord(state, value.charCodeAt(index))
  return value.length + 2
}

function absorbWord(state: Int32Array, word: number): void {
  const h0 = mix(state[0]! ^ word)
  const h1 = mix(state[1]! + h0)
  const h2 = mix(state[2]! ^ h1)
  const h3 = mix(state[3]! + h2)
  state[0] = h0 + h3
  state[1] = h1
  state[2] = h2
  state[3] = h3
}

/** MurmurHash3's finaliser for 32 bits (Appleby, public domain): a bijection that spreads every bit. */
function mix(value: number): number {
  let h = value | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}
