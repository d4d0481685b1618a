import { stem } from '../../text/words.ts'
import { isCommonWord } from '../common-words.ts'
import { sameWords } from './lexicon/same-words.ts'

const standing = new Map(sameWords)
const escaped = sameWords.map(([word]) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
const anySame = new RegExp(String.raw`(?<![\p{L}\p{N}-])(?:${escaped.join('|')})(?![\p{L}\p{N}])`, 'gu')

const numberWords: Readonly<Record<string, string>> = {
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
  ten: '10',
  eleven: '11',
  twelve: '12',
  fourteen: '14',
  fifteen: '15',
  twenty: '20',
  thirty: '30',
  sixty: '60',
}
const countedTime = '(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|litres?|liters?|grams?)'
/** "One" counts only before a unit: "one dose" and "no one" say no number. */
const anyNumberWord = new RegExp(
  String.raw`\b(?:${Object.keys(numberWords)
    .filter((word) => word !== 'one')
    .join('|')})\b(?! of\b)|\bone\b(?= ${countedTime}\b)`,
  'g',
)

/** Small letters, plain quotes and dashes, digits for small numbers in words. */
export function foldedText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .replace(/[‐‑]/g, '-')
    .replace(/[–—−]/g, '-')
    .replace(/μ|µ/g, 'u')
    .replace(/\bnon-?pregnant\b|\bnot pregnant\b/g, 'nonpregnant')
    .replace(/\buntreated\b/g, 'not treated')
    .replace(/\bunable to\b/g, 'cannot')
    .replace(/\b(?:not|never) (?:ever |at all )?normal\b/g, 'abnormal')
    .replace(/\b(?:the )?first (?=(?:hour|day|week|month)\b)/g, '1 ')
    .replace(anyNumberWord, (word) => numberWords[word] ?? word)
}

/** Words that every instruction has and that tell no two of them apart. */
const plainActs = new Set(
  `give given gives giving receive receives received take takes taken taking use used uses using have has had offer offered offers
apply applied add added adds continue continued continues go goes recommend recommended advise advised prescribe prescribed
prefer get gets become becomes follow follows followed occur occurs seen see happen happens call calls indicate reach reached
patient patients person people someone anyone everyone everybody those case cases dose doses dosage mg g mcg ug ml kg microgram
micrograms milligram milligrams unit units hour hours day days week weeks month months year years minute minutes time times
once twice thrice daily weekly monthly half long least most first second third about roughly around nearly more less than over
above below under up down high low within before after during prior part whole amount level total ml mmol mmhg percent
fine best well away back put right means likely seem keep kept stay same already together along such must should may can cannot
could would need suggest suggests show shows shown good great small little large larger every other course courses lasts lasting last age aged hold held latest earliest happens happened many badly apart except due cause
causes caused because min litre litres liter liters women woman men man adults adult children child typically normally generally
later still even off run runs running own itself using someone anybody`.split(/\s+/),
)

/** A word of a text with what it stands for. */
export interface CanonicalWord {
  /** Stem, or what stands for several ways to say it. */
  readonly word: string
  /** As it was written, in small letters. */
  readonly written: string
  /** Says something of its own: neither grammar, nor a plain act, nor a number. */
  readonly tells: boolean
}

const wordPattern = /\d+(?:[.,]\d+)*|[\p{L}][\p{L}\p{N}']*/gu

/** A text with one way to say a thing in place of all the others. */
export function standingText(folded: string): string {
  return folded.replace(anySame, (found) => ` ${standing.get(found) ?? found} `).replace(/ {2,}/g, ' ')
}

/** Words of a text, the same for all ways to say them. */
export function canonicalWords(folded: string): readonly CanonicalWord[] {
  return [...standingText(folded).matchAll(wordPattern)].map(([written]) => {
    const word = stem(written)
    const plain = isCommonWord(written) || isCommonWord(word) || plainActs.has(written)
    return { word, written, tells: !plain && !/^\d/.test(written) }
  })
}
