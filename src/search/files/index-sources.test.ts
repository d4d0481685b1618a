import { createHash } from 'node:crypto'
import { mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Loaded } from '../corpus/loaded.ts'
import { plainScoring } from '../index/scoring.ts'
import { passagesOf, sampleDocument } from '../testing/sample-documents.ts'
import { stem } from '../text/words.ts'
import type { SourceEntry } from './corpus-manifest.ts'
import { discardInterrupted, indexSources } from './index-sources.ts'
import { openCorpus } from './open-corpus.ts'

let corpus = ''
beforeEach(async () => {
  corpus = await mkdtemp(join(tmpdir(), 'equipoise-corpus-'))
})
afterEach(() => rm(corpus, { recursive: true, force: true }))

type Files = Readonly<Record<string, readonly Loaded[]>>

const doc = (id: string, text: string): Loaded => ({
  kind: 'document',
  document: sampleDocument(id, text),
  revision: null,
})

const entryOf = (name: string, content: readonly Loaded[]): SourceEntry => ({
  name,
  sha256: createHash('sha256').update(JSON.stringify(content)).digest('hex'),
  bytes: 1,
})

async function index(
  files: Files,
  { at = corpus, stopAfter = Number.POSITIVE_INFINITY, batchPassages = 2 } = {},
) {
  const stop = new AbortController()
  let read = 0
  return indexSources(
    at,
    Object.entries(files).map(([name, content]) => entryOf(name, content)),
    {
      batchPassages,
      load: async function* (name) {
        for (const one of files[name] ?? []) {
          read += 1
          if (read > stopAfter) stop.abort()
          yield one
        }
      },
      chunk: passagesOf,
      onRead: () => undefined,
      onBuild: () => undefined,
      onProblem: () => undefined,
      signal: stop.signal,
    },
  )
}

async function found(word: string, at = corpus): Promise<string[]> {
  const opened = await openCorpus(at, plainScoring)
  try {
    const hits = await opened.find([{ word: stem(word), weight: 1 }], 10)
    return hits.map(({ passage }) => passage.id).sort()
  } finally {
    await opened.close()
  }
}

const bytesOf = async (folder: string) => {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) =>
    one.isFile(),
  )
  const pairs = names.map(async (one) => {
    const file = join(one.parentPath, one.name)
    return [
      file.slice(folder.length),
      createHash('sha256')
        .update(await readFile(file))
        .digest('hex'),
    ]
  })
  return Object.fromEntries(await Promise.all(pairs))
}

describe('indexSources', () => {
  it('finds what it was given, by its number of passages, after a reading of its own', async () => {
    const result = await index({ a: [doc('1', 'gout'), doc('2', 'asthma gout')], b: [doc('3', 'asthma')] })
    expect(result).toMatchObject({ finished: true, documents: 3, passages: 3, indexed: 3, problems: 0 })
    expect(await found('gout')).toEqual(['1#0', '2#0'])
    expect(await found('asthma')).toEqual(['2#0', '3#0'])
  })

  it('reads what is new or changed, and what a file no longer says is gone', async () => {
    await index({ a: [doc('1', 'gout'), doc('2', 'asthma')], b: [doc('3', 'migraine')] })
    const again = await index({ a: [doc('1', 'gout')], b: [doc('3', 'migraine')] })
    expect(again).toMatchObject({ documents: 1, indexed: 2 })
    expect(await found('asthma')).toEqual([])
    expect(await index({ a: [doc('1', 'gout')] })).toMatchObject({ filesDone: 0, documents: 0, indexed: 2 })
  })

  it('takes the newer version of a document, drops one that was withdrawn and keeps one of two equal passages', async () => {
    await index({ a: [doc('1', 'gout'), doc('2', 'asthma')] })
    await index({
      b: [doc('1', 'migraine'), { kind: 'deleted', source: 'sample', id: '2' }],
      c: [
        { kind: 'document', document: sampleDocument('4', 'Eczema.', { title: 'T' }), revision: null },
        { kind: 'document', document: sampleDocument('5', 'eczema', { title: 't' }), revision: null },
      ],
    })
    expect(await found('gout')).toEqual([])
    expect(await found('migraine')).toEqual(['1#0'])
    expect(await found('asthma')).toEqual([])
    expect(await found('eczema')).toEqual(['4#0'])
  })

  it('keeps the newer revision of a document, in whatever order they come', async () => {
    const version = (text: string, revision: string): Loaded => ({
      kind: 'document',
      document: sampleDocument('1', text),
      revision,
    })
    await index({ a: [version('gout', '002')], b: [version('asthma', '001')], c: [version('fever', '002')] })
    expect(await found('gout')).toEqual([])
    expect(await found('asthma')).toEqual([])
    expect(await found('fever')).toEqual(['1#0'])
  })

  it('goes on where it was interrupted, to the same bytes', async () => {
    const words = ['gout', 'asthma', 'migraine', 'eczema', 'sepsis', 'stroke', 'fever']
    const files = {
      a: words.slice(0, 3).map((word, at) => doc(`a${at}`, `${word} ${word}`)),
      b: words.slice(3).map((word, at) => doc(`b${at}`, word)),
    }
    const whole = join(corpus, 'whole')
    const broken = join(corpus, 'broken')
    await index(files, { at: whole })
    for (const after of [0, 1, 2, 3, 4]) {
      expect(await index(files, { at: broken, stopAfter: after })).toMatchObject({ finished: false })
      await expect(openCorpus(broken, plainScoring)).rejects.toThrow('CORPUS_EMPTY')
    }
    expect(await index(files, { at: broken })).toMatchObject({ finished: true, indexed: 7, documents: 7 })
    expect(await bytesOf(broken)).toEqual(await bytesOf(whole))
  })

  it('refuses other sources while a run is interrupted, until that is dropped', async () => {
    await index({ a: [doc('1', 'gout'), doc('2', 'asthma')] }, { stopAfter: 1 })
    await expect(index({ b: [doc('3', 'fever')] })).rejects.toThrow('INDEXING_INTERRUPTED')
    expect(await discardInterrupted(corpus)).toBe(true)
    expect(await index({ b: [doc('3', 'fever')] })).toMatchObject({ finished: true, indexed: 1 })
    expect(await discardInterrupted(corpus)).toBe(false)
  })

  it('keeps what was readable beside problems, and counts them', async () => {
    const place = { file: 'a', line: 2 }
    const found404 = { code: 'X', message: 'No.', place, value: null, expected: null, remedy: 'Look.' }
    const result = await index({ a: [{ kind: 'problem', problem: found404 }, doc('1', 'gout')] })
    expect(result).toMatchObject({ problems: 1, documents: 1, indexed: 1 })
  })

  it('says so where a file of the index was changed or cut off', async () => {
    await index({ a: [doc('1', 'gout'), doc('2', 'asthma')] })
    const [name = ''] = (await readdir(corpus)).filter((one) => one.startsWith('index-'))
    const bytes = await readFile(join(corpus, name))
    const handle = await open(join(corpus, name), 'r+')
    await handle.write(Buffer.of(bytes[bytes.length - 20]! ^ 1), 0, 1, bytes.length - 20)
    await handle.close()
    await expect(openCorpus(corpus, plainScoring)).rejects.toThrow('INDEX_FILE_DAMAGED')
    for (const length of [bytes.length - 1, 200, 17, 3, 0]) {
      await writeFile(join(corpus, name), bytes.subarray(0, length))
      await expect(openCorpus(corpus, plainScoring)).rejects.toThrow('INDEX_FILE_DAMAGED')
    }
  })
})
