import type { PracticeCoverage } from '../analysis/coverage/coverage-schema.ts'
import { counted, percent } from './format.ts'

/** `The items cover 13.7% of practice by task (95% interval 10.3% to 14.0%).` */
export function coverageSentence({ task, items }: Pick<PracticeCoverage, 'task' | 'items'>): string {
  if (task.coverage === null) return 'No item has a category: the coverage is not known.'
  const range =
    task.interval === null
      ? 'no interval with so few items or categories'
      : `95% interval ${percent(task.interval.lower)} to ${percent(task.interval.upper)}`
  const rest = items.total - items.withCategory
  const least =
    rest === 0
      ? ''
      : ` Counting the ${counted(rest, 'item')} without a category it is at least ${percent(task.lowest)}.`
  return `The items cover ${percent(task.coverage)} of practice by task (${range}).${least}`
}
