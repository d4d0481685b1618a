import { expect, it } from 'vitest'
import { createNotes } from '../state/notes.ts'
import { createTaskTimers } from './task-timers.ts'

function setUp() {
  const texts = new Map<string, string>()
  const storage = {
    getItem: (name: string) => texts.get(name) ?? null,
    setItem: (name: string, text: string) => texts.set(name, text),
    removeItem: (name: string) => texts.delete(name),
  }
  let at = 0
  const open = () =>
    createTaskTimers(
      () => at,
      () => Date.parse('2026-11-25T10:00:00Z') + at,
      createNotes(() => storage),
    )
  return {
    open,
    timers: open(),
    pass: (seconds: number) => {
      at += seconds * 1000
    },
  }
}

it('counts for the task that is shown alone', () => {
  const { timers, pass } = setUp()
  timers.show('a')
  pass(10)
  timers.show('b')
  pass(5)
  timers.show('a')
  pass(2)
  expect([timers.read('a').activeSeconds, timers.read('b').activeSeconds]).toEqual([12, 5])
})

it('counts nothing on a page between questions, or out of view', () => {
  const { timers, pass } = setUp()
  timers.show('a')
  timers.visible(false)
  pass(10)
  timers.show('b')
  pass(10)
  timers.visible(true)
  pass(3)
  timers.show(null)
  pass(10)
  expect([timers.read('a').activeSeconds, timers.read('b').activeSeconds]).toEqual([0, 3])
})

it('goes on after a reload, with the time at which the task was first shown', () => {
  const { timers, open, pass } = setUp()
  timers.show('a')
  pass(10)
  timers.keep()
  const again = open()
  pass(100)
  again.show('a')
  pass(5)
  expect(again.read('a')).toEqual({ shownAt: '2026-11-25T10:00:00.000Z', activeSeconds: 15 })
})
