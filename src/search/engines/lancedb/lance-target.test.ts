import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openWithoutPostings } from '../../files/open-corpus.ts'
import { plainScoring, usualScoring } from '../../index/scoring.ts'
import { sampleDocument } from '../../testing/sample-documents.ts'
import { fillEngine } from '../fill-engine.ts'
import { buildSampleCorpus, sampleDocuments } from '../testing/sample-corpus.ts'
import { LanceSearch } from './lance-search.ts'
import { LanceTarget } from './lance-target.ts'
import { connectIn, loadLanceDb } from './load-lancedb.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'equipoise-lancedb-'))
  await buildSampleCorpus(folder)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function fill({ stopAfter = Number.POSITIVE_INFINITY, scoring = usualScoring } = {}) {
  const corpus = await openWithoutPostings(folder)
  const target = await LanceTarget.open(folder, scoring)
  const stop = new AbortController()
  const progress: number[] = []
  try {
    const onProgress = (added: number) => {
      progress.push(added)
      if (added >= stopAfter) stop.abort()
    }
    return {
      ...(await fillEngine(corpus, target, { onProgress, signal: stop.signal, atOnce: 10 })),
      progress,
    }
  } finally {
    await target.close()
    await corpus.close()
  }
}

async function titles(scoring = usualScoring): Promise<string[]> {
  const search = await LanceSearch.open(await openWithoutPostings(folder), scoring)
  try {
    return (await search.find([{ word: 'fever', weight: 1 }], 100)).map(({ passage }) => passage.title).sort()
  } finally {
    await search.close()
  }
}

const tables = async () => (await connectIn(await loadLanceDb(), folder)).tableNames()

describe('LanceTarget', () => {
  it('goes on where it was interrupted, and is not searched before it is whole', async () => {
    await expect(titles()).rejects.toThrow('ENGINE_NOT_FILLED')
    expect(await fill({ stopAfter: 20 })).toMatchObject({ finished: false, progress: [0, 10, 20] })
    await expect(titles()).rejects.toThrow('ENGINE_NOT_FILLED')
    expect(await fill()).toEqual({ finished: true, passages: 44, progress: [20, 30, 40, 44] })
    expect(await titles()).toHaveLength(40)
    expect(await fill()).toMatchObject({ progress: [44] })
  })

  it('takes the place of what held an older corpus or other weights', async () => {
    await fill()
    await fill({ scoring: plainScoring })
    expect(await tables()).toHaveLength(1)
    await expect(titles()).rejects.toThrow('ENGINE_NOT_FILLED')
    const more = sampleDocument('new', 'A fever of unknown origin.', { title: 'New' })
    await buildSampleCorpus(folder, [...sampleDocuments, more])
    await expect(titles(plainScoring)).rejects.toThrow('ENGINE_NOT_FILLED')
    await fill()
    expect(await tables()).toHaveLength(1)
    expect(await titles()).toContain('New')
  })

  it('loses nothing that was committed when it is killed, and ends as if it was not', async () => {
    const script = `
      import { openWithoutPostings } from '${new URL('../../files/open-corpus.ts', import.meta.url)}'
      import { usualScoring } from '${new URL('../../index/scoring.ts', import.meta.url)}'
      import { fillEngine } from '${new URL('../fill-engine.ts', import.meta.url)}'
      import { LanceTarget } from '${new URL('./lance-target.ts', import.meta.url)}'
      const target = await LanceTarget.open(process.argv[1], usualScoring)
      const onProgress = (added) => process.stdout.write(added + '\\n')
      await fillEngine(await openWithoutPostings(process.argv[1]), target, { onProgress, signal: new AbortController().signal, atOnce: 1 })
    `
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script, folder], {
      cwd: fileURLToPath(new URL('.', import.meta.url)),
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let told = 0
    child.stdout.on('data', (text: Buffer) => {
      told = Number(text.toString().trim().split('\n').at(-1))
      if (told >= 5) child.kill('SIGKILL')
    })
    await once(child, 'exit')
    await wait(50)
    expect(told).toBeGreaterThanOrEqual(5)
    const { finished, progress } = await fill()
    expect(finished).toBe(true)
    expect(progress[0]).toBeGreaterThanOrEqual(5)
    expect(await titles()).toHaveLength(40)
  })

  it('says what to install where LanceDB is absent', async () => {
    const absent = () =>
      loadLanceDb(() => Promise.reject(new Error("Cannot find package '@lancedb/lancedb'")))
    await expect(LanceTarget.open(folder, usualScoring, absent)).rejects.toThrow(
      /npm install @lancedb\/lancedb@0\.31\.0.*ENGINE_NOT_INSTALLED/,
    )
  })
})
