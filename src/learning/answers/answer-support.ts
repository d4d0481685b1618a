import { checkSupport } from '../../search/answer/support/check-support.ts'
import type { ParsedSource } from '../../search/answer/support/source-sentences.ts'
import { splitSentences } from '../../search/text/sentences.ts'

/** What the passages that an answer cites say of its sentences. Shares of the sentences that could be checked. */
export interface AnswerSupport {
  readonly checked: number
  /** 0 to 1; null where no sentence could be checked. */
  readonly supported: number | null
  readonly contradicted: number | null
}

/** References and marks in brackets are no words of a sentence. */
const mark = /\[\d+(?:\s*[,–-]\s*\d+)*\]/g

/**
 * Checks every sentence of an answer against all passages that it cites. A sentence that adds words of its own counts as
 * neither; one with another number, drug, group of people, denial or direction than its passages counts as contradicted.
 */
export function answerSupport(text: string, sources: readonly ParsedSource[]): AnswerSupport {
  if (sources.length === 0) return { checked: 0, supported: null, contradicted: null }
  let checked = 0
  let supported = 0
  let contradicted = 0
  for (const { start, end } of splitSentences(text)) {
    const sentence = text.slice(start, end).replace(mark, '').trim()
    const verdict = checkSupport(sentence, sources)
    if (verdict.verdict === 'not checked') continue
    checked += 1
    if (verdict.verdict === 'supported') supported += 1
    else if (verdict.findings.some(({ kind }) => kind !== 'added')) contradicted += 1
  }
  return checked === 0
    ? { checked, supported: null, contradicted: null }
    : { checked, supported: supported / checked, contradicted: contradicted / checked }
}
