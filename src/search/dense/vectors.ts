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
 * ten milliseconds; it grows with their number.
 */
export function nearest(
  vectors: Vectors,
  query: Float32Array,
  count: number,
): { readonly passages: Uint32Array; readonly scores: Float64Array } {
  const { dimensions, values } = vectors
  if (query.length !== dimensions)
    throw new RangeError(`the query must have ${dimensions} numbers, not ${query.length}`)
  const total = values.length / dimensions
  const scores = new Float64Array(total)
  for (let vector = 0, at = 0; vector < total; vector++) {
    let sum = 0
    for (let place = 0; place < dimensions; place++, at++) sum += values[at]! * query[place]!
    scores[vector] = vectors.precision === 'int8' ? sum * vectors.scales[vector]! : sum
  }
  const all = new Uint32Array(total)
  for (let vector = 0; vector < total; vector++) all[vector] = vector
  return topOf(all, scores, count)
}
