import type { PlannedSource } from '../protocol/planned-source.ts'

/**
 * Whether what is put to an arm leaves this machine, by a call of ours or by a person's hand. A server on an address of
 * this machine may be a gateway or a tunnel, so only its source can say that nothing goes further. A degraded arm is put
 * nothing itself: what its original is put decides.
 */
export function leavesMachine(source: PlannedSource | null): boolean {
  switch (source?.via) {
    case 'api':
      return !source.staysOnMachine
    case 'vendor':
      return source.file === null
    case 'recorded':
    case 'baseline':
    case 'search':
    case 'degraded':
      return false
    default:
      return true
  }
}
