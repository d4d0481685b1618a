import { expect, it } from 'vitest'
import { chooseSlot, type HeldSlot } from './choose-slot.ts'

const order = ['c', 'a', 'b'].map((item) => ({ item, replicate: 0 }))
const held = (item: string, person: string, recent = true): HeldSlot => ({
  item,
  replicate: 0,
  person,
  recent,
})

it.each([
  ['the first in the order', [], null, 'c'],
  ['what nobody else opened lately', [held('c', 'bob')], null, 'a'],
  ['what another left open for long', [held('c', 'bob', false)], null, 'c'],
  ['their own, however long ago and wherever it stands', [held('b', 'ada', false)], null, 'b'],
  ['the one behind what is put off', [held('c', 'ada')], 'c', 'a'],
  ['the first again behind the last', [held('b', 'ada')], 'b', 'c'],
  ['the one put off, where nothing else is left', [held('c', 'bob'), held('b', 'eve')], 'a', 'a'],
  ['nothing, where others have all', order.map(({ item }) => held(item, 'bob')), null, null],
] as const)('gives %s', (_, holders, putOff, expected) => {
  const slot = chooseSlot(order, holders, 'ada', putOff === null ? null : { item: putOff, replicate: 0 })
  expect(slot?.item ?? null).toBe(expected)
})

it('tells repeats apart', () => {
  const repeats = [0, 1].map((replicate) => ({ item: 'a', replicate }))
  expect(chooseSlot(repeats, [held('a', 'bob')], 'ada', null)).toEqual({ item: 'a', replicate: 1 })
})
