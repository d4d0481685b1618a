import { describe, expect, it } from 'vitest'
import { markdownTable, shown } from './table.ts'
import { wrapped } from './wrapped.ts'

describe('markdownTable', () => {
  it('aligns text to the left and numbers to the right', () => {
    const columns = [
      { heading: 'design', align: 'left' },
      { heading: '%', align: 'right' },
    ] as const
    expect(
      markdownTable(columns, [
        ['low', '5.1'],
        ['higher', '10.0'],
      ]),
    ).toBe(['| design |    % |', '| ------ | ---: |', '| low    |  5.1 |', '| higher | 10.0 |'].join('\n'))
  })
})

describe('shown', () => {
  it('prints coverage of an interval and rejections of a test', () => {
    expect(shown('interval', 0.0412)).toBe('95.9')
    expect(shown('test', 0.0412)).toBe('4.1')
    expect(shown('test', null)).toBe('–')
  })
})

describe('wrapped', () => {
  it('breaks lines at 118 characters and indents the later ones', () => {
    const lines = wrapped(`- ${'word '.repeat(60).trim()}`, '  ').split('\n')
    expect(lines.map((line) => line.length <= 118)).toEqual(lines.map(() => true))
    const signs = wrapped('4 - 2 + 1 '.repeat(40)).split('\n')
    expect(signs.some((line) => /^[-+]/.test(line))).toBe(false)
    expect(lines.slice(1).every((line) => line.startsWith('  word'))).toBe(true)
  })
})
