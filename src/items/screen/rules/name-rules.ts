import { doubtfulFirstNames, firstNames } from '../lists/first-names.ts'
import { eponymNouns, eponyms, notNames } from '../lists/not-names.ts'
import { cities, largeRegions } from '../lists/regions.ts'
import { surnames } from '../lists/surnames.ts'
import { type IdentifierRule, type Match, patternRule } from '../rule.ts'

const part = String.raw`\p{Lu}(?:\p{L}|['’](?=\p{L}))+(?:-\p{Lu}\p{L}+)*`
const initial = String.raw`\p{Lu}\.`
const particle =
  '(?:[vV]an|[vV]on|der|den|[dD]e|[dD]el|[dD]ella|[dD]i|[dD]a|[dD]os|[lL]a|[lL]e|[aA]l|[eE]l|bin|ibn|ben|ter|ten)'
const full = String.raw`(?:${initial} ?)*(?:${particle} |[dD]['’])*${part}(?: (?:${particle} )*(?:${part}|${initial}(?= \p{Lu})))*`
const title =
  '(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Lady|Lord|Rev|Nurse|Sister|Matron|Herr|Frau|Mme|Mlle|Monsieur|Madame|Sra?|Señora?|Signora?|Captain|Sergeant|Sgt)'
/** Titles that a name follows even on the next line; the others also stand alone: a nurse, a near miss. */
const courtesy =
  '(?:Mr|Mrs|Ms|Mx|Dr|Prof|Professor|Rev|Herr|Frau|Mme|Mlle|Monsieur|Madame|Sra|Señora?|Signora?)'
const lineBreak = String.raw` ?(?:\r\n|[\n\r\u2028\u2029]) ?`
const kin =
  '(?:wife|husband|son|daughter|mother|father|mum|mom|dad|brother|sister|aunt|uncle|grand(?:mother|father|son|daughter)|niece|nephew|cousin|partner|fiancée?|friend|neighbou?r|carer|caregiver|colleague|boyfriend|girlfriend|baby|twin)'

const lower = (text: string) => text.toLowerCase().replaceAll('’', "'")
const isFirst = (word: string) => firstNames.has(lower(word))
const isDoubtful = (word: string) => doubtfulFirstNames.has(lower(word))
const isSurname = (word: string) => surnames.has(lower(word))
/** A word in capitals is an abbreviation: `PHQ`, `HIV`. */
const isAbbreviation = (word: string) => word.length > 1 && word === word.toUpperCase()

const named = new RegExp(
  String.raw`^(?:['’]s?)?(?:[ -]+(?:\p{Lu}[\p{L}'’]+|de|la|von|and|blood)){0,2}?[ -]+${eponymNouns}\b`,
  'u',
)

/** The name of a disease, sign or test goes on after the match: `Austin Flint murmur`, `Graves' disease`. */
function isEponym({ after }: Match): boolean {
  return named.test(after.slice(0, 48))
}

/** Words of a value that may be a name: no list word, no abbreviation. */
function couldBeName(word: string): boolean {
  return !notNames.has(lower(word)) && !isAbbreviation(word)
}

function wordsOf(value: string): string[] {
  return value.split(/\s+/)
}

const withTitle = patternRule(
  'name.title',
  'name',
  new RegExp(String.raw`(?<!\p{L})(?:${title}\b\.?(?: (?:and|&|Dr)\b\.?)? )+(?:${title}\b\.? )?${full}`, 'u'),
  (match) =>
    !isEponym(match) &&
    wordsOf(match.value).some((word) => couldBeName(word) && !new RegExp(`^${title}\\.?$`).test(word)),
)

/** A title at the end of a line and the name on the next one. */
const withTitleAbove = patternRule(
  'name.title-above',
  'name',
  new RegExp(String.raw`(?<!\p{L})${courtesy}\b\.?${lineBreak}(?<name>${full})`, 'u'),
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

/** Endings of terms, which names seldom have; a capital inside a word is a gene's or a product's. */
const termEnding =
  /(?:ions?|[sx]is|itis|omas?|a?emia|ity|ments?|ness|logy|pathy|ectomy|plasty|scopy|graphy|graphs?|grams?|therapy|ism|trophy|genic|ular|ical|ious|eous|atic|etic|oid|rial|enal|ectal|ineal|ivity|ative|ative|ances|ences|ures?|uses|tory|toral|ics|tract|ment|drug|cell|gland|like|based)$|\p{Ll}\p{Lu}/u

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
