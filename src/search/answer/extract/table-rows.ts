import type { WordStatistics } from '../../rank/word-statistics.ts'
import { plainWords, stem } from '../../text/words.ts'
import { isCommonWord } from '../common-words.ts'
import { canonicalWords, foldedText } from '../support/canonical.ts'
import { liesIn } from './number-ranges.ts'
import { type NamedNumber, namedNumbers } from './question-numbers.ts'

/** Rows that a question asks for. */
export interface ChosenRows {
  /** Places of the rows; null where no row clearly matches. */
  readonly rows: readonly number[] | null
  /** What told them: a number of the question that lies in a range of the row, or words. */
  readonly by: 'number' | 'word' | null
}

/**
 * The rows of a table that a question clearly asks for. A number of the question counts for a cell that measures the same, by its
 * name or unit; a row with several conditions must meet them all. Words count where they tell some rows from others, the
 * first cell of a row before the rest of it.
 *
 * @param asked The numbers of the question.
 */
export function chosenRows(
  question: string,
  asked: readonly NamedNumber[],
  rows: readonly string[],
  statistics: WordStatistics,
): ChosenRows {
  const cells = rows.map(cellsOf)
  const verdicts = cells.map((row) => byNumbers(asked, row))
  const applies = verdicts.some((verdict) => verdict !== 'none')
  if (applies) {
    const meets = places(verdicts, (verdict) => verdict === 'meets')
    if (meets.length === 0 || verdicts.includes('partly')) return { rows: null, by: null }
    const told = byWords(question, cells, meets, statistics)
    return { rows: told ?? meets, by: 'number' }
  }
  const told = byWords(
    question,
    cells,
    cells.map((_, at) => at),
    statistics,
  )
  return told === null ? { rows: null, by: null } : { rows: told, by: 'word' }
}

interface Cell {
  /** The name of its column, with what stands above it. */
  readonly name: string
  readonly text: string
}

/** Cells of `Drug: apixaban | Dose: 5 mg`, or of a row that does not name its columns. */
function cellsOf(row: string): readonly Cell[] {
  return row
    .split(/\s*\|\s*|\t+/)
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const colon = /^(.{1,120}?):\s+(.+)$/s.exec(part)
      return { name: colon?.[1] ?? '', text: colon?.[2] ?? part }
    })
}

type Verdict = 'meets' | 'fails' | 'partly' | 'none'

function byNumbers(asked: readonly NamedNumber[], cells: readonly Cell[]): Verdict {
  let met = 0
  let failed = 0
  let untold = 0
  for (const { name, text } of cells) {
    const column = new Set(plainWords(name).map(stem))
    const conditions = namedNumbers(text)
    let ofCell = 0
    let metHere = 0
    for (const { range, names } of conditions) {
      const verdicts = asked.flatMap((number) => {
        const sameName = [...number.names].some((word) => names.has(word) || column.has(word))
        const sameUnit = number.range.unit !== null && number.range.unit === range.unit
        const within = sameName || sameUnit ? liesIn(number.range, range) : null
        return within === null ? [] : [within]
      })
      if (verdicts.length === 0) continue
      ofCell += 1
      if (verdicts.includes(true)) metHere += 1
      else failed += 1
    }
    met += metHere
    // Of "age 80 or over, weight 60 kg or less" an age alone meets half.
    if (ofCell > 0 && ofCell < conditions.length) untold += 1
  }
  if (failed > 0) return 'fails'
  if (met === 0) return 'none'
  return untold > 0 ? 'partly' : 'meets'
}

/** Of these rows the ones with most of the question's telling words; null where no word tells them apart. */
function byWords(
  question: string,
  cells: readonly (readonly Cell[])[],
  among: readonly number[],
  statistics: WordStatistics,
): readonly number[] | null {
  const asked = tellingWords(question)
  const scores = (of: (row: readonly Cell[]) => string): number[] => {
    const words = among.map((at) => tellingWords(of(cells[at]!)))
    return words.map((own) => {
      let score = 0
      for (const word of own)
        if (asked.has(word) && !words.every((other) => other.has(word)))
          score += Math.max(1, statistics.rarity(word))
      return score
    })
  }
  const labels = scores((row) => row[0]?.text ?? '')
  const first = Math.max(0, ...labels) > 0 ? labels : scores((row) => row.map(({ text }) => text).join(' '))
  const best = Math.max(0, ...first)
  return best === 0 ? null : among.filter((_, at) => first[at] === best)
}

/** Words with their one way to say them; "adults" and "children" tell rows apart, though they tell little elsewhere. */
function tellingWords(text: string): ReadonlySet<string> {
  const found = new Set<string>()
  for (const { word, written } of canonicalWords(foldedText(text)))
    if (!isCommonWord(written) && !/^\d/.test(word) && !units.has(written)) found.add(word)
  return found
}

const units = new Set(
  'mg mcg microgram micrograms g kg ml mmol l dl h s unit units dose doses daily twice once day days week weeks month months year years hour hours minute minutes'.split(
    ' ',
  ),
)

function places(verdicts: readonly Verdict[], which: (verdict: Verdict) => boolean): number[] {
  return verdicts.flatMap((verdict, at) => (which(verdict) ? [at] : []))
}
