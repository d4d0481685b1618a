import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { keptLedger } from '../../cli/serving/served-evidence.ts'
import { twoStudies } from '../../evidence/testing/two-studies.ts'
import type { Role } from '../../review/people/role.ts'
import { invite } from '../../store/people/people.ts'
import { enter } from '../../store/people/sessions.ts'
import type { Store } from '../../store/store.ts'
import { ensureStudy } from '../../store/studies.ts'
import { startTestServer, type TestServer } from '../../store/testing/test-server.ts'
import { createApp } from '../app.ts'
import { evidenceRoutes } from './evidence-routes.ts'

const origin = 'http://127.0.0.1:4114'
let server: TestServer
let store: Store
let study: { readonly id: string }
let folder: string
let isOpenToAll = false
beforeAll(async () => {
  server = await startTestServer()
  store = await server.freshStore()
  study = await ensureStudy(store, 'trial', 'A trial')
})
afterAll(() => server.stop())
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'equipoise-ledger-'))
  await writeFile(join(folder, 'two.yaml'), twoStudies)
  isOpenToAll = false
  return () => rm(folder, { recursive: true })
})

async function visitor(role: Role | null) {
  const app = createApp({
    store,
    study: study.id,
    origin,
    routes: evidenceRoutes({ ledger: keptLedger(folder), isOpenToAll: async () => isOpenToAll }),
    addressOf: () => crypto.randomUUID(),
    onFault: (error) => {
      throw error
    },
  })
  let cookie = ''
  if (role !== null) {
    const { token } = await invite(store, study, { name: crypto.randomUUID(), role }, null, 1)
    const entry = await enter(store, token, 1)
    if (!entry.entered) throw new Error(entry.because)
    cookie = `equipoise=${entry.session}`
  }
  return async (path: string) => {
    const response = await app.request(path, { headers: { cookie, accept: 'text/html' } })
    return { status: response.status, headers: response.headers, text: await response.text() }
  }
}

it.each(['owner', 'analyst'] as const)('shows %ss the pages, under a policy of their own', async (role) => {
  const get = await visitor(role)
  for (const [path, words] of [
    ['/evidence', 'Tarn or Moor'],
    ['/evidence/tarn-or-moor', 'Why it matters'],
    ['/evidence/claims/tarn-ahead', 'What it rests on'],
    ['/evidence/compare/tarn-ahead/moor-ahead', 'Factor by factor'],
  ] as const) {
    const { status, text, headers } = await get(path)
    expect([path, status]).toEqual([path, 200])
    expect(text).toContain(words)
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/)
  }
})

it.each([
  '/evidence/nothing',
  '/evidence/claims/nothing',
  '/evidence/compare/tarn-ahead',
  '/evidence/compare/tarn-ahead/nothing',
  '/evidence/compare/',
])('has nothing at %s', async (path) => {
  expect((await (await visitor('owner'))(path)).status).toBe(404)
})

it.each(['reviewer', 'capturer'] as const)(
  'shows a %s nothing until the study is unblinded',
  async (role) => {
    const get = await visitor(role)
    expect(await get('/evidence/tarn-or-moor')).toMatchObject({ status: 409 })
    isOpenToAll = true
    expect(await get('/evidence/tarn-or-moor')).toMatchObject({ status: 200 })
  },
)

it('shows nothing before the door', async () => {
  expect((await (await visitor(null))('/evidence')).status).toBe(401)
})

it('says file, line, field and what was expected of a broken ledger, and is whole again when it is mended', async () => {
  const get = await visitor('owner')
  expect((await get('/evidence')).status).toBe(200)
  await writeFile(join(folder, 'two.yaml'), twoStudies.replace('kind: article', 'kind: pamphlet'))
  const { status, text } = await get('/evidence/tarn-or-moor')
  expect(status).toBe(422)
  expect(text).toMatch(/two\.yaml, line 3, field sources\.0\.kind/)
  expect(text).toContain('Found <code>pamphlet</code>')
  expect(text).toMatch(/Expected .*article/)
  await writeFile(join(folder, 'two.yaml'), twoStudies)
  expect((await get('/evidence/tarn-or-moor')).status).toBe(200)
  await rm(join(folder, 'two.yaml'))
  expect((await get('/evidence/tarn-or-moor')).text).toContain('No ledger is there.')
})
