import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { workedExamples } from '../scripts/statistics-reference/examples.ts'
import { readMethods } from '../scripts/statistics-reference/methods.ts'
import { referencePages } from '../scripts/statistics-reference/pages.ts'
import { validatedMethods } from '../scripts/statistics-reference/validated.ts'
import { referenceAdapters } from '../src/statistics/verify/reference-adapters.ts'

const folder = new URL('../docs/reference/statistics/', import.meta.url)
const index = readMethods()
const examples = await workedExamples()
const pages = referencePages(index, examples, validatedMethods())

describe('the reference of the statistical methods', () => {
  it.each([...pages])('%s is what `npm run docs` writes', (name, text) => {
    expect(readFileSync(new URL(name, folder), 'utf8')).toBe(text)
  })

  it('has no page beside these', () => {
    expect(readdirSync(fileURLToPath(folder)).sort()).toEqual([...pages.keys()].sort())
  })

  it('documents every method that has an adapter, and no other', () => {
    expect(index.methods.map(({ id }) => id).sort()).toEqual(Object.keys(referenceAdapters).sort())
  })

  it('has a worked example of every default method', () => {
    const defaults = index.methods.filter(({ standing }) => standing === 'default').map(({ id }) => id)
    expect([...examples.keys()].sort()).toEqual(defaults.sort())
  })

  it.each([...pages])('%s says what every field means', (_name, text) => {
    expect(text.split('\n').filter((line) => line.endsWith('|  |'))).toEqual([])
  })
})
