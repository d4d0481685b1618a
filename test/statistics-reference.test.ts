import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compareWithReference } from '../src/statistics/verify/compare.ts'
import { referenceAdapters } from '../src/statistics/verify/reference-adapters.ts'
import { referenceCaseSchema, referenceFileSchema } from '../src/statistics/verify/reference-schema.ts'

const folder = new URL('./reference/', import.meta.url)

const files = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .sort()
  .map((name) => referenceFileSchema.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))))

for (const { method, cases } of files) {
  describe(method, () => {
    for (const { name, input, expected, tolerance } of cases.map((written) =>
      referenceCaseSchema.parse(written),
    )) {
      it(name, () => {
        expect(compareWithReference(referenceAdapters[method]?.(input), expected, tolerance)).toEqual([])
      })
    }
  })
}

describe('the reference files', () => {
  it('cover every adapter', () => {
    expect(files.map((file) => file.method)).toEqual(Object.keys(referenceAdapters).sort())
  })
})
