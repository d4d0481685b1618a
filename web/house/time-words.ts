const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })
const day = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
})

/** `18:04:05`, by the clock of who looks. */
export function clockTime(at: Date): string {
  return clock.format(at)
}

/** `25 Nov 2026, 18:04`. */
export function dayAndTime(at: string): string {
  return day.format(new Date(at))
}

/** `just now`, `12 min ago`, `3 h ago`, and the day after that. */
export function since(at: string, now: Date): string {
  const minutes = Math.floor((now.getTime() - Date.parse(at)) / 60_000)
  if (minutes < 1) return 'just now'
  if (minutes < 60) return `${minutes} min ago`
  return minutes < 24 * 60 ? `${Math.floor(minutes / 60)} h ago` : dayAndTime(at)
}
