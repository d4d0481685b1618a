import { hostname } from 'node:os'
import { plain } from '../../store/queue/queue-names.ts'

/** The name by which workers and commands know this machine. */
export function thisMachine(): string {
  return plain(hostname()) || 'machine'
}
