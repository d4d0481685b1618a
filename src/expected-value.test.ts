import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { recordedAnswerSchema } from './arms/recorded-arm.ts'
import { expectedValue } from './expected-value.ts'
import { optionLetter } from './items/loaders/loaded.ts'
import { importedMarkSchema } from './judging/rubric/imported-marks.ts'
import { armSourceSchema } from './protocol/arm-source.ts'
import { idSchema } from './protocol/id.ts'
import { itemsSection } from './protocol/items-section.ts'

const expectedOf = (schema: z.ZodType, value: unknown) =>
  (schema.safeParse(value).error?.issues ?? []).map(expectedValue)

describe('expectedValue', () => {
  const compatible = { via: 'api', provider: 'compatible', model: 'm' }
  const mark = { item: 'q', arm: 'a', criterion: 'c', met: true, judge: 'j' }
  it.each([
    [
      idSchema,
      'Study!',
      'lower-case letters, digits, dots, hyphens and underscores, beginning with a letter or a digit',
    ],
    [
      itemsSection,
      [{ from: 'Med QA', n: 1 }],
      'a name in lower-case letters, digits and hyphens, such as medqa, or own',
    ],
    [
      armSourceSchema,
      { ...compatible, keyFrom: 'sk-1' },
      'the name of an environment variable in capitals, such as OPENAI_API_KEY, or none',
    ],
    [
      armSourceSchema,
      { ...compatible, baseUrl: 'me@here' },
      'an address that begins with http:// or https:// and holds no space, @, ? or #',
    ],
    [
      armSourceSchema,
      { via: 'recorded', file: '../old.jsonl', provenance: 'x' },
      'a path inside the folder of the study, such as answers.jsonl',
    ],
    [
      armSourceSchema,
      { via: 'capture', product: 'A page', url: 'here' },
      'an address, such as https://example.org/page',
    ],
    [
      armSourceSchema,
      { via: 'bogus' },
      'api or preset or recorded or baseline or search or degraded or capture or vendor',
    ],
    [importedMarkSchema, { ...mark, promptHash: 'ABC' }, '64 hexadecimal digits in lower case'],
    [
      recordedAnswerSchema,
      { item: 'q', text: 'a', answeredAt: 'yesterday' },
      'an ISO 8601 time with offset, such as 2026-11-12T09:30:00Z',
    ],
    [z.record(optionLetter, z.string()), { 1: 'a' }, 'a capital letter from A to Z as label'],
  ])('says of %# in words what is legal', (schema, value, words) => {
    expect(expectedOf(schema, value)).toEqual([words])
  })

  it('has words for the pattern of every schema', () => {
    const root = fileURLToPath(new URL('.', import.meta.url))
    const sources = globSync('**/*.ts', { cwd: root }).filter((name) => !name.endsWith('.test.ts'))
    const schemas = sources.flatMap((name) =>
      [
        ...readFileSync(`${root}${name}`, 'utf8').matchAll(
          /\.regex\(\s*\/(?:\\.|\[(?:\\.|[^\]])*\]|[^/\n])+\/\w*(.)/g,
        ),
      ].map(([, next]) => [name, next]),
    )
    expect(schemas.length).toBeGreaterThan(10)
    expect(schemas.filter(([, next]) => next !== ',')).toEqual([])
  })
})
