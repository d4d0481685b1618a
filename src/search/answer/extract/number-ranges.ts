/** A number as it is asked for or written, with what it measures. */
export interface Measured {
  /** From and to, both ends included unless they are open; infinite where there is no end. */
  readonly lower: number
  readonly upper: number
  readonly lowerOpen: boolean
  readonly upperOpen: boolean
  /** Ages and times in days, doses in grams, weights of bodies in kilograms; others as written; null where none is. */
  readonly unit: string | null
  /** Where it begins in the text. */
  readonly at: number
}

const number = String.raw`\d+(?:[.,]\d+)*`
const unit = String.raw`(?:\s?(%|°\s?[cf]\b|years?|yrs?|yo\b|months?|weeks?|days?|hours?|minutes?|kg|mg|mcg|micrograms?|g\b|ml\/min|mm\s?hg|mmol\/l|micromol\/l|[µμ]mol\/l|mg\/dl|iu|units?|s\b|seconds?))?`
const below = '<|≤|=<|below|under|less than|fewer than|younger than|up to|at most|no more than|not more than'
const above = '>|≥|=>|above|over|more than|greater than|older than|at least|not less than|from'
const more = 'more|above|over|older|higher|greater|upwards?'
const less = 'less|below|under|younger|lower|fewer'

const pattern = new RegExp(
  [
    String.raw`(?<![\w.])(?:between\s+)?(?<from>${number})${unit}\s*(?:-|–|—|\bto\b|\band\b(?=\s*\d))\s*(?:less than\s+|under\s+)?(?<to>${number})${unit}`,
    String.raw`(?<sign>${below}|${above})\s*=?\s*(?<edge>${number})${unit}`,
    String.raw`(?<![\w.])(?<side>${number})${unit}\s*(?:(?:or|and)\s+(?<way>${more}|${less})|(?<plus>\+))`,
    String.raw`(?<![\w.])(?<alone>${number})${unit}`,
  ].join('|'),
  'gi',
)

/** Every number and range of a text, in order: "below 30", "30 to 44", "45 or more", "< 30", "6 months to 6 years", "25". */
export function rangesIn(text: string): readonly Measured[] {
  return [...text.matchAll(pattern)].map((found) => {
    const { groups: given = {}, index } = found
    const units = found.slice(1).filter((part) => part !== undefined && isUnit(part))
    const last = units.at(-1) ?? null
    const first = units[0] ?? null
    const at = index
    const of = (written: string, own: string | null) => scaled(written, own)
    if (given.from !== undefined && given.to !== undefined) {
      // "6 to 12 years" counts years at both ends.
      const lower = of(given.from, first)
      const upper = of(given.to, last)
      return {
        lower: lower.value,
        upper: upper.value,
        lowerOpen: false,
        upperOpen: false,
        unit: upper.unit,
        at,
      }
    }
    if (given.sign !== undefined && given.edge !== undefined) {
      const edge = of(given.edge, last)
      const open = !/[≤≥]|=|at least|up to|at most|no more|not more|not less|from/i.test(found[0])
      return sided(edge, new RegExp(`^(?:${below})$`, 'i').test(given.sign) ? 'below' : 'above', open, at)
    }
    if (given.side !== undefined) {
      const isLess = given.way !== undefined && new RegExp(`^(?:${less})$`, 'i').test(given.way)
      return sided(of(given.side, last), isLess ? 'below' : 'above', false, at)
    }
    const { value, unit: own } = of(given.alone ?? '', last)
    return { lower: value, upper: value, lowerOpen: false, upperOpen: false, unit: own, at }
  })
}

/** Whether a number lies in a range; null where they measure different things. */
export function liesIn(asked: Measured, range: Measured): boolean | null {
  if (asked.unit !== null && range.unit !== null && asked.unit !== range.unit) return null
  // An age without a unit is in years.
  const scale = asked.unit === null && range.unit === 'day' ? daysOfYear : 1
  const value = asked.lower * scale
  if (range.lowerOpen ? value <= range.lower : value < range.lower) return false
  return range.upperOpen ? value < range.upper : value <= range.upper
}

const daysOfYear = 365.25
const scales: Readonly<Record<string, readonly [string, number]>> = {
  year: ['day', daysOfYear],
  yr: ['day', daysOfYear],
  yo: ['day', daysOfYear],
  month: ['day', daysOfYear / 12],
  week: ['day', 7],
  day: ['day', 1],
  hour: ['day', 1 / 24],
  minute: ['day', 1 / 1440],
  s: ['s', 1],
  second: ['s', 1],
  kg: ['kg', 1],
  g: ['g', 1],
  mg: ['g', 0.001],
  mcg: ['g', 0.000001],
  microgram: ['g', 0.000001],
}

function scaled(written: string, unitWritten: string | null): { value: number; unit: string | null } {
  const value = Number(
    /^\d{1,3}(?:,\d{3})+$/.test(written) ? written.replaceAll(',', '') : written.replace(',', '.'),
  )
  if (unitWritten === null) return { value, unit: null }
  const plain = unitWritten.toLowerCase().replace(/[µμ]/g, 'micro').replace(/\s/g, '')
  const known = scales[plain] ?? scales[plain.replace(/s$/, '')]
  return known === undefined ? { value, unit: plain } : { value: value * known[1], unit: known[0] }
}

function isUnit(part: string): boolean {
  return new RegExp(`^${unit}$`, 'i').test(part) && part !== ''
}

function sided(
  edge: { readonly value: number; readonly unit: string | null },
  side: 'below' | 'above',
  open: boolean,
  at: number,
): Measured {
  return side === 'below'
    ? {
        lower: Number.NEGATIVE_INFINITY,
        upper: edge.value,
        lowerOpen: true,
        upperOpen: open,
        unit: edge.unit,
        at,
      }
    : {
        lower: edge.value,
        upper: Number.POSITIVE_INFINITY,
        lowerOpen: open,
        upperOpen: true,
        unit: edge.unit,
        at,
      }
}
