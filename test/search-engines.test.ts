import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { readSettingsFile } from '../src/cli/search/settings-file.ts'
import { type EmbeddingServer, startEmbeddingServer } from '../src/search/dense/testing/embedding-server.ts'
import { startStandIn } from '../src/search/engines/testing/opensearch-stand-in.ts'
import { evaluationSchema } from '../src/search/evaluation/evaluation-schema.ts'
import { sampleDocument } from '../src/search/testing/sample-documents.ts'
import { freePort } from '../src/store/embedded/server.ts'
import { equipoiseProcess, projectRoot, temporaryFolder } from './support/command-line.ts'
import { interruptedProcess } from './support/interrupted-process.ts'
import { servedSearch } from './support/served-process.ts'

let folder: { readonly path: string } & AsyncDisposable
let server: EmbeddingServer
beforeEach(async () => {
  folder = await temporaryFolder()
  await mkdir(join(folder.path, '.equipoise'))
  server = await startEmbeddingServer()
})
afterEach(async () => {
  await server.close()
  await folder[Symbol.asyncDispose]()
})

const run = (...given: readonly string[]) => equipoiseProcess(given, { cwd: folder.path })
async function done(...given: readonly string[]) {
  const outcome = await run(...given)
  expect(outcome.exitCode, outcome.notes + outcome.out).toBe(0)
  return outcome
}
async function refused(code: string, ...given: readonly string[]) {
  const outcome = await run(...given)
  expect([outcome.exitCode, outcome.notes]).toEqual([1, expect.stringContaining(code)])
  return outcome.notes
}

async function settings(content: object, name = 'search.yaml'): Promise<string> {
  await writeFile(join(folder.path, name), stringify({ schemaVersion: 1, ...content }))
  return name
}
/** The stand-in counts letters, so that texts with the same letters have the same vector. */
const letters = (change: object = {}) => ({
  via: 'endpoint',
  baseUrl: server.baseUrl,
  model: 'letters',
  dimensions: 26,
  attempts: 2,
  staysOnMachine: true,
  ...change,
})
const elsewhere = { staysOnMachine: false, sendQuestions: true, sendSources: 'all' }

async function documents(name = 'own.jsonl', ids: readonly string[] = ['gout', 'asthma']): Promise<string> {
  const texts: Readonly<Record<string, string>> = {
    gout: 'Painful joints come from crystals of uric acid. Allopurinol lowers it.',
    asthma: 'Wheeze and cough, worse at night. Salbutamol opens the airways.',
    fever: 'Fever passes with rest.',
  }
  const lines = ids.map((id) => JSON.stringify(sampleDocument(id, texts[id] ?? '', { title: id })))
  await writeFile(join(folder.path, name), `${lines.join('\n')}\n`)
  return name
}

/** A text backwards: all of its letters, and none of its words. */
const backwards = (text: string) => [...text].reverse().join('')
const texts = () => server.requests.flat()
const versionOf = async (question: string, ...more: readonly string[]): Promise<string> =>
  JSON.parse((await done('ask', question, '--json', ...more)).out).version

it('reads the settings that the guide shows', async () => {
  const guide = await readFile(join(projectRoot, 'docs', 'guide', 'corpus.md'), 'utf8')
  const shown = [...guide.matchAll(/```yaml\n(.*?)```/gs)].map(([, text = '']) => text)
  expect(shown).toHaveLength(2)
  for (const [at, text] of shown.entries()) {
    await writeFile(join(folder.path, `${at}.yaml`), text)
    const read = await readSettingsFile(join(folder.path, `${at}.yaml`))
    expect(read.embedder).not.toBeNull()
  }
})

describe('a corpus with an engine and an embedder', () => {
  it('is filled at index, searched by both, remembered, and filled again with what is new', async () => {
    const own = await documents()
    await done('index', own)
    const usual = await versionOf('How is gout treated?')
    expect(usual).toMatch(/^label-free-prior-1\+prior-3\+[0-9a-f]{12}$/)
    const file = await settings({ engine: { via: 'lancedb' }, embedder: letters() })
    const { out } = await done('index', '--settings', file)
    expect(out).toContain('The engine lancedb holds 2 passages.\nMade 2 vectors')
    await rm(join(folder.path, file))
    expect(texts()).toHaveLength(2)
    const version = await versionOf('How is gout treated?')
    expect(version).toMatch(/^label-free-prior-1\+prior-3\+lancedb\+hybrid-[0-9a-f]{8}\+[0-9a-f]{12}$/)
    expect(texts()[2]).toBe('How is gout treated?')
    expect((await done('index')).out).toContain('Searched in the engine lancedb; vectors of letters at')
    const more = await documents('more.jsonl', ['fever'])
    expect((await done('index', more)).out).toContain('The engine lancedb holds 3 passages.\nMade 1 vector')
    expect((await done('ask', 'What passes with rest?')).out).toContain('\n1. fever; 2026')
    // Back to the usual search: the same answers as before anything was set up.
    await done('index', '--settings', await settings({}))
    expect(await versionOf('What is gout?')).toMatch(/^label-free-prior-1\+prior-3\+[0-9a-f]{12}$/)
  })

  it('finds by vectors what shares no word, in the arms of the evaluation', async () => {
    await done('index', await documents(), '--settings', await settings({ embedder: letters() }))
    const questions = texts().map((text, at) => ({ id: `q${at}`, text: backwards(text) }))
    await writeFile(join(folder.path, 'q.jsonl'), questions.map((one) => `${JSON.stringify(one)}\n`).join(''))
    const right = texts().map((text, at) => `q${at} 0 ${text.split('\n')[0]} 1\n`)
    await writeFile(join(folder.path, 'qrels.txt'), right.join(''))
    const given = ['search', 'eval', 'q.jsonl', 'qrels.txt', '--grades', 'gains', '--json']
    const found = evaluationSchema.parse(JSON.parse((await done(...given)).out))
    expect(found.absent.map(({ arm }) => arm)).toEqual(['system', 'trained'])
    const reciprocalRank = new Map(found.arms.map(({ arm, means }) => [arm, means.raw.reciprocalRank]))
    expect(reciprocalRank.get('bm25')).toBe(0)
    expect(reciprocalRank.get('dense')).toBe(1)
    expect(reciprocalRank.get('hybrid')).toBe(1)
    expect(found.arms.find(({ arm }) => arm === 'hybrid-prior')?.means.raw.recall).toBe(1)
    expect(reciprocalRank.get('prior')).toBe(0)
  })

  it('refuses to search what is not whole, and says what to do', async () => {
    await done('index', await documents(), '--corpus', 'own')
    server.faults.push({ status: 401 })
    const file = await settings({ engine: { via: 'lancedb' }, embedder: letters() })
    await refused('EMBEDDING_FAILED', 'index', '--settings', file, '--corpus', 'own')
    const notes = await refused('VECTORS_ABSENT', 'ask', 'What is gout?', '--corpus', 'own')
    expect(notes).toContain('2 of 2 passages')
    expect(notes).toContain('equipoise index --fill --corpus own')
    await done('index', '--fill', '--corpus', 'own')
    await rm(join(folder.path, '.equipoise', 'corpora', 'own', 'lancedb'), { recursive: true })
    for (const given of [
      ['ask', 'What is gout?', '--corpus', 'own'],
      ['serve', '--search', '--corpus', 'own', '--port', '0'],
    ])
      expect(await refused('ENGINE_NOT_FILLED', ...given)).toContain('equipoise index --fill --corpus own')
    expect((await done('index', '--fill', '--corpus', 'own')).out).toContain('Made 0 vectors')
    await versionOf('What is gout?', '--corpus', 'own')
  })

  it('ends in order when it is interrupted, and goes on without sending anything twice', {
    timeout: 60_000,
  }, async () => {
    await done('index', '--sample')
    server.faults.push({ status: 429, headers: { 'retry-after': '2' } })
    const file = await settings({ embedder: letters() })
    const outcome = await interruptedProcess(
      ['index', '--settings', file],
      async () => {
        while (server.keys.length === 0) await wait(20)
      },
      'SIGINT',
      folder.path,
    )
    expect([outcome.exitCode, outcome.out]).toEqual([130, expect.stringContaining('equipoise index --fill')])
    const first = texts().length
    expect(first).toBeGreaterThan(0)
    await refused('VECTORS_ABSENT', 'ask', 'What is gout?')
    await done('index', '--fill')
    expect(texts().length).toBeGreaterThan(first)
    expect(new Set(texts()).size).toBe(texts().length)
    await versionOf('What is gout?')
  })

  it('sends questions away only where that was said, and after the screen', async () => {
    await done('index', await documents())
    const silent = await settings({ embedder: letters({ staysOnMachine: false }) })
    await refused('EMBEDDING_NOT_ALLOWED', 'index', '--settings', silent)
    expect(existsSync(join(folder.path, '.equipoise', 'corpora', 'main', 'search.json'))).toBe(false)
    await done('index', '--settings', await settings({ embedder: letters(elsewhere) }))
    const before = texts().length
    const notes = await refused('QUESTION_IDENTIFIES', 'ask', 'What is gout? 12/03/1956')
    expect(notes).not.toContain('1956')
    expect(texts()).toHaveLength(before)
    await writeFile(
      join(folder.path, 'q.jsonl'),
      `${JSON.stringify({ id: 'q1', text: 'What is gout? 12/03/1956' })}\n`,
    )
    await writeFile(join(folder.path, 'qrels.txt'), 'q1 0 gout 1\n')
    const given = ['search', 'eval', 'q.jsonl', 'qrels.txt', '--grades', 'gains', '--json']
    const found = evaluationSchema.parse(JSON.parse((await done(...given)).out))
    const why = found.absent.find(({ arm }) => arm === 'dense')?.why
    expect(why).toContain('1 of the questions may tell who somebody is')
    expect(texts()).toHaveLength(before)
    await using served = await servedSearch(folder.path, await freePort())
    expect(served.said()).toContain('Questions are screened and sent to letters at')
    const post = (question: string) =>
      fetch(`${served.origin}/v1/answers`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ question, way: 'extractive' }),
      })
    const turned = await post('What is gout? 12/03/1956')
    expect([turned.status, await turned.text()]).toEqual([
      400,
      expect.stringContaining('QUESTION_IDENTIFIES'),
    ])
    expect(texts()).toHaveLength(before)
    expect((await post('What is gout?')).status).toBe(200)
    expect(texts()[before]).toBe('What is gout?')
    // An endpoint that fails fails the question; what it says may be the question, and is not noted.
    server.faults.push({ status: 401, body: '{"error": {"message": "no key for: What is asthma?"}}' })
    expect((await post('What is asthma?')).status).toBe(500)
    expect(served.said()).toContain('EMBEDDING_FAILED')
    expect(served.said()).not.toContain('asthma')
  })

  it('is filled in OpenSearch, whose password is read from the environment and not kept', async () => {
    const cluster = await startStandIn({ name: 'ada', password: 'Pa55-word' })
    try {
      const engine = {
        via: 'opensearch',
        node: cluster.node,
        userFrom: 'OS_USER',
        passwordFrom: 'OS_PASSWORD',
      }
      const file = await settings({ engine })
      await done('index', await documents())
      await refused('ENGINE_KEY_MISSING', 'index', '--settings', file)
      process.env.OS_USER = 'ada'
      process.env.OS_PASSWORD = 'Pa55-word'
      expect((await done('index', '--settings', file)).out).toContain(
        'The engine opensearch holds 2 passages.',
      )
      const kept = await readFile(join(folder.path, '.equipoise', 'corpora', 'main', 'search.json'), 'utf8')
      expect(kept).not.toContain('Pa55')
      expect((await done('ask', 'What lowers uric acid?')).out).toContain('\n1. gout; 2026')
      expect(cluster.requests.some((one) => one.endsWith('/_search'))).toBe(true)
      expect(await versionOf('What is gout?')).toMatch(/\+opensearch\+[0-9a-f]{12}$/)
      cluster.indices.clear()
      await refused('ENGINE_NOT_FILLED', 'ask', 'What is gout?')
    } finally {
      delete process.env.OS_USER
      delete process.env.OS_PASSWORD
      await cluster.close()
    }
  })

  it.each([
    ['SETTINGS_NOT_YAML', 'engine: {via: lancedb'],
    ['SEARCH_SETTINGS', 'schemaVersion: 1\nengine: {via: elasticsearch}\n'],
    ['SEARCH_SETTINGS', 'schemaVersion: 1\nengine: {via: memory}\nkey: sk-secret\n'],
    [
      'SETTINGS_SECRET',
      'schemaVersion: 1\nengine: {via: opensearch, node: "https://ada:sk-secret@os.example"}\n',
    ],
    [
      'EMBEDDER_ELSEWHERE',
      'schemaVersion: 1\nembedder: {via: endpoint, baseUrl: "https://os.example/v1", model: m, dimensions: 3, staysOnMachine: true}\n',
    ],
    [
      'MODEL_FILE_ABSENT',
      `schemaVersion: 1\nembedder: {via: onnx, folder: m, dimensions: 3, sha256: "${'0'.repeat(64)}"}\n`,
    ],
  ])('refuses settings: %s', async (code, content) => {
    await writeFile(join(folder.path, 'bad.yaml'), content)
    expect(await refused(code, 'index', await documents(), '--settings', 'bad.yaml')).not.toContain(
      'sk-secret',
    )
    expect(existsSync(join(folder.path, '.equipoise', 'corpora', 'main', 'corpus.json'))).toBe(false)
  })
})
