import { expect, it } from 'vitest'
import type { Reply } from '../server/reply.ts'
import { createPersistence, type Trouble } from './persistence.ts'

function setUp() {
  const told: Trouble[] = []
  const timers: { work: () => void; milliseconds: number }[] = []
  const persistence = createPersistence(
    (trouble) => told.push(trouble),
    (work, milliseconds) => {
      timers.push({ work, milliseconds })
      return () => {}
    },
    () => 1,
  )
  return { told, timers, persistence }
}

const answers = (...replies: readonly Reply<string>[]) => {
  const left = [...replies]
  return async () => left.shift() ?? ({ kind: 'ok', value: 'there' } as const)
}

it('asks until there is an answer, and tells why it waits', async () => {
  const { told, timers, persistence } = setUp()
  const asked = persistence.ask(answers({ kind: 'again', why: 'connection', after: null }))
  await expect.poll(() => timers.length).toBe(1)
  expect(told).toEqual([{ lost: false, trouble: 'connection' }])
  timers[0]?.work()
  expect(await asked).toBe('there')
  expect(told.at(-1)).toEqual({ lost: false, trouble: null })
})

it('goes on at once when woken', async () => {
  const { timers, persistence } = setUp()
  const asked = persistence.ask(answers({ kind: 'again', why: 'busy', after: 30 }))
  await expect.poll(() => timers.length).toBe(1)
  expect(timers[0]?.milliseconds).toBe(30_000)
  persistence.wake()
  expect(await asked).toBe('there')
})

it('does not ask by itself without a session', async () => {
  const { told, timers, persistence } = setUp()
  const asked = persistence.ask(answers({ kind: 'lost' }))
  await expect.poll(() => told.length).toBe(1)
  expect(told).toEqual([{ lost: true, trouble: null }])
  expect(timers).toEqual([])
  persistence.wake()
  expect(await asked).toBe('there')
})
