import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { createGenerator } from '../src/statistics/random/generator.ts'
import { ways } from './providers/dialects.ts'
import { startStandIn } from './providers/stand-in.ts'
import { callingWorkspace, killedRuns, numberOf } from './support/killed-runs.ts'
import { markingStudy, standInJudge, wordVerdict } from './support/marking-study.ts'

const kills = 4
/** Five answers with two criteria each, and three pairs in both orders, for every judge. */
const judges = 12
const tasks = 10 * judges + 6 * judges

const workspace = callingWorkspace()

it(`loses no mark and pays for none twice over ${kills} kills`, { timeout: 90_000 }, async () => {
  const [way] = ways
  if (way === undefined) throw new Error('There is no way to call a model.')
  await using server = await startStandIn(way.dialect, { says: wordVerdict, latencyMilliseconds: 200 })
  const panel = Array.from({ length: judges }, (_, index) => standInJudge(`judge-${index}`, server.url))
  const study = await markingStudy(workspace(), 'killed', {
    marking: { rubric: { judges: panel }, pairwise: { judges: panel } },
    collect: { concurrency: 1, inDoubt: 'always' },
  })
  const generator = createGenerator(20261125, 'kills of marking')
  const killed = await killedRuns(['mark', '--study', study.path], kills, generator, [900, 1600])
  await sleep(400)
  const last = await study.done('mark', '--json')
  expect(JSON.parse(last.out)).toMatchObject({ stopped: 'complete', missing: 0 })
  const inDoubt = await numberOf(
    workspace(),
    `select count(*) as n from judge_outcome where status = 'in-doubt'`,
  )
  expect(killed).toBeGreaterThan(0)
  expect(await numberOf(workspace(), `select count(*) as n from machine_mark where kind <> 'key'`)).toBe(
    tasks,
  )
  expect(await numberOf(workspace(), 'select count(*) as n from judge_call')).toBe(tasks + inDoubt)
  expect(inDoubt).toBeLessThanOrEqual(killed * judges)
  expect(server.requests.length).toBeGreaterThanOrEqual(tasks)
  expect(server.requests.length).toBeLessThanOrEqual(tasks + inDoubt)
  process.stdout.write(
    `${killed} kills: ${tasks} tasks, ${server.requests.length} requests, ${inDoubt} calls in doubt\n`,
  )
})
