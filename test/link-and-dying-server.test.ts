import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freePort } from '../src/store/embedded/server.ts'
import { bedsideProtocol } from './support/bedside-study.ts'
import { type ServedProcess, servedProcess } from './support/served-process.ts'
import { type SharedWorkspace, sharedWorkspace } from './support/shared-workspace.ts'

let workspace: SharedWorkspace
beforeAll(async () => {
  workspace = await sharedWorkspace()
})
afterAll(() => workspace[Symbol.asyncDispose]())

async function rows(query: ReturnType<typeof sql<{ n: number }>>): Promise<number> {
  return (await query.execute(workspace.store.database)).rows[0]?.n ?? 0
}
const used = () => rows(sql`select count(*)::int as n from invitation where used_at is not null`)
const sessions = () => rows(sql`select count(*)::int as n from web_session`)

/** Presses the button and never hears the answer. */
function pressDeaf({ origin }: ServedProcess, path: string, cookie: string) {
  const { port, hostname, host } = new URL(origin)
  const socket = connect(Number(port), hostname, () => {
    socket.write(
      `POST ${path} HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${origin}\r\nCookie: ${cookie}\r\nContent-Length: 0\r\n\r\n`,
    )
    socket.pause()
  })
  socket.on('error', () => {})
  return socket
}

it('a link that was being used when the server was killed opens again for the same browser, and for no other', {
  timeout: 60_000,
}, async () => {
  const study = await workspace.study('dying', bedsideProtocol)
  const port = await freePort()
  const invited = await study.done('invite', 'Ada', '--role', 'owner', '--json')
  const path = new URL(JSON.parse(invited.out).link).pathname
  let server = await servedProcess(study.path, port)
  const again = async () => {
    server.signal('SIGKILL')
    await server.ended
    server = await servedProcess(study.path, port)
  }
  const press = (cookie: string) =>
    fetch(server.origin + path, {
      method: 'POST',
      headers: { origin: server.origin, cookie },
      redirect: 'manual',
    })
  try {
    const looked = await fetch(server.origin + path)
    const browser = looked.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const other = (await fetch(server.origin + path)).headers.getSetCookie()[0]?.split(';')[0] ?? ''

    // Killed within the transaction: neither is the link spent nor is there a session.
    const held = workspace.store.database.transaction().execute(async (transaction) => {
      await sql`select from invitation for update`.execute(transaction)
      const socket = pressDeaf(server, path, browser)
      const waiting = sql<{ n: number }>`
        select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock'`
      while ((await rows(waiting)) === 0) await sleep(10)
      server.signal('SIGKILL')
      await server.ended
      socket.destroy()
    })
    await held
    expect([await used(), await sessions()]).toEqual([0, 0])
    await again()

    // Killed after it, and before the answer was heard.
    const socket = pressDeaf(server, path, browser)
    while ((await used()) === 0) await sleep(5)
    await again()
    socket.destroy()
    expect([await used(), await sessions()]).toEqual([1, 1])
    expect((await press(other)).status).toBe(403)
    const entered = await press(browser)
    expect([entered.status, entered.headers.get('location')]).toEqual([303, '/study'])
    const cookie = entered.headers.getSetCookie().find((one) => one.startsWith('equipoise='))
    const me = await fetch(`${server.origin}/api/me`, { headers: { cookie: cookie?.split(';')[0] ?? '' } })
    expect(await me.json()).toMatchObject({ name: 'Ada', role: 'owner' })
    expect(await sessions()).toBe(1)
  } finally {
    await server[Symbol.asyncDispose]()
  }
})
