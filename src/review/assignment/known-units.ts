import { createGenerator } from '../../statistics/random/generator.ts'
import type { LeftOut, ReviewDesign } from './design.ts'
import type { ItemsByRole } from './known-items.ts'
import { renderingDealer } from './question-rounds.ts'
import type { ReviewForm } from './unit.ts'
import {
  askedArms,
  createPairChooser,
  createTaskOrder,
  splitShown,
  type TaskArms,
  type UnnumberedUnit,
} from './unit-tasks.ts'

/** An item of training or gold that reviewers of a form are not shown, because no answers that could be shown are there. */
export interface UnshownItem {
  readonly item: string
  readonly role: 'training' | 'gold'
  readonly form: ReviewForm
}

interface KnownUnits {
  readonly units: readonly UnnumberedUnit[]
  readonly leftOut: readonly LeftOut[]
  readonly unshown: readonly UnshownItem[]
}

/**
 * Units of training or gold, which go to every reviewer. Where form or rendering belong to the reviewer there is one for
 * each, of which a reviewer gets one's own; otherwise forms take turns, and renderings follow their shares.
 *
 * They count for nothing, so that unlike the study a pair of which one answer is not there gives way to another.
 */
export function knownUnits(
  items: ItemsByRole['training'],
  role: 'training' | 'gold',
  design: ReviewDesign,
): KnownUnits {
  const { seed, setup } = design
  const { forms, formBy, renderings, renderingBy } = setup
  const renderingOf = renderingDealer(renderings, createGenerator(seed, 'review', role, 'renderings'))
  const pairsOf = createPairChooser(design, role, (state) => state === 'shown')
  const order = {
    pairwise: createTaskOrder('pairwise', seed, role),
    absolute: createTaskOrder('absolute', seed, role),
  }
  const units: UnnumberedUnit[] = []
  const leftOut: LeftOut[] = []
  const unshown: UnshownItem[] = []
  for (const [index, { item, known }] of items.entries()) {
    const ownForms = formBy === 'reviewer' ? forms : [forms[index % forms.length]!]
    const all = renderings.map(({ id }) => id)
    const ownRenderings = renderingBy === 'reviewer' && all.length > 0 ? all : [renderingOf()]
    for (const form of ownForms) {
      const tasks =
        form === 'absolute' ? askedArms(item, design) : (expectedPairs(known) ?? pairsOf({ item, rounds: 1 }))
      let shownAtAll = false
      for (const [round, rendering] of ownRenderings.entries()) {
        const split = splitShown(tasks, item, { form, rendering, round, role })
        leftOut.push(...split.leftOut)
        if (split.shown.length > 0) {
          shownAtAll = true
          const shown = order[form](split.shown)
          units.push({ item: item.key, form, rendering, round, role, repeats: null, tasks: shown })
        }
      }
      if (!shownAtAll) unshown.push({ item: item.key, role, form })
    }
  }
  return { units, leftOut, unshown }

  /** Pairs whose preference is known are what is shown; null where none is. */
  function expectedPairs(known: ItemsByRole['training'][number]['known']): TaskArms[] | null {
    const pairs = setup.pairs.filter(({ arms }) =>
      known.marks.some((mark) => 'better' in mark && arms.includes(mark.better) && arms.includes(mark.worse)),
    )
    return pairs.length === 0 ? null : pairs.map(({ arms }) => arms)
  }
}
