import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Problem, ProblemError } from '../problem.ts'
import { mappingSchema } from './mapping.ts'
import { mappedColumns } from './mapping-columns.ts'
import { parseMapping } from './mapping-file.ts'

function refusals(text: string): readonly Problem[] {
  try {
    parseMapping(text, 'm.yaml')
  } catch (error) {
    if (error instanceof ProblemError) return error.problems
    throw error
  }
  return []
}

const long = `schemaVersion: 1
form: pairwise
columns:
  item: q
  armA: {column: a, values: {OE: openevidence}}
  armB: b
  axis: {constant: accuracy}
  value: v
  strata: {specialty: Specialty}
firstShown: {armColumn: first}
values: {1: a, 0: tie, -1: {value: b, strength: 2}, "": missing}
`

describe('parseMapping', () => {
  it('reads labels that YAML takes for numbers as the text of the cell', () => {
    const mapping = parseMapping(long, 'm.yaml')
    expect(mapping.form === 'pairwise' && mapping.values).toEqual({
      '1': 'a',
      '0': 'tie',
      '-1': { value: 'b', strength: 2 },
      '': 'missing',
    })
    expect([...mappedColumns(mapping).keys()].sort()).toEqual(['Specialty', 'a', 'b', 'first', 'q', 'v'])
  })

  it('names every wrong field with its line', () => {
    const text = 'schemaVersion: 1\nform: items\ncolumns:\n  key: 7\n  words: w\n'
    expect(refusals(text).map(({ code, place }) => [code, place.line, place.field])).toEqual([
      ['MAPPING_INVALID', 4, 'columns.key'],
      ['MAPPING_INVALID', 5, 'columns.words'],
    ])
  })

  it('refuses what is not YAML or not a mapping', () => {
    expect(refusals('a: [')[0]?.code).toBe('MAPPING_YAML')
    expect(refusals('a: 1\na: 2').map(({ code, place }) => [code, place.line])).toEqual([['MAPPING_YAML', 2]])
    for (const text of ['', '- 1', 'form: other', long.replace('schemaVersion: 1', 'schemaVersion: 3')])
      expect(refusals(text)[0]?.code).toBe('MAPPING_INVALID')
  })

  it.each([
    ['columns.options.__proto__', 'options: {A: a, B: b, __proto__: c}'],
    ['columns.strata.__proto__', 'strata: {__proto__: c}'],
    [
      'columns.answerKey.values.__proto__',
      'options: {A: a, B: b}\n  answerKey: {column: c, values: {__proto__: A}}',
    ],
  ])('refuses a name that would be left out in silence: %s', (field, part) => {
    const text = `schemaVersion: 2\nform: items\ncolumns:\n  key: k\n  text: t\n  ${part}\n`
    expect(refusals(text).map(({ code, place }) => [code, place.field])).toEqual([['MAPPING_INVALID', field]])
  })

  const columns = 'schemaVersion: 1\nform: absolute\ncolumns: {item: q, arm: m'
  it.each([
    ['no axis', `${columns}, value: v}\nscale: {min: 1, max: 4}`, 'columns.axis'],
    ['no value', `${columns}, axis: x}\nscale: {min: 1, max: 4}`, 'columns.value'],
    ['no scale', `${columns}, axis: x, value: v}`, 'scale'],
    [
      'a wide table with a value column',
      `${columns}, value: v}\naxes: {x: {column: c, scale: {min: 1, max: 4}}}`,
      'columns.value',
    ],
    [
      'an axis without its column',
      `${columns}}\nscale: {min: 1, max: 4}\naxes: {x: {column: c}, y: {}}`,
      'axes.y.column',
    ],
    ['an axis without a scale', `${columns}}\naxes: {x: {column: c}}`, 'axes.x.scale'],
    ['a scale upside down', `${columns}, axis: x, value: v}\nscale: {min: 4, max: 1}`, 'scale.max'],
    [
      'strengths beyond nine',
      long.replace(/values: \{1.*/, 'scale: {from: -50, to: 50, positive: a}'),
      'scale.strengths',
    ],
    [
      'a midpoint off the scale',
      long.replace(/values: \{1.*/, 'scale: {from: 1, to: 7, midpoint: 8, positive: a}'),
      'scale.midpoint',
    ],
  ])('refuses %s', (_, text, field) => {
    expect(refusals(text).map(({ code, place }) => [code, place.field])).toEqual([['MAPPING_INVALID', field]])
  })

  it('says in words what an offset would be', () => {
    expect(
      refusals(`${columns}, axis: x, value: v}\nutcOffset: two hours\nscale: {min: 1, max: 4}`),
    ).toMatchObject([
      {
        code: 'MAPPING_INVALID',
        message: 'The mapping is not valid: expected Z, or hours and minutes with a sign, such as +02:00',
        place: { field: 'utcOffset' },
      },
    ])
  })

  it('has a JSON Schema', () => {
    const schema = z.toJSONSchema(mappingSchema)
    expect(schema.oneOf).toHaveLength(4)
  })
})
