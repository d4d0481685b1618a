import { expect, it } from 'vitest'
import type { DeskEvent, DeskSaved } from '../../../src/server/contract/desk.ts'
import type { Reply } from '../server/reply.ts'
import { createMemoryStore, type EventStore, formsAhead } from './event-store.ts'
import { createOutbox } from './outbox.ts'

const progress = { done: 1, total: 4, secondsLeft: null }
const event = (key: string): DeskEvent => ({
  kind: 'guess',
  key,
  task: 'task',
  guesses: [null],
  madeAt: '2026-11-25T10:00:00Z',
})
const ok = (events: readonly DeskEvent[]): Reply<DeskSaved> => ({
  kind: 'ok',
  value: { saved: events.map((one) => one.key), refused: [], progress },
})
const noConnection: Reply<DeskSaved> = { kind: 'again', why: 'connection', after: null }

/** An outbox whose server answers as told, then with success; timers are run by hand. */
function setUp(replies: Reply<DeskSaved>[] = [], store: EventStore = createMemoryStore()) {
  const sent: string[][] = []
  const timers: { work: () => void; milliseconds: number }[] = []
  const outbox = createOutbox({
    store,
    scope: 'here',
    async send(events) {
      sent.push(events.map((one) => one.key))
      return replies.shift() ?? ok(events)
    },
    alone: (work) => work(),
    now: () => 1000,
    random: () => 1,
    later: (work, milliseconds) => {
      const timer = { work, milliseconds }
      timers.push(timer)
      return () => timers.splice(timers.indexOf(timer), 1)
    },
    changed: () => {},
  })
  const runTimer = () => timers.shift()?.work()
  return { outbox, store, sent, timers, runTimer }
}

it('keeps an event first and sends it then', async () => {
  const order: string[] = []
  const memory = createMemoryStore()
  const { outbox, sent } = setUp([], {
    ...memory,
    async add(kept) {
      order.push(`kept with ${sent.length} sent`)
      await memory.add(kept)
    },
  })
  await outbox.add(event('a'))
  await outbox.empty()
  expect(order).toEqual(['kept with 0 sent'])
  expect(sent).toEqual([['a']])
  expect(outbox.state()).toMatchObject({ waiting: 0, phase: 'rest', savedAt: 1000, progress })
})

it('sends the same keys again in the same order after a lost reply', async () => {
  const { outbox, sent, timers, runTimer } = setUp([noConnection])
  await outbox.add(event('a'))
  await outbox.add(event('b'))
  while (timers.length === 0) await Promise.resolve()
  expect(outbox.state()).toMatchObject({ waiting: 2, phase: 'retrying', savedAt: null })
  runTimer()
  await outbox.empty()
  expect(sent.at(-1)).toEqual(['a', 'b'])
  expect(outbox.state()).toMatchObject({ waiting: 0, phase: 'rest' })
})

it('waits longer after each failure, and not at all once woken', async () => {
  const { outbox, timers, runTimer } = setUp([noConnection, noConnection])
  await outbox.add(event('a'))
  while (timers.length === 0) await Promise.resolve()
  expect(timers[0]?.milliseconds).toBe(1000)
  runTimer()
  while (timers.length === 0) await Promise.resolve()
  expect(timers[0]?.milliseconds).toBe(2000)
  await outbox.wake()
  expect(timers).toEqual([])
  expect(outbox.state().waiting).toBe(0)
})

it('stops at a lost session and goes on after it', async () => {
  const { outbox, timers } = setUp([{ kind: 'lost' }])
  await outbox.add(event('a'))
  while (outbox.state().phase !== 'lost') await Promise.resolve()
  expect(outbox.state()).toMatchObject({ waiting: 1 })
  expect(timers).toEqual([])
  await outbox.wake()
  expect(outbox.state()).toMatchObject({ waiting: 0, phase: 'rest' })
})

it('finds the one event that the server cannot read, and sends the others', async () => {
  const rejected: Reply<DeskSaved> = { kind: 'rejected', status: 400 }
  const store = createMemoryStore()
  for (const key of ['a', 'b', 'c']) await store.add({ scope: 'here', event: event(key), refused: null })
  const { outbox, sent } = setUp([rejected, rejected], store)
  await outbox.wake()
  expect(sent).toEqual([['a', 'b', 'c'], ['a'], ['b'], ['c']])
  expect(outbox.state().refused.map((one) => one.event.key)).toEqual(['a'])
  expect(outbox.state().waiting).toBe(0)
})

it('keeps what is refused, and does not send it again', async () => {
  const refusal = { key: 'a', code: 'CLOSED', message: 'The review is closed.' }
  const { outbox, sent } = setUp([{ kind: 'ok', value: { saved: [], refused: [refusal], progress } }])
  await outbox.add(event('a'))
  await outbox.empty()
  await outbox.wake()
  expect(sent).toEqual([['a']])
  expect(outbox.state().refused[0]?.refused?.message).toBe('The review is closed.')
})

it('leaves the events of another review alone, and counts them', async () => {
  const store = createMemoryStore()
  await store.add({ scope: 'elsewhere', event: event('z'), refused: null })
  const { outbox, sent } = setUp([], store)
  await outbox.add(event('a'))
  await outbox.empty()
  expect(sent).toEqual([['a']])
  expect(outbox.state().others).toBe(1)
  expect(await store.all()).toHaveLength(1)
})

it('sends what was added while a batch was under way', async () => {
  const { outbox, sent } = setUp()
  await Promise.all(['a', 'b', 'c'].map((key) => outbox.add(event(key))))
  await outbox.empty()
  expect(sent.flat()).toEqual(['a', 'b', 'c'])
})

it('sends at most fifty at a time', async () => {
  const store = createMemoryStore()
  for (let index = 0; index < 120; index += 1) {
    await store.add({ scope: 'here', event: event(`k${index}`), refused: null })
  }
  const { outbox, sent } = setUp([], store)
  await outbox.wake()
  expect(sent.map((batch) => batch.length)).toEqual([50, 50, 20])
})

it('knows the last form of each task of this review that the server may not have', () => {
  const form = { marks: {}, adequate: [], unsafe: [], comment: null }
  const change = (key: string, comment: string) =>
    ({
      kind: 'form',
      key,
      task: 'task',
      form: { ...form, comment },
      complete: false,
      undo: false,
      shownAt: '2026-11-25T10:00:00Z',
      madeAt: '2026-11-25T10:00:00Z',
      activeSeconds: 1,
      rulebook: null,
    }) as const
  const ahead = formsAhead(
    [
      { scope: 'here', event: change('1', 'old'), refused: null },
      { scope: 'here', event: change('2', 'new'), refused: null },
      { scope: 'elsewhere', event: change('3', 'other'), refused: null },
      { scope: 'here', event: change('4', 'refused'), refused: { code: 'CLOSED', message: 'Closed.' } },
    ],
    'here',
  )
  expect(ahead.get('task')?.form.comment).toBe('new')
})
