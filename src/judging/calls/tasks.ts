import type { PairTask, RubricTask } from './judge-task.ts'

/** An answer that a judge can be shown. */
export interface JudgeableAnswer {
  readonly item: string
  readonly arm: string
  readonly replicate: number
}

/** Every criterion of every answer whose item has a rubric, in the order of the answers. */
export function rubricTasks(
  answers: Iterable<JudgeableAnswer>,
  criteriaOf: ReadonlyMap<string, readonly string[]>,
): RubricTask[] {
  const tasks: RubricTask[] = []
  for (const { item, arm, replicate } of answers) {
    for (const criterion of criteriaOf.get(item) ?? []) {
      tasks.push({ kind: 'rubric', item, arm, replicate, criterion })
    }
  }
  return tasks
}

/**
 * Every pair of answers of the same repeat to one item, on every axis and in both orders. Which arm of a pair is A
 * goes by their names, so that it stays when a protocol names them in another order.
 */
export function pairTasks(
  answers: Iterable<JudgeableAnswer>,
  pairs: readonly (readonly [string, string])[],
  axes: readonly string[],
): PairTask[] {
  const repeats = new Map<
    string,
    { readonly item: string; readonly replicate: number; readonly arms: Set<string> }
  >()
  for (const { item, arm, replicate } of answers) {
    const key = JSON.stringify([item, replicate])
    const repeat = repeats.get(key) ?? { item, replicate, arms: new Set<string>() }
    repeats.set(key, repeat)
    repeat.arms.add(arm)
  }
  const tasks: PairTask[] = []
  for (const { item, replicate, arms } of repeats.values()) {
    for (const [one, other] of pairs) {
      if (!arms.has(one) || !arms.has(other)) continue
      const [armA, armB] = one < other ? [one, other] : [other, one]
      for (const axis of axes) {
        for (const firstSide of ['a', 'b'] as const) {
          tasks.push({ kind: 'pairwise', item, axis, armA, armB, replicate, firstSide })
        }
      }
    }
  }
  return tasks
}
