import { existsSync } from 'node:fs'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../src/store/embedded/server.ts'
import { bedsideProtocol } from './support/bedside-study.ts'
import { temporaryFolder } from './support/command-line.ts'
import { servedProcess } from './support/served-process.ts'
import { type SharedWorkspace, sharedWorkspace } from './support/shared-workspace.ts'

let workspace: SharedWorkspace
beforeAll(async () => {
  workspace = await sharedWorkspace()
})
afterAll(() => workspace[Symbol.asyncDispose]())

const waitingForLock = async () => {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock'`.execute(
    workspace.store.database,
  )
  return rows[0]?.n ?? 0
}

/** A server, and a request that stays in flight until `release` is called. */
async function withRequestInFlight(name: string) {
  const study = await workspace.study(name, bedsideProtocol)
  const { out } = await study.done('invite', 'Ada', '--role', 'owner', '--json')
  const server = await servedProcess(study.path, await freePort())
  let release: () => void = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  let held: Promise<void> = Promise.resolve()
  // Locked before anybody asks, or the request would be through before it.
  await new Promise<void>((locked, failed) => {
    held = workspace.store.database.transaction().execute(async (transaction) => {
      await sql`select from invitation for update`.execute(transaction)
      locked()
      await released
    })
    held.catch(failed)
  })
  const answer = fetch(server.origin + new URL(JSON.parse(out).link).pathname, {
    method: 'POST',
    headers: { origin: server.origin },
    redirect: 'manual',
  }).then(
    ({ status }) => status,
    () => 'cut' as const,
  )
  while ((await waitingForLock()) === 0) await sleep(10)
  return {
    server,
    answer,
    release: async () => {
      release()
      await held
    },
  }
}

/** Whether anybody listens there. */
function isOpen(origin: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(origin).port), '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}

describe('equipoise serve', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'on %s takes no more requests, finishes those in flight, and ends well',
    { timeout: 30_000 },
    async (signal) => {
      const { server, answer, release } = await withRequestInFlight(`stops-${signal}`)
      await using _ = server
      server.signal(signal)
      while (await isOpen(server.origin)) await sleep(20)
      expect(server.said()).toContain('requests under way are finished first')
      await release()
      expect(await answer).toBe(303)
      expect(await server.ended).toBe(0)
      expect(server.said()).toContain('Stopped. Everything that was saved is on record.')
    },
  )

  it('ends at once on a second signal', { timeout: 30_000 }, async () => {
    const { server, answer, release } = await withRequestInFlight('stops-at-once')
    await using _ = server
    server.signal('SIGTERM')
    while (!server.said().includes('Stopping')) await sleep(10)
    const asked = performance.now()
    server.signal('SIGTERM')
    expect(await server.ended).toBe(143)
    // Below the five seconds that requests in flight have.
    expect(performance.now() - asked).toBeLessThan(3000)
    expect(await answer).toBe('cut')
    await release()
  })

  it('waits for a request that does not end for seconds only', { timeout: 30_000 }, async () => {
    const { server, answer, release } = await withRequestInFlight('stops-slow')
    await using _ = server
    const asked = performance.now()
    server.signal('SIGTERM')
    expect(await answer).toBe('cut')
    expect(await server.ended).toBe(0)
    expect(server.said()).not.toMatch(/\bat .*\.ts:/)
    const seconds = (performance.now() - asked) / 1000
    expect(seconds).toBeGreaterThan(4.9)
    expect(seconds).toBeLessThan(9)
    await release()
  })

  it('stops the database that it started, when nobody else uses it', { timeout: 60_000 }, async () => {
    await using folder = await temporaryFolder()
    await mkdir(join(folder.path, '.equipoise'))
    await writeFile(join(folder.path, 'protocol.yaml'), bedsideProtocol)
    await using server = await servedProcess(folder.path, await freePort())
    const running = async () =>
      (await readdir(folder.path, { recursive: true })).filter((path) => path.endsWith('postmaster.pid'))
    const [file] = await running()
    expect(file).toBeDefined()
    server.signal('SIGTERM')
    expect(await server.ended).toBe(0)
    expect(existsSync(join(folder.path, file ?? ''))).toBe(false)
  })
})
