import { stem } from '../text/words.ts'
import type { QuestionWord } from './question-words.ts'

/** People that others ask for. Who asks is seldom what is asked about; children and groups of people are. */
const kin = new Set(
  `mum mom mam mama mummy mommy mother dad daddy papa father nan nana nanna gran granny grandma grandmother grandad granddad grandpa
  grandfather aunt auntie uncle cousin husband hubby wife partner boyfriend girlfriend fiance fiancee brother sister niece nephew
  friend flatmate roommate neighbour neighbor colleague boss`
    .trim()
    .split(/\s+/),
)
const months = new Set(
  `january february march april may june july august september october november december jan feb mar apr jun jul aug sept sep oct
  nov dec`
    .trim()
    .split(/\s+/),
)
const weekdays = new Set('monday tuesday wednesday thursday friday saturday sunday'.split(' '))
const titles = new Set(['mr', 'mrs', 'ms', 'miss', 'sir', 'madam'])
const closings = new Set(['regards', 'sincerely', 'wishes', 'cheers', 'thanks', 'thank', 'signed', 'love'])
const longestName = 3
const day = /^(?:[1-9]|0[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?$/
const year = /^(?:19|20)\d\d$/

const kinStems: ReadonlySet<string> = new Set([...kin].map(stem))

/** Whether a stem is that of a relative, a friend or a neighbour. */
export function isKin(word: string): boolean {
  return kinStems.has(word)
}

/**
 * Places of words that are beside the matter by how they stand: dates, days of the week, names of people behind a title, a
 * relative, "name is" or a closing, days of birth and numbers of records. A name that stands elsewhere may be one of a drug or a
 * disease, and an age is none of these: doses go by it. This serves the search; what may leave the machine is decided by the
 * screen of identifiers.
 */
export function besidePlaces(words: readonly QuestionWord[]): ReadonlySet<number> {
  const places = new Set<number>()
  for (const [at, { word, capitals }] of words.entries()) {
    // MS is a disease.
    const title = titles.has(word) && !capitals
    if (weekdays.has(word)) places.add(at)
    if (months.has(word)) addDate(words, at, places)
    const births = birthWords(words, at)
    if (births > 0) addBirth(words, at, births, places)
    if (title || kin.has(word)) addName(words, at + 1, title ? at : null, places)
    if (words[at - 1]?.word === 'name' && word === 'is') addName(words, at + 1, null, places)
    if (words[at - 1]?.word === 'patient' && word === 'name') addName(words, at + 1, null, places)
    if (closings.has(word) && words[at]?.ends === true) addName(words, at + 1, null, places)
    addRecord(words, at, places)
  }
  return places
}

/** "born", "dob", "date of birth", "D.O.B.": how many words from here on bring in a day of birth; 0 where none does. */
function birthWords(words: readonly QuestionWord[], at: number): number {
  const said = (...expected: string[]) => expected.every((word, index) => words[at + index]?.word === word)
  if (said('born') || said('dob')) return 1
  return said('date', 'of', 'birth') || said('d', 'o', 'b') ? 3 : 0
}

const fewestDigits = 5

/** "MRN 123456", "NHS number 943 476 5919": the number of a record, with what says that it is one. */
function addRecord(words: readonly QuestionWord[], at: number, places: Set<number>): void {
  const [first, second] = [words[at]?.word ?? '', words[at + 1]?.word ?? '']
  const isNumbered =
    ['mrn', 'nhs'].includes(first) || (first === 'hospital' && ['no', 'number'].includes(second))
  if (!isNumbered && !(first === 'medical' && second === 'record')) return
  let next = at + 1
  while (['record', 'no', 'number'].includes(words[next]?.word ?? '')) next += 1
  const own: number[] = []
  let digits = 0
  for (let place = next; /^\d+$/.test(words[place]?.word ?? ''); place++) {
    own.push(place)
    digits += words[place]!.word.length
  }
  if (digits < fewestDigits) return
  for (let place = at; place < next; place++) places.add(place)
  for (const place of own) places.add(place)
}

/** "12 March 1956", "March 12th", "in May 2024": a month alone may be another word. */
function addDate(words: readonly QuestionWord[], at: number, places: Set<number>): void {
  const before = words[at - 1]?.word ?? ''
  const after = words[at + 1]?.word ?? ''
  const own: number[] = []
  if (day.test(before)) own.push(at - 1)
  if (day.test(after) || year.test(after)) own.push(at + 1)
  if (own.length === 0) return
  const last = own.includes(at + 1) ? at + 2 : at + 1
  if (year.test(words[last]?.word ?? '')) own.push(last)
  for (const place of [at, ...own]) places.add(place)
}

/** "dob 12/03/1956", "born in 1956", "born 12 March": born of a date, never of a mother, nor three weeks early. */
function addBirth(words: readonly QuestionWord[], at: number, length: number, places: Set<number>): void {
  let next = at + length
  while (['on', 'in', 'the'].includes(words[next]?.word ?? '')) next += 1
  const partOfDate = (place: number) => {
    const word = words[place]?.word ?? ''
    return day.test(word) || year.test(word) || months.has(word) || /^\d\d$/.test(word)
  }
  const first = words[next]?.word ?? ''
  if (!(year.test(first) || months.has(first) || (day.test(first) && partOfDate(next + 1)))) return
  for (let place = at; place < at + length; place++) places.add(place)
  for (let place = next; place < next + 3 && partOfDate(place); place++) places.add(place)
}

function addName(
  words: readonly QuestionWord[],
  from: number,
  title: number | null,
  places: Set<number>,
): void {
  // What ends behind the relative is a new clause, not a name.
  if (title === null && words[from - 1]?.ends === true && kin.has(words[from - 1]?.word ?? '')) return
  let at = from
  // The dot of "Mrs." ends no sentence.
  const begins = (place: number) =>
    words[place]?.initial === true || (title !== null && place === from && words[place]?.capital === true)
  while (at < from + longestName && begins(at)) {
    places.add(at)
    at += 1
    if (words[at - 1]?.ends === true) break
  }
  if (title !== null && at > from) places.add(title)
}
