import { functionWords } from '../../query/function-words.ts'
import { plainWords, stem } from '../../text/words.ts'
import { liesIn, type Measured, rangesIn } from './number-ranges.ts'

/** A number with the words that say what it measures. */
export interface NamedNumber {
  readonly range: Measured
  /** Stems of the words close before it, and what its unit tells: an age, a weight. */
  readonly names: ReadonlySet<string>
}

const reach = 3

/** The numbers of a text with their names: "eGFR is 25" names egfr, "7 year old" age. */
export function namedNumbers(text: string): readonly NamedNumber[] {
  // The body surface that a clearance is related to is no number of its own.
  const plain = text.replace(/\/\s?1\.73\s?m(?:²|2)?/g, (found) => ' '.repeat(found.length))
  let from = 0
  return rangesIn(plain).map((range) => {
    const before = plain.slice(from, range.at)
    from = range.at + 1
    const words = plainWords(before).filter(
      (word) => !functionWords.has(word) && !ofDoses.has(word) && !/^\d/.test(word),
    )
    const names = new Set(words.slice(-reach).map(stem))
    for (const name of measures[range.unit ?? ''] ?? []) names.add(stem(name))
    return { range, names }
  })
}

/** They stand before numbers of every kind and name none. */
const ofDoses = new Set(
  'dose doses dosage dosing daily maximum max total reduce reduced usual give given'.split(' '),
)

/** What a unit alone tells. */
const measures: Readonly<Record<string, readonly string[]>> = {
  day: ['age'],
  kg: ['weight'],
}

/** Whether a number of the question lies in a range of the text that measures the same by its name: "clearance below 15". */
export function meetsNumber(asked: readonly NamedNumber[], text: string): boolean {
  if (asked.length === 0) return false
  return namedNumbers(text).some(
    ({ range, names }) =>
      range.lower !== range.upper &&
      asked.some(
        (number) => [...number.names].some((name) => names.has(name)) && liesIn(number.range, range) === true,
      ),
  )
}
