import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWithoutPostings } from '../../files/open-corpus.ts'
import { usualScoring } from '../../index/scoring.ts'
import { indexWords } from '../../text/words.ts'
import { fillEngine } from '../fill-engine.ts'
import { buildSampleCorpus, sampleDocuments } from '../testing/sample-corpus.ts'
import { lanceConfigSchema } from './lance-config.ts'
import { LanceSearch } from './lance-search.ts'
import { LanceTarget } from './lance-target.ts'
import { loadLanceDb } from './load-lancedb.ts'

let work: string
beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'equipoise-lance-'))
  await buildSampleCorpus(join(work, 'corpus'))
})
afterAll(() => rm(work, { recursive: true }))

const options = { onProgress: () => undefined, signal: new AbortController().signal, atOnce: 16 }

describe.each(['a folder', 'a file address'])('a table in %s', (kind) => {
  it('is filled and found there, and lies nowhere else', async () => {
    const folder = join(work, kind.replaceAll(' ', '-'))
    const at = kind === 'a folder' ? folder : pathToFileURL(folder).href
    const config = lanceConfigSchema.parse({ at })
    const corpus = await openWithoutPostings(join(work, 'corpus'))
    const target = await LanceTarget.open(corpus.folder, usualScoring, loadLanceDb, config)
    await fillEngine(corpus, target, options)
    await target.close()
    const search = await LanceSearch.open(corpus, usualScoring, loadLanceDb, config)
    const words = indexWords('allopurinol').map((word) => ({ word, weight: 1 }))
    expect((await search.find(words, 5)).length).toBeGreaterThan(0)
    await search.close()
    expect(sampleDocuments.length).toBeGreaterThan(0)
    expect((await readdir(folder)).filter((name) => name.startsWith('passages_'))).toHaveLength(1)
    expect(await readdir(join(work, 'corpus'))).not.toContain('lancedb')
  })
})

it('asks the server of an object store for the bucket of the settings, with the key of the environment', async () => {
  const asked: { readonly url: string; readonly key: string }[] = []
  const server = createServer((request, response) => {
    asked.push({ url: request.url ?? '', key: request.headers.authorization ?? '' })
    response.writeHead(403, { 'content-type': 'application/xml' })
    response.end('<Error><Code>AccessDenied</Code></Error>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const before = { ...process.env }
  process.env.AWS_ACCESS_KEY_ID = 'KEYOFATEST'
  process.env.AWS_SECRET_ACCESS_KEY = 'not-a-secret'
  try {
    const config = lanceConfigSchema.parse({
      at: 's3://our-bucket/passages',
      endpoint: `http://127.0.0.1:${port}`,
      region: 'eu-west-2',
    })
    const corpus = await openWithoutPostings(join(work, 'corpus'))
    await expect(LanceSearch.open(corpus, usualScoring, loadLanceDb, config)).rejects.toThrow()
    expect(asked[0]?.url).toContain('our-bucket')
    expect(asked[0]?.url).toContain('passages')
    expect(asked[0]?.key).toMatch(/Credential=KEYOFATEST\/\d{8}\/eu-west-2\/s3/)
  } finally {
    process.env = before
    server.close()
  }
})

it.each(['s3://KEY:secret@our-bucket/passages', 's3://key@our-bucket'])(
  'refuses %s, which holds a name',
  (at) => {
    expect(lanceConfigSchema.safeParse({ at }).success).toBe(false)
  },
)
