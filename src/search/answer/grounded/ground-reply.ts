import type { Passage } from '../../corpus/passage.ts'
import type { AnswerSentence, SetAsideReason } from '../answer.ts'
import { identifiersIn, readDoi, withoutIdentifiers } from '../citations/identifiers.ts'
import { cleanPassage } from '../injection/clean-passage.ts'
import { readerInstruction } from '../injection/reader-instruction.ts'
import { checkSupport } from '../support/check-support.ts'
import type { Finding } from '../support/findings.ts'
import { type ParsedSource, parseSource } from '../support/source-sentences.ts'
import { parseReply, type ReplySentence, repliesNothing } from './parse-reply.ts'

/** A second opinion on a sentence that the checks let pass, for example of another model; null has none. */
export type SupportJudge = (
  sentence: string,
  passages: readonly Passage[],
) => Promise<'supported' | 'unsupported' | null>

export interface GroundedReply {
  readonly sentences: readonly AnswerSentence[]
  /**
   * Why the reply may not be shown: it declined, it said something that a check speaks against and that was not to be shown, or
   * what it says does not rest on every passage that it was given. Null where it may.
   */
  readonly setAside: SetAsideReason | null
}

/** What is done with a sentence that a check speaks against: the whole reply is dropped, or it is shown as what it is. */
export type FlaggedSentences = 'drop' | 'show'

/**
 * Checks what a model wrote against the passages that it was given. Citations to anything else do not count; words of a passage
 * that speak to a machine support nothing.
 *
 * What a reply cites is not the model's to choose. The passages are those that the answer is to rest on: of what a sentence cites,
 * only what supports it is kept, and a reply that leaves a passage without a supported sentence is unusable. So a model that was
 * talked round, by whatever words, has the same sources under its answer as one that was not, or no answer of its own.
 */
export async function groundReply(
  reply: string,
  passages: readonly Passage[],
  flagged: FlaggedSentences,
  judge: SupportJudge | null = null,
): Promise<GroundedReply> {
  if (repliesNothing(reply)) return { sentences: [], setAside: 'says nothing' }
  const sources = passages.map(parseSource)
  const sentences: AnswerSentence[] = []
  for (const sentence of parseReply(reply)) {
    const checked = checkSentence(sentence, passages, sources)
    const cited = passages.filter(({ id }) => checked.citations.includes(id))
    const opinion =
      judge === null || checked.support.kind === 'flagged' ? null : await judge(checked.text, cited)
    sentences.push(
      opinion === 'unsupported'
        ? { ...checked, support: { kind: 'flagged', why: ['a second model finds no support for it'] } }
        : checked,
    )
  }
  const shown = flagged === 'drop' ? sentences.filter(({ support }) => support.kind !== 'flagged') : sentences
  const rested = new Set(
    shown.flatMap(({ support, citations }) => (support.kind === 'supported' ? citations : [])),
  )
  const isWhole = passages.length > 0 && passages.every(({ id }) => rested.has(id))
  if (shown.length < sentences.length) return { sentences: shown, setAside: 'sentence not supported' }
  return { sentences: shown, setAside: isWhole ? null : 'passage left out' }
}

function checkSentence(
  { text, numbers }: ReplySentence,
  passages: readonly Passage[],
  sources: readonly ParsedSource[],
): AnswerSentence {
  const given = numbers.filter((number) => passages[number - 1] !== undefined)
  const why: string[] = []
  if (numbers.length === 0) why.push('cites no passage')
  else if (given.length < numbers.length) why.push('cites a passage that was not given')
  if (readerInstruction(text) !== null) why.push('speaks to a machine')
  why.push(...strangers(text, passages))
  const verdict =
    given.length === 0
      ? null
      : checkSupport(
          withoutIdentifiers(text),
          given.map((number) => sources[number - 1]!),
        )
  const suspect = given.some((number) => cleanPassage(passages[number - 1]!.text).suspicions.length > 0)
  // Where a source tries to steer the writer, what cannot be checked is not given the benefit of the doubt.
  if (verdict?.verdict === 'not checked' && suspect)
    why.push('not checked, and its source speaks to a machine')
  if (verdict?.verdict === 'flagged') why.push(...verdict.findings.map(findingWords))
  const citations = bearing(text, given, sources).map((number) => passages[number - 1]!.id)
  const base = { text, citations, kind: 'sentence', place: null, more: false } as const
  if (why.length > 0) return { ...base, support: { kind: 'flagged', why } }
  return {
    ...base,
    support:
      verdict?.verdict === 'not checked' ? { kind: 'not checked', why: verdict.why } : { kind: 'supported' },
  }
}

/** Of the numbers cited, those whose passage alone supports the sentence; all of them where only several together do, or none. */
function bearing(
  text: string,
  given: readonly number[],
  sources: readonly ParsedSource[],
): readonly number[] {
  if (given.length < 2) return given
  const alone = given.filter(
    (number) => checkSupport(withoutIdentifiers(text), [sources[number - 1]!]).verdict === 'supported',
  )
  return alone.length > 0 ? alone : given
}

/** DOIs and PubMed numbers in the words themselves that no given passage has. */
function strangers(text: string, passages: readonly Passage[]): readonly string[] {
  const { dois, pmids } = identifiersIn(text)
  const known = new Set(
    passages.flatMap(({ doi, pmid }) => [doi === null ? '' : readDoi(doi).value, pmid ?? '']),
  )
  return [...dois, ...pmids]
    .filter((found) => !known.has(found))
    .map((found) => `names a source that was not given: ${found}`)
}

const words: Readonly<Record<Finding['kind'], string>> = {
  number: 'number or dose not in the passage',
  drug: 'drug not in the passage',
  population: 'group of people not in the passage',
  negation: 'denied on one side only',
  direction: 'opposite direction',
  added: 'not said in the passage',
}

function findingWords({ kind, evidence }: Finding): string {
  return evidence === '' ? words[kind] : `${words[kind]}: ${evidence}`
}
