import { describe, expect, it } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { foldsOfGroups } from './grouped-folds.ts'

describe('foldsOfGroups', () => {
  it('deals groups evenly, differently for another seed', () => {
    const fold = foldsOfGroups(23, 5, createGenerator(1))
    const sizes = [0, 1, 2, 3, 4].map((own) => fold.filter((place) => place === own).length)
    expect(sizes).toEqual([5, 5, 5, 4, 4])
    expect(foldsOfGroups(23, 5, createGenerator(1))).toEqual(fold)
    expect(foldsOfGroups(23, 5, createGenerator(2))).not.toEqual(fold)
  })

  it('has no more folds than groups', () => {
    expect([...foldsOfGroups(3, 5, createGenerator(1))].sort()).toEqual([0, 1, 2])
    expect(foldsOfGroups(0, 5, createGenerator(1))).toHaveLength(0)
  })
})
