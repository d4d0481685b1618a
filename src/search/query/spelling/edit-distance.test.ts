import { describe, expect, it } from 'vitest'
import { editDistance } from './edit-distance.ts'

describe('editDistance', () => {
  // By hand; "ca" to "abc" is 3 where no part may be edited twice (2 by the unrestricted distance).
  it.each([
    ['insulin', 'insulin', 0],
    ['insuln', 'insulin', 1],
    ['insullin', 'insulin', 1],
    ['insolin', 'insulin', 1],
    ['inuslin', 'insulin', 1],
    ['kitten', 'sitting', 3],
    ['ca', 'abc', 3],
    ['', 'ab', 2],
    ['diarhea', 'diarrhoea', 2],
  ])('%s to %s is %d', (a, b, distance) => {
    expect(editDistance(a, b, 5)).toBe(distance)
    expect(editDistance(b, a, 5)).toBe(distance)
    expect(editDistance(a, b, 1)).toBe(Math.min(distance, 2))
  })

  it('measures words longer than any before', () => {
    expect(editDistance('a'.repeat(200), `${'a'.repeat(199)}b`, 2)).toBe(1)
  })
})
