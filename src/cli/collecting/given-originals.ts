import { readGivenSlots } from '../../store/reading/read-collection.ts'
import type { OpenStudy } from '../open-study.ts'

/**
 * Says of a degraded arm whether its original has answered an item already, in this replicate or, without one, in all
 * of them; false of every other arm. Answers are read once: ask for it when the originals have had their turn.
 */
export async function givenOriginals(
  study: OpenStudy,
  arms: readonly { readonly id: string }[],
): Promise<(arm: string, item: string, replicate?: number) => boolean> {
  const { plan } = study.protocol
  const asked = new Set(arms.map(({ id }) => id))
  const given = new Map<string, ReadonlySet<string>>()
  for (const { id, source } of plan.arms) {
    if (source?.via !== 'degraded' || !asked.has(id)) continue
    given.set(id, await readGivenSlots(study.store, study.record, source.of))
  }
  const every = Array.from({ length: plan.collect.replicates }, (_, replicate) => replicate)
  return (arm, item, replicate) => {
    const slots = given.get(arm)
    if (slots === undefined) return false
    return (replicate === undefined ? every : [replicate]).every((one) => slots.has(`${item}/${one}`))
  }
}
