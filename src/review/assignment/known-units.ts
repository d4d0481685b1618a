import { createGenerator } from '../../statistics/random/generator.ts'
import type { LeftOut, ReviewDesign } from './design.ts'
import type { ItemsByRole } from './known-items.ts'
import { renderingDealer } from './question-rounds.ts'
import {
  askedArms,
  createPairChooser,
  createTaskOrder,
  splitShown,
  type TaskArms,
  type UnnumberedUnit,
} from './unit-tasks.ts'

/**
 * Units of training or gold, which go to every reviewer. Where form or rendering belong to the reviewer there is one for
 * each, of which a reviewer gets one's own; otherwise forms take turns, and renderings follow their shares.
 */
export function knownUnits(
  items: ItemsByRole['training'],
  role: 'training' | 'gold',
  design: ReviewDesign,
): { readonly units: UnnumberedUnit[]; readonly leftOut: LeftOut[] } {
  const { seed, setup } = design
  const { forms, formBy, renderings, renderingBy } = setup
  const renderingOf = renderingDealer(renderings, createGenerator(seed, 'review', role, 'renderings'))
  const pairsOf = createPairChooser(design, role)
  const order = {
    pairwise: createTaskOrder('pairwise', seed, role),
    absolute: createTaskOrder('absolute', seed, role),
  }
  const units: UnnumberedUnit[] = []
  const leftOut: LeftOut[] = []
  for (const [index, { item, known }] of items.entries()) {
    const ownForms = formBy === 'reviewer' ? forms : [forms[index % forms.length]!]
    const all = renderings.map(({ id }) => id)
    const ownRenderings = renderingBy === 'reviewer' && all.length > 0 ? all : [renderingOf()]
    for (const form of ownForms) {
      const tasks =
        form === 'absolute' ? askedArms(item, design) : (expectedPairs(known) ?? pairsOf({ item, rounds: 1 }))
      for (const [round, rendering] of ownRenderings.entries()) {
        const split = splitShown(tasks, item, { form, rendering, round, role })
        leftOut.push(...split.leftOut)
        if (split.shown.length > 0) {
          const shown = order[form](split.shown)
          units.push({ item: item.key, form, rendering, round, role, repeats: null, tasks: shown })
        }
      }
    }
  }
  return { units, leftOut }

  /** Pairs whose preference is known are what is shown; null where none is. */
  function expectedPairs(known: ItemsByRole['training'][number]['known']): TaskArms[] | null {
    const pairs = setup.pairs.filter(({ arms }) =>
      known.marks.some((mark) => 'better' in mark && arms.includes(mark.better) && arms.includes(mark.worse)),
    )
    return pairs.length === 0 ? null : pairs.map(({ arms }) => arms)
  }
}
