/**
 * What a worker needs for a job, as the name of the queue that the job waits in. A worker fetches only from queues whose
 * needs it meets, so a job never reaches one that cannot do it: another version, no key, another machine.
 */
export type Need =
  /** Calls a model. `key`: variable that holds the key; `machine`: where the model listens, if on loopback. */
  | { readonly kind: 'call'; readonly key: string | null; readonly machine: string | null }
  /** Computes, and needs nothing. */
  | { readonly kind: 'compute' }
  /** Writes into a folder of this machine. */
  | { readonly kind: 'index'; readonly machine: string }
  /** Reads files of a study's folder; the command that queued it does it. */
  | { readonly kind: 'folder'; readonly study: string }
  /** Was given back by too many workers that died. */
  | { readonly kind: 'lost' }

const root = 'equipoise'
/** Stands for no key and for any machine. */
const none = '-'

/** A name that PostgreSQL and pg-boss take: letters, digits, `_`, `-`, `.` and `/`. */
export function queueName(version: string, need: Need): string {
  return [root, plain(version), ...partsOf(need)].join('/')
}

function partsOf(need: Need): readonly string[] {
  switch (need.kind) {
    case 'call':
      return ['call', plain(need.machine ?? none), need.key ?? none]
    case 'index':
      return ['index', plain(need.machine)]
    case 'folder':
      return ['folder', need.study]
    case 'compute':
    case 'lost':
      return [need.kind]
  }
}

/** The need that a queue's name tells, with the version; null for a queue that is none of ours. */
export function needOfQueue(name: string): { readonly version: string; readonly need: Need } | null {
  const [first, version, kind, one, two] = name.split('/')
  if (first !== root || version === undefined) return null
  const read = (): Need | null => {
    switch (kind) {
      case 'call':
        return one === undefined || two === undefined
          ? null
          : { kind, machine: one === none ? null : one, key: two === none ? null : two }
      case 'index':
        return one === undefined ? null : { kind, machine: one }
      case 'folder':
        return one === undefined ? null : { kind, study: one }
      case 'compute':
      case 'lost':
        return { kind }
      default:
        return null
    }
  }
  const need = read()
  return need === null ? null : { version, need }
}

/** A machine's or version's name as a part of a queue's name. */
export function plain(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9_.-]/g, '_')
}
