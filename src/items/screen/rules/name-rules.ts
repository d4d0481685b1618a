import { eponyms } from '../lists/not-names.ts'
import { cities, largeRegions } from '../lists/regions.ts'
import { type IdentifierRule, patternRule } from '../rule.ts'
import { nextLine } from './line-break.ts'
import { nameFieldRules } from './name-field-rules.ts'
import {
  couldBeName,
  full,
  initial,
  isAbbreviation,
  isDoubtful,
  isEponym,
  isFirst,
  isSurname,
  lower,
  part,
  particle,
  termEnding,
  wordsOf,
} from './name-words.ts'
import { titleInCapitals } from './title-in-capitals.ts'

const title =
  '(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Lady|Lord|Rev|Nurse|Sister|Matron|Herr|Frau|Mme|Mlle|Monsieur|Madame|Sra?|Señora?|Signora?|Captain|Sergeant|Sgt)'
/** Titles that a name follows even on the next line; the others also stand alone: a nurse, a near miss. */
const courtesy =
  '(?:Mr|Mrs|Ms|Mx|Dr|Prof|Professor|Rev|Herr|Frau|Mme|Mlle|Monsieur|Madame|Sra|Señora?|Signora?)'
/** Of these a line that ends with them may also be a sentence that ends: `Ask your Dr.` */
const polite = '(?:Mr|Mrs|Ms|Mx|Herr|Frau|Mme|Mlle|Monsieur|Madame|Sra|Señora?|Signora?)'
const office = String.raw`(?<!\b(?:your|the|a|my|his|her|their|our) )(?:Dr|Prof|Professor|Rev)\b`
const kin =
  '(?:wife|husband|son|daughter|mother|father|mum|mom|dad|brother|sister|aunt|uncle|grand(?:mother|father|son|daughter)|niece|nephew|cousin|partner|fiancée?|friend|neighbou?r|carer|caregiver|colleague|boyfriend|girlfriend|baby|twin)'

const withTitle = patternRule(
  'name.title',
  'name',
  new RegExp(String.raw`(?<!\p{L})(?:${title}\b\.?(?: (?:and|&|Dr)\b\.?)? )+(?:${title}\b\.? )?${full}`, 'u'),
  (match) =>
    !isEponym(match) &&
    wordsOf(match.value).some((word) => couldBeName(word) && !new RegExp(`^${title}\\.?$`).test(word)),
)

/** A title at the end of a line and the name on the next one, or after an empty line. */
const withTitleAbove = patternRule(
  'name.title-above',
  'name',
  new RegExp(
    String.raw`(?<!\p{L})(?:${courtesy}\b\.?${nextLine}|(?:${polite}\b\.?|${office})(?:${nextLine}){2})(?<name>${full})`,
    'u',
  ),
  (match) => {
    const first = wordsOf(match.groups.name ?? '').find((word) => !/^\p{Lu}\.$/u.test(word))
    return first !== undefined && couldBeName(first) && !isEponym(match)
  },
)

const labelled = patternRule(
  'name.labelled',
  'name',
  new RegExp(
    String.raw`\b(?:[Nn]amed|[Nn]ame is|[Nn]ame ?:|[Dd]ear|[Ss]igned(?: by)?|[Ss]incerely,?|[Rr]egards,?|[Ww]ishes,?|[Pp]atient name ?:?) *,? ?(?<id>${full})`,
    'u',
  ),
  (match) => couldBeName(wordsOf(match.value)[0] ?? '') && !isEponym(match),
)

/** Things are called something too: a known first name, or two words. */
const called = patternRule(
  'name.called',
  'name',
  new RegExp(String.raw`\bcalled (?<id>${full})`, 'u'),
  (match) => {
    const [first = '', ...others] = wordsOf(match.value)
    return (
      couldBeName(first) &&
      !isEponym(match) &&
      (isFirst(first) || isDoubtful(first) || (others.length > 0 && others.every(couldBeName)))
    )
  },
)

const ofPatient = patternRule(
  'name.patient',
  'name',
  new RegExp(
    String.raw`\b(?:[Pp]atient|[Pp]t|[Cc]lient|[Rr]esident|[Ss]ummary for|[Cc]onsult on|[Ss]een|[Ss]aw)\s(?:is\s)?(?<id>${part} (?:${particle} )*${part})`,
    'u',
  ),
  (match) => wordsOf(match.value).every((word) => couldBeName(word)) && !isEponym(match),
)

const ofKin = patternRule(
  'name.kin',
  'name',
  new RegExp(String.raw`\b${kin},?\s(?:is\s(?:called\s|named\s)?)?(?<id>${part})`, 'u'),
  (match) =>
    couldBeName(match.value) &&
    !isEponym(match) &&
    !largeRegions.has(lower(match.value)) &&
    (isFirst(match.value) || isDoubtful(match.value) || /,\s$/.test(match.before)),
)

const firstAndLast = patternRule(
  'name.first-last',
  'name',
  new RegExp(
    String.raw`(?<!\p{L}|-)(?<first>${part}) (?:${initial} |${particle} )*(?<last>${part})(?:-\p{Lu}\p{L}+)?`,
    'u',
  ),
  (match) => {
    const { first = '', last = '' } = match.groups
    if (isEponym(match) || !couldBeName(last) || isAbbreviation(first)) return false
    if (isFirst(first)) return !largeRegions.has(lower(last)) || isSurname(last)
    return isDoubtful(first) && isSurname(last)
  },
)

const lastFirst = patternRule(
  'name.last-first',
  'name',
  new RegExp(String.raw`(?<!\p{L}|[-,] )(?<last>${part}), (?<first>${part})(?!\p{L})`, 'u'),
  (match) => {
    const { first = '', last = '' } = match.groups
    return (
      (isFirst(first) || (isDoubtful(first) && isSurname(last))) &&
      couldBeName(last) &&
      (isSurname(last) || !eponyms.has(lower(last))) &&
      !cities.has(lower(last)) &&
      !isFirst(last) &&
      !isEponym(match)
    )
  },
)

/** `Kwame Mensah, 66,`: two capitalised words and an age. */
const withAge = patternRule(
  'name.age',
  'name',
  new RegExp(
    String.raw`(?<!\p{L})(?<id>${part} ${part}), (?:aged? )?\d{1,3}(?=[,.\s]|$)(?!\s?(?:mg|ml|%|mmol))`,
    'u',
  ),
  (match) => wordsOf(match.value).every((word) => couldBeName(word) && !eponyms.has(lower(word))),
)

const lone = patternRule(
  'name.first',
  'name',
  new RegExp(
    String.raw`(?<!\p{L}|[-'’/]|\bSt\.? |\bSaint )(?<id>${part})(?![\p{L}/-]|\s(?:County|Street|Hospital))`,
    'u',
  ),
  (match) =>
    isFirst(match.value) &&
    !isAbbreviation(match.value) &&
    !eponyms.has(lower(match.value)) &&
    !isEponym(match) &&
    !cities.has(lower(match.value)),
)

/**
 * Two capitalised words inside a sentence that go on in lower case, `safe for Xxxx Yyyyy with`, where neither is
 * known as something else. It finds names that no list has, and now and then a product or an institute.
 */
const twoCapitals = patternRule(
  'name.two-capitals',
  'name',
  new RegExp(
    String.raw`(?<=(?<!\p{L})\p{Ll}+[,:]? )(?<id>${part}(?: (?:${particle} )*${part}){1,3})(?= \p{Ll}|[,.;?]|['’]s|$)`,
    'u',
  ),
  (match) =>
    !isEponym(match) &&
    wordsOf(match.value).every(
      (word) =>
        couldBeName(word) &&
        !eponyms.has(lower(word)) &&
        !largeRegions.has(lower(word)) &&
        !cities.has(lower(word)) &&
        !termEnding.test(word),
    ),
)

const lowerCase = patternRule(
  'name.lower-case',
  'name',
  /(?<!\p{L})(?<first>\p{Ll}+)\s(?<last>\p{Ll}+)(?!\p{L})/u,
  (match) => {
    const { first = '', last = '' } = match.groups
    return first.length > 2 && isFirst(first) && isSurname(last) && !isEponym(match)
  },
)

export const nameRules: readonly IdentifierRule[] = [
  withTitle,
  withTitleAbove,
  titleInCapitals,
  ...nameFieldRules,
  labelled,
  called,
  ofPatient,
  ofKin,
  lastFirst,
  firstAndLast,
  withAge,
  lone,
  lowerCase,
  twoCapitals,
]
