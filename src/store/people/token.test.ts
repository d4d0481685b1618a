import { expect, it } from 'vitest'
import { isToken, newToken } from './token.ts'

it('gives tokens that no command line takes for an option', () => {
  // Of 2,000 that began with any character, about 31 would begin with a dash.
  const tokens = Array.from({ length: 2000 }, newToken)
  expect(tokens.filter((token) => token.startsWith('-'))).toEqual([])
  expect(tokens.every(isToken)).toBe(true)
  expect(new Set(tokens).size).toBe(2000)
})
