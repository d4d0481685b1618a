import { z } from 'zod'
import { type BrokenRule, unknownReference } from './broken-rule.ts'
import { idSchema } from './id.ts'

/** Shares of single pairs of arms, as a protocol says them. */
export const pairSharesSchema = z
  .array(
    z.strictObject({ arms: z.tuple([idSchema, idSchema]), share: z.number().gt(0).max(1) }).meta({
      description: 'Two arms, and their share of all comparisons.',
    }),
  )
  .min(1)

export type WrittenPairShares = z.infer<typeof pairSharesSchema>

/** A pair of arms in the order of the protocol, and its share of all comparisons. */
export interface PairShare {
  readonly arms: readonly [string, string]
  readonly share: number
}

/** Every pair of arms with its share; what the protocol does not name splits the rest evenly. */
export function fillPairShares(
  arms: readonly string[],
  named: Readonly<WrittenPairShares>,
): readonly PairShare[] {
  const all = arms.flatMap((one, place) =>
    arms.slice(place + 1).map((other): [string, string] => [one, other]),
  )
  const shareOf = ([one, other]: readonly [string, string]) =>
    named.find((pair) => pair.arms.includes(one) && pair.arms.includes(other))?.share ?? null
  const unnamed = all.filter((pair) => shareOf(pair) === null).length
  const rest = 1 - named.reduce((sum, pair) => sum + pair.share, 0)
  return all.map((pair) => ({ arms: pair, share: shareOf(pair) ?? Math.max(0, rest) / unnamed }))
}

/**
 * Two different arms that there are, each pair once, and shares that add up.
 *
 * @param section Section of the protocol that the pairs stand in.
 * @param code Code of what breaks the rules.
 */
export function pairShareRules(
  named: Readonly<WrittenPairShares>,
  arms: readonly string[],
  section: string,
  code: string,
): BrokenRule[] {
  const pairs = (arms.length * (arms.length - 1)) / 2
  const seen = new Set<string>()
  const rules = named.flatMap((pair, index): BrokenRule[] => {
    const path = [section, 'pairs', index, 'arms']
    const key = [...pair.arms].sort().join(' ')
    const again = seen.has(key)
    seen.add(key)
    const unknown = pair.arms.filter((arm) => !arms.includes(arm))
    return [
      ...unknown.map((arm) => unknownReference(path, 'arm', arm, arms)),
      ...(again || pair.arms[0] === pair.arms[1]
        ? [
            {
              code,
              path,
              message: 'The pair is one arm with itself, or is named twice.',
              value: pair.arms.join(', '),
              expected: 'two different arms, each pair once',
            },
          ]
        : []),
    ]
  })
  const sum = named.reduce((total, pair) => total + pair.share, 0)
  const all = seen.size === pairs
  const fits = all ? Math.abs(sum - 1) < 1e-9 : sum < 1 - 1e-9
  if (fits || rules.length > 0) return rules
  return [
    {
      code,
      path: [section, 'pairs'],
      message: 'The shares of the pairs do not add up.',
      value: String(Number(sum.toPrecision(6))),
      expected: all
        ? 'shares that sum to 1'
        : 'shares that sum to less than 1, the rest being for the other pairs',
    },
  ]
}
