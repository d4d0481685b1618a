import { expect, it } from 'vitest'
import { parsedJson } from './parsed-json.ts'

it('tells a text that is no JSON from the JSON of null', () => {
  expect(parsedJson('{"a": [1, null]}')).toEqual({ a: [1, null] })
  expect(parsedJson('null')).toBeNull()
  expect(['', '{', '{"a": 1} x', 'undefined'].map(parsedJson)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})
