import { expect, it } from 'vitest'
import { endInOrder, interrupt, untilInterrupted, untilResult } from './interruption.ts'

const plain = { stop: true, note: expect.stringContaining('What was not finished was undone') }

it('lets the first interruption end a command in order, and the second stop it', async () => {
  let ended = 0
  expect(interrupt()).toEqual(plain)
  await untilResult(async () => {
    endInOrder(() => {
      ended += 1
    })
    expect([interrupt(), ended]).toEqual([{ stop: false, note: null }, 1])
    expect([interrupt(), ended]).toEqual([{ stop: true, note: expect.stringContaining('in doubt') }, 1])
  })
  expect(interrupt()).toEqual(plain)
})

it('lets the result be written when the second one falls after the last call', async () => {
  await untilResult(async () => {
    const collected = endInOrder(() => {})
    expect(interrupt().stop).toBe(false)
    collected()
    expect(interrupt()).toEqual({ stop: false, note: expect.stringContaining('being written') })
    expect(interrupt()).toEqual({ stop: true, note: expect.stringContaining('is on record') })
  })
})

it('lets a server close at the first one, and stops it at the second', async () => {
  await untilResult(async () => {
    const serving = untilInterrupted()
    expect(interrupt()).toEqual({ stop: false, note: null })
    await serving
    expect(interrupt()).toEqual({ stop: true, note: expect.stringContaining('sent again by that page') })
  })
  expect(interrupt()).toEqual(plain)
})

it('is as before after a command that failed', async () => {
  const failed = untilResult(async () => {
    endInOrder(() => {})
    throw new Error('failed')
  })
  await expect(failed).rejects.toThrow('failed')
  expect(interrupt()).toEqual(plain)
})
