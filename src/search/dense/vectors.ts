import { topOf } from '../index/top-of.ts'

/** Vectors of length 1, one after another: as they are, or each as whole numbers up to 127 with a scale. */
export type Vectors =
  | { readonly precision: 'float32'; readonly dimensions: number; readonly values: Float32Array }
  | {
      readonly precision: 'int8'
      readonly dimensions: number
      readonly values: Int8Array
      /** What 1 stands for in each vector. */
      readonly scales: Float32Array
    }

/** A quarter of the room; a product of two such vectors is off by a few thousandths. */
export function toInt8(values: Float32Array, dimensions: number): Extract<Vectors, { precision: 'int8' }> {
  const count = values.length / dimensions
  const small = new Int8Array(values.length)
  const scales = new Float32Array(count)
  for (let vector = 0; vector < count; vector++) {
    const [from, to] = [vector * dimensions, (vector + 1) * dimensions]
    let most = 0
    for (let at = from; at < to; at++) most = Math.max(most, Math.abs(values[at]!))
    const scale = most === 0 ? 1 : most / 127
    scales[vector] = scale
    for (let at = from; at < to; at++) small[at] = Math.round(values[at]! / scale)
  }
  return { precision: 'int8', dimensions, values: small, scales }
}

/**
 * The vectors nearest to one of length 1, by their cosine, each looked at. For 50,000 vectors of 384 numbers that takes some
 * twenty milliseconds; it grows with their number.
 */
export function nearest(
  vectors: Vectors,
  query: Float32Array,
  count: number,
): { readonly passages: Uint32Array; readonly scores: Float64Array } {
  const { dimensions } = vectors
  if (query.length !== dimensions)
    throw new RangeError(`the query must have ${dimensions} numbers, not ${query.length}`)
  const total = vectors.values.length / dimensions
  const scores = new Float64Array(total)
  // Two loops that look alike: one that met both kinds of numbers would be several times slower.
  if (vectors.precision === 'float32') exactProducts(vectors.values, query, scores)
  else smallProducts(vectors.values, vectors.scales, query, scores)
  const all = new Uint32Array(total)
  for (let vector = 0; vector < total; vector++) all[vector] = vector
  return topOf(all, scores, count)
}

function exactProducts(values: Float32Array, query: Float32Array, scores: Float64Array): void {
  const size = query.length
  const even = size - (size % 4)
  for (let vector = 0, at = 0; vector < scores.length; vector++) {
    let one = 0
    let two = 0
    let three = 0
    let four = 0
    let place = 0
    for (; place < even; place += 4, at += 4) {
      one += values[at]! * query[place]!
      two += values[at + 1]! * query[place + 1]!
      three += values[at + 2]! * query[place + 2]!
      four += values[at + 3]! * query[place + 3]!
    }
    for (; place < size; place++, at++) one += values[at]! * query[place]!
    scores[vector] = one + two + (three + four)
  }
}

function smallProducts(
  values: Int8Array,
  scales: Float32Array,
  query: Float32Array,
  scores: Float64Array,
): void {
  const size = query.length
  const even = size - (size % 4)
  for (let vector = 0, at = 0; vector < scores.length; vector++) {
    let one = 0
    let two = 0
    let three = 0
    let four = 0
    let place = 0
    for (; place < even; place += 4, at += 4) {
      one += values[at]! * query[place]!
      two += values[at + 1]! * query[place + 1]!
      three += values[at + 2]! * query[place + 2]!
      four += values[at + 3]! * query[place + 3]!
    }
    for (; place < size; place++, at++) one += values[at]! * query[place]!
    scores[vector] = (one + two + (three + four)) * scales[vector]!
  }
}
