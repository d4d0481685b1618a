import { createGenerator } from '../../statistics/random/generator.ts'
import { createApportioning } from './apportion.ts'
import { type AnswerState, answerState, type LeftOut, type ReviewDesign, type ReviewItem } from './design.ts'
import { createOrders, createSides, type Orders } from './orders.ts'
import type { QuestionRound } from './question-rounds.ts'
import { shuffled } from './shuffled.ts'
import type { PlannedTask, PlannedUnit, ReviewForm } from './unit.ts'

/** What is compared or marked alone. */
export type TaskArms = PlannedTask['arms']

export type UnnumberedUnit = Omit<PlannedUnit, 'number'>

/** Every arm that was asked, alone. */
export function askedArms(item: ReviewItem, { arms }: ReviewDesign): TaskArms[] {
  return arms.filter((arm) => answerState(item, arm) !== 'not-asked').map((arm) => [arm] as const)
}

/** Says which pairs of answers a reviewer of a question compares. */
export type PairChooser = (round: Pick<QuestionRound, 'item' | 'rounds'>) => TaskArms[]

/**
 * Chooses pairs as `equipoise power` plans them: those furthest behind their share of the whole, one that the question has
 * had as often as its share of the question only where no other is left. A pair counts as dealt out also where an answer
 * of it turns out not to be there, so that no answer takes the place of a refused one; only pairs of arms that were asked
 * are chosen.
 *
 * @param mayBeChosen What an answer must be for a pair with it to be chosen.
 */
export function createPairChooser(
  { seed, setup }: ReviewDesign,
  purpose: string,
  mayBeChosen: (state: AnswerState) => boolean = (state) => state !== 'not-asked',
): PairChooser {
  const { pairs, comparisonsPerQuestion } = setup
  const shares = pairs.map(({ share }) => share)
  const dealt = createApportioning(shares, createGenerator(seed, 'review', purpose, 'pairs'))
  const inQuestion = new Map<string, number[]>()
  return ({ item, rounds }) => {
    const had = inQuestion.get(item.key) ?? shares.map(() => 0)
    inQuestion.set(item.key, had)
    const quota = (pair: number) => Math.ceil(shares[pair]! * rounds * comparisonsPerQuestion - 1e-9)
    const chosen = dealt.next(
      comparisonsPerQuestion,
      (pair) => pairs[pair]!.arms.every((arm) => mayBeChosen(answerState(item, arm))),
      (pair) => had[pair]! >= quota(pair),
    )
    for (const pair of chosen) had[pair]! += 1
    return chosen.map((pair) => pairs[pair]!.arms)
  }
}

/** Parts what can be shown from what is left out. */
export function splitShown(
  tasks: readonly TaskArms[],
  item: ReviewItem,
  where: Omit<LeftOut, 'item' | 'arms' | 'why'>,
): { readonly shown: TaskArms[]; readonly leftOut: LeftOut[] } {
  const shown: TaskArms[] = []
  const leftOut: LeftOut[] = []
  for (const arms of tasks) {
    const why = arms.flatMap((arm) => {
      const state = answerState(item, arm)
      return state === 'shown' ? [] : [{ arm, state }]
    })
    if (why.length === 0) shown.push(arms)
    else leftOut.push({ item: item.key, ...where, arms, why })
  }
  return { shown, leftOut }
}

/** Puts what is shown in order, and says of two answers which stands first. */
export type TaskOrder = (shown: readonly TaskArms[]) => PlannedTask[]

/**
 * Pairs: the order within the unit is by lot, and of every two times that a pair is shown each arm stands first once.
 * Single answers: Williams designs, one for every set of arms that are shown together.
 */
export function createTaskOrder(form: ReviewForm, seed: number, purpose: string): TaskOrder {
  const lot = createGenerator(seed, 'review', purpose, 'order', form)
  if (form === 'absolute') {
    const bySet = new Map<string, Orders>()
    return (shown) => {
      const set = JSON.stringify(shown)
      const orders = bySet.get(set) ?? createOrders(shown.length, lot)
      bySet.set(set, orders)
      return orders.next(shown).map((arms) => ({ arms, first: 'a' }))
    }
  }
  const sidesLot = createGenerator(seed, 'review', purpose, 'sides')
  const sides = new Map<string, () => 'a' | 'b'>()
  return (shown) =>
    shuffled(shown, lot).map((arms) => {
      const pair = JSON.stringify(arms)
      const side = sides.get(pair) ?? createSides(sidesLot)
      sides.set(pair, side)
      return { arms, first: side() }
    })
}
