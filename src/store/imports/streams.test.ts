import { describe, expect, it } from 'vitest'
import { collect } from '../testing/sample.ts'
import { arrayLiteral } from './array-literal.ts'
import { batches } from './batches.ts'

describe('batches', () => {
  it('cuts lists of any length into equal ones', async () => {
    async function* lists() {
      yield [1]
      yield []
      yield [2, 3, 4, 5, 6, 7]
    }
    const cut: (readonly number[])[] = []
    for await (const batch of batches(lists(), 3)) cut.push(batch)
    expect(cut).toEqual([[1, 2, 3], [4, 5, 6], [7]])
    expect(await collect(batches((async function* () {})(), 3))).toEqual([])
  })
})

describe('arrayLiteral', () => {
  it('writes an array as PostgreSQL reads it', () => {
    expect(arrayLiteral(['a', 'say "b"\\', '', 'NULL', null])).toBe('{"a","say \\"b\\"\\\\","","NULL",NULL}')
    expect(arrayLiteral([1.5, -0, true, false, null])).toBe('{1.5,0,true,false,NULL}')
    expect(arrayLiteral([])).toBe('{}')
  })
})
