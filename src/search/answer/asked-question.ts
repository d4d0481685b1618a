import { functionWords, weakWords } from '../query/function-words.ts'
import type { Query } from '../query/query.ts'
import { type QuestionType, questionCues, questionTypesIn } from '../query/question-types.ts'
import { type QuestionWord, questionWords } from '../query/question-words.ts'
import { understandQuestion } from '../query/understand.ts'
import { passageStatistics } from '../rank/passage-statistics.ts'
import { indexWords } from '../text/words.ts'
import { isCommonWord } from './common-words.ts'
import { drugsNamed, type NamedDrug } from './drugs-together.ts'

/** What is asked for, as far as the answer has to know it. */
export type AskedType =
  | 'meaning'
  | 'causes'
  | 'signs'
  | 'diagnosis'
  | 'treatment'
  | 'dose'
  | 'harms'
  | 'prevention'
  | 'outlook'
  | 'frequency'
  | 'inheritance'

/** A question as the answer sees it; understanding it better is the work of `src/search/query`. */
export interface AskedQuestion {
  readonly text: string
  /** Stems that carry meaning, each once, in the order of the question. */
  readonly words: readonly string[]
  /** Null where nothing in the question tells. */
  readonly type: AskedType | null
  /** Stems of what the question is about; empty where that is not known. */
  readonly focus: readonly string[]
  /** All that it wants to know, as finding and ranking read it. */
  readonly types: readonly QuestionType[]
  /** Stems of the phrases that tell those. */
  readonly typeWords: readonly string[]
  /** Runs of words that may name what it is about, the likeliest first with weight 1. */
  readonly names: readonly { readonly stems: readonly string[]; readonly weight: number }[]
  /** Drugs that it names; where there are several, an answer has to speak of two of them together. */
  readonly drugs: readonly NamedDrug[]
  /** As it is searched: what the features of a passage are computed from. */
  readonly query: Query
}

/** In the order of their certainty: the first that matches is the type. */
const cues: readonly (readonly [AskedType, RegExp])[] = [
  ['dose', /\b(?:dos(?:e|es|age|ing)|how (?:much|many) (?:mg|milligrams|tablets|pills|units))\b/],
  [
    'harms',
    /\b(?:side[- ]effects?|adverse|complications?|interact(?:s|ions?)?|contraindicat\w*|safe(?:ty)?|risks? of taking|dangers?|harm(?:s|ful)?)\b/,
  ],
  [
    'inheritance',
    /\b(?:inherit(?:ed|ance)?|hereditary|genetic(?:ally)?|run in (?:the )?famil(?:y|ies)|genes?)\b/,
  ],
  ['frequency', /\b(?:how (?:common|many people|often does|frequent)|prevalence|incidence)\b/],
  [
    'prevention',
    /\b(?:prevent(?:s|ed|ion|ing)?|avoid getting|vaccin(?:e|es|ation)|prophyla\w+|reduce (?:the|my) risk)\b/,
  ],
  [
    'outlook',
    /\b(?:outlook|prognosis|life expectancy|survival|how long (?:do|does|will)|recover\w*|curable|outcome)\b/,
  ],
  [
    'diagnosis',
    /\b(?:diagnos\w+|tests?|tested|exams?|examinations?|screen(?:ing|ed)?|scan|detect\w*|tell if)\b/,
  ],
  [
    'treatment',
    /\b(?:treat(?:s|ed|ing|ment|ments)?|therap\w+|cures?|manag\w+|remed(?:y|ies)|medicines?|medications?|surgery|what (?:can|should) (?:i|we|you) (?:do|take)|get rid of|help(?:s|ed)? with)\b/,
  ],
  ['signs', /\b(?:symptoms?|signs?|feel like|look like|present(?:s|ation))\b/],
  ['causes', /\b(?:caus\w+|why|reasons?|due to|risk factors?|triggers?|who gets|at risk)\b/],
  ['meaning', /\b(?:what (?:is|are|does)|define|definition|meaning|information|tell me about|learn about)\b/],
]

/** Of no passage: no word is misspelt by it. */
const { vocabulary: noVocabulary } = passageStatistics([])

/**
 * Reads a question by a few cues: for tests and measuring, and where no better reading is at hand.
 *
 * @param query The question as it is searched; read without a corpus where it is left out.
 */
export function askedQuestion(
  text: string,
  query: Query = understandQuestion(text, noVocabulary),
): AskedQuestion {
  const folded = text.toLowerCase().replaceAll('’', "'")
  return {
    text,
    words: meaningfulWords(text),
    type: cues.find(([, cue]) => cue.test(folded))?.[0] ?? null,
    focus: subjectLine(text),
    types: askedTypes(text, questionTypesIn(indexWords(text))),
    typeWords: cueWords(questionWords(text)).map(({ stem }) => stem),
    names: runsOfContent(questionWords(text)).map((stems) => ({ stems, weight: 1 })),
    drugs: drugsNamed(text),
    query,
  }
}

/** Stems of words that stand together and are neither grammar, nor talk, nor a type, nor a number. */
function runsOfContent(words: readonly QuestionWord[]): readonly (readonly string[])[] {
  const cues = new Set(cueWords(words))
  const runs: string[][] = [[]]
  for (const one of words) {
    const { word, stem, ends } = one
    const tells = !cues.has(one) && !functionWords.has(word) && !weakWords.has(word) && !/^\d/.test(word)
    if (tells) runs.at(-1)?.push(stem)
    if (!tells || ends) runs.push([])
  }
  return runs.filter((run) => run.length > 0)
}

/** Types of a question, where its phrases tell none also by how it asks: "How is it given?" */
export function askedTypes(text: string, told: readonly QuestionType[]): readonly QuestionType[] {
  const given = /\bhow (?:is|are|should|do|does|to)\b.*\b(?:given|give|taken|take|administer(?:ed)?|dosed)\b/i
  return told.length === 0 && given.test(text) ? ['dosage'] : told
}

/** The words that tell the type of a question. */
function cueWords(words: readonly QuestionWord[]): readonly QuestionWord[] {
  return questionCues.find(words.map(({ stem }) => stem)).flatMap(({ start, end }) => words.slice(start, end))
}

const longestSubject = 6

/** Messages often begin with a subject of their own, as a letter does: "Ear wax. I sometimes drop ...". */
function subjectLine(text: string): readonly string[] {
  const [, subject] = /^([^.?!\n]{2,80})[.\n]\s*\S/.exec(text.trim()) ?? []
  const words = subject === undefined ? [] : meaningfulWords(subject)
  return words.length <= longestSubject ? words : []
}

/** Distinct stems without the words that every question has. */
export function meaningfulWords(text: string): readonly string[] {
  return [...new Set(indexWords(text))].filter((word) => !isCommonWord(word))
}
