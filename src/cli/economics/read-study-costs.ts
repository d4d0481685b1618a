import type { Assumptions } from '../../economics/assumptions/assumptions.ts'
import type { SlotUsage } from '../../economics/study/slot.ts'
import type { PricedArm } from '../../economics/study/slot-costs.ts'
import { studyCosts } from '../../economics/study/study-costs.ts'
import type { StudyEconomics } from '../../economics/study/study-economics.ts'
import type { PlannedArm } from '../../protocol/plan.ts'
import { readSlotUsage, readUnanswered } from '../../store/reading/read-slot-usage.ts'
import { readBlindness } from '../../store/review/unblind.ts'
import { readSnapshot } from '../../store/snapshot.ts'
import type { OpenStudy } from '../open-study.ts'
import { studyQualities } from './study-qualities.ts'

/** Costs and qualities of a study as of one moment; while it is blind, costs alone. */
export function readStudyCosts(open: OpenStudy, assumptions: Assumptions): Promise<StudyEconomics> {
  return readSnapshot(open.store, async (store) => {
    const study = { ...open, store }
    const { plan } = study.protocol
    const slots: SlotUsage[] = []
    for await (const page of readSlotUsage(store, study.record)) slots.push(...page)
    const blind = (await readBlindness(store, study.record)).state === 'blind'
    return studyCosts(
      {
        id: plan.id,
        title: plan.title,
        sample: plan.sample,
        blind,
        arms: plan.arms.map(pricedArm),
        slots,
        unanswered: await readUnanswered(store, study.record),
        qualities: blind ? [] : await studyQualities(study, slots),
        resamples: plan.resamples,
        seed: plan.seed,
      },
      assumptions,
    )
  })
}

/** Answers of a file, a person, a maker or another arm were paid for by somebody, and no call here tells how much. */
function pricedArm({ id, label, source }: PlannedArm): PricedArm {
  const named = { id, label, reference: null, model: null }
  switch (source?.via) {
    case 'api': {
      const calls = source.price === 'free' ? 'free' : 'paid'
      return { ...named, calls, reference: source.price, model: source.model }
    }
    case 'baseline':
    case 'search':
      return { ...named, calls: 'free' }
    default:
      return { ...named, calls: 'elsewhere' }
  }
}
