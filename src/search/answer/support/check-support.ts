import { evidenceFor } from './evidence.ts'
import {
  directionFinding,
  drugFinding,
  type Finding,
  negationFinding,
  numberFinding,
  populationFinding,
} from './findings.ts'
import { type ParsedSentence, type ParsedSource, parseSentence } from './source-sentences.ts'

export type SupportVerdict =
  | { readonly verdict: 'supported'; readonly coverage: number }
  | { readonly verdict: 'flagged'; readonly coverage: number; readonly findings: readonly Finding[] }
  /** Too little in common ground to compare: it may be right or wrong. */
  | { readonly verdict: 'not checked'; readonly why: string }

/** Where the sources have fewer of a sentence's telling words than this, it adds something of its own. */
export const smallestCoverage = 0.42
const fewestWords = 2

/**
 * Compares a sentence with the passages that it cites, without any model: numbers with their units, drugs, groups of people,
 * what is denied, up and down, and how much of it the passages say at all.
 */
export function checkSupport(text: string, sources: readonly ParsedSource[]): SupportVerdict {
  const sentence = parseSentence(text)
  if (sources.every(({ sentences }) => sentences.length === 0)) {
    return { verdict: 'not checked', why: 'the passages have no text to compare with' }
  }
  if (sentence.words.size + sentence.quantities.length < fewestWords) return numbersAlone(sentence, sources)
  const evidence = evidenceFor(sentence, sources)
  const findings = [
    numberFinding(sentence, evidence),
    drugFinding(sentence, evidence, sources),
    populationFinding(sentence, evidence, sources),
    negationFinding(sentence, evidence),
    directionFinding(sentence, evidence),
    evidence.coverage < smallestCoverage ? strangeWords(sentence.words, evidence.words) : null,
  ].filter((finding) => finding !== null)
  if (findings.length === 0 && evidence.matched < fewestWords) {
    return { verdict: 'not checked', why: 'too little in common to compare' }
  }
  return findings.length === 0
    ? { verdict: 'supported', coverage: evidence.coverage }
    : { verdict: 'flagged', coverage: evidence.coverage, findings }
}

function strangeWords(words: ReadonlySet<string>, known: ReadonlySet<string>): Finding {
  return { kind: 'added', evidence: [...words].filter((word) => !known.has(word)).join(' ') }
}

/** A sentence of hardly a word: a number that the passages do not have is still one too many. */
function numbersAlone(sentence: ParsedSentence, sources: readonly ParsedSource[]): SupportVerdict {
  const sentences = sources.flatMap((source) => source.sentences)
  const strange = numberFinding(sentence, { sentences, words: new Set(), matched: 0, coverage: 0 })
  return strange === null
    ? { verdict: 'not checked', why: 'too few words to compare' }
    : { verdict: 'flagged', coverage: 0, findings: [strange] }
}
