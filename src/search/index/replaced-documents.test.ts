import { expect, test } from 'vitest'
import type { BatchDocuments } from './live-passages.ts'
import { replacedDocuments } from './replaced-documents.ts'

/** A batch of documents, each with its file and its revision. */
function batch(run: number, ...entries: readonly (readonly [string, string, string?])[]): BatchDocuments {
  const files = [...new Set(entries.map(([, file]) => file))]
  return {
    run,
    files,
    fileOf: Uint32Array.from(entries, ([, file]) => files.indexOf(file)),
    documents: entries.map(([document]) => document),
    revisions: entries.map(([, , revision]) => revision ?? ''),
    withdrawn: new Uint8Array(entries.length),
    documentOf: new Uint32Array(0),
    digests: new Uint8Array(0),
  }
}

test('two files with a document of one id are told, unless a revision decides', () => {
  const last = new Map([
    ['a.md', 1],
    ['b.md', 1],
    ['c.xml', 1],
  ])
  const found = (...entries: Parameters<typeof batch> extends [number, ...infer Rest] ? Rest : never) =>
    replacedDocuments([batch(1, ...entries)], last)
  expect(found(['x', 'a.md'], ['x', 'b.md'])).toEqual([{ document: 'x', stands: 'b.md', left: 'a.md' }])
  expect(found(['x', 'a.md', '2024'], ['x', 'b.md', '2025'])).toEqual([])
  expect(found(['x', 'a.md', '2025'], ['x', 'b.md', '2024'])).toEqual([])
  expect(found(['x', 'a.md', '2025'], ['x', 'b.md', '2025'])).toHaveLength(1)
  expect(found(['x', 'c.xml'], ['x', 'c.xml'], ['y', 'a.md'])).toEqual([])
})

test('of a file that was read again the earlier reading counts no more', () => {
  const last = new Map([
    ['a.md', 2],
    ['b.md', 1],
  ])
  expect(replacedDocuments([batch(1, ['x', 'a.md'], ['x', 'b.md']), batch(2, ['y', 'a.md'])], last)).toEqual(
    [],
  )
})
