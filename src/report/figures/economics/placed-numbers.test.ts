import { expect, it } from 'vitest'
import { placedNumbers } from './placed-numbers.ts'

const frame = { from: 40, to: 300, top: 20, bottom: 240 }

it('puts no number over another, and none outside', () => {
  // Six arms that cost nearly the same, one of them at the right end and one at the foot.
  const spots = [
    { x: 60, y: 100 },
    { x: 63, y: 102 },
    { x: 66, y: 99 },
    { x: 60, y: 118 },
    { x: 300, y: 30 },
    { x: 42, y: 240 },
  ]
  const placed = placedNumbers(spots, frame)
  expect(placed).toHaveLength(6)
  for (const [index, { x, y }] of placed.entries()) {
    expect(x).toBeGreaterThanOrEqual(40)
    expect(x).toBeLessThanOrEqual(300)
    expect(y).toBeLessThanOrEqual(240)
    for (const other of placed.slice(index + 1)) {
      expect(Math.abs(x - other.x) >= 16 || Math.abs(y - other.y) >= 12).toBe(true)
    }
  }
})
