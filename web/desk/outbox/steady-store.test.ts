import { expect, it } from 'vitest'
import { createMemoryStore, type KeptEvent } from './event-store.ts'
import { createSteadyStore } from './steady-store.ts'

const kept: KeptEvent = {
  scope: 'here',
  refused: null,
  event: { kind: 'guess', key: 'k', task: 't', guesses: [null], madeAt: '2026-11-25T10:00:00Z' },
}

it('keeps an event in memory when the browser refuses to, and tells of it once removed too', async () => {
  let troubles = 0
  const full = { ...createMemoryStore(), add: () => Promise.reject(new Error('The disk is full.')) }
  const store = createSteadyStore(full, () => {
    troubles += 1
  })
  await store.add(kept)
  expect(await store.all()).toEqual([kept])
  expect(troubles).toBe(1)
  await store.remove(['k'])
  expect(await store.all()).toEqual([])
})

it('says so at once where there is no store', async () => {
  let troubles = 0
  const store = createSteadyStore(null, () => {
    troubles += 1
  })
  await store.add(kept)
  expect(await store.all()).toEqual([kept])
  expect(troubles).toBe(1)
})
