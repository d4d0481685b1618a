/** How long to wait before a failed call is made again. */
export interface BackoffSettings {
  /** Wait before the second attempt, in milliseconds; it doubles with every further one. */
  readonly firstMilliseconds: number
  readonly longestMilliseconds: number
}

export const usualBackoff: BackoffSettings = { firstMilliseconds: 500, longestMilliseconds: 60_000 }

/**
 * Exponential backoff with full jitter: evenly drawn between a half and the whole of first x 2^(attempt - 1), so
 * that calls that failed together do not return together. A time that the provider asked for is never undercut.
 *
 * @param attempt of the call that failed, from 1
 * @param asked milliseconds that the provider asked to wait; null where it said nothing
 * @param uniform drawn between 0 and 1
 */
export function waitMilliseconds(
  attempt: number,
  asked: number | null,
  uniform: number,
  settings: BackoffSettings = usualBackoff,
): number {
  let whole = settings.firstMilliseconds
  for (let step = 1; step < attempt && whole < settings.longestMilliseconds; step++) whole *= 2
  const own = Math.min(whole, settings.longestMilliseconds) * (0.5 + 0.5 * uniform)
  // The provider's own time gets a little jitter on top, or everybody comes back at the same moment.
  return asked === null ? own : Math.max(own, asked * (1 + 0.1 * uniform))
}
