import { describe, expect, it } from 'vitest'
import type { KnownAxis } from './import-record.ts'
import { parseMapping } from './mapping-file.ts'
import type { Row } from './row.ts'
import { axisCheck, refuseForeignAxes, scaleCheck } from './study-axes.ts'

const axes: readonly KnownAxis[] = [
  { id: 'preference', form: 'pairwise', scale: null },
  { id: 'correctness', form: 'absolute', scale: { kind: 'ordinal', min: 1, max: 4, step: 1 } },
  { id: 'rubric', form: 'absolute', scale: { kind: 'rubric' } },
]
const rules = { empty: new Set<string>(), utcOffset: null }
const rowOf = (cells: Row['cells']): Row => ({ file: 'marks.csv', line: 2, cells, problems: [] })

describe('axisCheck', () => {
  it.each([
    ['pairwise', 'preference', []],
    ['absolute', 'correctness', []],
    ['pairwise', 'correctness', [['ROW_AXIS_FORM', '"preference"']]],
    ['absolute', 'preference', [['ROW_AXIS_FORM', '"correctness" or "rubric"']]],
    ['absolute', 'taste', [['ROW_AXIS_UNKNOWN', '"preference", "correctness" or "rubric"']]],
  ] as const)('of %s marks on the axis %s', (form, name, expected) => {
    const row = rowOf({})
    axisCheck(form, axes)(row, 'axis', name)
    expect(row.problems.map((found) => [found.code, found.expected])).toEqual(expected)
  })

  it('says nothing of an empty name, or where every name is allowed', () => {
    const row = rowOf({})
    axisCheck('pairwise', axes)(row, 'axis', null)
    axisCheck('pairwise', axes)(row, 'axis', undefined)
    axisCheck('pairwise', null)(row, 'axis', 'taste')
    expect(row.problems).toEqual([])
  })
})

describe('scaleCheck', () => {
  it.each([
    ['correctness', '4', 4, []],
    ['correctness', '', null, []],
    ['correctness', '5', 5, ['5', '1 to 4 in steps of 1']],
    ['correctness', ' 5.0 ', 5, ['5.0', '1 to 4 in steps of 1']],
    ['correctness', 'best', 5, ['best, which the mapping reads as 5', '1 to 4 in steps of 1']],
    ['rubric', '-0.5', -0.5, []],
    ['rubric', '37', 37, ['37', 'a rubric score of at most 1, where 1 is every point']],
    ['preference', '37', 37, []],
  ])('of the axis %s at %j', (axis, cell, point, expected) => {
    const row = rowOf({ score: cell })
    scaleCheck(axes, rules)(row, axis, 'score', point)
    expect(row.problems.flatMap((found) => [found.value, found.expected])).toEqual(expected)
    const free = rowOf({ score: cell })
    scaleCheck(null, rules)(free, axis, 'score', point)
    expect(free.problems).toEqual([])
  })
})

describe('refuseForeignAxes', () => {
  const long = (axis: string): string =>
    `schemaVersion: 1\nform: absolute\ncolumns: {item: q, arm: m, value: v, axis: ${axis}}\nscale: {min: 1, max: 4}\n`
  const wide = (axis: string): string =>
    `schemaVersion: 1\nform: absolute\ncolumns: {item: q, arm: m}\naxes: {${axis}: {column: c}}\nscale: {min: 1, max: 4}\n`

  it.each([
    [long('x'), null],
    [long('{constant: correctness}'), null],
    [long('{constant: taste}'), /m\.yaml, field columns\.axis: .*MAPPING_AXIS_UNKNOWN/],
    [long('{constant: preference}'), /m\.yaml, field columns\.axis: .*MAPPING_AXIS_FORM/],
    [wide('correctness'), null],
    [wide('taste'), /m\.yaml, field axes\.taste: .*MAPPING_AXIS_UNKNOWN/],
    [wide('preference'), /m\.yaml, field axes\.preference: .*MAPPING_AXIS_FORM/],
  ])('of %j', (text, refusal) => {
    const refuse = () => refuseForeignAxes(parseMapping(text, 'm.yaml'), axes, 'm.yaml')
    if (refusal === null) expect(refuse).not.toThrow()
    else expect(refuse).toThrow(refusal)
  })
})
