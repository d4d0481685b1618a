/** A number with what it counts, on one scale for each kind: `mass` in micrograms, `time` in hours, `volume` in millilitres. */
export interface Quantity {
  readonly value: number
  /** `mass`, `volume`, `time`, `percent`, `per-day`, `plain`, or a unit as it was written. */
  readonly kind: string
  /** As it was written. */
  readonly written: string
}

const masses: Readonly<Record<string, number>> = {
  ng: 0.001,
  microgram: 1,
  micrograms: 1,
  mcg: 1,
  ug: 1,
  mg: 1000,
  milligram: 1000,
  milligrams: 1000,
  g: 1e6,
  gram: 1e6,
  grams: 1e6,
  kg: 1e9,
  kilogram: 1e9,
  kilograms: 1e9,
}
const volumes: Readonly<Record<string, number>> = {
  ml: 1,
  millilitre: 1,
  millilitres: 1,
  milliliter: 1,
  milliliters: 1,
  dl: 100,
  l: 1000,
  litre: 1000,
  litres: 1000,
  liter: 1000,
  liters: 1000,
}
const times: Readonly<Record<string, number>> = {
  second: 1 / 3600,
  seconds: 1 / 3600,
  minute: 1 / 60,
  minutes: 1 / 60,
  min: 1 / 60,
  mins: 1 / 60,
  hour: 1,
  hours: 1,
  h: 1,
  hr: 1,
  hrs: 1,
  hourly: 1,
  day: 24,
  days: 24,
  week: 168,
  weeks: 168,
  month: 730,
  months: 730,
  monthly: 730,
  year: 8766,
  years: 8766,
}

const number = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`
const unit = String.raw`[a-z%°]+(?:\/[a-z0-9]+(?:\.\d+)?)*`
const pattern = new RegExp(
  String.raw`(?<![\p{L}\d./])(${number})(?: ?(?:-|to|and|or) ?(${number}))?(?:-| ?)(%|percent|per cent|(?:times|x) (?:a|per|each|every)? ?(?:day|daily)|${unit})?`,
  'gu',
)
const timesDaily =
  /\b(once|twice|thrice|\d+ times|\d+ or \d+ times)(?: to \d+ times)?(?: a| per| each| every)? ?(?:day|daily)\b/g
/** `mg per kg` is `mg/kg`; `4 g per day` stays apart, since sources write it in many ways. */
const perUnit = / (?:per|an?) (kg|kilogram|hour|h|minute|min|litre|liter|l|ml|m2)\b/g
const timesOf: Readonly<Record<string, number>> = { once: 1, twice: 2, thrice: 3 }
/** Numbers that belong to a name or a reference: neither is a quantity. */
const named =
  /\[\d{1,3}(?:[,\s–-]+\d{1,3})*\]|\b[a-z]+-?\d+\b|\b\d+-(?:hydroxy|lipoxygenase)\w*|\btype [12]\b|\bgrade \d\b|\bvitamin [a-z]\d*|\bx ?10\^\d+|\bcurb-65\b|\b(?:a|half an?) hour\b/g

/**
 * The quantities of a text as `foldedText` gives it. A range is both of its ends. Numbers that a name holds (`B12`, `type 2`) and
 * marks of citations are none.
 */
export function quantitiesOf(folded: string): readonly Quantity[] {
  const found: Quantity[] = []
  const plain = folded
    .replace(perUnit, (_, of: string) => `/${of}`)
    .replace(timesDaily, (written, much: string) => {
      for (const part of much.match(/once|twice|thrice|\d+/g) ?? []) {
        found.push({ value: timesOf[part] ?? Number(part), kind: 'per-day', written })
      }
      return ' '
    })
  for (const [written, low, high, counted] of plain.replace(named, ' ').matchAll(pattern)) {
    for (const digits of [low, high]) {
      if (digits === undefined) continue
      found.push({ ...scaled(Number(digits.replaceAll(',', '')), counted ?? ''), written: written.trim() })
    }
  }
  return found
}

function scaled(value: number, written: string): Pick<Quantity, 'value' | 'kind'> {
  const [first = '', ...per] = written.split('/')
  const rest =
    per.length === 0
      ? ''
      : `/${per
          .join('/')
          .replace(/\bhour\b|\bhr\b/, 'h')
          .replace(/\bminute\b/, 'min')
          .replace(/\blit(?:re|er)\b/, 'l')
          .replace(/\bkilogram\b/, 'kg')}`
  if (/^(?:%|percent|per cent)$/.test(first)) return { value, kind: 'percent' }
  if (/^(?:times|x) /.test(written)) return { value, kind: 'per-day' }
  const mass = masses[first]
  if (mass !== undefined) return { value: value * mass, kind: `mass${rest}` }
  const volume = volumes[first]
  if (volume !== undefined) return { value: value * volume, kind: `volume${rest}` }
  const time = times[first]
  if (time !== undefined) return { value: value * time, kind: 'time' }
  if (/^(?:mmol|units?|iu|mmhg|micromol|meq)$/.test(first))
    return { value, kind: `${first.replace(/s$/, '')}${rest}` }
  return { value, kind: 'plain' }
}

const closeness = 1e-6

/** Whether two quantities are the same; a number that stands alone is the same as one with a unit. */
export function sameQuantity(left: Quantity, right: Quantity): boolean {
  if (
    Math.abs(left.value - right.value) <= closeness * Math.abs(right.value) &&
    sameKind(left.kind, right.kind)
  )
    return true
  if (left.kind !== 'plain' && right.kind !== 'plain') return false
  const digits = (quantity: Quantity): readonly string[] => quantity.written.match(/\d+(?:\.\d+)?/g) ?? []
  return digits(left).some((one) => digits(right).includes(one))
}

function sameKind(left: string, right: string): boolean {
  if (left === right || left === 'plain' || right === 'plain') return true
  // "60 mL/min" and "60 mL/min/1.73 m2", "0.1 units/kg" and "0.1 units/kg/h".
  const [short, long] = left.length < right.length ? [left, right] : [right, left]
  return short.includes('/') && long.startsWith(`${short}/`)
}
