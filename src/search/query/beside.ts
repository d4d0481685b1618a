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
 * Places of words that are beside the matter by how they stand: dates, days of the week, and names of people behind a title, a
 * relative, "my name is" or a closing. A name that stands elsewhere may be one of a drug or a disease.
 */
export function besidePlaces(words: readonly QuestionWord[]): ReadonlySet<number> {
  const places = new Set<number>()
  for (const [at, { word }] of words.entries()) {
    if (weekdays.has(word)) places.add(at)
    if (months.has(word)) addDate(words, at, places)
    if (word === 'dob' || word === 'born') addBirth(words, at, places)
    if (titles.has(word) || kin.has(word)) addName(words, at + 1, titles.has(word) ? at : null, places)
    if (word === 'is' && words[at - 1]?.word === 'name') addName(words, at + 1, null, places)
    if (closings.has(word) && words[at]?.ends === true) addName(words, at + 1, null, places)
  }
  return places
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

/** "dob 12/03/1956", "born in 1956", "born 12 March": born of a date, never of a mother. */
function addBirth(words: readonly QuestionWord[], at: number, places: Set<number>): void {
  let next = at + 1
  while (['on', 'in', 'the'].includes(words[next]?.word ?? '')) next += 1
  const first = words[next]?.word ?? ''
  const isDate = year.test(first) || months.has(first) || (day.test(first) && words[next + 1] !== undefined)
  if (!isDate) return
  places.add(at)
  for (let place = next; place < next + 3; place++) {
    const word = words[place]?.word ?? ''
    if (!(day.test(word) || year.test(word) || months.has(word) || /^\d\d$/.test(word))) break
    places.add(place)
  }
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
  while (at < from + longestName && words[at]?.initial === true) {
    places.add(at)
    at += 1
    if (words[at - 1]?.ends === true) break
  }
  if (title !== null && at > from) places.add(title)
}
