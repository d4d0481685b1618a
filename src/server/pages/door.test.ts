import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { verifyChain } from '../../review/people/audit-entry.ts'
import { readAudit } from '../../store/people/audit.ts'
import { invite, revoke } from '../../store/people/people.ts'
import type { Store } from '../../store/store.ts'
import { ensureStudy } from '../../store/studies.ts'
import { startTestServer, type TestServer } from '../../store/testing/test-server.ts'
import { createApp } from '../app.ts'
import { doorRoutes } from './door.ts'

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

function door(secure = false, address = origin) {
  return createApp({
    store,
    study: study.id,
    origin: address,
    routes: doorRoutes(store, secure),
    addressOf: () => crypto.randomUUID(),
    onFault: (error) => {
      throw error
    },
  })
}

/** A browser that keeps its cookies, as long as the answers that bring them arrive. */
function browser(app = door()) {
  const cookies = new Map<string, string>()
  const send = async (path: string, init: RequestInit = {}, arrives = true) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await app.request(path, { ...init, headers: { ...init.headers, cookie } })
    for (const set of arrives ? response.headers.getSetCookie() : []) {
      const [name = '', value = ''] = (set.split(';')[0] ?? '').split('=')
      if (/Max-Age=0/.test(set)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return response
  }
  return {
    cookies,
    look: (token: string) => send(`/r/${token}`),
    press: (token: string, arrives = true) =>
      send(`/r/${token}`, { method: 'POST', headers: { origin } }, arrives),
    leave: () => send('/api/leave', { method: 'POST', headers: { origin, 'x-equipoise': '1' } }),
    who: async () => (await send('/api/me')).status,
  }
}

async function link() {
  return invite(store, study, { name: `P ${crypto.randomUUID()}`, role: 'reviewer' }, null, 1)
}

it('lets the browser in whose answer was lost, into the same session, and no other browser', async () => {
  const { token } = await link()
  const [ada, eve] = [browser(), browser()]
  await ada.look(token)
  await eve.look(token)
  expect((await ada.press(token, false)).status).toBe(303)
  expect([await ada.who(), (await eve.press(token)).status, (await browser().press(token)).status]).toEqual([
    401, 403, 403,
  ])
  // Opened once more from the mail: the page must not forget the browser.
  await ada.look(token)
  expect((await ada.press(token, false)).status).toBe(303)
  expect([(await ada.press(token)).status, await ada.who()]).toEqual([303, 200])
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from web_session`.execute(store.database)
  expect(rows[0]?.n).toBe(1)
  // What made it the same browser is gone with the answer that arrived.
  expect([...ada.cookies.keys()]).toEqual(['equipoise'])
  expect((await ada.press(token)).status).toBe(403)
  const log = await readAudit(store, study)
  expect(verifyChain(log)).toBe(null)
  expect(log.map(({ document }) => JSON.parse(document)).map(({ kind, detail }) => [kind, detail])).toEqual([
    ['role-granted', expect.anything()],
    ['person-invited', expect.anything()],
    ['person-entered', {}],
    ['entry-refused', expect.objectContaining({ because: 'used' })],
    ['entry-refused', expect.objectContaining({ because: 'used' })],
    ['person-entered', { again: true }],
    ['person-entered', { again: true }],
    ['entry-refused', expect.objectContaining({ because: 'used' })],
  ])
})

it('lets a browser in once that presses many times at the same moment', async () => {
  const { token } = await link()
  const ada = browser()
  await ada.look(token)
  const pressed = await Promise.all(Array.from({ length: 5 }, () => ada.press(token)))
  expect(pressed.map(({ status }) => status)).toEqual([303, 303, 303, 303, 303])
  const sessions = new Set(
    pressed.map(({ headers }) => headers.getSetCookie().find((one) => one.startsWith('equipoise='))),
  )
  expect(sessions.size).toBe(1)
})

it('does not answer the same browser after ten minutes', async () => {
  const { token, person } = await link()
  const ada = browser()
  await ada.look(token)
  await ada.press(token, false)
  const age = (minutes: number) =>
    sql`update web_session set created_at = clock_timestamp() - make_interval(mins => ${minutes})
      where person_id = ${person}::uuid`.execute(store.database)
  await age(11)
  expect((await ada.press(token)).status).toBe(403)
  await age(9)
  expect((await ada.press(token)).status).toBe(303)
})

it('does not answer the same browser when the role was taken back, or another link was sent', async () => {
  const { token, person } = await link()
  const ada = browser()
  await ada.look(token)
  await ada.press(token, false)
  await revoke(store, study, person, null)
  expect(await (await ada.press(token)).text()).toContain('was taken back')
})

it('does not open again by a secret that is none, or after the person left', async () => {
  const { token } = await link()
  const odd = browser()
  odd.cookies.set('equipoise-door', 'x')
  expect((await odd.press(token, false)).status).toBe(303)
  expect((await odd.press(token)).status).toBe(403)
  const ada = browser()
  const other = await link()
  await ada.look(other.token)
  const secret = ada.cookies.get('equipoise-door') ?? ''
  await ada.press(other.token)
  await ada.leave()
  ada.cookies.set('equipoise-door', secret)
  expect((await ada.press(other.token)).status).toBe(403)
})

it('keeps its secret to HTTPS and to this host where there is HTTPS', async () => {
  const looked = await door(true, 'https://trial.example.org').request('https://trial.example.org/r/x')
  expect(looked.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^__Host-equipoise-door=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
  ])
})
