import { type IdentifierRule, type Match, patternRule } from '../rule.ts'
import { dash } from './dash.ts'
import { nextLine } from './line-break.ts'

const english =
  'Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?'
const other =
  'Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre'
const upper = 'JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC'
const monthName = `(?:${english}|${other})`
const month = `(?:${english}|${other}|${upper})`
const day = String.raw`(?:0?[1-9]|[12]\d|3[01])`
const monthNumber = '(?:0?[1-9]|1[0-2])'
const year = String.raw`(?:(?:19|20)\d\d|['’]\d\d)`
const time = String.raw`(?:[T ]\d{1,2}:\d\d(?::\d\d)?)?`
const unit = String.raw`(?!\s?(?:(?:mg|mcg|µg|g|kg|m[lL]|l|mmol|mEq|mmHg|IU|units?|tablets?|minutes?|hours?|days?|weeks?|months?|years?|times)(?!\p{L})|%))`
/** What stands between the parts of a date in a field of a form, spaces around it or not. */
const loose = `(?: ?(?:[/.]|${dash}) ?| )`
const birth = String.raw`(?:D\.?O\.?B\.?|dob|[Dd]ate [Oo]f [Bb]irth|DATE OF BIRTH|[Bb]irth ?date|[Bb]orn(?: on)?|[Gg]eb(?:oren|\.)?(?: am)?|Geburtsdatum|[Nn]ée? le)`

/** Day and month in either order. */
function isCalendarDay(first: number, second: number): boolean {
  return (
    (first >= 1 && first <= 31 && second >= 1 && second <= 12) || (first <= 12 && second >= 1 && second <= 31)
  )
}

function numbersOf(value: string): readonly number[] {
  return value
    .split(new RegExp(`[/. ]+|${dash}`))
    .flatMap((part) => (part.trim() === '' ? [] : [Number(part)]))
}

function isDate({ value }: Match): boolean {
  const [first = 0, second = 0] = numbersOf(value)
  return isCalendarDay(first, second)
}

/** A day of birth begins with the year or ends with it. */
function isBirth({ value }: Match): boolean {
  const [first = 0, second = 0, third = 0] = numbersOf(value)
  return first > 31 ? isCalendarDay(second, third) : isCalendarDay(first, second)
}

/** Steps of a dose rise and have no noughts before them: `10–12–15`. A date does so seldom. */
function isDateInDashes(match: Match): boolean {
  const [first = 0, second = 0, third = 0] = numbersOf(match.value)
  const rises = first < second && second < third && !/(?<!\d)0/.test(match.value)
  return isDate(match) && !(rises && /^ \p{Ll}/u.test(match.after))
}

/** Fractions and grades are written alike: `3/6` murmur, `5/5` power, `4/5` of patients. */
function isShortDate(match: Match): boolean {
  const numbers = numbersOf(match.value)
  return isDate(match) && Math.max(...numbers) > 6
}

/** A season rather than an event: `from October to March`. */
function isSeason({ before, after }: Match): boolean {
  return (
    new RegExp(String.raw`^\s*(?:to|through|until|till|and|–|-)\s*${month}\b`).test(after) ||
    new RegExp(String.raw`\b${month}\s*(?:to|through|until|till|and|–|-)\s*\S*\s*$`).test(before)
  )
}

const older = String.raw`(?:over|above|beyond|older than|more than|at least|exceeding|under|below|younger than|up to|[<>≥≤=]|\bto|[-–])\s*(?:the\s+)?(?:age\s+(?:of\s+)?)?`
const threshold = new RegExp(`${older}$`, 'i')

/** One person's age, and not a bound: `over 90 years` is everybody's. */
function isAge({ before, after }: Match): boolean {
  return (
    !threshold.test(before.slice(-30)) &&
    !/^\s*(?:\+|(?:years\s+)?(?:and|or)\s+(?:over|older|above))/i.test(after)
  )
}

const age = String.raw`(?:9\d|1[0-2]\d)`
const ageWord = String.raw`(?:ninety(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|(?:one|a) hundred(?: and \w+)?)`

const ages = [
  patternRule(
    'date.age',
    'date',
    new RegExp(String.raw`\b${age}[ -]?(?:years?|yrs?)[ -]?(?:old|of[ -]age)\b`, 'i'),
    isAge,
  ),
  patternRule(
    'date.age-short',
    'date',
    new RegExp(String.raw`\b${age}[ -]?(?:y\/?o\b|y\.o\.|yr\b|[MF]\b(?=[ ,.;]|$))`),
    isAge,
  ),
  patternRule(
    'date.aged',
    'date',
    new RegExp(String.raw`\b(?:aged?(?:\s+of)?|age:)\s*${age}\b(?![-–/%]|\.\d)`, 'i'),
    isAge,
  ),
  patternRule('date.age-words', 'date', new RegExp(String.raw`\b${ageWord}[ -]years?[ -]old\b`, 'i'), isAge),
]

export const dateRules: readonly IdentifierRule[] = [
  patternRule(
    'date.birth',
    'date',
    new RegExp(
      String.raw`(?<![\p{L}\d])${birth} ?:?(?: ?-)? ?(?:${nextLine})?(?<id>(?:\d{1,2}${loose}\d{1,2}${loose}(?:(?:19|20)\d\d|\d\d)|(?:19|20)\d\d${loose}\d{1,2}${loose}\d{1,2})(?!\d))`,
      'u',
    ),
    isBirth,
  ),
  patternRule(
    'date.iso',
    'date',
    new RegExp(
      String.raw`(?<![\d.])(?:19|20)\d\d(?:([/.])${monthNumber}\1|${dash}${monthNumber}${dash})${day}(?!\d)${time}`,
    ),
  ),
  patternRule(
    'date.day-month',
    'date',
    new RegExp(
      String.raw`(?<![\d.])(?:the\s+)?${day}(?:st|nd|rd|th|\.)? ?(?:of )?${month}\b\.?(?:,? ?${year})?(?!\p{L})`,
      'u',
    ),
  ),
  patternRule(
    'date.day-mon-year',
    'date',
    new RegExp(String.raw`\b${day}(?:[/. ]|${dash})${month}(?:[/. ]|${dash})(?:\d{4}|\d{2})\b`),
  ),
  patternRule(
    'date.month-day',
    'date',
    new RegExp(String.raw`\b${month}\.? ${day}(?:st|nd|rd|th)?(?![\d.%/:]\d|\d)(?:,? ${year})?${unit}`, 'u'),
  ),
  patternRule('date.month-year', 'date', new RegExp(String.raw`\b${month}\.?,? (?:of )?${year}\b`)),
  patternRule(
    'date.numeric',
    'date',
    new RegExp(
      String.raw`(?<![\d./-])\d{1,2}(?:([/.])\d{1,2}\1(?:19|20)\d\d|${dash}\d{1,2}${dash}(?:19|20)\d\d${unit})(?![\d/]|[.-]\d)`,
      'u',
    ),
    isDate,
  ),
  patternRule(
    'date.numeric-short',
    'date',
    /(?<![\d./-])(?:\d{1,2}\/\d{1,2}\/\d\d|\d\d\.\d\d\.\d\d)(?![\d/]|[.-]\d)/,
    isDate,
  ),
  patternRule(
    'date.numeric-dashes',
    'date',
    new RegExp(
      String.raw`(?<![\d./-]|${dash})\d\d(?<between>${dash})\d\d\k<between>\d\d(?![\d/]|[.-]\d|${dash}\d)${unit}`,
      'u',
    ),
    isDateInDashes,
  ),
  patternRule('date.month-number-year', 'date', /(?<![\d./-])(?:0?[1-9]|1[0-2])\/(?:19|20)\d\d(?![\d/])/),
  patternRule(
    'date.day-number',
    'date',
    /\b(?:on|since|from|dated|until|by)\s+(?<id>\d{1,2}\/\d{1,2})(?![\d/.%]|\s*(?:of|mg|ml|weeks?|days?))/i,
    isShortDate,
  ),
  patternRule(
    'date.month',
    'date',
    new RegExp(
      String.raw`\b(?:since|last|until|till|by|in|in (?:late|early|mid)[ -]?|during|before|after|this|next|from)\s*(?:late\s+|early\s+|mid[ -])?(?<id>${monthName})\b(?!\s+(?:be|have|not|also)\b)`,
    ),
    (match) => !isSeason(match),
  ),
  ...ages,
]
