import { expect, it } from 'vitest'
import { editPlaced, joinPlaced, placedAt, placedOver, slicePlaced, throughPlaced } from './placed-text.ts'

it('texts keep their places through cuts, joins and edits', () => {
  const text = joinPlaced([
    placedAt('Give ', 10),
    placedOver('&', { start: 15, end: 20 }),
    placedAt(' 5 mg', 20),
  ])
  expect(text).toEqual({
    text: 'Give & 5 mg',
    starts: [10, 11, 12, 13, 14, 15, 20, 21, 22, 23, 24],
    ends: [11, 12, 13, 14, 15, 20, 21, 22, 23, 24, 25],
  })
  expect(slicePlaced(text, 5, 6)).toEqual({ text: '&', starts: [15], ends: [20] })
  const edited = editPlaced(text, [
    { start: 0, end: 4, by: 'X' },
    { start: 6, end: 7, by: '' },
  ])
  expect(edited.text).toBe('X &5 mg')
  expect(edited.starts.slice(0, 3)).toEqual([10, 14, 15])
  expect(edited.ends.slice(0, 3)).toEqual([14, 15, 20])
  expect(editPlaced(text, [])).toBe(text)
})

it('places of two steps lead to the first text', () => {
  const outer = { text: 'ab', starts: [3, 7], ends: [4, 9] }
  expect(throughPlaced(placedAt('ab', 0), outer)).toEqual(outer)
  expect(throughPlaced(placedOver('x', { start: 0, end: 2 }), outer)).toEqual({
    text: 'x',
    starts: [3],
    ends: [9],
  })
})
