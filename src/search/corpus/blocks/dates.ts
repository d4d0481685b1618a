const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * A date of a document, as exact as its parts are: `2024`, `2024-05`, `2024-05-17`. Months may be numbers or English names.
 * Null where the year is none; a part that makes no sense is left out with those after it.
 */
export function partialDate(year: string | null, month: string | null, day: string | null): string | null {
  const writtenYear = /^\s*(\d{4})\s*$/.exec(year ?? '')?.[1]
  if (writtenYear === undefined || Number(writtenYear) < 1500) return null
  const writtenMonth = monthOf(month)
  if (writtenMonth === null) return writtenYear
  const writtenDay = /^\s*(\d{1,2})\s*$/.exec(day ?? '')?.[1]
  const whole = `${writtenYear}-${writtenMonth}-${(writtenDay ?? '').padStart(2, '0')}`
  return writtenDay !== undefined && isDay(whole) ? whole : `${writtenYear}-${writtenMonth}`
}

/** A date at the start of a text in ISO 8601, or eight digits (`20240517`); null where there is none. */
export function writtenDate(text: string | null | undefined): string | null {
  const [, year, month, day] =
    /^\s*(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?![\d-])/.exec(text ?? '') ??
    /^\s*(\d{4})(\d{2})(\d{2})?/.exec(text ?? '') ??
    /^\s*(\d{4})-(\d{2})-(\d{2})/.exec(text ?? '') ??
    []
  return partialDate(year ?? null, month ?? null, day ?? null)
}

function monthOf(month: string | null): string | null {
  const written = (month ?? '').trim().toLowerCase()
  const number = /^\d{1,2}$/.test(written) ? Number(written) : months.indexOf(written.slice(0, 3)) + 1
  return number >= 1 && number <= 12 ? String(number).padStart(2, '0') : null
}

function isDay(date: string): boolean {
  const parsed = new Date(`${date}T00:00:00Z`)
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date)
}
