import type { Passage } from '../corpus/passage.ts'
import type { Candidate } from '../rank/candidate.ts'
import type { WordStatistics } from '../rank/word-statistics.ts'
import type { AnswerSentence, ClinicalAnswer, DeclineReason } from './answer.ts'
import type { AskedQuestion } from './asked-question.ts'
import { type AnswerParts, answered, declined } from './assemble.ts'
import type { RetractionList } from './citations/retraction-list.ts'
import { type AnswerSignals, answerSignals } from './confidence/answer-signals.ts'
import type { Confidence } from './confidence/confidence.ts'
import { speakingOfTwo } from './drugs-together.ts'
import { type ExtractedSentence, type ExtractOptions, extractSentences } from './extract/extract.ts'
import { nearestTo } from './extract/nearest.ts'
import { subjectOf, unknownWords } from './extract/subject.ts'
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

/** What an answer was looked for in. */
export interface FoundCandidates {
  /** Which of the searches it was, from 0. */
  readonly round: number
  /** Best first. */
  readonly candidates: readonly Candidate[]
  /** Null without candidates. */
  readonly signals: AnswerSignals | null
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
  /** Is told what is answered from, before it is. */
  readonly onFound?: (found: FoundCandidates) => void
}

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
    passages: passagesOf(round.candidates),
    nearest: [],
    retractions: settings.retractions,
  }
  const several = question.drugs.length > 1
  const subject = subjectOf(question, round.candidates, statistics)
  const nearest = nearestTo(subject, round.candidates, statistics)
  const decline = (reason: DeclineReason, unknown: readonly string[] = []) =>
    declined({ ...parts, nearest }, way, reason, unknown)
  const signals = answerSignals(question, round.candidates, statistics)
  settings.onFound?.({ round: rounds.indexOf(round), candidates: round.candidates, signals })
  const unknown = unknownWords(question, subject, signals?.inCorpus ?? 0, statistics)
  if (unknown.length > 0) return decline('words unknown', unknown)
  if (signals === null) return decline('nothing found')
  const usable = several ? speakingOfTwo(question.drugs, round.candidates) : round.candidates
  if (usable.length === 0) return decline('not together')
  const sure = several ? confidence.score(question, usable, statistics) : round.confidence
  if (sure < threshold)
    return declined({ ...parts, nearest: several ? passagesOf(usable) : nearest }, way, 'not sure', [])
  // A writer with little room is given fewer passages, and the sentences are then of those: both rest on the same.
  const within = writer === null ? usable : usable.slice(0, writer.passages)
  const quoted = extractSentences(question, within, statistics, settings.extract, subject)
  // Sources that are about something else are not given to a model either.
  if (quoted.length === 0) return decline('not sure')
  const verbatim = quoted.map(verbatimSentence)
  if (writer === null) return answered(parts, 'extractive', verbatim)

  const bearing = new Set(quoted.map(({ passage }) => passage))
  const given = passagesOf(within).filter(({ id }) => bearing.has(id))
  const reply = await writer.write(groundedRequest(question.text, given))
  const { sentences, setAside } = await groundReply(reply, given, writer.flagged, writer.judge)
  return setAside === null
    ? answered(parts, 'abstractive', sentences)
    : answered(parts, 'extractive', verbatim, setAside)
}

function verbatimSentence({ passage, start, end, text, kind, more }: ExtractedSentence): AnswerSentence {
  return {
    text,
    citations: [passage],
    support: { kind: 'verbatim' },
    kind,
    place: { start, end },
    more,
  }
}

function passagesOf(candidates: readonly Candidate[]): readonly Passage[] {
  return candidates.map(({ passage }) => passage)
}
