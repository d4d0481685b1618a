import type { Passage } from '../../search/corpus/passage.ts'

/**
 * An answer as the ranker of a search sees a passage, so that both have the same features. It has no title and no subject of its
 * own: what all candidates have alike moves no order.
 *
 * @param name What the answer goes by: unique within its question.
 */
export function answerPassage(name: string, text: string): Passage {
  return {
    id: name,
    document: name,
    source: 'answer',
    title: 'Answer',
    focus: null,
    synonyms: [],
    type: 'page',
    question: null,
    headings: [],
    date: null,
    url: null,
    doi: null,
    pmid: null,
    licence: null,
    text,
  }
}
