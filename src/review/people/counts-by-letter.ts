/** How many tasks of an open review show the same arms in the same form. */
export interface TasksOfArms {
  readonly form: 'pairwise' | 'absolute'
  /** Ids: two where answers are compared. */
  readonly arms: readonly string[]
  readonly tasks: number
}

/** Pairs that are owed the same share differ by the lot that deals them out, and nobody knows which has more. */
const leftToTheLot = 2

/**
 * Whether numbers of marks may stand beside letters while a study is blind. Where the plan owes arms or pairs different
 * numbers, because an arm refused questions or because pairs have shares, the names that belong to the numbers are known,
 * and a number beside a letter would tell its name.
 *
 * @param arms Ids of all arms.
 * @param tasks Of the study, without training and the like; groups that differ in something else may be apart.
 */
export function mayCountByLetter(arms: readonly string[], tasks: readonly TasksOfArms[]): boolean {
  const owedTo = (shown: readonly string[], form: TasksOfArms['form'] | null) =>
    tasks
      .filter(
        (group) => (form === null || group.form === form) && shown.every((arm) => group.arms.includes(arm)),
      )
      .reduce((sum, group) => sum + group.tasks, 0)
  const byArm = arms.map((arm) => owedTo([arm], null))
  const compared = tasks.some(({ form }) => form === 'pairwise')
  const byPair = compared
    ? arms.flatMap((one, index) => arms.slice(index + 1).map((other) => owedTo([one, other], 'pairwise')))
    : []
  return spread(byArm) === 0 && spread(byPair) <= leftToTheLot
}

function spread(counts: readonly number[]): number {
  return counts.length === 0 ? 0 : Math.max(...counts) - Math.min(...counts)
}
