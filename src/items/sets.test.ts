import { describe, expect, it } from 'vitest'
import { loaders } from './loaders/formats.ts'
import { questionSets } from './sets.ts'

describe('questionSets', () => {
  it('has one entry for each loader', () => {
    expect(questionSets.map((set) => set.name)).toEqual([...loaders.keys()])
  })

  it.each(questionSets.map((set) => [set.name, set] as const))('says all that is needed of %s', (_, set) => {
    for (const url of [set.home, ...set.files.flatMap((file) => file.url ?? [])])
      expect(URL.canParse(url), url).toBe(true)
    for (const file of set.files) {
      expect(file.name).not.toContain('/')
      if (file.sha256 !== null) expect(file.sha256).toMatch(/^[0-9a-f]{64}$/)
    }
    for (const words of [set.getting, set.checksums, set.duplicates, set.contamination])
      expect(words).toMatch(/^[A-Z].*\.$/s)
  })
})
