import { describe, expect, it } from 'vitest'
import { pair } from '../testing/marks.ts'
import { dataHash } from './data-hash.ts'
import type { MarkRow } from './mark-row.ts'
import { markTable } from './mark-table.ts'

const rows: readonly MarkRow[] = [
  pair({ item: 'q2', value: 1, reviewer: 'anna' }),
  pair({ item: 'q1', value: -1, reviewer: 'anna', strength: 2 }),
  pair({ item: 'q1', value: 0, reviewer: 'bela' }),
  pair({ item: 'q1', value: null, reviewer: 'cleo', activeSeconds: 12.5 }),
  pair({ item: 'q2', value: 1, reviewer: 'bela', axis: 'accuracy' }),
]

describe('MarkTable', () => {
  it('sorts by axis, item and content, missing marks last', () => {
    const table = markTable(rows)
    const read = Array.from({ length: table.size }, (_, row) => [
      table.axes[table.axis[row] ?? -1],
      table.items[table.item[row] ?? -1],
      table.value[row],
    ])
    expect(read).toEqual([
      ['accuracy', 'q2', 1],
      ['utility', 'q1', -1],
      ['utility', 'q1', 0],
      ['utility', 'q1', Number.NaN],
      ['utility', 'q2', 1],
    ])
  })

  it('keeps an unidentified reviewer apart from all others', () => {
    const table = markTable([pair({ item: 'q1', value: 1, reviewer: null })])
    expect([...table.reviewer]).toEqual([-1])
    expect(table.reviewerCount).toBe(0)
  })

  it('takes no rows at all', () => {
    expect(markTable([]).size).toBe(0)
  })
})

describe('canonical order', () => {
  const shuffled = [rows[3], rows[0], rows[4], rows[2], rows[1]].filter((row) => row !== undefined)
  const renamed = rows.map((row) => ({
    ...row,
    reviewer: { anna: 'x9', bela: 'a1', cleo: 'm5' }[row.reviewer ?? ''] ?? null,
  }))

  it.each([
    ['the order of rows', shuffled],
    ['the names of reviewers', renamed],
  ])('does not hang on %s', (_, other) => {
    expect(markTable(other)).toEqual(markTable(rows))
    expect(dataHash(markTable(other), [], [])).toBe(dataHash(markTable(rows), [], []))
  })

  it('tells reviewers apart who marked the same number of rows', () => {
    // Were reviewers numbered by first appearance, swapping the two marks of q1 would swap their numbers.
    const swapped = rows.map((row) =>
      row.item === 'q1' && row.value === -1
        ? { ...row, reviewer: 'bela' }
        : row.value === 0
          ? { ...row, reviewer: 'anna' }
          : row,
    )
    expect(dataHash(markTable(swapped), [], [])).not.toBe(dataHash(markTable(rows), [], []))
  })

  it.each([
    ['a value', { value: 0 as const }],
    ['a strength', { strength: 1 }],
    ['the order shown', { side: 'b' as const }],
    ['the seconds', { activeSeconds: 3 }],
    ['the role', { role: 'repeat' as const }],
  ])('changes the data hash with %s', (_, change) => {
    const changed = rows.map((row, index) => (index === 0 ? { ...row, ...change } : row))
    expect(dataHash(markTable(changed), [], [])).not.toBe(dataHash(markTable(rows), [], []))
  })

  it('changes the data hash with an answer status and a stratum', () => {
    const table = markTable(rows)
    const plain = dataHash(table, [], [{ key: 'q1', strata: {} }])
    expect(
      dataHash(table, [{ item: 'q1', arm: 'one', status: 'refused' }], [{ key: 'q1', strata: {} }]),
    ).not.toBe(plain)
    expect(dataHash(table, [], [{ key: 'q1', strata: { specialty: 'x' } }])).not.toBe(plain)
  })
})
