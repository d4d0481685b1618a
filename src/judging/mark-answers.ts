import { readingVersion } from './answer-key/key-mark.ts'
import { readChoice, readChoices } from './answer-key/read-choice.ts'
import type { AnswerOption } from './answer-key/reading.ts'
import { type Judge, type JudgeReply, type JudgeRequest, judgeReplySchema } from './judge.ts'
import type { CriterionMark, KeyMark, PreferenceMark } from './machine-mark.ts'
import { pairwiseRequest } from './pairwise/prompt.ts'
import { readPreference } from './pairwise/read-preference.ts'
import { type ConversationTurn, type RubricCriterion, rubricRequest } from './rubric/prompt.ts'
import { readRubricVerdict } from './rubric/read-verdict.ts'

/** An answer that is to be marked. */
export interface MarkedAnswer {
  readonly item: string
  readonly arm: string
  /** Whose model answered; null where it is not known. */
  readonly armFamily: string | null
  readonly replicate: number
  readonly text: string
}

/** Compares an answer with its key; one label where one option is right, more where several are. */
export function markByKey(
  answer: Omit<MarkedAnswer, 'text' | 'armFamily'> & { readonly text: string | null },
  options: readonly AnswerOption[],
  key: readonly string[],
  markedAt: string,
): KeyMark {
  const reading = key.length === 1 ? readChoice(answer.text, options) : readChoices(answer.text, options)
  return {
    kind: 'key',
    item: answer.item,
    arm: answer.arm,
    replicate: answer.replicate,
    judge: 'answer-key',
    judgeFamily: null,
    judgeVersion: readingVersion,
    promptHash: null,
    requestHash: null,
    ownFamily: false,
    rawReply: null,
    inputTokens: null,
    outputTokens: null,
    cost: 0,
    markedAt,
    failure: null,
    choices: 'choice' in reading ? [reading.choice] : 'choices' in reading ? [...reading.choices] : [],
    noChoice: 'none' in reading ? reading.none : null,
    candidates: 'none' in reading ? [...reading.candidates] : [],
    rule: reading.rule,
    span: reading.span === null ? null : [...reading.span],
    key: [...key],
  }
}

/** Who judges. */
export type JudgeName = Pick<Judge, 'model' | 'family'>

/** What a judge's reply to `rubricRequest` says of one criterion of one answer. */
export function criterionMark(
  judge: JudgeName,
  request: JudgeRequest,
  reply: JudgeReply,
  answer: Omit<MarkedAnswer, 'text'> & { readonly criterion: string },
  markedAt: string,
): CriterionMark {
  const read = readRubricVerdict(reply)
  return {
    kind: 'rubric',
    item: answer.item,
    arm: answer.arm,
    replicate: answer.replicate,
    criterion: answer.criterion,
    ...provenance(judge, request, reply, [answer.armFamily], markedAt),
    met: 'failure' in read ? null : read.verdict.met,
    explanation: 'failure' in read ? null : read.verdict.explanation,
    failure: 'failure' in read ? read.failure : null,
  }
}

/** Asks a judge about one criterion of one answer. */
export async function markByRubric(
  judge: Judge,
  conversation: readonly ConversationTurn[],
  answer: MarkedAnswer,
  criterion: RubricCriterion,
  clock: () => string,
): Promise<CriterionMark> {
  const request = rubricRequest(conversation, answer.text, criterion)
  const reply = await asked(judge, request)
  return criterionMark(judge, request, reply, { ...answer, criterion: criterion.id }, clock())
}

/** Two answers to one item in the order in which a judge is shown them. */
export interface ShownPair {
  readonly a: Omit<MarkedAnswer, 'text'>
  readonly b: Omit<MarkedAnswer, 'text'>
  readonly axis: string
  readonly firstSide: 'a' | 'b'
}

/** What a judge's reply to `pairwiseRequest` says of a pair in one order. */
export function preferenceMark(
  judge: JudgeName,
  request: JudgeRequest,
  reply: JudgeReply,
  { a, b, axis, firstSide }: ShownPair,
  markedAt: string,
): PreferenceMark {
  const read = readPreference(reply)
  return {
    kind: 'pairwise',
    item: a.item,
    axis,
    armA: a.arm,
    armB: b.arm,
    replicateA: a.replicate,
    replicateB: b.replicate,
    firstSide,
    ...provenance(judge, request, reply, [a.armFamily, b.armFamily], markedAt),
    preferred: 'failure' in read ? null : read.verdict,
    failure: 'failure' in read ? read.failure : null,
  }
}

/** Asks a judge about two answers to one item, in both orders. */
export async function markByPair(
  judge: Judge,
  conversation: readonly ConversationTurn[],
  a: MarkedAnswer,
  b: MarkedAnswer,
  axis: { readonly id: string; readonly question: string },
  clock: () => string,
): Promise<readonly [aFirst: PreferenceMark, bFirst: PreferenceMark]> {
  const inOrder = async (firstSide: 'a' | 'b'): Promise<PreferenceMark> => {
    const [first, second] = firstSide === 'a' ? [a, b] : [b, a]
    const request = pairwiseRequest(conversation, first.text, second.text, axis.question)
    const reply = await asked(judge, request)
    return preferenceMark(judge, request, reply, { a, b, axis: axis.id, firstSide }, clock())
  }
  return [await inOrder('a'), await inOrder('b')]
}

async function asked(judge: Judge, request: JudgeRequest): Promise<JudgeReply> {
  return judgeReplySchema.parse(await judge.ask(request))
}

function provenance(
  judge: JudgeName,
  request: JudgeRequest,
  reply: JudgeReply,
  armFamilies: readonly (string | null)[],
  markedAt: string,
) {
  return {
    judge: judge.model,
    judgeFamily: judge.family,
    judgeVersion: reply.version,
    promptHash: request.promptHash,
    requestHash: request.requestHash,
    ownFamily: judge.family !== null && armFamilies.includes(judge.family),
    rawReply: reply.text,
    inputTokens: reply.inputTokens,
    outputTokens: reply.outputTokens,
    cost: reply.cost,
    markedAt,
  }
}
