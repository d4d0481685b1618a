const written = /^(\d{4,})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(\.\d+)?([+-])(\d\d)(?::(\d\d))?(?::(\d\d))?$/

/**
 * A time as PostgreSQL writes it (`2026-11-22 09:00:00.5+01`, DateStyle ISO) as ISO 8601 in UTC with the same decimals
 * (`2026-11-22T08:00:00.5Z`), whatever the time zone of the session was. What is no such time (`infinity`) stays.
 */
export function utcTime(text: string): string {
  const parts = written.exec(text)
  if (parts === null) return text
  const [, year, month, day, hours, minutes, seconds, decimals = '', sign, ...offset] = parts
  const [offsetHours = 0, offsetMinutes = 0, offsetSeconds = 0] = offset.map((part) => Number(part ?? 0))
  const ahead = (offsetHours * 3600 + offsetMinutes * 60 + offsetSeconds) * (sign === '-' ? -1 : 1)
  if (ahead === 0) return `${year}-${month}-${day}T${hours}:${minutes}:${seconds}${decimals}Z`
  const utc = new Date(0)
  utc.setUTCFullYear(Number(year), Number(month) - 1, Number(day))
  utc.setUTCHours(Number(hours), Number(minutes), Number(seconds) - ahead)
  return `${utc.toISOString().slice(0, -5)}${decimals}Z`
}
