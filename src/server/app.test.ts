import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { problem } from '../problem.ts'
import { roles } from '../review/people/role.ts'
import { invite, revoke } from '../store/people/people.ts'
import type { Store } from '../store/store.ts'
import { ensureStudy } from '../store/studies.ts'
import { startTestServer, type TestServer } from '../store/testing/test-server.ts'
import type { Route } from './access/route.ts'
import { createApp } from './app.ts'
import { doorRoutes } from './pages/door.ts'

const origin = 'http://127.0.0.1:4114'
let server: TestServer
let store: Store
let study: { readonly id: string }
beforeAll(async () => {
  server = await startTestServer()
  store = await server.freshStore()
  study = await ensureStudy(store, 'trial', 'A trial')
})
afterAll(() => server.stop())

const faults: unknown[] = []
const more: Route[] = [
  { method: 'GET', path: '/for/owner', who: ['owner'], handle: (context) => context.json({ open: true }) },
  {
    method: 'POST',
    path: '/for/all',
    who: roles,
    handle: async (context) => context.json(await context.req.json()),
  },
  {
    method: 'GET',
    path: '/problem',
    who: 'everyone',
    handle: () => {
      throw problem('A_PROBLEM', 'Something is wrong.', 'Mend it.', {
        place: { file: 'secret.yaml' },
        value: '<b>',
      })
    },
  },
  {
    method: 'GET',
    path: '/fault',
    who: 'everyone',
    handle: () => {
      throw new Error('the password is 1234')
    },
  },
]

function appOf(studyId = study.id) {
  return createApp({
    store,
    study: studyId,
    origin,
    routes: [...doorRoutes(store, false), ...more],
    addressOf: () => crypto.randomUUID(),
    onFault: (error) => faults.push(error),
  })
}

const own = { origin, 'x-equipoise': '1', 'content-type': 'application/json' }

async function sessionOf(role: (typeof roles)[number]): Promise<string> {
  const { token } = await invite(store, study, { name: `${role} ${crypto.randomUUID()}`, role }, null, 1)
  const entered = await appOf().request(`/r/${token}`, { method: 'POST', headers: { origin } })
  expect(entered.status).toBe(303)
  return entered.headers.get('set-cookie')?.split(';')[0] ?? ''
}

describe('the door', () => {
  it('lets a person in by the button, not by looking at the link', async () => {
    const { token } = await invite(store, study, { name: 'Ada', role: 'reviewer' }, null, 1)
    const app = appOf()
    for (let look = 0; look < 2; look++) {
      const looked = await app.request(`/r/${token}`)
      expect(looked.status).toBe(200)
      // No session: only a secret by which the browser is known again.
      expect(looked.headers.getSetCookie()).toEqual([
        expect.stringMatching(/^equipoise-door=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/),
      ])
    }
    const entered = await app.request(`/r/${token}`, { method: 'POST', headers: { origin } })
    expect([entered.status, entered.headers.get('location')]).toEqual([303, '/desk'])
    const cookie = entered.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/HttpOnly.*SameSite=Strict/i)
    const again = await app.request(`/r/${token}`, { method: 'POST', headers: { origin } })
    expect([again.status, again.headers.get('set-cookie')]).toEqual([403, null])
    expect(await again.text()).toContain('was used before')
  })

  it('keeps the cookie to HTTPS and to this host where there is HTTPS', async () => {
    const secure = createApp({
      store,
      study: study.id,
      origin: 'https://trial.example.org',
      routes: doorRoutes(store, true),
      addressOf: () => '127.0.0.1',
      onFault: () => {},
    })
    const { token } = await invite(store, study, { name: 'Grace', role: 'owner' }, null, 1)
    const entered = await secure.request(`https://trial.example.org/r/${token}`, {
      method: 'POST',
      headers: { origin: 'https://trial.example.org' },
    })
    expect(entered.headers.get('set-cookie')).toMatch(/^__Host-equipoise=.*Path=\/;.*HttpOnly; Secure/i)
    expect(entered.headers.get('strict-transport-security')).toContain('max-age')
  })

  it('ends a session at once when the person leaves or is sent away', async () => {
    const app = appOf()
    const { token, person } = await invite(store, study, { name: 'Brief', role: 'owner' }, null, 1)
    const entered = await app.request(`/r/${token}`, { method: 'POST', headers: { origin } })
    const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? ''
    const status = async () => (await app.request('/for/owner', { headers: { cookie } })).status
    expect(await status()).toBe(200)
    await revoke(store, study, person, null)
    expect(await status()).toBe(401)
    const other = await sessionOf('owner')
    await app.request('/api/leave', { method: 'POST', headers: { ...own, cookie: other } })
    expect((await app.request('/for/owner', { headers: { cookie: other } })).status).toBe(401)
  })

  it('does not open another study of the workspace', async () => {
    const cookie = await sessionOf('owner')
    const other = await ensureStudy(store, 'other', 'Another trial')
    expect((await appOf(other.id).request('/for/owner', { headers: { cookie } })).status).toBe(401)
  })
})

describe('guards', () => {
  it.each([
    ['no cookie', {}, 401],
    ['a forged cookie', { cookie: `equipoise=${'A'.repeat(43)}` }, 401],
    ['a cookie that is no token', { cookie: 'equipoise=../../etc/passwd' }, 401],
  ])('refuse %s', async (_, headers, status) => {
    expect((await appOf().request('/for/owner', { headers })).status).toBe(status)
  })

  it('let each role through its own doors alone', async () => {
    for (const role of roles) {
      const cookie = await sessionOf(role)
      expect((await appOf().request('/for/owner', { headers: { cookie } })).status, role).toBe(
        role === 'owner' ? 200 : 403,
      )
    }
  })

  it.each([
    ['another site', { ...own, origin: 'https://evil.example' }],
    ['another port of this machine', { ...own, origin: 'http://127.0.0.1:9999' }],
    ['a form of another site', { 'content-type': 'text/plain', origin: 'https://evil.example' }],
    ['a form without a header', { origin, 'content-type': 'application/x-www-form-urlencoded' }],
    ['a page that hides its origin', { ...own, origin: 'null' }],
  ])('refuse a change from %s', async (_, headers) => {
    const cookie = await sessionOf('owner')
    const response = await appOf().request('/for/all', {
      method: 'POST',
      headers: { ...headers, cookie },
      body: '{}',
    })
    expect(response.status).toBe(403)
  })

  it('refuse a name that points here from elsewhere, and a body beyond all measure', async () => {
    const cookie = await sessionOf('owner')
    const rebound = await appOf().request('/for/owner', { headers: { cookie, host: 'evil.example' } })
    expect(rebound.status).toBe(421)
    const large = await appOf().request('/for/all', {
      method: 'POST',
      headers: { ...own, cookie },
      body: JSON.stringify('x'.repeat(2_000_001)),
    })
    expect(large.status).toBe(413)
  })

  it('slow down who asks too much, each person by themselves', async () => {
    const app = appOf()
    const [one, other] = [await sessionOf('owner'), await sessionOf('owner')]
    const ask = async (cookie: string) => (await app.request('/for/owner', { headers: { cookie } })).status
    const statuses: number[] = []
    for (let n = 0; n < 400; n++) statuses.push(await ask(one))
    expect(statuses).toContain(429)
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(200)
    expect(await ask(other)).toBe(200)
  })
})

describe('a refusal', () => {
  const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }

  it('is a page for a person who came by an address, with the same status, and data for a program', async () => {
    const cookie = await sessionOf('reviewer')
    for (const [path, status, words] of [
      ['/nowhere', 404, 'There is no such page.'],
      ['/for/owner', 403, 'This page is for people with another role.'],
      ['/fault', 500, 'What was saved stays saved.'],
      ['/problem', 422, 'Found &quot;&lt;b&gt;&quot;.'],
    ] as const) {
      const page = await appOf().request(path, { headers: { ...browser, cookie } })
      expect([path, page.status, page.headers.get('content-type')]).toEqual([
        path,
        status,
        'text/html; charset=UTF-8',
      ])
      const html = await page.text()
      expect(html).toContain(words)
      expect(html).not.toMatch(/<b>|secret\.yaml/)
      for (const accept of ['application/json', '*/*']) {
        const data = await appOf().request(path, { headers: { cookie, accept } })
        expect([data.status, data.headers.get('content-type')]).toEqual([status, 'application/json'])
      }
    }
    const unknown = await appOf().request('/for/owner', { headers: browser })
    expect([unknown.status, await unknown.text()]).toEqual([
      401,
      expect.stringContaining('A link opens once'),
    ])
    const data = await appOf().request('/api/nowhere', { headers: browser })
    expect(data.headers.get('content-type')).toBe('application/json')
  })
})

describe('every answer', () => {
  it('has headers that keep a page to itself, and says nothing of the inside', async () => {
    const broken = await appOf().request('/fault')
    expect(broken.status).toBe(500)
    expect(await broken.text()).not.toMatch(/1234|Error|stack|\.ts/)
    expect(faults.length).toBeGreaterThan(0)
    for (const response of [broken, await appOf().request('/nowhere')]) {
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(response.headers.get('content-security-policy')).not.toContain('unsafe')
      expect(response.headers.get('x-frame-options')).toBe('DENY')
      expect(response.headers.get('x-content-type-options')).toBe('nosniff')
      expect(response.headers.get('cache-control')).toBe('no-store')
      expect(response.headers.get('x-powered-by')).toBe(null)
    }
  })
})
