import { describe, expect, it } from 'vitest'
import { resultsText } from './json.ts'
import { pairwiseResults } from './testing/pairwise-results.ts'

describe('resultsText', () => {
  it('reads back to the same results and ends with one newline', () => {
    const results = pairwiseResults()
    const text = resultsText(results)
    expect(JSON.parse(text)).toEqual(results)
    expect(text.endsWith('}\n')).toBe(true)
    expect(text.startsWith('{\n  "schemaVersion": 1,\n  "software": {\n    "name"')).toBe(true)
  })

  it('has the order of the schema whatever order the object was built in', () => {
    const results = pairwiseResults()
    const { schemaVersion, software, ...others } = results
    expect(resultsText({ ...others, software, schemaVersion })).toBe(resultsText(results))
  })
})
