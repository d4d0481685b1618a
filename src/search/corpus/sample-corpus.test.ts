import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../../../test/support/command-line.ts'
import { chunk } from './chunk.ts'
import type { SourceDocument } from './source-document.ts'
import { sourceFiles } from './source-files.ts'
import { documentsOf, readAll } from './testing/read-file.ts'

describe('the sample corpus', () => {
  const documents: SourceDocument[] = []
  const others: unknown[] = []

  beforeAll(async () => {
    for await (const file of sourceFiles(join(projectRoot, 'corpora', 'sample'))) {
      const loaded = await readAll(file)
      documents.push(...documentsOf(loaded))
      others.push(...loaded.filter(({ kind }) => kind !== 'document'))
    }
  })

  it('is read without a problem', () => {
    expect(others).toEqual([])
    expect(documents.length).toBeGreaterThanOrEqual(60)
    expect(new Set(documents.map(({ id }) => id)).size).toBe(documents.length)
  })

  it('says on each passage that it is a sample, what it is about and under which licence', () => {
    for (const document of documents) {
      expect(document).toMatchObject({
        source: 'sample',
        licence: 'CC0-1.0',
        date: expect.stringMatching(/^2026-/),
      })
      expect(document.focus).not.toBeNull()
      for (const passage of chunk(document)) {
        expect(passage.title).toMatch(/\(SAMPLE\)$/)
        expect(passage.headings).toHaveLength(1)
      }
    }
  })

  it('holds short documents of several sections', () => {
    for (const { id, sections } of documents) {
      const words = sections.flatMap(({ blocks }) => blocks.flatMap(({ text }) => text.split(/\s+/))).length
      expect([id, sections.length >= 3, words >= 100 && words <= 300]).toEqual([id, true, true])
    }
  })
})
