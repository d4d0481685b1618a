import type { RedFlagKind } from './red-flag.ts'

const number = String.raw`(\d{1,3}(?:[.,]\d)?)`
const youngInfantDays = 92

/** Ages and vital signs that are a danger by their number alone, as the ward and parents write them. */
export function measuredSigns(text: string): ReadonlySet<RedFlagKind> {
  const kinds = new Set<RedFlagKind>()
  const saturation = first(text, String.raw`\b(?:sats?|spo2|saturation|o2)\b[^\d]{0,12}${number}`)
  if (saturation !== null && saturation >= 50 && saturation < 92) kinds.add('breathing')
  const glucose = first(
    text,
    String.raw`\b(?:bg|bm|cbg|glucose|(?:blood )?sugars?|glucometer)\b[^\d]{0,15}${number}`,
  )
  if (glucose !== null && (glucose < 3 || (glucose >= 20 && glucose < 40) || glucose >= 400)) kinds.add('dka')
  const ketones = first(text, String.raw`\bketones?\b[^\d]{0,12}${number}`)
  if (ketones !== null && ketones >= 3 && ketones < 20) kinds.add('dka')
  const systolic = first(text, String.raw`\b(?:bp|blood pressure)\b[^\d]{0,10}(\d{2,3}) ?(?:\/|over)`)
  if (systolic !== null && systolic < 85) kinds.add('sepsis-meningitis')
  if (
    youngInfant(text) &&
    /\b(?:fever\w*|febrile|temp\w*|hot|burning up|3[89](?:[.,]\d)?|10[1-5](?:\.\d)?|cold|not (?:feeding|drinking)|wont (?:feed|drink|wake))\b/.test(
      text,
    )
  ) {
    kinds.add('newborn-fever')
  }
  return kinds
}

const spelt = [
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]
const daysOf: Readonly<Record<string, number>> = { d: 1, w: 7, m: 30.4 }

function youngInfant(text: string): boolean {
  if (/\b(?:newborn|neonate)\b/.test(text)) return true
  const ages = text.matchAll(
    new RegExp(String.raw`\b(\d{1,2}|${spelt.join('|')})[- ]?(d|w|m)(?:ay|eek|k|onth|o)?s?[- ]old\b`, 'g'),
  )
  for (const [, count = '', unit = ''] of ages) {
    const written = spelt.indexOf(count)
    const days = (written === -1 ? Number(count) : written + 1) * (daysOf[unit] ?? 1)
    if (days <= youngInfantDays) return true
  }
  return false
}

function first(text: string, pattern: string): number | null {
  const found = new RegExp(pattern).exec(text)?.[1]
  return found === undefined ? null : Number(found.replace(',', '.'))
}
