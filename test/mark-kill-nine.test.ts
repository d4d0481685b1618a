import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createGenerator } from '../src/statistics/random/generator.ts'
import { ways } from './providers/dialects.ts'
import { startStandIn } from './providers/stand-in.ts'
import { keyVariable } from './support/collecting-study.ts'
import { equipoiseProcess } from './support/command-line.ts'
import { markingStudy, standInJudge, wordVerdict } from './support/marking-study.ts'
import { type SharedWorkspace, sharedWorkspace } from './support/shared-workspace.ts'

const kills = 4
/** Five answers with two criteria each, and three pairs in both orders, for every judge. */
const judges = 12
const tasks = 10 * judges + 6 * judges

let workspace: SharedWorkspace
beforeAll(async () => {
  process.env[keyVariable] = 'sk-stand-in'
  workspace = await sharedWorkspace()
})
afterAll(async () => {
  delete process.env[keyVariable]
  await workspace[Symbol.asyncDispose]()
})

async function number(query: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`${sql.raw(query)}`.execute(workspace.store.database)
  return Number(rows[0]?.n)
}

it(`loses no mark and pays for none twice over ${kills} kills`, { timeout: 90_000 }, async () => {
  const [way] = ways
  if (way === undefined) throw new Error('There is no way to call a model.')
  await using server = await startStandIn(way.dialect, { says: wordVerdict, latencyMilliseconds: 200 })
  const panel = Array.from({ length: judges }, (_, index) => standInJudge(`judge-${index}`, server.url))
  const study = await markingStudy(workspace, 'killed', {
    marking: { rubric: { judges: panel }, pairwise: { judges: panel } },
    collect: { concurrency: 1, inDoubt: 'always' },
  })
  const generator = createGenerator(20261125, 'kills of marking')
  let killed = 0
  while (killed < kills) {
    const { exitCode, notes } = await equipoiseProcess(['mark', '--study', study.path], {
      killAfter: 900 + generator.integerBelow(700),
    })
    expect([-1, 0], notes).toContain(exitCode)
    if (exitCode === 0) break
    killed += 1
  }
  await sleep(400)
  const last = await study.done('mark', '--json')
  expect(JSON.parse(last.out)).toMatchObject({ stopped: 'complete', missing: 0 })
  const inDoubt = await number(`select count(*) as n from judge_outcome where status = 'in-doubt'`)
  expect(killed).toBeGreaterThan(0)
  expect(await number(`select count(*) as n from machine_mark where kind <> 'key'`)).toBe(tasks)
  expect(await number('select count(*) as n from judge_call')).toBe(tasks + inDoubt)
  expect(inDoubt).toBeLessThanOrEqual(killed * judges)
  expect(server.requests.length).toBeGreaterThanOrEqual(tasks)
  expect(server.requests.length).toBeLessThanOrEqual(tasks + inDoubt)
  process.stdout.write(
    `${killed} kills: ${tasks} tasks, ${server.requests.length} requests, ${inDoubt} calls in doubt\n`,
  )
})
