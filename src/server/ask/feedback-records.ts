import type { Answer } from '../../answers/answer.ts'
import type { Item } from '../../items/item.ts'
import type { Harm, Judgment, PairwiseJudgment } from '../../judging/judgment.ts'
import { draftOutcome } from '../../learning/serving/team-draft.ts'
import type { ClinicalAnswer } from '../../search/answer/answer.ts'
import { answerMarkdown, markdownText } from '../../search/answer/answer-markdown.ts'
import type { AskFeedbackForm, UsefulMark } from '../contract/ask.ts'
import type { Asking } from './askings.ts'

/** Both versions, A and B: the name of the arm and what it answered. */
export type BothAnswers = readonly [ArmAnswer, ArmAnswer]

interface ArmAnswer {
  readonly arm: string
  readonly answer: ClinicalAnswer
}

/** What one feedback puts on record. */
export interface FeedbackRecords {
  readonly item: Item
  readonly answers: readonly Answer[]
  readonly judgments: readonly Judgment[]
}

/** @param source Corpus and index that both versions read. */
export function feedbackRecords(
  asking: Asking,
  both: BothAnswers,
  form: Pick<AskFeedbackForm, 'useful' | 'better' | 'opened'>,
  source: { readonly corpus: string; readonly sha256: string },
  decidedAt: string,
): FeedbackRecords {
  const item = `asked-${asking.id}`
  const judged = { item, shownAt: asking.askedAt, decidedAt }
  const interleaved = interleavedArm(asking)
  const shown =
    interleaved !== null
      ? [interleaved]
      : asking.shownTwo && asking.draw.first === 'b'
        ? [both[1], both[0]]
        : both
  return {
    item: {
      key: item,
      text: asking.question,
      strata: { corpus: source.corpus, index: source.sha256.slice(0, 12) },
    },
    answers: [...both, ...(interleaved === null ? [] : [interleaved])].map(({ arm, answer }) => ({
      item,
      arm,
      status: answer.status === 'answered' ? 'answered' : 'refused',
      text: answerMarkdown(answer),
      provenance: 'recorded',
    })),
    judgments: [
      ...form.useful.flatMap((mark, place) => {
        const of = shown[place]
        return of === undefined ? [] : usefulJudgment(asking.person, of, mark, judged)
      }),
      ...betterJudgment(asking, both, form.better, judged),
      ...openedJudgment(asking, both, form.opened[0] ?? [], judged),
    ],
  }
}

function interleavedArm({ interleaved }: Asking): ArmAnswer | null {
  return interleaved === null ? null : { arm: interleaved.arm, answer: interleaved.answered.answer }
}

type Judged = Pick<Judgment, 'item' | 'shownAt' | 'decidedAt'>

const common = {
  rendering: null,
  activeSeconds: null,
  adequacyA: null,
  rulebookVersion: null,
  role: 'study',
  consent: true,
} as const

function usefulJudgment(
  reviewer: string,
  { arm, answer }: ArmAnswer,
  { value, harm }: UsefulMark,
  judged: Judged,
): readonly Judgment[] {
  if (value === null && harm === null) return []
  return [
    {
      ...common,
      ...judged,
      form: 'absolute',
      axis: 'useful',
      armA: arm,
      reviewer,
      value,
      harm: harm === null ? null : harmOf(answer, harm),
    },
  ]
}

function harmOf(answer: ClinicalAnswer, { sentence, level }: NonNullable<UsefulMark['harm']>): Harm {
  const marked = answer.sentences[sentence]
  if (marked === undefined) return { level, side: null, span: null }
  const words = markdownText(marked.text)
  const start = answerMarkdown(answer).indexOf(words)
  return { level, side: null, span: start === -1 ? null : [start, start + words.length] }
}

const choices = {
  'first-much': { sign: 1, strength: 2 },
  first: { sign: 1, strength: 1 },
  tie: { sign: 0, strength: null },
  second: { sign: -1, strength: 1 },
  'second-much': { sign: -1, strength: 2 },
} as const

function betterJudgment(
  asking: Asking,
  [a, b]: BothAnswers,
  better: AskFeedbackForm['better'],
  judged: Judged,
): readonly PairwiseJudgment[] {
  if (!asking.draw.compared) return []
  const base = {
    ...common,
    ...judged,
    form: 'pairwise',
    axis: 'better',
    armA: a.arm,
    armB: b.arm,
    adequacyB: null,
    harm: null,
  } as const
  const byNobody = { ...base, reviewer: null, shownAt: null, side: null, strength: null }
  // A pair with an answer that was declined is shown to nobody: the mark is missing, and the refusal rule decides.
  if (a.answer.status === 'declined' || b.answer.status === 'declined') return [{ ...byNobody, value: null }]
  if (readsTheSame(a.answer, b.answer)) return [{ ...byNobody, value: 0 }]
  if (!asking.shownTwo || better === null) return []
  const { sign, strength } = choices[better]
  const { first } = asking.draw
  const value = sign === 0 ? 0 : first === 'a' ? sign : sign === 1 ? -1 : 1
  return [{ ...base, reviewer: asking.person, value, strength, side: first }]
}

/**
 * What the opened sources of an interleaved list say: the ranking is preferred that put more of them there. Nothing opened says
 * nothing.
 *
 * @param opened Numbers of the sources as the page shows them, from 1.
 */
function openedJudgment(
  { interleaved, person }: Asking,
  [a, b]: BothAnswers,
  opened: readonly number[],
  judged: Judged,
): readonly PairwiseJudgment[] {
  if (interleaved === null) return []
  const { status, citations, nearest } = interleaved.answered.answer
  const sources = status === 'answered' ? citations : nearest
  const outcome = draftOutcome(
    interleaved.drafted,
    opened.flatMap((number) => sources[number - 1]?.passage ?? []),
  )
  if (outcome === null) return []
  // Arm A is the version that answers, and the incumbent of the draft.
  const value = outcome === 0 ? 0 : outcome === 1 ? -1 : 1
  return [
    {
      ...common,
      ...judged,
      form: 'pairwise',
      axis: 'opened',
      armA: a.arm,
      armB: b.arm,
      adequacyB: null,
      harm: null,
      reviewer: person,
      value,
      strength: null,
      side: null,
    },
  ]
}

/** Whether a reader could not tell two answers apart. */
export function readsTheSame(a: ClinicalAnswer, b: ClinicalAnswer): boolean {
  return answerMarkdown(a) === answerMarkdown(b)
}
