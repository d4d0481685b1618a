import type { CollectedArm } from '../../answers/collecting/arm-lane.ts'
import { priceOfReference } from '../../economics/arm-price.ts'
import type { CallPrice } from '../../economics/call-price.ts'
import { problem } from '../../problem.ts'
import type { CollectPlan } from '../../protocol/collect-section.ts'

/**
 * What a call costs, by the reference of the price table that a source names; null where nobody knows.
 *
 * @param field Place of the reference in the protocol.
 * @throws ProblemError RUN_PRICE_UNKNOWN where a ceiling in money needs the price.
 */
export function knownPrice(
  id: string,
  reference: string | null,
  ceiling: { readonly usd: number | null },
  now: Date,
  field: string,
): CallPrice | null {
  const price = priceOfReference(reference, now)
  if (price === null && ceiling.usd !== null) {
    throw problem(
      'RUN_PRICE_UNKNOWN',
      `The budget is in money, and nobody knows what a call of ${id} costs.`,
      'Name a model of the price table with price: provider/model, write price: free, or set the budget in tokens.',
      { place: { field }, value: reference },
    )
  }
  return price
}

/** How fast a model may be called, and what its calls cost. */
export function callTerms(collect: CollectPlan, price: CallPrice | null): Omit<CollectedArm, 'arm'> {
  return {
    concurrency: collect.concurrency,
    rate: { requestsPerMinute: collect.requestsPerMinute },
    costOf: (usage) => ({
      usd: price?.usdOf(usage) ?? null,
      tokens: (usage.inputTokens ?? 0) + (usage.outputTokens ?? 0),
    }),
    worstOf: ({ inputTokens, outputTokens, searches }) => ({
      usd:
        price?.usdOf({
          inputTokens,
          outputTokens,
          searches,
          cachedInputTokens: null,
          cacheWriteTokens: null,
        }) ?? null,
      tokens: inputTokens + outputTokens,
    }),
  }
}
