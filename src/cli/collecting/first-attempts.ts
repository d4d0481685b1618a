import type { CollectedArm } from '../../answers/collecting/arm-lane.ts'
import type { CallJournal } from '../../answers/collecting/journal.ts'
import { counted, money } from '../../report/format.ts'

/** What the calls that are still to be made would cost at most if none had to be repeated. */
export interface FirstAttempts {
  readonly arm: string
  readonly calls: number
  /** Null where the price is not known. */
  readonly atMostUsd: number | null
  readonly atMostTokens: number
  /** Where the price came from. */
  readonly price: string
}

/** Adds up the first attempts of every arm, or judge, without calling any. */
export async function firstAttempts(
  arms: readonly CollectedArm[],
  journal: CallJournal,
  size: { readonly items: number; readonly replicates: number },
  prices: ReadonlyMap<string, string>,
) {
  const { slots, spent } = await journal.open()
  const rows: FirstAttempts[] = []
  for (const [index, { arm, worstOf, asks }] of arms.entries()) {
    const answered = new Set((slots[index] ?? []).filter((slot) => slot.answered).map(({ slot }) => slot))
    let calls = 0
    let atMostTokens = 0
    let atMostUsd: number | null = 0
    for (let place = 0; place < size.items; place++) {
      if (asks?.(place) === false) continue
      const [item] = await journal.items([place])
      if (item === undefined) continue
      const worst = worstOf(arm.worstCase(item))
      for (let replicate = 0; replicate < size.replicates; replicate++) {
        if (answered.has(place * size.replicates + replicate)) continue
        calls += 1
        atMostTokens += worst.tokens
        atMostUsd = atMostUsd === null || worst.usd === null ? null : atMostUsd + worst.usd
      }
    }
    rows.push({ arm: arm.id, calls, atMostUsd, atMostTokens, price: prices.get(arm.id) ?? '' })
  }
  return { rows, spent }
}

export function attemptLine({ arm, calls, atMostUsd, atMostTokens, price }: FirstAttempts): string {
  const cost = atMostUsd === null ? 'price unknown' : money(atMostUsd)
  return `  ${arm}: ${counted(calls, 'call')}, ${cost}, ${atMostTokens.toLocaleString('en-GB')} tokens (${price})`
}

export function budgetLine(
  { usd, tokens }: { readonly usd: number | null; readonly tokens: number | null },
  section: string,
): string {
  const parts = [
    ...(usd === null ? [] : [money(usd)]),
    ...(tokens === null ? [] : [`${tokens.toLocaleString('en-GB')} tokens`]),
  ]
  return parts.length === 0
    ? `No budget is set: ${section}.budget in the protocol sets one.`
    : `Budget: ${parts.join(', ')}.`
}
