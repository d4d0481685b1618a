import { describe, expect, it } from 'vitest'
import { jsonFault, jsonFaultProblem } from './json-fault.ts'

const faultOf = (text: string) => jsonFault(text, JSON.parse(text))

describe('jsonFault', () => {
  it.each([
    ['{"a": 1, "a": 1}', 'a'],
    ['{"a" : 1,\t"b": 2, "a"\r\n:3}', 'a'],
    [String.raw`{"a": 1, "\u0061": 2}`, 'a'],
    [String.raw`{"\"": 1, "\u0022": 2}`, '"'],
    ['{"": 1, "": 2}', ''],
    ['{"x": {"A": "yes", "B": "no", "A": "maybe"}}', 'x.A'],
    ['{"x": [{}, {"a": [1, {"b": 1, "b": 2}]}]}', 'x.1.a.1.b'],
    // Of a repeated name the first value is gone, and what is in it with it.
    ['{"x": {"a": 1}, "x": 5}', 'x'],
    ['{"x": [1, 2], "y": "\\\\", "x": 5}', 'x'],
    ['{"__proto__": 1, "__proto__": 2}', '__proto__'],
    // Nor does what looks like a name inside a string mislead.
    [String.raw`{"a": "\":", "a": 1}`, 'a'],
  ])('finds the name that stands twice in %s', (text, path) => {
    expect(faultOf(text)).toMatchObject({ kind: 'name-repeated', path })
  })

  it.each([
    '{}',
    '7',
    '"a"',
    '[]',
    '{"a": {"a": {"a": [{"a": 1}, {"a": 1}]}}}',
    '{"a": "a", "b": "a", "c": ["a", "a", "b"]}',
    String.raw`{"a": "say \"a\": 1, \"a\": 2", "b": "{\"a\":1,\"a\":2}"}`,
    String.raw`{"a\\": 1, "a\\\"": 2, "a": "\\"}`,
    '{"a": "10:30", "b": "x : y", ":": 1}',
    '{"A": 1, "a": 2, "constructor": 3, "toString": 4}',
    '{"a": 1e308, "b": -1.7976931348623157e308, "c": 1e-400}',
  ])('finds nothing in %s', (text) => {
    expect(faultOf(text)).toBeNull()
  })

  it.each([
    ['{"a": 1e400}', 'a'],
    ['{"a": [1, {"b": -1e309}]}', 'a.1.b'],
    [`{"a": 1${'0'.repeat(400)}}`, 'a'],
    ['[1e999]', '0'],
  ])('finds the number that is too large in %s', (text, path) => {
    expect(faultOf(text)).toEqual({ kind: 'number-too-large', path, name: null })
  })

  it('finds a reserved name anywhere', () => {
    expect(faultOf('{"x": [{"__proto__": {"a": 1}}]}')).toEqual({
      kind: 'name-reserved',
      path: 'x.0.__proto__',
      name: '__proto__',
    })
  })

  it('gets through long strings and deep lists', () => {
    const deep = '['.repeat(200_000) + ']'.repeat(200_000)
    expect(faultOf(deep)).toBeNull()
    expect(faultOf(`{"a": 1, "b": ${JSON.stringify('\\"'.repeat(1_000_000))}, "a": 2}`)).toMatchObject({
      path: 'a',
    })
  })
})

describe('jsonFaultProblem', () => {
  it('names the file, the line, the field and the name', () => {
    const place = { file: 'a.jsonl', line: 3 }
    expect(jsonFaultProblem({ kind: 'name-repeated', path: 'x.A.B', name: 'A.B' }, place)).toMatchObject({
      code: 'JSON_NAME_REPEATED',
      place: { ...place, field: 'x.A.B' },
      value: 'A.B',
    })
    expect(
      jsonFaultProblem({ kind: 'number-too-large', path: '1', name: null }, { ...place, field: 'x' }),
    ).toMatchObject({
      code: 'JSON_NUMBER_TOO_LARGE',
      place: { ...place, field: 'x.1' },
      value: null,
    })
  })
})
