import { expect, it } from 'vitest'
import type { OutboxState } from './outbox.ts'
import { savedWords } from './saved-words.ts'

const rest: OutboxState = {
  waiting: 0,
  refused: [],
  others: 0,
  phase: 'rest',
  savedAt: null,
  progress: null,
}
const words = (change: Partial<OutboxState>, online = true) =>
  savedWords({ ...rest, ...change }, online, () => '10:42')

it('never says saved of what is still in the browser alone', () => {
  expect(words({ savedAt: 1 })).toBe('Saved 10:42')
  expect(words({ waiting: 1, savedAt: 1, phase: 'sending' })).toBe('1 being sent')
  expect(words({ waiting: 2, savedAt: 1, phase: 'retrying' })).toBe('2 not yet sent, retrying')
  expect(words({ waiting: 2, phase: 'retrying' }, false)).toBe('2 not yet sent, no connection')
  expect(words({ waiting: 2, phase: 'lost' })).toBe('2 not yet sent: the link must be opened again')
  expect(words({})).toBe('Saved as you go')
})
