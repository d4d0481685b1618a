/** The ledger that ships was written up to here: a clock that says an earlier day is wrong. */
const shippedUpTo = '2026-11-26'

const furthestZone = 14 * 60 * 60 * 1000

/** The latest day that it is anywhere, as `2026-11-26`: no date of a ledger lies after it. */
export function latestDay(now = new Date()): string {
  const day = new Date(now.getTime() + furthestZone).toISOString().slice(0, 10)
  return day > shippedUpTo ? day : shippedUpTo
}
