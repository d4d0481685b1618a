import type { KnownItem } from '../../protocol/review-known-items.ts'
import { showAnswer } from '../../review/shown/show-answer.ts'
import type { TrainingTask } from '../../store/review/read-training.ts'
import type { TaskForm } from '../contract/desk.ts'
import type { TrainingFeedback } from '../contract/feedback.ts'

/** What the authors of a study say of a practice unit; null where they say nothing. */
export function trainingFeedback(
  training: readonly KnownItem[],
  tasks: readonly TrainingTask[],
): TrainingFeedback | null {
  const known = training.find(({ item }) => item === tasks[0]?.item)
  if (known === undefined || (known.note === null && known.marks.length === 0)) return null
  const notes =
    known.note === null ? null : showAnswer({ text: known.note, citations: [], removed: [] }, 'native').answer
  return {
    tasks: tasks.map((task, index) => {
      const marks = expectedMarks(known, task)
      return {
        task: task.task,
        expected: Object.keys(marks).length === 0 ? null : { marks, adequate: [] },
        // One note is about the question, so it stands once, with the last of its answers.
        notes: index === tasks.length - 1 ? notes : null,
      }
    }),
  }
}

/** By the side on which the reviewer saw them: no arm is named here either. */
function expectedMarks({ marks }: KnownItem, { a, b, first }: TrainingTask): TaskForm['marks'] {
  const shownFirst = first === 'a' ? a : b
  const expected: Record<string, TaskForm['marks'][string]> = {}
  for (const mark of marks) {
    if ('arm' in mark) {
      if (b === null && mark.arm === a) expected[mark.axis] = 'met' in mark ? mark.met : mark.mark
    } else if ([a, b].includes(mark.better) && [a, b].includes(mark.worse)) {
      expected[mark.axis] = mark.better === shownFirst ? 'first' : 'second'
    }
  }
  return expected
}
