import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ways } from './providers/dialects.ts'
import { collectingStudy, keyVariable } from './support/collecting-study.ts'
import { interruptedProcess } from './support/interrupted-process.ts'
import { type SharedWorkspace, sharedWorkspace } from './support/shared-workspace.ts'

const items = 20
const arms = ways.map((way) => way.name).slice(0, 2)

let workspace: SharedWorkspace
beforeAll(async () => {
  process.env[keyVariable] = 'sk-stand-in'
  workspace = await sharedWorkspace()
})
afterAll(async () => {
  delete process.env[keyVariable]
  await workspace[Symbol.asyncDispose]()
})

async function answers(): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from answer`.execute(
    workspace.store.database,
  )
  return rows[0]?.n ?? 0
}

it('equipoise run, interrupted, waits for calls in flight and goes on later without asking twice', {
  timeout: 60_000,
}, async () => {
  await using made = await collectingStudy(workspace, 'stopped', {
    items,
    ways: arms,
    collect: { concurrency: 2, timeoutSeconds: 20 },
    standIn: () => ({ latencyMilliseconds: 250 }),
  })
  const received = () => [...made.servers.values()].reduce((sum, server) => sum + server.requests.length, 0)
  const { exitCode, out, notes } = await interruptedProcess(['run', '--study', made.study.path], async () => {
    while (received() < 10) await sleep(5)
  })
  expect(exitCode, notes).toBe(130)
  expect(notes).toContain('Ending: calls in flight are waited for.')
  expect(out).toContain('Interrupted. Run the same command again to go on.')
  const asked = received()
  expect(asked).toBeLessThan(items * arms.length)
  expect(await answers()).toBe(asked)
  const resumed = JSON.parse((await made.study.done('run', '--json')).out)
  expect(resumed).toMatchObject({ stopped: 'complete', missing: 0, inDoubt: 0 })
  expect([received(), await answers()]).toEqual([items * arms.length, items * arms.length])
})
