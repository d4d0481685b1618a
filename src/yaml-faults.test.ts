import { describe, expect, it } from 'vitest'
import { LineCounter, parseDocument } from 'yaml'
import { yamlFaults } from './yaml-faults.ts'

function faults(text: string) {
  const lines = new LineCounter()
  return yamlFaults(parseDocument(text, { lineCounter: lines, prettyErrors: false }), lines, text)
}

describe('yamlFaults', () => {
  it('tells one tab once', () => {
    const list = `a:\n  - b: 1\n\t    c: 2\n${Array.from({ length: 9 }, (_, at) => `    d${at}: 3\n`).join('')}`
    expect(faults(list)).toMatchObject([{ line: 3, message: 'a tab stands where the line is indented' }])
  })

  it('tells one wrong indent once', () => {
    expect(faults('a:\n  - b: 1\n      c: 2\n    d: 3\n  - e: 4\n')).toMatchObject([{ line: 2 }])
  })

  it('names every key that is repeated', () => {
    expect(faults('a: 1\nb: 2\na: 3\n"b": 4\n')).toMatchObject([
      { line: 3, message: 'the key "a" stands twice in the same place' },
      { line: 4, message: 'the key "b" stands twice in the same place' },
    ])
  })

  it.each([
    ['a: 1\n---\nb: 2\n', 'a second document'],
    ['a: [1, 2\nb: 3\n', ''],
    ['a: !!js/function 1\n', 'a tag'],
    ['a: *\n', 'names no anchor'],
    ['a: "\\q"\n', 'a backslash'],
    ['a: {b: 1\n', ''],
    ['- a\nb: 1\n', ''],
  ])('speaks of %j in its own words', (text, words) => {
    const found = faults(text)
    expect(found).toHaveLength(1)
    expect(found[0]?.message).toContain(words)
    expect(found[0]?.message).not.toMatch(/parseAll|block-|flow|implicit|Map keys|Nested mappings|compact/i)
    expect(found[0]?.remedy).toMatch(/\.$/)
  })

  it('finds nothing in what is whole', () => {
    expect(faults('a: 1\nb: [2, 3]\n')).toEqual([])
  })
})
