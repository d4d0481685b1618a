import { type ParsedSource, parseSource } from '../../search/answer/support/source-sentences.ts'
import { answerPassage } from '../preferences/answer-passage.ts'

/** Words that an answer cites, taken apart for the check of its sentences. */
export function quotedSource(quote: string): ParsedSource {
  return parseSource(answerPassage('quoted', quote))
}
