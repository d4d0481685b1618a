import { expect, it } from 'vitest'
import { endedInOrder, endInOrder, wasEnding } from './interruption.ts'

it('lets the first interruption end a command in order, and knows the second by it', () => {
  let ended = 0
  expect([endedInOrder(), wasEnding()]).toEqual([false, false])
  const giveBack = endInOrder(() => {
    ended += 1
  })
  expect(wasEnding()).toBe(false)
  expect([endedInOrder(), ended, wasEnding()]).toEqual([true, 1, true])
  expect([endedInOrder(), ended, wasEnding()]).toEqual([false, 1, true])
  giveBack()
  expect([endedInOrder(), wasEnding()]).toEqual([false, false])
})
