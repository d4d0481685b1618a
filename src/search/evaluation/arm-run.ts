import type { Ranker } from '../rank/ranker.ts'
import type { RankedCandidate } from './rank-candidates.ts'

/** The arms that are compared, in the order in which they are shown. */
export const armNames = [
  'random',
  'system',
  'bm25-plain',
  'bm25',
  'dense',
  'hybrid',
  'prior',
  'hybrid-prior',
  'trained',
  'oracle',
] as const

export type ArmName = (typeof armNames)[number]

export const armTitles: Readonly<Record<ArmName, string>> = {
  random: 'random order',
  system: 'order of the system that retrieved',
  'bm25-plain': 'BM25 of the words as asked (k1 1.2, b 0.75)',
  bm25: 'BM25 over title, focus and body',
  dense: 'dense vectors',
  hybrid: 'hybrid: BM25 and dense vectors by reciprocal rank fusion',
  prior: 'label-free prior',
  'hybrid-prior': 'label-free prior over what hybrid finds',
  trained: 'trained ranker',
  oracle: 'oracle: the best order there is',
}

/** What one arm gave for every question. */
export interface ArmRun {
  readonly name: ArmName
  readonly rankings: ReadonlyMap<string, readonly RankedCandidate[]>
  /** Of each question; null where nothing was computed that could be timed. */
  readonly milliseconds: readonly number[] | null
}

/** An arm that cannot be run here, and why. */
export interface AbsentArm {
  readonly name: ArmName
  readonly why: string
}

export interface RunningOptions {
  readonly arms: ReadonlySet<ArmName>
  /** The trained ranker of each question, by its id: the same for all, or one that has not seen it. Null: none was named. */
  readonly trained: ((question: string) => Ranker) | null
  /** Of the random arm. */
  readonly seed: number
  /** Awaited after each question of each arm, so that others have their turn. */
  readonly onQuestion: (arm: ArmName, done: number) => Promise<void>
}

export interface Runs {
  readonly runs: readonly ArmRun[]
  readonly absent: readonly AbsentArm[]
}

export const noTrainedRanker =
  'no trained ranker was named: --model takes one, --folds trains on the other questions'

/** How an arm orders documents for a question; random and given orders cost no time worth telling. */
export interface RunningArm<Question> {
  readonly order: (question: Question) => readonly RankedCandidate[] | Promise<readonly RankedCandidate[]>
  readonly timed: boolean
}

/** Orders documents for every question by every arm. @param armOf The arm, or why it is absent. */
export async function runArms<Question extends { readonly id: string }>(
  questions: readonly Question[],
  options: RunningOptions,
  armOf: (name: ArmName) => RunningArm<Question> | string,
): Promise<Runs> {
  const runs: ArmRun[] = []
  const absent: AbsentArm[] = []
  for (const name of options.arms) {
    const arm = armOf(name)
    if (typeof arm === 'string') {
      absent.push({ name, why: arm })
      continue
    }
    const rankings = new Map<string, readonly RankedCandidate[]>()
    const times: number[] = []
    for (const question of questions) {
      const started = performance.now()
      rankings.set(question.id, await arm.order(question))
      times.push(performance.now() - started)
      await options.onQuestion(name, rankings.size)
    }
    runs.push({ name, rankings, milliseconds: arm.timed ? times : null })
  }
  return { runs, absent }
}
