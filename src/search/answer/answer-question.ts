import type { Candidate } from '../rank/candidate.ts'
import type { WordStatistics } from '../rank/word-statistics.ts'
import type { ClinicalAnswer } from './answer.ts'
import type { AskedQuestion } from './asked-question.ts'
import { type AnswerParts, answered, declined } from './assemble.ts'
import type { RetractionList } from './citations/retraction-list.ts'
import { type AnswerSignals, answerSignals } from './confidence/answer-signals.ts'
import type { Confidence } from './confidence/confidence.ts'
import { speakingOfTwo } from './drugs-together.ts'
import { type ExtractOptions, extractSentences } from './extract/extract.ts'
import { type FlaggedSentences, groundReply, type SupportJudge } from './grounded/ground-reply.ts'
import { type GroundedRequest, groundedRequest } from './grounded/prompt.ts'
import { type Reformulations, type SearchPlan, searchUntilEnough } from './search-plan.ts'

/** A general model that writes; it is asked only once it is decided that there is something to answer from. */
export interface Writer {
  readonly write: (request: GroundedRequest) => Promise<string>
  /** Passages that it is given, from the best. */
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

/** Below this share of the key words, by rarity, the corpus does not know what the question is about. */
const fewestKnown = 0.5

/**
 * Answers a question, or declines. Whether there is an answer is decided here, before any model is asked, and no model can
 * change it: one that writes nothing usable gives way to sentences of the passages.
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
  settings.onFound?.({ round: rounds.indexOf(round), candidates: round.candidates, signals })
  if (signals === null) return declined(parts, way, 'nothing found')
  if (signals.inCorpus < fewestKnown) return declined(parts, way, 'words unknown')
  const several = question.drugs.length > 1
  const usable = several ? speakingOfTwo(question.drugs, round.candidates) : round.candidates
  if (usable.length === 0) return declined(parts, way, 'not together')
  const sure = several ? confidence.score(question, usable, statistics) : round.confidence
  if (sure < threshold) return declined(withFirst(parts, usable), way, 'not sure')

  if (writer !== null) {
    const given = usable.slice(0, writer.passages).map(({ passage }) => passage)
    const reply = await writer.write(groundedRequest(question.text, given))
    const { sentences, unusable } = await groundReply(reply, given, writer.flagged, writer.judge)
    if (!unusable) return answered(parts, 'abstractive', sentences)
  }
  const quoted = extractSentences(question, usable, statistics, settings.extract)
  if (quoted.length === 0) return declined(parts, way, 'nothing to quote')
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

/** The same with these passages before the others, as the nearest ones. */
function withFirst(parts: AnswerParts, first: readonly Candidate[]): AnswerParts {
  const ahead = new Set(first.map(({ passage }) => passage))
  return { ...parts, passages: [...ahead, ...parts.passages.filter((passage) => !ahead.has(passage))] }
}
