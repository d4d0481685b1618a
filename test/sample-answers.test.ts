import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { criterionWords } from '../scripts/sample-answers/criterion-words.ts'
import { sampleRubricMarks } from '../scripts/sample-answers/rubric-marks.ts'

const shipped = (file: string) =>
  readFileSync(new URL(`../studies/sample-answers/${file}`, import.meta.url), 'utf8')
const lines = (file: string) => shipped(file).trimEnd().split('\n')

describe('the study sample-answers', () => {
  it('ships the marks that its script gives its arms, each called SAMPLE', async () => {
    expect(await sampleRubricMarks()).toBe(shipped('rubric-marks.jsonl'))
    for (const line of lines('rubric-marks.jsonl')) expect(line).toContain('SAMPLE')
  })

  it('has words for every criterion of every question', () => {
    const items: readonly { readonly key: string; readonly criteria: readonly object[] }[] = lines(
      'items.jsonl',
    ).map((line) => JSON.parse(line))
    expect(items.map(({ key, criteria }) => [key, criteria.length])).toEqual(
      Object.entries(criterionWords).map(([key, words]) => [key, words.length]),
    )
  })

  it('has a leaflet that is a part of the handbook', () => {
    const handbook = new Set(lines('handbook.jsonl'))
    const leaflet = lines('leaflet.jsonl')
    expect(leaflet.every((line) => handbook.has(line))).toBe(true)
    expect([handbook.size, leaflet.length]).toEqual([48, 16])
  })
})
