import { expect, it } from 'vitest'
import { byLot } from './guessed-units.ts'

it('orders units by the digest of their id and the reviewer’s', () => {
  // printf '%s' aada | md5sum, and so on, sorted.
  expect(byLot(['a', 'b', 'c', 'd'], 'ada')).toEqual(['c', 'a', 'd', 'b'])
  expect(byLot(['a', 'b', 'c', 'd'], 'bob')).toEqual(['b', 'a', 'c', 'd'])
})
