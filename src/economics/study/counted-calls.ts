import type { CallUse, SlotUsage } from './slot.ts'

export interface CountedCalls {
  /** Calls whose use is known. */
  readonly counted: readonly CallUse[]
  /** Calls that brought an answer and whose use nobody counted: the cost of the answer is not known. */
  readonly uncounted: number
  /**
   * Calls that brought nothing and counted nothing, a lost connection for example. Nobody knows whether they were billed; they are
   * told and not priced, since the bound of the budget is no measurement. Calls that the server turned away are none of them.
   */
  readonly untold: number
}

/** Sorts the calls of a slot by whether their use is known. An answer of 0 tokens is a count that was not made. */
export function countedCalls({ calls }: Pick<SlotUsage, 'calls'>): CountedCalls {
  const counted = calls.filter(isCounted)
  const rest = calls.filter((call) => !isCounted(call))
  const brought = rest.filter(({ status }) => status === 'answered' || status === 'refused')
  return {
    counted,
    uncounted: brought.length,
    untold: rest.filter(({ status, usd }) => status === 'in-doubt' || (status === 'failed' && usd !== 0))
      .length,
  }
}

function isCounted({ status, inputTokens, outputTokens }: CallUse): boolean {
  if (inputTokens === null || outputTokens === null) return false
  if (status === 'answered') return inputTokens > 0 && outputTokens > 0
  // A refusal may come before a token is written.
  return status === 'refused' ? inputTokens > 0 : true
}

/** Sum over the calls; null where a call that brought the answer was not counted, or none was. */
export function sumOfCalls(
  { counted, uncounted }: CountedCalls,
  read: (call: CallUse) => number | null,
): number | null {
  if (uncounted > 0 || counted.length === 0) return null
  const values = counted.map(read)
  return values.every((value) => value === null)
    ? null
    : values.reduce<number>((sum, value) => sum + (value ?? 0), 0)
}
