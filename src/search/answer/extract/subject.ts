import type { Passage } from '../../corpus/passage.ts'
import { functionWords } from '../../query/function-words.ts'
import { headingTypesIn } from '../../query/question-types.ts'
import type { Candidate } from '../../rank/candidate.ts'
import type { WordStatistics } from '../../rank/word-statistics.ts'
import { plainWords, stem } from '../../text/words.ts'
import type { AskedQuestion } from '../asked-question.ts'
import { isCommonWord } from '../common-words.ts'
import { groupsOfDrugs, modifiers } from './subject-words.ts'

/** A name that a text has to have, by so much of the rarity of its words. */
interface Name {
  readonly stems: readonly string[]
  readonly share: number
}

/** What a question is about, as far as the sources that were found know it. */
export interface Subject {
  /** A text is about it that has one of these. */
  readonly names: readonly Name[]
  /** What else sources on it are called: a source with such a title is about it, a sentence with the word need not be. */
  readonly titles: readonly Name[]
  /** Drugs that the passage has to name besides, each by one of its names. */
  readonly drugs: readonly (readonly string[])[]
  /** Whether a source is called by it: then the corpus knows what it is. */
  readonly known: boolean
}

/** Share of a name that no source is called by; "deep vein thrombosis" may be told without its "deep". */
const mostOfName = 0.7
/** A run of words nearly as likely as the likeliest may be what is asked about. */
const nearlyAsLikely = 0.75

/**
 * What a question asks about: the drug that it names; else what sources that were found are called by, where the question has the
 * whole name; else its likeliest run of words. A narrower name asks for more: a source on cancer is not about lung cancer.
 */
export function subjectOf(
  question: AskedQuestion,
  candidates: readonly Candidate[],
  statistics: WordStatistics,
): Subject {
  const called = sourcesCalledBy(question, candidates)
  const drugs = question.drugs.filter(
    (drug) =>
      !groupsOfDrugs.has(drug[0]!) ||
      called.some(({ stems, narrowed }) => !narrowed && drug.some((name) => stems.includes(name))),
  )
  const ofDrugs = called.filter(({ stems }) =>
    drugs.some((drug) => drug.some((name) => stems.includes(name))),
  )
  const drugNames = (which: typeof drugs) =>
    which.flatMap((drug) => drug.map((name): Name => ({ stems: [name], share: 1 })))
  if (drugs.length > 1 || ofDrugs.length > 0)
    return {
      names: [...drugNames(drugs), ...ownNames(ofDrugs)],
      titles: otherNames(ofDrugs),
      drugs: [],
      known: ofDrugs.length > 0,
    }
  if (called.length > 0) return { names: ownNames(called), titles: otherNames(called), drugs, known: true }
  const unnamed = { titles: [], drugs: [], known: false }
  if (drugs.length > 0) return { names: drugNames(drugs), ...unnamed }
  return { names: likeliest(question, statistics), ...unnamed }
}

/** Whether these words name it. */
export function names(subject: Subject, words: ReadonlySet<string>, statistics: WordStatistics): boolean {
  return subject.names.some(({ stems, share }) => {
    let all = 0
    let held = 0
    for (const one of new Set(stems)) {
      // Words of every passage weigh next to nothing, but a name of them is still a name.
      const mass = statistics.rarity(one) + 0.01
      all += mass
      if (words.has(one)) held += mass
    }
    return all > 0 && held >= share * all - 1e-9
  })
}

/** Whether a passage is about it, by the words of its title, names, question and headings. */
export function isTitled(subject: Subject, about: ReadonlySet<string>, statistics: WordStatistics): boolean {
  return names({ ...subject, names: [...subject.names, ...subject.titles] }, about, statistics)
}

/**
 * Whether words name it, or name what the title leaves out of it: a list on "the target" under "High blood pressure". One word of
 * a title makes no name: a page on the lung that mentions cancer is not about lung cancer.
 */
export function namesTogether(
  subject: Subject,
  about: ReadonlySet<string>,
  words: ReadonlySet<string>,
  statistics: WordStatistics,
): boolean {
  if (names(subject, words, statistics)) return true
  const begun = subject.names.filter(({ stems }) => stems.filter((one) => about.has(one)).length >= 2)
  return begun.length > 0 && names({ ...subject, names: begun }, new Set([...about, ...words]), statistics)
}

/** Share of the names of a question, by rarity, that a passage on "this and that" has to have. */
const mostOfNames = 0.6

/** Whether a passage speaks of what a question names side by side without saying what it wants to know: "sildenafil and nitrates". */
export function speaksOfAll(
  question: AskedQuestion,
  words: ReadonlySet<string>,
  statistics: WordStatistics,
): boolean {
  const stems = [...new Set(question.names.flatMap((name) => name.stems))].filter(
    (one) => !modifiers.has(one),
  )
  if (question.types.length > 0 || question.type !== null || stems.length < 2) return true
  let all = 0
  let held = 0
  for (const one of stems) {
    const mass = statistics.rarity(one)
    all += mass
    if (words.has(one)) held += mass
  }
  return held >= mostOfNames * all - 1e-9
}

/** Whether a passage names every drug that it has to. */
export function namesDrugs(subject: Subject, words: ReadonlySet<string>): boolean {
  return subject.drugs.every((drug) => drug.some((name) => words.has(name)))
}

/** Below this share of the key words, by rarity, the corpus does not know what the question is about. */
const fewestKnown = 0.5

/**
 * Words of the question that no passage of the corpus has, where they are what it is about: a drug that it names, or most of the
 * likeliest name; empty where the corpus knows the subject.
 *
 * @param inCorpus Share of the key words, by rarity, that the corpus has.
 */
export function unknownWords(
  question: AskedQuestion,
  subject: Subject,
  inCorpus: number,
  statistics: WordStatistics,
): readonly string[] {
  const most = Math.log(1 + (statistics.passages + 0.5) / 0.5)
  const isUnknown = (word: string) => statistics.rarity(word) >= most * 0.999
  const drug = question.drugs.find((names) => names.every(isUnknown) && !groupsOfDrugs.has(names[0]!))
  const about =
    drug ??
    (subject.known
      ? []
      : inCorpus < fewestKnown
        ? question.words.filter((word) => !question.typeWords.includes(word) && !/^\d/.test(word))
        : (question.names[0]?.stems ?? []))
  const unknown = about.filter(isUnknown)
  const mass = about.reduce((sum, word) => sum + statistics.rarity(word), 0)
  const unknownMass = unknown.length * most
  if (drug === undefined && inCorpus >= fewestKnown && unknownMass <= mass / 2) return []
  return writtenAs(question.text, unknown)
}

/** The words of a text that have these stems, as they are written there. */
function writtenAs(text: string, stems: readonly string[]): readonly string[] {
  return [...new Set(plainWords(text).filter((word) => stems.includes(stem(word))))]
}

interface Called {
  readonly stems: readonly string[]
  /** What else the same sources are called. */
  readonly others: readonly (readonly string[])[]
  /** A word stands before the name that makes it narrower. */
  readonly narrowed: boolean
}

/** Names of sources that the question has word for word, without those within a longer one. */
function sourcesCalledBy(question: AskedQuestion, candidates: readonly Candidate[]): readonly Called[] {
  const runs = [question.words, ...question.names.map(({ stems }) => stems)]
  const found = new Map<string, { stems: readonly string[]; others: Map<string, readonly string[]> }>()
  for (const { passage } of candidates) {
    const own = namesOf(passage)
    for (const stems of own) {
      if (!runs.some((run) => placeIn(stems, run) !== -1)) continue
      const key = stems.join(' ')
      const others = found.get(key)?.others ?? new Map<string, readonly string[]>()
      for (const other of own) others.set(other.join(' '), other)
      found.set(key, { stems, others })
    }
  }
  const all = [...found.values()]
  const longest = all.filter(
    ({ stems }) =>
      !all.some((other) => other.stems.length > stems.length && placeIn(stems, other.stems) !== -1),
  )
  const named = new Set([...longest.flatMap(({ stems }) => stems), ...question.drugs.flat()])
  return longest.map(({ stems, others }) => {
    const wider = widened(stems, question, named)
    const narrowed = wider.length > stems.length
    return { stems: wider, others: narrowed ? [] : [...others.values()], narrowed }
  })
}

/** With the words of the question before it that make it another thing: lung cancer, not cancer. */
function widened(
  stems: readonly string[],
  question: AskedQuestion,
  named: ReadonlySet<string>,
): readonly string[] {
  for (const { stems: run } of question.names) {
    const at = placeIn(stems, run)
    if (at === -1) continue
    let from = at
    while (from > 0 && !modifiers.has(run[from - 1]!) && !named.has(run[from - 1]!)) from--
    return run.slice(from, at + stems.length)
  }
  return stems
}

function ownNames(called: readonly Called[]): readonly Name[] {
  return called.map(({ stems, narrowed }) => ({
    stems,
    share: narrowed && stems.length > 2 ? mostOfName : 1,
  }))
}

function otherNames(called: readonly Called[]): readonly Name[] {
  return called.flatMap(({ others }) => others.map((stems): Name => ({ stems, share: 1 })))
}

function likeliest(question: AskedQuestion, statistics: WordStatistics): readonly Name[] {
  const near = question.names.filter(({ weight }) => weight >= nearlyAsLikely)
  if (near.length > 0) return near.map(({ stems }) => ({ stems, share: mostOfName }))
  const rarest = [...question.words].sort((one, other) => statistics.rarity(other) - statistics.rarity(one))
  return rarest.length === 0 ? [] : [{ stems: rarest.slice(0, 2), share: 0.5 }]
}

/** What a passage is called: focus and other names; where there is no focus the title, without words that only tell a type. */
function namesOf({ focus, title, synonyms }: Passage): readonly (readonly string[])[] {
  const named = [...(focus === null ? [] : [focus]), ...synonyms].map(tellingStems)
  const titled =
    focus === null ? [tellingStems(title).filter((word) => headingTypesIn([word]).length === 0)] : []
  return [...named, ...titled].filter(
    (stems) => !stems.every((word) => isCommonWord(word) || /^\d/.test(word)),
  )
}

function tellingStems(name: string): readonly string[] {
  return plainWords(name)
    .filter((word) => !functionWords.has(word))
    .map(stem)
}

function placeIn(part: readonly string[], whole: readonly string[]): number {
  for (let start = 0; start + part.length <= whole.length; start++)
    if (part.every((word, index) => word === whole[start + index])) return start
  return -1
}
