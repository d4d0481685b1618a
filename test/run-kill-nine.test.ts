import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { createGenerator } from '../src/statistics/random/generator.ts'
import { ways } from './providers/dialects.ts'
import { collectingStudy } from './support/collecting-study.ts'
import { callingWorkspace, killedRuns, numberOf } from './support/killed-runs.ts'

/** More in a long run: `EQUIPOISE_KILLS=50 npx vitest run test/run-kill-nine.test.ts`. */
const kills = Number(process.env.EQUIPOISE_KILLS ?? 8)
// More than the runs get through before the last kill, whatever the machine.
const items = 60 * kills
const arms = ways.map((way) => way.name).slice(0, 4)

const workspace = callingWorkspace()

it(`loses nothing and pays for nothing twice over ${kills} kills at random moments`, {
  timeout: 30_000 + 12_000 * kills,
}, async () => {
  await using made = await collectingStudy(workspace(), 'killed', {
    items,
    ways: arms,
    collect: { concurrency: 5, timeoutSeconds: 20, inDoubt: 'always' },
    standIn: () => ({ latencyMilliseconds: 150 }),
  })
  const received = () => [...made.servers.values()].reduce((sum, server) => sum + server.requests.length, 0)
  const generator = createGenerator(20261125, 'kills')
  const killed = await killedRuns(['run', '--study', made.study.path], kills, generator, [401, 2201])
  expect(killed).toBe(kills)
  expect(received()).toBeGreaterThan(0)
  // A request that a killed run had sent may still arrive.
  await sleep(500)
  const last = await made.study.run('run', '--json')
  expect(last.exitCode, last.notes).toBe(0)
  const slots = items * arms.length
  const result = JSON.parse(last.out)
  expect(result).toMatchObject({ stopped: 'complete', missing: 0 })
  const inDoubt = await numberOf(
    workspace(),
    `select count(*) as n from call_outcome where status = 'in-doubt'`,
  )
  const again = await numberOf(workspace(), `select count(*) as n from call where attempt > 1`)
  // Every recorded answer stands once for its slot, and each came from a request that the server received.
  expect(await numberOf(workspace(), 'select count(*) as n from answer')).toBe(slots)
  expect(
    await numberOf(workspace(), 'select count(distinct (item_id, arm_id, replicate)) as n from answer'),
  ).toBe(slots)
  expect(await numberOf(workspace(), 'select count(*) as n from answer where call_id is null')).toBe(0)
  expect(await numberOf(workspace(), 'select count(*) as n from call')).toBe(slots + again + inDoubt)
  // At most 5 calls of each of 4 arms were in flight at a kill.
  expect(inDoubt).toBeLessThanOrEqual(kills * 20)
  expect(received()).toBeLessThanOrEqual(slots + again + inDoubt)
  expect(received()).toBeGreaterThanOrEqual(slots)
  process.stdout.write(
    `${kills} kills: ${slots} slots, ${received()} requests received, ${inDoubt} calls in doubt, ${again} called again, answers ${slots}\n`,
  )
})
