import { fieldWords } from '../lists/field-words.ts'
import { notNames } from '../lists/not-names.ts'
import { patternRule } from '../rule.ts'
import { nextLine } from './line-break.ts'
import {
  full,
  isAbbreviation,
  isEponym,
  isFirst,
  isSurname,
  lower,
  part,
  termEnding,
  wordsOf,
} from './name-words.ts'

/* Names that stand in the field of a form: `Surname: Okonjo`, and the value on the next line. */

const label = `(?:(?:patient|client|resident|full|first|last|family|given|middle|maiden|birth|legal|preferred)(?:['’]s)? name|surname|forename|name of (?:the )?patient|nachname|vorname|familienname|prénom|apellidos?|cognome)`
/** The next line where it is a word alone: a table that was pasted cell by cell. */
const cellBelow = String.raw`(?:${nextLine}${part}(?= ?(?:[\n\r\u2028\u2029]|$)))?`
const value = `(?<id>(?<name>${full})(?:, ${full})?${cellBelow})`
const anyCase = (words: string) =>
  words.replace(/(?<!\\)\p{Ll}/gu, (letter) => `[${letter}${letter.toUpperCase()}]`)

/** Endings of words that tell how somebody is. */
const adjective = /(?:ed|ing|ly|ive|[ai]ble|ic|ful|ous|al|ient|less)$/

function isValue(word: string): boolean {
  if (isFirst(word) || isSurname(word)) return true
  const short = isAbbreviation(word) && word.length < 5
  return !short && !notNames.has(lower(word)) && !fieldWords.has(lower(word)) && !termEnding.test(lower(word))
}

const field = patternRule(
  'name.field',
  'name',
  new RegExp(String.raw`(?<!\p{L})${anyCase(label)}(?: ?[:=]| -)?(?: |${nextLine})?${value}`, 'u'),
  (match) => isValue(wordsOf(match.groups.name ?? '')[0] ?? '') && !isEponym(match),
)

/** `Patient:` also begins what a patient says, so the name has to be all that stands there, or known. */
const patientField = patternRule(
  'name.patient-field',
  'name',
  new RegExp(
    String.raw`(?<!\p{L})(?:Patient|PATIENT|Pt|PT|Client|CLIENT|Resident|RESIDENT|[Nn]ame|NAME|(?<!\p{L} )(?:patient|pt|client|resident)) ?: ?(?:${nextLine})?${value}(?= ?(?:[\n\r\u2028\u2029.;(]|, ?\d|$| (?:DOB|MRN|NHS|aged?|born|\d)))`,
    'u',
  ),
  (match) => {
    const [first = '', ...others] = wordsOf(match.groups.name ?? '')
    if (isEponym(match) || !isValue(first)) return false
    return isFirst(first) || isSurname(first) || others.length > 0 || !adjective.test(first)
  },
)

export const nameFieldRules = [field, patientField]
