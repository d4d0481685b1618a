export type EmbeddedKind = 'query' | 'passage'

/** Turns texts into vectors of which those of related texts point the same way. */
export interface Embedder {
  /** Names model and settings: vectors of two embedders with one id compare. */
  readonly id: string
  /** SHA-256 of the file of the model; null where a server holds it, who may change it. */
  readonly sha256: string | null
  readonly dimensions: number
  /** One vector for each text, in their order. */
  embed(texts: readonly string[], kind: EmbeddedKind): Promise<readonly Float32Array[]>
}

/** Makes a vector one of length 1, in place; false where it has no direction or holds what is no number. */
export function normalise(vector: Float32Array): boolean {
  let sum = 0
  for (const value of vector) sum += value * value
  if (!(sum > 0 && sum < Number.POSITIVE_INFINITY)) return false
  const length = Math.sqrt(sum)
  for (let at = 0; at < vector.length; at++) vector[at]! /= length
  return true
}
