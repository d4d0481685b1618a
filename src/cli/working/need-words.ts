import { needOfQueue } from '../../store/queue/queue-names.ts'

/** What a job asks of a worker, by the name of its queue, in words. */
export function needWords(queue: string): string {
  const need = needOfQueue(queue)?.need
  switch (need?.kind) {
    case undefined:
      return queue
    case 'call':
      return [
        need.key === null ? 'no key' : `the key ${need.key}`,
        ...(need.machine === null ? [] : [`the machine ${need.machine}`]),
      ].join(' on ')
    case 'index':
      return `the machine ${need.machine}`
    case 'folder':
      return 'the command that queued it, for its files'
    case 'compute':
      return 'any worker'
    case 'lost':
      return 'a look: workers died over it'
  }
}
