import type { PoolableClaim, PoolingKey } from './poolable-claim.ts'

const aspects: readonly (readonly [read: (key: PoolingKey) => string | null, words: string])[] = [
  [({ outcome }) => outcome, 'They measure different outcomes'],
  [({ form }) => form, 'They were marked in different forms'],
  [({ scale }) => scale, 'They are effects of different kinds'],
  [({ marks }) => marks, 'They were marked on different scales'],
  [({ unit }) => unit, 'They are in different units'],
  [({ first, second }) => `${first} with ${second}`, 'They compare different systems'],
  [({ sample }) => (sample ? 'SAMPLE' : 'real'), 'Some are SAMPLE data and others are not'],
]

/** Why claims may not be pooled, one sentence for each thing in which they differ; none where they are alike. */
export function unlikeness(claims: readonly PoolableClaim[]): string[] {
  return aspects.flatMap(([read, words]) => {
    const values = [...new Set(claims.flatMap(({ key }) => read(key) ?? []))].sort()
    return values.length < 2 ? [] : [`${words}: ${values.join('; ')}.`]
  })
}

/** One text for all that must be the same. */
export function keyText(key: PoolingKey): string {
  return JSON.stringify(aspects.map(([read]) => read(key)))
}
