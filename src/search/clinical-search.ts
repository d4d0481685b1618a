import type { ClinicalAnswer } from './answer/answer.ts'
import { answerQuestion, type FoundCandidates, type Writer } from './answer/answer-question.ts'
import { emergencyOf } from './answer/assemble.ts'
import type { RetractionList } from './answer/citations/retraction-list.ts'
import type { Confidence } from './answer/confidence/confidence.ts'
import type { Passage } from './corpus/passage.ts'
import type { VectorSearch } from './dense/vector-search.ts'
import { findCandidates, usualCandidates } from './find-candidates.ts'
import type { PassageSearch } from './index/passage-search.ts'
import type { Query } from './query/query.ts'
import type { Ranker } from './rank/ranker.ts'
import { readQuestion } from './read-question.ts'

/** The parts of a clinical search. Version, ranker and confidence name what answered. */
export interface ClinicalSearchParts {
  readonly search: PassageSearch
  /** Null: passages are found by their words alone. */
  readonly vectors: VectorSearch | null
  readonly ranker: Ranker
  readonly confidence: Confidence
  /** Confidence below which a question is declined. */
  readonly threshold: number
  /** Null: citations read "retraction not checked". */
  readonly retractions: RetractionList | null
  /** Null answers with sentences of the passages themselves. */
  readonly writer: Writer | null
  /** Model of the writer, which the version names; null where there is no writer. */
  readonly writerModel: string | null
}

export interface Answered {
  readonly answer: ClinicalAnswer
  /** How the question was read, for the person who asked. */
  readonly query: Query
  /** The passages that are cited or named as nearest, for showing them in their place. */
  readonly passages: readonly Passage[]
  /** What was ranked, for those who watch or compare rankings. */
  readonly found: FoundCandidates
}

/** Answers questions, and says what it is: a clinical search, or one around which something more is done. */
export type Answering = Pick<ClinicalSearch, 'ask' | 'version' | 'corpusSha256'>

/** Is told what is known before anything is searched for or written, which may take seconds. */
export type AnswerListener = (begun: {
  readonly query: Query
  readonly emergency: ClinicalAnswer['emergency']
}) => void

/** Further searches are made while confidence is below this, which is well above declining. */
export const enoughConfidence = 0.6

/** Answers clinical questions from one corpus. */
export class ClinicalSearch {
  readonly #parts: ClinicalSearchParts

  constructor(parts: ClinicalSearchParts) {
    this.#parts = parts
  }

  /** Names what answers: ranker and confidence, an engine, vectors and a writer where they are not the usual ones, and the corpus. */
  get version(): string {
    const { search, vectors, ranker, confidence, writerModel } = this.#parts
    return [
      ranker.id,
      confidence.id,
      ...(search.engine === 'memory' ? [] : [search.engine]),
      ...(vectors === null ? [] : [`hybrid-${vectors.id}`]),
      ...(writerModel === null ? [] : [writerModel]),
      search.sha256.slice(0, 12),
    ].join('+')
  }

  /** SHA-256 of the index that is searched. */
  get corpusSha256(): string {
    return this.#parts.search.sha256
  }

  async ask(text: string, onBegun?: AnswerListener): Promise<Answered> {
    const { search, vectors, ranker, confidence, threshold, retractions, writer } = this.#parts
    const { query, asked, reformulations } = readQuestion(text, search.vocabulary)
    onBegun?.({ query, emergency: emergencyOf(text) })
    const seen = new Map<string, Passage>()
    let found: FoundCandidates = { round: 0, candidates: [], signals: null }
    const answer = await answerQuestion(asked, {
      statistics: search.statistics,
      retrieve: async (wording) => {
        const read = wording === text ? query : readQuestion(wording, search.vocabulary).query
        const candidates = await findCandidates(read, search, ranker, usualCandidates, vectors)
        for (const { passage } of candidates) seen.set(passage.id, passage)
        return candidates
      },
      confidence,
      threshold,
      plan: { enough: enoughConfidence },
      reformulations,
      retractions,
      writer,
      onFound: (own) => {
        found = own
      },
    })
    const named = [...answer.citations, ...answer.nearest].flatMap(({ passage }) => seen.get(passage) ?? [])
    return { answer, query, passages: named, found }
  }
}
