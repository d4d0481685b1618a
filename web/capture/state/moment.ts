/** A moment as a field for date and time shows it, by the clock of this machine: `2026-11-20T09:30`. */
export function localMinute(moment: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const date = `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`
  return `${date}T${two(moment.getHours())}:${two(moment.getMinutes())}`
}

/**
 * The same with the offset that the clock of this machine had then: `2026-11-20T09:30:00+01:00`; as it was written where it
 * is no date and time.
 */
export function withOffset(local: string): string {
  const moment = new Date(local)
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(local) || Number.isNaN(moment.getTime())) return local
  const seconds = local.length === 16 ? ':00' : ''
  return `${local}${seconds}${offsetOf(moment)}`
}

export function offsetOf(moment: Date): string {
  const minutes = -moment.getTimezoneOffset()
  const two = (value: number) => String(value).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`
}
