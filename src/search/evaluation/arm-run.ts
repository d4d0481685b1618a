import type { RankedCandidate } from './rank-candidates.ts'

/** The arms that are compared, in the order in which they are shown. */
export const armNames = [
  'random',
  'system',
  'bm25-plain',
  'bm25',
  'dense',
  'prior',
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
  prior: 'label-free prior',
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
  /** Of the random arm. */
  readonly seed: number
  /** Awaited after each question of each arm, so that others have their turn. */
  readonly onQuestion: (arm: ArmName, done: number) => Promise<void>
}

export interface Runs {
  readonly runs: readonly ArmRun[]
  readonly absent: readonly AbsentArm[]
}

export const noTrainedRanker = 'no trained ranker is there yet'
