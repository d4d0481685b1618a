import type { PlannedSource } from '../protocol/planned-source.ts'

/** Whether what is put to an arm leaves this machine by a call of ours; captures leave by a person's hand. */
export function calledElsewhere(source: PlannedSource | null): boolean {
  return source?.via === 'api' && !isLoopback(source.baseUrl)
}

/** Whether an address is this machine's own. */
export function isLoopback(baseUrl: string): boolean {
  const host = URL.canParse(baseUrl) ? new URL(baseUrl).hostname : ''
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host)
}
