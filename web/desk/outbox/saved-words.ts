import type { OutboxState } from './outbox.ts'

/** How it stands with the reviewer's marks, in honest words. */
export function savedWords(state: OutboxState, online: boolean, time: (at: number) => string): string {
  const { waiting, phase, savedAt } = state
  if (waiting > 0) {
    if (phase === 'lost') return `${waiting} not yet sent: the link must be opened again`
    if (phase === 'retrying') return `${waiting} not yet sent, ${online ? 'retrying' : 'no connection'}`
    return `${waiting} being sent`
  }
  return savedAt === null ? 'Saved as you go' : `Saved ${time(savedAt)}`
}

/** `10:42`, by the clock of the reviewer. */
export function clockTime(at: number): string {
  return new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
}
