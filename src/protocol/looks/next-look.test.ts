import { expect, it } from 'vitest'
import { nextLook } from './next-look.ts'

const spending = 'obrien-fleming' as const
const halves = { information: [0.5, 1], spending }
const thirds = { information: [1 / 3, 2 / 3, 1], spending }
const taken = (number: number, marks: number) => ({ number, marks, due: 1200 })

it('waits for the planned share of the marks and is due from there on', () => {
  expect(nextLook(halves, [], { marks: 599, due: 1200 })).toEqual({
    state: 'waiting',
    number: 1,
    planned: 0.5,
    needed: 600,
  })
  expect(nextLook(halves, [], { marks: 600, due: 1200 })).toMatchObject({ state: 'due', number: 1 })
  // Half of 1,201 is no whole number of marks; 10% of 30 is 3.0000000000000004 in binary.
  expect(nextLook(halves, [], { marks: 600, due: 1201 })).toMatchObject({ state: 'waiting', needed: 601 })
  expect(nextLook({ information: [0.1, 1], spending }, [], { marks: 3, due: 30 })).toMatchObject({
    state: 'due',
    needed: 3,
  })
})

it('passes over a look that nobody took in time', () => {
  expect(nextLook(thirds, [], { marks: 900, due: 1200 })).toMatchObject({ state: 'due', number: 2 })
  expect(nextLook(thirds, [taken(2, 900)], { marks: 1100, due: 1200 })).toEqual({ state: 'none' })
})

it('is never the last look, nor one after all marks are there', () => {
  expect(nextLook({ information: [1], spending }, [], { marks: 5, due: 10 })).toEqual({ state: 'none' })
  expect(nextLook(halves, [taken(1, 600)], { marks: 700, due: 1200 })).toEqual({ state: 'none' })
  expect(nextLook(halves, [], { marks: 1200, due: 1200 })).toEqual({ state: 'complete' })
  expect(nextLook(halves, [], { marks: 0, due: 0 })).toEqual({ state: 'none' })
})

it('never takes a share of an amended plan that the last look had passed', () => {
  const amended = { information: [0.5, 0.55, 0.9, 1], spending }
  expect(nextLook(amended, [taken(1, 720)], { marks: 720, due: 1200 })).toMatchObject({
    state: 'waiting',
    number: 3,
  })
})
