import {
  isDifference,
  type MeasureKind,
  measureKinds,
  type Reading,
} from '../../../evidence/practice/measures.ts'
import { fewestArms, type PracticeCorrelation } from '../../../evidence/practice/practice-correlations.ts'
import type { PracticeColumn, PracticeTable } from '../../../evidence/practice/practice-table.ts'
import { capitalised, counted, decimal, interval, listed, pSentence, signed } from '../../format.ts'

const names: Readonly<Record<MeasureKind, string>> = {
  exam: 'Exam',
  rubric: 'Rubric',
  'side-by-side': 'Side by side',
  'alone-condition': 'Model alone, condition',
  'alone-disposition': 'Model alone, disposition',
  'assisted-condition': 'Assisted use, condition',
  'assisted-disposition': 'Assisted use, disposition',
}

/** Measures that the question is about; the others are shown where a trial has them. */
const wanted: readonly MeasureKind[] = [
  'exam',
  'rubric',
  'side-by-side',
  'assisted-condition',
  'assisted-disposition',
]

/** Name of a column; with its study where another has the same measure. */
export function columnName({ columns }: PracticeTable, column: PracticeColumn): string {
  const alone = columns.filter(({ kind }) => kind === column.kind).length === 1
  return alone ? names[column.kind] : `${names[column.kind]} (${column.study})`
}

export function columnUnit({ kind }: Pick<PracticeColumn, 'kind'>): string {
  return isDifference(kind) ? 'points' : 'percent'
}

/** A value as it is printed: levels in percent, differences in points with their sign. */
export function readingNumber({ kind }: Pick<PracticeColumn, 'kind'>, value: number | null): string {
  return (isDifference(kind) ? signed : decimal)(value === null ? null : value * 100, 1)
}

export function readingInterval(reading: Reading | null): string {
  const bounds = reading?.interval ?? null
  return interval(bounds === null ? null : { lower: bounds.lower * 100, upper: bounds.upper * 100 }, 1)
}

/** `Exam 91.0 [88.2, 93.4], 500 replies`; `Exam not measured` where no file has it. */
export function readingWords(table: PracticeTable, column: PracticeColumn, reading: Reading | null): string {
  const name = columnName(table, column)
  if (reading === null) return `${name} not measured`
  if (reading.estimate === null) return `${name} undefined, ${reading.n} ${column.unit}`
  const range = reading.interval === null ? 'no interval' : readingInterval(reading)
  return `${name} ${readingNumber(column, reading.estimate)} ${range}, ${reading.n} ${column.unit}`
}

/** What the page would show and no file has, as one sentence; empty where nothing is missing. */
export function missingMeasures({ columns }: PracticeTable): string {
  const missing = measureKinds.filter(
    (kind) => wanted.includes(kind) && !columns.some((column) => column.kind === kind),
  )
  return missing.length === 0
    ? ''
    : `No file has: ${listed(missing.map((kind) => names[kind].toLowerCase()))}.`
}

/** `Exam and assisted use, condition`. */
export function pairName(table: PracticeTable, { x, y }: Pick<PracticeCorrelation, 'x' | 'y'>): string {
  const nameOf = (id: string) => {
    const column = table.columns.find((one) => one.id === id)
    return column === undefined ? id : columnName(table, column)
  }
  const second = nameOf(y)
  return `${nameOf(x)} and ${second.charAt(0).toLowerCase()}${second.slice(1)}`
}

/** One sentence on a pair, the correlation or how many arms are missing. */
export function correlationWords({ arms, missing, correlation }: PracticeCorrelation): string {
  if (missing > 0)
    return `${capitalised(arms.length === 0 ? 'no arm has' : counted(arms.length, 'arm has', 'arms have'))} both: ${counted(missing, 'more arm is', 'more arms are')} needed for a correlation.`
  if (correlation === null || correlation.pearson === null)
    return `${counted(arms.length, 'arm')}, and one of the measures is the same for all: no correlation.`
  const { pearson, ci, spearman, p } = correlation
  const range = ci === null ? 'no interval' : interval(ci, 2)
  return `${counted(arms.length, 'arm')}: r ${decimal(pearson, 2)} ${range}, ρ ${decimal(spearman, 2)}, ${pSentence(p)}.`
}

/**
 * One sentence on all pairs that too few arms have for a correlation.
 *
 * @param others Pairs that have one.
 */
export function tooFewWords(few: readonly PracticeCorrelation[], others: number): string {
  const counts = few.map(({ arms }) => arms.length)
  const [least, most] = [Math.min(...counts), Math.max(...counts)]
  const range = least === most ? counted(most, 'arm') : `${least} to ${counted(most, 'arm')}`
  const of =
    others === 0
      ? 'No score can be correlated with what people decided yet'
      : `${counted(few.length, 'other pair')} of a score and what people decided cannot be correlated yet`
  const has = most === 0 ? 'no arm has both' : `${range} ${most === 1 ? 'has' : 'have'} both`
  return `${of}: ${has}, and a correlation needs at least ${fewestArms}.`
}

/** What errors of measurement do to it; empty where that is not known. */
export function errorWords({ error }: PracticeCorrelation): string {
  if (error === null || error.pearson === null) return ''
  const { reliabilityX, reliabilityY, pearson } = error
  const share = (value: number | null) =>
    value === null ? 'an unknown share' : `${decimal(value * 100, 0)}%`
  return `Of the variance over arms ${share(reliabilityX)} of the first and ${share(reliabilityY)} of the second is more than error of measurement; redrawn within their errors, the same arms give r ${interval(pearson, 2)}.`
}

/** What holds for every number of the page. */
export const practiceLimits: readonly string[] = [
  `The unit of a correlation is the arm. Below ${fewestArms} arms none is printed: with four, even full agreement has p = 0.083, so no data could tell anything.`,
  'p-values are two-sided and not adjusted for the number of pairs. They describe; no plan was locked for them.',
  'An interval by Fisher’s z takes the arms as drawn at random from arms like them. Arms that somebody chose are not.',
  'Scores have errors, which pull a correlation towards 0. The redrawn interval shows how far they may move it, with the arms fixed and their errors taken as independent.',
  'An arm of one id is taken for the same in all studies. Its version and settings may have differed between them.',
  'A correlation over arms says nothing of single answers or single people, and does not make one measure the cause of another.',
]
