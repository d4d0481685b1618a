import type { CapturableArm } from '../../exchange/captures/read-row.ts'
import type { Plan, PlannedArm } from '../../protocol/plan.ts'

/** Arms whose answers people bring: those with a page only, and those whose maker sends answers in without a file. */
export function capturableArms(plan: Plan): ReadonlyMap<string, CapturableArm> {
  return new Map(
    plan.arms.flatMap((arm) => {
      const capturable = capturableArm(arm)
      return capturable === null ? [] : [[arm.id, capturable]]
    }),
  )
}

function capturableArm({ source }: PlannedArm): CapturableArm | null {
  if (source?.via === 'capture') return { provenance: 'captured', product: source.product, mode: source.mode }
  if (source?.via === 'vendor' && source.file === null)
    return { provenance: 'vendor', product: null, mode: null }
  return null
}

/** What the plan says of an arm before anything is captured. */
export interface FilledInAdvance {
  readonly product: string | null
  readonly mode: string | null
}

export function filledInAdvance(plan: Plan): ReadonlyMap<string, FilledInAdvance> {
  return new Map(
    plan.arms.flatMap(({ id, source }) => {
      if (source?.via === 'capture') return [[id, { product: source.product, mode: source.mode }]]
      return source?.via === 'vendor' ? [[id, { product: source.vendor, mode: null }]] : []
    }),
  )
}

const noTerms = 'None are written in the protocol. Read them before you capture.'

/** Notes on the terms of use of arms whose answers people bring. */
export function termsOf(
  plan: Plan,
  arms: readonly string[],
): readonly { readonly arm: string; readonly terms: string }[] {
  return plan.arms.flatMap(({ id, source }) => {
    if (!arms.includes(id) || (source?.via !== 'capture' && source?.via !== 'vendor')) return []
    return [{ arm: id, terms: source.terms ?? noTerms }]
  })
}
