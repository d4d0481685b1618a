import { kindOfTask, type PracticeTask, practiceMix } from './practice-mix.ts'
import { practiceTask, practiceTaskNames } from './practice-tasks.ts'

/** The stratum that names the task of an item where nobody says another. */
export const usualTaskStratum = 'task'

/** The published mix, with a table of the study's own for words that the published guidelines do not decide. */
export function publishedPractice(own: ReadonlyMap<string, PracticeTask> = new Map()) {
  return {
    source: practiceMix.source,
    queries: practiceMix.queries,
    task: practiceMix.task,
    kindOfWork: practiceMix.kindOfWork,
    taskOf: (value: string): string | null => practiceTask(value, own),
    kindOf: (task: string): string => {
      const known = practiceTaskNames.find((name) => name === task)
      return known === undefined ? 'Other' : kindOfTask[known]
    },
  }
}
