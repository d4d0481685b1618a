import type { CollectedArm } from '../../answers/collecting/arm-lane.ts'
import type { Spending } from '../../answers/collecting/budget.ts'
import type { CollectionRequest } from '../../answers/collecting/collect.ts'
import type { CallJournal } from '../../answers/collecting/journal.ts'
import { counted, money } from '../../report/format.ts'

/** What the calls that are still to be made would cost at most if none had to be repeated. */
export interface FirstAttempts {
  readonly arm: string
  readonly calls: number
  /** Slots that the identifier screen keeps back; no call is made for them. */
  readonly withheld: number
  /** Null where the price is not known. */
  readonly atMostUsd: number | null
  readonly atMostTokens: number
  /** Where the price came from. */
  readonly price: string
}

/** What of the collection there is to call, and what of it the screen keeps back. */
export interface Scope extends Pick<CollectionRequest, 'items' | 'replicates'> {
  readonly withheld: NonNullable<CollectionRequest['withheld']>
}

/** Adds up the first attempts of every arm, or judge, without calling any. */
export async function firstAttempts(
  arms: readonly CollectedArm[],
  journal: CallJournal,
  scope: Scope,
  prices: ReadonlyMap<string, string>,
) {
  const { slots, spent } = await journal.open()
  const answered = arms.map(
    (_, index) => new Set((slots[index] ?? []).filter((slot) => slot.answered).map(({ slot }) => slot)),
  )
  const rows = arms.map(({ arm }): FirstAttempts => {
    const none = { calls: 0, withheld: 0, atMostUsd: 0, atMostTokens: 0 }
    return { arm: arm.id, ...none, price: prices.get(arm.id) ?? '' }
  })
  for (let place = 0; place < scope.items; place++) {
    const [item] = await journal.items([place])
    if (item === undefined) continue
    for (const [index, { arm, worstOf, asks }] of arms.entries()) {
      if (asks?.(place) === false) continue
      for (let replicate = 0; replicate < scope.replicates; replicate++) {
        const row = rows[index]
        if (row === undefined || answered[index]?.has(place * scope.replicates + replicate)) continue
        rows[index] = scope.withheld(index, item, replicate)
          ? { ...row, withheld: row.withheld + 1 }
          : withCall(row, worstOf(arm.worstCase(item)))
      }
    }
  }
  return { rows, spent }
}

function withCall(row: FirstAttempts, worst: Spending): FirstAttempts {
  return {
    ...row,
    calls: row.calls + 1,
    atMostTokens: row.atMostTokens + worst.tokens,
    atMostUsd: row.atMostUsd === null || worst.usd === null ? null : row.atMostUsd + worst.usd,
  }
}

export function attemptLine(
  { arm, calls, withheld, atMostUsd, atMostTokens, price }: FirstAttempts,
  noun: 'slot' | 'task',
): string {
  const cost = atMostUsd === null ? 'price unknown' : money(atMostUsd)
  const kept = withheld === 0 ? '' : `; ${counted(withheld, noun)} withheld by the screen`
  return `  ${arm}: ${counted(calls, 'call')}, ${cost}, ${atMostTokens.toLocaleString('en-GB')} tokens (${price})${kept}`
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
