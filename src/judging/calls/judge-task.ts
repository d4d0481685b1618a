import type { Item } from '../../items/item.ts'
import type { JudgeReply, JudgeRequest } from '../judge.ts'
import type { CriterionMark, PreferenceMark } from '../machine-mark.ts'
import { criterionMark, type JudgeName, preferenceMark } from '../mark-answers.ts'

/** One criterion of one answer. */
export interface RubricTask {
  readonly kind: 'rubric'
  readonly item: string
  readonly arm: string
  readonly replicate: number
  readonly criterion: string
}

/** One order of one pair of answers on one axis. */
export interface PairTask {
  readonly kind: 'pairwise'
  readonly item: string
  readonly axis: string
  readonly armA: string
  readonly armB: string
  readonly replicate: number
  readonly firstSide: 'a' | 'b'
}

/** What a judge is to be asked about. The answers themselves are read when it is asked. */
export type JudgeTask = RubricTask | PairTask

/** A task with what the judge reads. */
export interface ReadyTask {
  readonly task: JudgeTask
  readonly request: JudgeRequest
}

/** A task as one line of text, the same for the same task: by it, calls and marks find each other. */
export function taskKey(task: JudgeTask, promptHash: string): string {
  return JSON.stringify(
    task.kind === 'rubric'
      ? [task.kind, task.item, task.arm, task.replicate, task.criterion, promptHash]
      : [task.kind, task.item, task.axis, task.armA, task.armB, task.replicate, task.firstSide, promptHash],
  )
}

/** A request to a judge as an item, so that a judge can be called as an arm is. */
export function itemOfRequest({ task, request }: ReadyTask): Item {
  return {
    key: taskKey(task, request.promptHash),
    text: request.user,
    strata: {},
    turns: [{ role: 'system', text: request.system }],
  }
}

/**
 * The mark, or the failure, that a judge's reply is.
 *
 * @param familyOf whose model an arm is; null where it is nobody's or not known.
 */
export function markOfReply(
  judge: JudgeName,
  { task, request }: ReadyTask,
  reply: JudgeReply,
  familyOf: (arm: string) => string | null,
  markedAt: string,
): CriterionMark | PreferenceMark {
  const { item, replicate } = task
  const answerOf = (arm: string) => ({ item, arm, armFamily: familyOf(arm), replicate })
  if (task.kind === 'rubric') {
    const answer = { ...answerOf(task.arm), criterion: task.criterion }
    return criterionMark(judge, request, reply, answer, markedAt)
  }
  const { axis, firstSide } = task
  const pair = { a: answerOf(task.armA), b: answerOf(task.armB), axis, firstSide }
  return preferenceMark(judge, request, reply, pair, markedAt)
}
