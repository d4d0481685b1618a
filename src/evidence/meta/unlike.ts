import type { PoolableClaim, PoolingKey } from './poolable-claim.ts'

const aspects = [
  ['outcome', 'They measure different outcomes'],
  ['form', 'They were marked in different forms'],
  ['scale', 'They are effects of different kinds'],
  ['marks', 'They were marked on different scales'],
  ['first', 'They compare different systems'],
  ['second', 'They compare with different systems'],
  ['sample', 'Some are SAMPLE data'],
] as const satisfies readonly (readonly [keyof PoolingKey, string])[]

/** Why claims may not be pooled, one sentence for each thing in which they differ; none where they are alike. */
export function unlikeness(claims: readonly PoolableClaim[]): string[] {
  return aspects.flatMap(([aspect, words]) => {
    const values = [...new Set(claims.map(({ key }) => String(key[aspect] ?? 'none')))].sort()
    if (values.length < 2) return []
    return [aspect === 'sample' ? `${words} and others are not.` : `${words}: ${values.join('; ')}.`]
  })
}

/** One text for all that must be the same. */
export function keyText(key: PoolingKey): string {
  return JSON.stringify(aspects.map(([aspect]) => key[aspect]))
}
