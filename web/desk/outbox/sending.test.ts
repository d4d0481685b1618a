import { expect, it } from 'vitest'
import type { DeskEvent } from '../../../src/server/contract/desk.ts'
import { consequenceOf, waitBeforeRetry } from './sending.ts'

const event = (key: string): DeskEvent => ({
  kind: 'guess',
  key,
  task: 't',
  guesses: [null],
  madeAt: '2026-11-25T10:00:00Z',
})
const batch = [event('a'), event('b')]
const progress = { done: 0, total: null, secondsLeft: null }

it('lets go of what is saved, keeps what is refused, and goes on', () => {
  const refusal = { key: 'b', code: 'CLOSED', message: 'The review is closed.' }
  const found = consequenceOf(batch, { kind: 'ok', value: { saved: ['a'], refused: [refusal], progress } })
  expect(found.saved).toEqual(['a'])
  expect([...found.refused]).toEqual([['b', { code: 'CLOSED', message: 'The review is closed.' }]])
  expect(found.follow).toBe('on')
})

it('waits when a reply speaks of none of the events, and does not trust keys it never sent', () => {
  const found = consequenceOf(batch, { kind: 'ok', value: { saved: ['x'], refused: [], progress } })
  expect(found).toMatchObject({ saved: [], follow: 'wait' })
})

it('keeps everything when the connection, the server or the session is gone', () => {
  expect(consequenceOf(batch, { kind: 'again', why: 'connection', after: null }).follow).toBe('wait')
  expect(consequenceOf(batch, { kind: 'lost' })).toMatchObject({ saved: [], follow: 'lost' })
})

it('sends one by one when a batch is rejected, and refuses the one that is alone', () => {
  expect(consequenceOf(batch, { kind: 'rejected', status: 400 })).toMatchObject({ saved: [], follow: 'one' })
  const alone = consequenceOf([event('a')], { kind: 'rejected', status: 400 })
  expect(alone.follow).toBe('on')
  expect(alone.refused.get('a')).toEqual({
    code: 'REJECTED',
    message: 'The server could not read it (status 400).',
  })
})

it('waits 0.5 to 1 s, then twice as long each time, up to a minute', () => {
  expect([waitBeforeRetry(1, null, 0), waitBeforeRetry(1, null, 1)]).toEqual([500, 1000])
  expect([waitBeforeRetry(2, null, 0), waitBeforeRetry(2, null, 1)]).toEqual([1000, 2000])
  expect(waitBeforeRetry(3, null, 1)).toBe(4000)
  expect(waitBeforeRetry(50, null, 1)).toBe(60_000)
})

it('waits at least as long as the server asks for', () => {
  expect(waitBeforeRetry(1, 7, 0)).toBe(7000)
})
