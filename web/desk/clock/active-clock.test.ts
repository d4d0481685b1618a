import { expect, it } from 'vitest'
import { readClock, showClock, startClock, touchClock } from './active-clock.ts'

const seconds = (count: number) => count * 1000

it('counts a minute after the last touch and no more', () => {
  const clock = startClock(0)
  expect(readClock(clock, seconds(59))).toBe(59)
  expect(readClock(clock, seconds(600))).toBe(60)
})

it('counts again from the next touch, and leaves out the gap', () => {
  const clock = touchClock(startClock(0), seconds(100))
  expect(readClock(clock, seconds(110))).toBe(70)
})

it('counts through when touched within the minute', () => {
  const clock = touchClock(touchClock(startClock(0), seconds(50)), seconds(100))
  expect(readClock(clock, seconds(120))).toBe(120)
})

it('stands still out of view, and goes on when back', () => {
  const hidden = showClock(startClock(0), seconds(10), false)
  expect(readClock(hidden, seconds(40))).toBe(10)
  const back = showClock(hidden, seconds(40), true)
  expect(readClock(back, seconds(45))).toBe(15)
})

it('does not count a touch out of view', () => {
  const hidden = touchClock(showClock(startClock(0), seconds(10), false), seconds(20))
  expect(readClock(hidden, seconds(30))).toBe(10)
})

it('goes on from the seconds before a reload', () => {
  expect(readClock(startClock(0, 12.5), seconds(1))).toBe(13.5)
})

it('never runs backwards when the clock of the computer is set back', () => {
  const clock = touchClock(startClock(seconds(100)), seconds(110))
  expect(readClock(touchClock(clock, seconds(50)), seconds(60))).toBe(10)
})

it('stays within a day', () => {
  expect(readClock(startClock(0, 86_390), seconds(60))).toBe(86_400)
})
