import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSearch } from '../src/cli/search/open-search.ts'
import { answersResponseSchema } from '../src/server/contract/answers.ts'
import { answersApp } from '../src/server/search/answers-app.ts'
import { freePort } from '../src/store/embedded/server.ts'
import { openStore, type Store } from '../src/store/store.ts'
import { createApiToken, revokeApiToken } from '../src/store/tokens/api-tokens.ts'
import { bedsideProtocol } from './support/bedside-study.ts'
import { type SearchWorkspace, searchWorkspace } from './support/search-workspace.ts'
import { servedProcess, servedSearch } from './support/served-process.ts'

let workspace: SearchWorkspace
beforeAll(async () => {
  workspace = await searchWorkspace()
})
afterAll(() => workspace[Symbol.asyncDispose]())

const json = { 'content-type': 'application/json' }
/** The body of an answer, whose shape the test is about. */
const bodyOf = async (answer: Response) => JSON.parse(await answer.text())

describe('with tokens', () => {
  let store: Store
  beforeAll(async () => {
    store = await openStore({ workspace: workspace.path })
  })
  afterAll(() => store.close())

  async function teamApp(now: () => number) {
    const open = await openSearch('main', null, workspace.path)
    return {
      open,
      app: answersApp({
        present: async () => ({
          written: null,
          extractive: open.extractive,
          checkLeaves: () => undefined,
        }),
        corpus: 'main',
        door: { kind: 'tokens', store },
        origin: 'https://search.example.org',
        addressOf: () => crypto.randomUUID(),
        onFault: (error) => {
          throw error
        },
        now,
      }),
    }
  }
  const request = (token: string | null, more: Record<string, string> = {}) => ({
    method: 'POST',
    headers: {
      ...json,
      host: 'search.example.org',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...more,
    },
    body: '{"question":"gout"}',
  })

  it('lets in who has an open one of the scope, from any origin, and says to others why not', async () => {
    const { app, open } = await teamApp(Date.now)
    await using _ = open
    const ask = async (token: string | null, more = {}) => {
      const answered = await app.request('/v1/answers', request(token, more))
      const body = await bodyOf(answered)
      return [answered.status, body.error?.code ?? body.answer.status]
    }
    const { token } = await createApiToken(store, { name: 'a', scopes: ['answers'], days: 1 })
    const monitor = await createApiToken(store, { name: 'm', scopes: ['models'], days: 1 })
    expect(await ask(token)).toEqual([200, 'answered'])
    expect(await ask(token, { origin: 'https://elsewhere.example' })).toEqual([200, 'answered'])
    expect(await ask(null)).toEqual([401, 'TOKEN_NONE'])
    expect(await ask(null, { cookie: `__Host-equipoise=${token}` })).toEqual([401, 'TOKEN_NONE'])
    expect(await ask(`${token}x`)).toEqual([401, 'TOKEN_UNKNOWN'])
    expect(await ask(monitor.token)).toEqual([403, 'TOKEN_SCOPE'])
    const models = await app.request('/v1/models', {
      headers: { host: 'search.example.org', authorization: `Bearer ${monitor.token}` },
    })
    expect(models.status).toBe(200)
    await revokeApiToken(store, 'a')
    expect(await ask(token)).toEqual([401, 'TOKEN_REVOKED'])
  })

  it('holds back one that asks too often, and no other', async () => {
    let now = 1_000_000
    const { app, open } = await teamApp(() => now)
    await using _ = open
    const one = await createApiToken(store, { name: 'one', scopes: ['answers'], days: 1 })
    const two = await createApiToken(store, { name: 'two', scopes: ['answers'], days: 1 })
    const ask = (token: string) => app.request('/v1/answers', request(token))
    const statuses: number[] = []
    for (let asked = 0; asked < 31; asked++) statuses.push((await ask(one.token)).status)
    expect(statuses).toEqual([...Array(30).fill(200), 429])
    const refused = await ask(one.token)
    expect([refused.headers.get('retry-after'), (await bodyOf(refused)).error.code]).toEqual([
      '1',
      'TOO_MANY_REQUESTS',
    ])
    expect((await ask(two.token)).status).toBe(200)
    now += 1000
    expect((await ask(one.token)).status).toBe(200)
  })
})

describe('equipoise serve', () => {
  it('serves the search beside the pages of a study, each under its own rules', async () => {
    const path = join(workspace.path, 'trial')
    await mkdir(path)
    await writeFile(join(path, 'protocol.yaml'), bedsideProtocol)
    await using both = await servedProcess(path, await freePort(), ['--corpus', 'main'])
    expect(both.said()).toContain(`Answering from the corpus main at ${both.origin}/v1`)
    const answered = await fetch(`${both.origin}/v1/answers`, {
      method: 'POST',
      headers: json,
      body: '{"question":"What is gout?"}',
    })
    expect(answersResponseSchema.parse(await answered.json()).answer.status).toBe('answered')
    // The study's own road still asks for a page of ours and a person.
    const study = await fetch(`${both.origin}/api/study`)
    expect([study.status, await bodyOf(study)]).toMatchObject([401, { problems: [{ code: 'SESSION_NONE' }] }])
    const foreign = await fetch(`${both.origin}/api/study/unblind`, { method: 'POST', headers: json })
    expect(foreign.status).toBe(403)
  })

  it('asks for a token where others may come, made and taken back on the command line', async () => {
    const port = await freePort()
    const at = `http://127.0.0.1:${port}`
    await using team = await servedSearch(workspace.path, port, ['--team', '--at', at])
    expect(team.said()).toContain('equipoise token create')
    const ask = async (token: string | null) => {
      const answered = await fetch(`${at}/v1/chat/completions`, {
        method: 'POST',
        headers: token === null ? json : { ...json, authorization: `Bearer ${token}` },
        body: '{"model":"clinical-search","messages":[{"role":"user","content":"What is gout?"}]}',
      })
      return [answered.status, (await bodyOf(answered)).error?.code ?? 'answered']
    }
    const made = await workspace.run('token', 'create', 'harness', '--days', '7', '--json')
    const { token } = JSON.parse(made.out)
    expect(await ask(token)).toEqual([200, 'answered'])
    expect(await ask(null)).toEqual([401, 'TOKEN_NONE'])
    expect((await workspace.run('token', 'list')).out).toMatch(/harness.*answers.*open/)
    expect((await workspace.run('token', 'list')).out).not.toContain(token)
    expect((await workspace.run('token', 'revoke', 'harness')).exitCode).toBe(0)
    expect(await ask(token)).toEqual([401, 'TOKEN_REVOKED'])
    expect(team.said()).not.toMatch(/gout/i)
  })

  it.each([
    ['TOKEN_NAME', ['token', 'create', 'Ada Ames']],
    ['USAGE_ARGUMENT_MISSING', ['token', 'revoke']],
    ['USAGE_ARGUMENT_EXCESS', ['token', 'list', 'harness']],
    ['TOKEN_UNKNOWN', ['token', 'revoke', 'nobody']],
    ['SERVE_LOCAL', ['serve', '--search', '--host', '0.0.0.0']],
    ['CORPUS_EMPTY', ['serve', '--search', '--corpus', 'nothing']],
  ])('says %s', async (code, given) => {
    const { exitCode, notes } = await workspace.run(...given)
    // Wrong usage has a code of its own, for scripts.
    const expected = code.startsWith('USAGE_') ? 2 : 1
    expect([exitCode, notes]).toEqual([expected, expect.stringContaining(code)])
  })
})
