import { createGenerator } from '../../statistics/random/generator.ts'
import type { LeftOut, ReviewDesign } from './design.ts'
import { type ItemsByRole, itemsByRole } from './known-items.ts'
import { knownUnits, type UnshownItem } from './known-units.ts'
import { plannedQuestions, type QuestionRound, questionRounds } from './question-rounds.ts'
import { ringFrom, shuffled } from './shuffled.ts'
import type { PlannedUnit, ReviewForm } from './unit.ts'
import {
  askedArms,
  createPairChooser,
  createTaskOrder,
  splitShown,
  type UnnumberedUnit,
} from './unit-tasks.ts'

/** All units of a review, and what could not be put into them. */
export interface ReviewUnits {
  /** In the order of their numbers: the study in random order, what is shown once more, training, gold. */
  readonly units: readonly PlannedUnit[]
  readonly leftOut: readonly LeftOut[]
  /** Training and gold that nothing could be shown of. */
  readonly unshown: readonly UnshownItem[]
}

/**
 * Plans what reviewers will be given. The same design gives the same plan, in whatever order its items come.
 *
 * @throws ProblemError REVIEW_ITEM_UNKNOWN or REVIEW_WITHOUT_QUESTIONS.
 */
export function planUnits(design: ReviewDesign): ReviewUnits {
  const { seed, setup } = design
  const items = itemsByRole(design)
  const questions = plannedQuestions(items.study, design)
  const leftOut: LeftOut[] = []
  const study = setup.forms.flatMap((form) => {
    const planned = studyUnits(questionRounds(questions, form, design), form, design)
    leftOut.push(...planned.leftOut)
    return planned.units
  })
  const inOrder = numbered(shuffled(study, createGenerator(seed, 'review', 'units')), 0)
  const again = numbered(repeatedUnits(inOrder, design), inOrder.length)
  const known = knownPart(items, design)
  leftOut.push(...known.leftOut)
  const last = numbered(known.units, inOrder.length + again.length)
  return { units: [...inOrder, ...again, ...last], leftOut, unshown: known.unshown }
}

function numbered(units: readonly UnnumberedUnit[], from: number): PlannedUnit[] {
  return units.map((unit, index) => ({ number: from + index, ...unit }))
}

function studyUnits(
  rounds: readonly QuestionRound[],
  form: ReviewForm,
  design: ReviewDesign,
): { readonly units: UnnumberedUnit[]; readonly leftOut: LeftOut[] } {
  const pairsOf = createPairChooser(design, 'study')
  const inOrder = createTaskOrder(form, design.seed, 'study')
  const line = ringFrom(byRendering(rounds, design), createGenerator(design.seed, 'review', 'line', form))
  const units: UnnumberedUnit[] = []
  const leftOut: LeftOut[] = []
  for (const { item, rounds: all, round, rendering } of line) {
    const tasks = form === 'pairwise' ? pairsOf({ item, rounds: all }) : askedArms(item, design)
    const split = splitShown(tasks, item, { form, rendering, round, role: 'study' })
    leftOut.push(...split.leftOut)
    if (split.shown.length === 0) continue
    const shown = inOrder(split.shown)
    units.push({ item: item.key, form, rendering, round, role: 'study', repeats: null, tasks: shown })
  }
  return { units, leftOut }
}

/**
 * One rendering after the other, each with its questions stratum by stratum: pairs and orders, which are dealt along this
 * line, are then balanced within each rendering too, and do not hang on it.
 */
function byRendering(rounds: readonly QuestionRound[], { setup }: ReviewDesign): readonly QuestionRound[] {
  if (setup.renderings.length === 0) return rounds
  return setup.renderings.flatMap(({ id }) => rounds.filter(({ rendering }) => rendering === id))
}

/** Units that are shown once more, chosen by lot, with order and sides drawn anew. */
function repeatedUnits(units: readonly PlannedUnit[], { seed, setup }: ReviewDesign): UnnumberedUnit[] {
  const count = Math.round(setup.repeatShare * units.length)
  const chosen = shuffled(units, createGenerator(seed, 'review', 'repeats')).slice(0, count)
  const order = {
    pairwise: createTaskOrder('pairwise', seed, 'repeats'),
    absolute: createTaskOrder('absolute', seed, 'repeats'),
  }
  return chosen.map(({ number, tasks, round, ...unit }) => ({
    ...unit,
    round: round + setup.reviewersPerQuestion,
    repeats: number,
    tasks: order[unit.form](tasks.map(({ arms }) => arms)),
  }))
}

function knownPart({ training, gold }: ItemsByRole, design: ReviewDesign): ReturnType<typeof knownUnits> {
  const parts = [knownUnits(training, 'training', design), knownUnits(gold, 'gold', design)]
  return {
    units: parts.flatMap(({ units }) => units),
    leftOut: parts.flatMap(({ leftOut }) => leftOut),
    unshown: parts.flatMap(({ unshown }) => unshown),
  }
}
