/** Two to a whole power from 0 to 30: how much longer each further wait is. */
export function doubled(times: number): number {
  return 1 << Math.min(30, Math.max(0, times))
}
