import { describe, expect, it } from 'vitest'
import { tableRows } from './table-rows.ts'

describe('rows of a table', () => {
  it('are put under the names of their columns, with the head line or without', () => {
    const rows = ['Weight: under 40 | Dose: 5 mg/kg', 'Weight: over 40 | Dose: 250 mg']
    const expected = {
      columns: ['Weight', 'Dose'],
      rows: [
        ['under 40', '5 mg/kg'],
        ['over 40', '250 mg'],
      ],
    }
    expect(tableRows(rows)).toEqual(expected)
    expect(tableRows(['Weight | Dose', ...rows])).toEqual(expected)
  })

  it('keep what a cell says, colons too', () => {
    expect(tableRows(['Time: 8:00 | Note: take: with food'])?.rows).toEqual([['8:00', 'take: with food']])
  })

  it.each([
    ['other columns', ['A: 1 | B: 2', 'A: 1 | C: 2']],
    ['a cell without a name', ['A: 1 | B: 2', 'A: 1 | 2']],
    ['a missing cell', ['A: 1 | B: 2', 'A: 1']],
    ['one column', ['A: 1', 'A: 2']],
    ['plain entries', ['Rest.', 'Ice.']],
    ['a name twice', ['A: 1 | A: 2']],
    ['the head alone', ['A | B']],
  ])('stay lines with %s', (_, lines) => expect(tableRows(lines)).toBeNull())
})
