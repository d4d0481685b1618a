import { createGenerator } from '../../../statistics/random/generator.ts'

/** An answer that a system gives to a question. */
export interface SystemAnswer {
  readonly system: string
  /** Its place in the system's own order, from 1. */
  readonly rank: number
  /** What the answer goes by; answers that read the same have the same name. */
  readonly name: string
  /** Score by the present model, in log odds of being preferred. */
  readonly score: number
}

export interface AskableQuestion {
  readonly id: string
  readonly answers: readonly SystemAnswer[]
  /** Pairs of names that were judged before, in any order. */
  readonly asked: readonly (readonly [string, string])[]
}

/** A pair to show to reviewers. Which stands first is for the desk to draw. */
export interface ChosenPair {
  readonly question: string
  readonly names: readonly [string, string]
  /** Chance, by the present model, that the first of them is preferred. */
  readonly chance: number
}

/** Systems whose best answers read the same: a tie that nobody has to mark. */
export interface IdenticalTop {
  readonly question: string
  readonly name: string
  readonly systems: readonly string[]
}

export interface PairsToAsk {
  /** In the order in which they are worth asking; fewer than asked for where no more are left. */
  readonly chosen: readonly ChosenPair[]
  readonly identical: readonly IdenticalTop[]
}

export interface ChoiceOfPairs {
  readonly n: number
  readonly seed: number
  /** Best answers of each system that are looked at. */
  readonly top: number
}

/** Judged pairs from which on doubtful pairs come before clear ones. */
const enoughForTheDoubtful = 100

/**
 * The next pairs to ask. Pairs come from the union of the systems' own best answers, since those are what people will be shown.
 * They go round the questions, those with the fewest judged pairs first, since a further question teaches more than a further
 * pair; equal questions come by lot.
 *
 * Within a question, until 100 pairs are judged, a system's best answer stands against the answer of the pool that the model tells
 * from it most clearly: pairs that it calls equal say nothing of the prior's worth, and learning from few of those alone was
 * measured to undo the prior. After that the pairs of the best places come first, and among equal ones the most doubtful.
 *
 * @throws RangeError where `n` or `top` is not a whole number of at least 1.
 */
export function choosePairs(
  questions: readonly AskableQuestion[],
  { n, seed, top }: ChoiceOfPairs,
): PairsToAsk {
  for (const [name, value] of [
    ['n', n],
    ['top', top],
  ] as const)
    if (!(Number.isSafeInteger(value) && value >= 1))
      throw new RangeError(`${name} must be a whole number of at least 1, not ${value}`)
  const judged = questions.reduce((sum, { asked }) => sum + asked.length, 0)
  const order = judged < enoughForTheDoubtful ? clearFirst : doubtfulFirst
  const open = questions.map((question) => ({
    id: question.id,
    judged: question.asked.length,
    pairs: pairsOf(question, top, order),
    lot: createGenerator(seed, 'what to ask', question.id).uniform(),
  }))
  open.sort((one, other) => one.lot - other.lot || (one.id < other.id ? -1 : 1))
  const chosen: ChosenPair[] = []
  const deepest = Math.max(0, ...open.map(({ judged, pairs }) => judged + pairs.length))
  for (let round = 0; round < deepest && chosen.length < n; round++)
    for (const { judged, pairs } of open) {
      const pair = pairs[round - judged]
      if (pair !== undefined && chosen.length < n) chosen.push(pair)
    }
  return { chosen, identical: questions.flatMap(identicalTops) }
}

interface OpenPair {
  readonly one: SystemAnswer
  readonly other: SystemAnswer
  /** Distance of the scores. */
  readonly gap: number
}

function clearFirst(left: OpenPair, right: OpenPair): number {
  return bestPlace(left) - bestPlace(right) || right.gap - left.gap
}

function doubtfulFirst(left: OpenPair, right: OpenPair): number {
  return placesOf(left) - placesOf(right) || left.gap - right.gap
}

function bestPlace({ one, other }: OpenPair): number {
  return Math.min(one.rank, other.rank)
}

function placesOf({ one, other }: OpenPair): number {
  return one.rank + other.rank
}

function pairsOf(
  { id, answers, asked }: AskableQuestion,
  top: number,
  order: (left: OpenPair, right: OpenPair) => number,
): readonly ChosenPair[] {
  const best = new Map<string, SystemAnswer>()
  for (const answer of answers) {
    if (answer.rank > top) continue
    const before = best.get(answer.name)
    if (before === undefined || answer.rank < before.rank) best.set(answer.name, answer)
  }
  const known = new Set(asked.map(([one, other]) => pairName(one, other)))
  const union = [...best.values()].sort((one, other) => (one.name < other.name ? -1 : 1))
  return union
    .flatMap((one, at) => union.slice(at + 1).map((other) => ({ one, other })))
    .filter(({ one, other }) => !known.has(pairName(one.name, other.name)))
    .map(({ one, other }) => ({ one, other, gap: Math.abs(one.score - other.score) }))
    .sort(order)
    .map(({ one, other }) => ({
      question: id,
      names: [one.name, other.name] as const,
      chance: 1 / (1 + Math.exp(other.score - one.score)),
    }))
}

function identicalTops({ id, answers }: AskableQuestion): readonly IdenticalTop[] {
  const systems = new Map<string, string[]>()
  for (const { name, rank, system } of answers) {
    if (rank !== 1) continue
    const list = systems.get(name)
    if (list === undefined) systems.set(name, [system])
    else list.push(system)
  }
  return [...systems]
    .filter(([, list]) => list.length > 1)
    .map(([name, list]) => ({ question: id, name, systems: list.sort() }))
}

function pairName(one: string, other: string): string {
  return JSON.stringify([one, other].sort())
}
