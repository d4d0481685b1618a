import { describe, expect, it } from 'vitest'
import { spanOf, spreadRows } from './table-grid.ts'
import { tableText } from './table-text.ts'

const cell = (text: string, columns = 1, rows = 1) => ({ text, head: false, columns, rows })
const head = (text: string, columns = 1, rows = 1) => ({ text, head: true, columns, rows })
const table = { caption: null, headRows: null, notes: [] }

describe('a table as text', () => {
  it('names the column of every cell, and repeats a cell that covers several rows', () => {
    const rows = [
      [head('Drug'), head('Dose')],
      [cell('A', 1, 2), cell('5 mg')],
      [cell('10 mg')],
      [cell(''), cell('15 mg')],
    ]
    expect(tableText({ ...table, rows })).toBe(
      'Drug | Dose\nDrug: A | Dose: 5 mg\nDrug: A | Dose: 10 mg\nDose: 15 mg',
    )
  })

  it('without head cells stays as it is written', () => {
    expect(
      tableText({
        ...table,
        rows: [
          [cell('Drug'), cell('Dose')],
          [cell('A'), cell('5 mg')],
        ],
      }),
    ).toBe('Drug | Dose\nA | 5 mg')
  })

  it('puts a row over the whole width before those below it, and by itself where none is', () => {
    const rows = [
      [head('Drug'), head('Dose')],
      [cell('Adults', 2)],
      [cell('A'), cell('5 mg')],
      [cell('Children', 2)],
    ]
    expect(tableText({ ...table, caption: 'Doses', rows, notes: ['a With food.', ''] })).toBe(
      'Doses\nAdults: Drug: A | Dose: 5 mg\nChildren\na With food.',
    )
  })

  it('is empty without a word in it, and keeps the names of columns without rows', () => {
    expect(tableText({ ...table, rows: [[cell(' '), cell('')]] })).toBe('')
    expect(tableText({ ...table, caption: 'Doses', headRows: 1, rows: [[head('Drug'), head('Dose')]] })).toBe(
      'Doses\nDrug | Dose',
    )
  })
})

describe('spans', () => {
  it('that make no sense are 1, and huge ones are bounded', () => {
    expect(['', '0', '-3', '2.5', 'x', '3', '9999', '1e9'].map(spanOf)).toEqual([1, 1, 1, 1, 1, 3, 1000, 1])
    expect(spreadRows([[cell('a', 1000, 1000)], [cell('b')]]).map((row) => row.length)).toEqual([100, 100])
  })
})
