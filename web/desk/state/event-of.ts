import type { DeskEvent } from '../../../src/server/contract/desk.ts'
import type { TaskState } from '../form/task-state.ts'
import type { TaskNote } from './notes.ts'

/** The event that puts a task as it now is on record. */
export function formEvent(
  task: TaskState,
  timing: TaskNote,
  detail: {
    readonly key: string
    readonly now: number
    readonly undo: boolean
    readonly rulebook: string | null
  },
): DeskEvent {
  return {
    kind: 'form',
    key: detail.key,
    task: task.task,
    form: task.form,
    complete: task.complete,
    undo: detail.undo,
    shownAt: timing.shownAt,
    madeAt: new Date(detail.now).toISOString(),
    activeSeconds: timing.activeSeconds,
    rulebook: detail.rulebook,
  }
}
