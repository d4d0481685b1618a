import type { PlannedSource } from './planned-source.ts'
import { fillSource } from './planned-source.ts'
import type { ProtocolDocument } from './schema-v1.ts'

/** Whose model a source calls, as far as the provider tells; null where it does not. */
export function familyOfSource(source: PlannedSource | null): string | null {
  return source?.via === 'api' && source.provider !== 'compatible' ? source.provider : null
}

/** Whose model an arm is: as written, by its provider, or that of the arm that it is made from. */
export function familyOfArm(
  arm: ProtocolDocument['arms'][number],
  arms: ProtocolDocument['arms'],
): string | null {
  if (arm.family !== undefined) return arm.family
  const source = arm.source === undefined ? null : fillSource(arm.source)
  if (source?.via !== 'degraded') return familyOfSource(source)
  const original = arms.find((other) => other.id === source.of && other.source?.via !== 'degraded')
  return original === undefined ? null : familyOfArm(original, arms)
}
