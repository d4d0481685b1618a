import { describe, expect, it } from 'vitest'
import { tableLines } from './table-lines.ts'

describe('tableLines', () => {
  it('ranges columns by what is shown of a key that would steer the terminal', () => {
    const lines = tableLines(
      ['item', 'n'],
      [
        ['\u001b[2Jq1', '1'],
        ['q2\nq3', '2'],
      ],
      ['left', 'right'],
    )
    expect(lines.slice(2, 4)).toEqual(['   \\u001b[2Jq1  1', '   q2\\nq3       2'])
  })

  it('cuts a cell above 60 characters, and no shorter one', () => {
    const row = (text: string) => tableLines(['item'], [[text]])[2]?.trim()
    expect(row('k'.repeat(60))).toBe('k'.repeat(60))
    expect(row('k'.repeat(61))).toBe(`${'k'.repeat(59)}…`)
    // A letter with its accents is one character.
    expect(row('e\u0301'.repeat(60))).toBe('e\u0301'.repeat(60))
    expect(row('e\u0301'.repeat(61))).toBe(`${'e\u0301'.repeat(59)}…`)
  })
})
