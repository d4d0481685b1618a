import type { Candidate } from '../rank/candidate.ts'
import type { WordStatistics } from '../rank/word-statistics.ts'
import type { ClinicalAnswer } from './answer.ts'
import type { AskedQuestion } from './asked-question.ts'
import { type AnswerParts, answered, declined } from './assemble.ts'
import type { RetractionList } from './citations/retraction-list.ts'
import { answerSignals } from './confidence/answer-signals.ts'
import type { Confidence } from './confidence/confidence.ts'
import { speakingOfTwo } from './drugs-together.ts'
import { type ExtractOptions, extractSentences, usualQuotedPassages } from './extract/extract.ts'
import { type FlaggedSentences, groundReply, type SupportJudge } from './grounded/ground-reply.ts'
import { type GroundedRequest, groundedRequest } from './grounded/prompt.ts'
import { type Reformulations, type SearchPlan, searchUntilEnough } from './search-plan.ts'

/** A general model that writes; it is asked only once it is decided that there is something to answer from. */
export interface Writer {
  readonly write: (request: GroundedRequest) => Promise<string>
  /** Passages that it is given at most: of the best so many, those that the answer rests on. */
  readonly passages: number
  readonly flagged: FlaggedSentences
  readonly judge: SupportJudge | null
}

export interface AnswerSettings {
  readonly statistics: WordStatistics
  /** Ranked candidates of a query, best first. */
  readonly retrieve: (query: string) => Promise<readonly Candidate[]>
  readonly confidence: Confidence
  /** Below it the question is declined. */
  readonly threshold: number
  readonly plan: SearchPlan
  readonly reformulations: Reformulations
  readonly retractions: RetractionList | null
  readonly extract?: ExtractOptions
  /** Null answers with sentences of the passages themselves. */
  readonly writer: Writer | null
}

/** Below this share of the key words, by rarity, the corpus does not know what the question is about. */
const fewestKnown = 0.5

/**
 * Answers a question, or declines. Whether there is an answer, and on which passages it rests, is decided here before any model is
 * asked, and no model can change it. Sentences are chosen first; a model may restate the passages that they are of, and where it
 * writes anything unusable the sentences stand.
 */
export async function answerQuestion(
  question: AskedQuestion,
  settings: AnswerSettings,
): Promise<ClinicalAnswer> {
  const { statistics, confidence, threshold, writer } = settings
  const { round, rounds } = await searchUntilEnough(
    question,
    settings.reformulations,
    settings.plan,
    settings.retrieve,
    (candidates) => confidence.score(question, candidates, statistics),
  )
  const way = writer === null ? 'extractive' : 'abstractive'
  const parts: AnswerParts = {
    question: question.text,
    confidence: { id: confidence.id, score: round.confidence, threshold },
    rounds: rounds.length,
    passages: round.candidates.map(({ passage }) => passage),
    retractions: settings.retractions,
  }
  const signals = answerSignals(question, round.candidates, statistics)
  if (signals === null) return declined(parts, way, 'nothing found')
  if (signals.inCorpus < fewestKnown) return declined(parts, way, 'words unknown')
  const several = question.drugs.length > 1
  const usable = several ? speakingOfTwo(question.drugs, round.candidates) : round.candidates
  if (usable.length === 0) return declined(parts, way, 'not together')
  const sure = several ? confidence.score(question, usable, statistics) : round.confidence
  if (sure < threshold) return declined(withFirst(parts, usable), way, 'not sure')

  const quoted = extractSentences(question, usable, statistics, quoting(settings))
  if (quoted.length === 0) return declined(parts, way, 'nothing to quote')
  if (writer !== null) {
    const bearing = new Set(quoted.map(({ passage }) => passage))
    const given = usable.map(({ passage }) => passage).filter(({ id }) => bearing.has(id))
    const reply = await writer.write(groundedRequest(question.text, given))
    const { sentences, unusable } = await groundReply(reply, given, writer.flagged, writer.judge)
    if (!unusable) return answered(parts, 'abstractive', sentences)
  }
  return answered(
    parts,
    'extractive',
    quoted.map(({ passage, start, end, text, kind }) => ({
      text,
      citations: [passage],
      support: { kind: 'verbatim' },
      kind,
      place: { start, end },
    })),
  )
}

/** A writer with little room is given fewer passages, and the sentences are then of those, so that both rest on the same. */
function quoting({ extract = {}, writer }: AnswerSettings): ExtractOptions {
  const { passages = usualQuotedPassages } = extract
  return { ...extract, passages: writer === null ? passages : Math.min(passages, writer.passages) }
}

/** The same with these passages before the others, as the nearest ones. */
function withFirst(parts: AnswerParts, first: readonly Candidate[]): AnswerParts {
  const ahead = new Set(first.map(({ passage }) => passage))
  return { ...parts, passages: [...ahead, ...parts.passages.filter((passage) => !ahead.has(passage))] }
}
