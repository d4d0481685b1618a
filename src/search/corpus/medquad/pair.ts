import type { Place } from '../../../problem.ts'
import { cleanLine } from '../blocks/clean-line.ts'
import type { Limits } from '../limits.ts'
import { type Loaded, loadedDocument } from '../loaded.ts'
import { answerSections } from './answer-sections.ts'

/** A question of MedQuAD with its answer, as both of its forms hold it. */
export interface Pair {
  readonly id: string
  readonly focus: string
  readonly synonyms: readonly string[]
  readonly question: string
  /** Kind of the question: `treatment`, `exams and tests`, `information`. */
  readonly kind: string
  readonly answer: string
  readonly url: string | null
}

/** The pair as a document. The kind of the question is the heading; concept identifiers of the UMLS are not kept. */
export function pairDocument(pair: Pair, place: Place, limits: Limits): Loaded {
  const focus = cleanLine(pair.focus)
  const question = cleanLine(pair.question)
  const synonyms = new Set(pair.synonyms.map(cleanLine))
  synonyms.delete(focus)
  synonyms.delete('')
  return loadedDocument(
    {
      id: pair.id,
      source: 'medquad',
      title: question === '' ? focus || pair.id : question,
      focus: focus === '' ? null : focus,
      synonyms: [...synonyms],
      type: 'question-answer',
      question: question === '' ? null : question,
      date: null,
      url: pair.url,
      doi: null,
      pmid: null,
      licence: 'CC BY 4.0',
      sections: answerSections(pair.answer, kindHeading(pair.kind)),
    },
    null,
    place,
    limits,
  )
}

/** "exams and tests" as a heading: "Exams and tests". */
function kindHeading(kind: string): string {
  const line = cleanLine(kind)
  return line.charAt(0).toUpperCase() + line.slice(1)
}

/**
 * Gives an id that came before in the same document of MedQuAD a number: some documents hold several topics, each of which
 * counts its questions from 1.
 */
export class PairIds {
  private document = ''
  private seen = new Map<string, number>()

  unique(id: string, document: string): string {
    if (document !== this.document) {
      this.document = document
      this.seen = new Map()
    }
    const times = (this.seen.get(id) ?? 0) + 1
    this.seen.set(id, times)
    return times === 1 ? id : `${id}~${times}`
  }
}
