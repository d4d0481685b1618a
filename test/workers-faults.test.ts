import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { existingCluster } from '../src/store/embedded/place.ts'
import { readPostmaster } from '../src/store/embedded/postmaster.ts'
import { until } from '../src/store/testing/temporary-workspace.ts'
import { ways } from './providers/dialects.ts'
import { collectingStudy } from './support/collecting-study.ts'
import { equipoise } from './support/command-line.ts'
import { callingWorkspace, numberOf } from './support/killed-runs.ts'
import { startWorker } from './support/worker-process.ts'

const workspace = callingWorkspace()
const items = 260
const concurrency = 20
/** Longer than a worker may be silent. */
const pauseMilliseconds = 22_000

const listSchema = z.object({
  version: z.string(),
  workers: z.array(
    z.object({
      pid: z.int(),
      state: z.string(),
      version: z.string(),
      skewSeconds: z.number().nullable(),
    }),
  ),
})

/** Restarts the database under everybody, as an operator does who stops it at once. */
async function restartDatabase(): Promise<void> {
  const cluster = await existingCluster(workspace().path)
  const data = join(cluster ?? '', 'data')
  const before = await readPostmaster(data)
  if (before === null) throw new Error('The database was not running.')
  process.kill(before.pid, 'SIGINT')
  await until(async () => {
    const now = await readPostmaster(data)
    return now !== null && now.pid !== before.pid && now.port !== null
  })
}

it('loses no answer and doubles none: one worker killed, one stopped, one with a wrong clock, a database restarted', {
  timeout: 150_000,
}, async () => {
  const { name } = ways[0] ?? { name: '' }
  await using made = await collectingStudy(workspace(), 'workers', {
    items,
    ways: [name, name],
    collect: { concurrency, timeoutSeconds: 20, inDoubt: 'always' },
    standIn: () => ({ latencyMilliseconds: 250 }),
  })
  const servers = [...made.servers.values()]
  const received = () => servers.reduce((sum, server) => sum + server.requests.length, 0)
  const [killed, stopped, skewed] = await Promise.all([
    startWorker(workspace().path),
    startWorker(workspace().path),
    startWorker(workspace().path, { skewSeconds: 7200 }),
  ])
  try {
    const run = made.study.run('run', '--queue', '--json')
    await until(async () => received() > 60)
    killed.process.kill('SIGKILL')
    stopped.process.kill('SIGSTOP')
    const paused = performance.now()
    await sleep(1000)
    await restartDatabase()
    await sleep(pauseMilliseconds - (performance.now() - paused))
    const told = await equipoise('workers', '--workspace', workspace().path, '--json')
    const listed = listSchema.parse(JSON.parse(told.out))
    const workers = new Map(listed.workers.map((worker) => [worker.pid, worker]))
    expect(workers.get(killed.process.pid ?? 0)).toMatchObject({ state: 'silent' })
    expect(workers.get(stopped.process.pid ?? 0)).toMatchObject({ state: 'silent' })
    expect(workers.get(skewed.process.pid ?? 0)).toMatchObject({ state: 'alive', version: listed.version })
    expect(Math.abs((workers.get(skewed.process.pid ?? 0)?.skewSeconds ?? 0) - 7200)).toBeLessThan(2)
    stopped.process.kill('SIGCONT')
    const { exitCode, out, notes } = await run
    expect(exitCode, notes).toBe(0)
    const slots = 2 * items
    expect(JSON.parse(out)).toMatchObject({ stopped: 'complete', missing: 0 })
    const n = (query: string) => numberOf(workspace(), `select count(*) as n from ${query}`)
    // What the stopped worker had in flight comes back late, and changes nothing.
    await stopped.stop()
    expect(await n('answer')).toBe(slots)
    expect(await n('(select distinct item_id, arm_id, replicate from answer) as slot')).toBe(slots)
    const inDoubt = await n(`call_outcome where status = 'in-doubt'`)
    expect(inDoubt).toBeGreaterThan(0)
    // Nothing is called a second time but what is on record as in doubt or as failed.
    const failed = await n(`call_outcome where status = 'failed'`)
    expect(await n('call')).toBe(slots + inDoubt + failed)
    expect(await n(`call_outcome where status = 'answered'`)).toBe(slots)
    expect(await n('call_in_flight')).toBe(0)
    expect(received()).toBeLessThanOrEqual(slots + inDoubt + failed)
    expect(received()).toBeGreaterThanOrEqual(slots)
    // The protocol's limit holds for all workers together.
    for (const server of servers) expect(server.mostAtOnce()).toBeLessThanOrEqual(concurrency)
    process.stdout.write(`${slots} slots, ${received()} requests, ${inDoubt} in doubt, ${failed} failed\n`)
  } finally {
    killed.process.kill('SIGKILL')
    stopped.process.kill('SIGCONT')
    await Promise.all([stopped.stop(), skewed.stop()])
  }
})
