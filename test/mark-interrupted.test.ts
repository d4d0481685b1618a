import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ways } from './providers/dialects.ts'
import { type StandIn, startStandIn } from './providers/stand-in.ts'
import { keyVariable } from './support/collecting-study.ts'
import { interruptedProcess } from './support/interrupted-process.ts'
import { markingStudy, standInJudge, wordVerdict } from './support/marking-study.ts'
import { type SharedWorkspace, sharedWorkspace, type TestStudy } from './support/shared-workspace.ts'

const timeout = 60_000
const concurrency = 2
/** Five answers with two criteria each, for every judge. */
const judges = 3
const tasks = 10 * judges

let workspace: SharedWorkspace
beforeAll(async () => {
  process.env[keyVariable] = 'sk-stand-in'
  workspace = await sharedWorkspace()
})
afterAll(async () => {
  delete process.env[keyVariable]
  await workspace[Symbol.asyncDispose]()
})

/** A judge of which a test can say when it falls silent. */
async function judge(latencyMilliseconds: number, isSilent: (before: number) => boolean): Promise<StandIn> {
  const [way] = ways
  if (way === undefined) throw new Error('There is no way to call a model.')
  let received = 0
  return startStandIn(way.dialect, {
    says: wordVerdict,
    latencyMilliseconds,
    faults: () => (isSilent(received++) ? 'hang' : null),
  })
}

function studyWith(name: string, server: StandIn): Promise<TestStudy> {
  const panel = Array.from({ length: judges }, (_, index) => standInJudge(`judge-${index}`, server.url))
  return markingStudy(workspace, name, {
    marking: { rubric: { judges: panel } },
    collect: { concurrency, inDoubt: 'always', timeoutSeconds: 20 },
  })
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(5)
}

/** Counts in a study; a task is named by its judge and its text. */
async function onRecord(study: string) {
  const { rows } = await sql<Record<'marks' | 'calls' | 'inDoubt' | 'byKey', number>>`
    with own as (select id from study where key = ${study})
    select
      (select count(*) from machine_mark where study_id in (select id from own) and kind = 'rubric')::int as marks,
      (select count(*) from machine_mark where study_id in (select id from own) and kind = 'key')::int as "byKey",
      (select count(*) from judge_call where study_id in (select id from own))::int as calls,
      (select count(*) from judge_outcome
        where study_id in (select id from own) and status = 'in-doubt')::int as "inDoubt"`.execute(
    workspace.store.database,
  )
  return rows[0]
}

describe('equipoise mark, interrupted', () => {
  it('waits for calls in flight, puts them on record, and goes on later without marking twice', {
    timeout,
  }, async () => {
    await using server = await judge(250, () => false)
    const study = await studyWith('stopped', server)
    const { exitCode, out, notes } = await interruptedProcess(['mark', '--study', study.path], () =>
      // Some came back, and the next ones are on their way.
      until(() => server.requests.length > 2 * judges * concurrency),
    )
    expect(exitCode, notes).toBe(130)
    expect(notes).toContain('Ending: calls in flight are waited for.')
    expect(out).toContain('Interrupted. Run the same command again to go on.')
    const asked = server.requests.length
    expect(asked).toBeLessThan(tasks)
    expect(await onRecord('stopped')).toEqual({ marks: asked, calls: asked, inDoubt: 0, byKey: 5 })

    const resumed = JSON.parse((await study.done('mark', '--json')).out)
    expect(resumed).toMatchObject({ stopped: 'complete', missing: 0, inDoubt: 0, byKey: 0 })
    expect(server.requests.length).toBe(tasks)
    expect(await onRecord('stopped')).toEqual({ marks: tasks, calls: tasks, inDoubt: 0, byKey: 5 })
  })

  it('stops at once at the second interruption, says so, and counts what was in flight as in doubt', {
    timeout,
  }, async () => {
    const answered = 2 * judges * concurrency
    let isSilent = true
    await using server = await judge(20, (before) => isSilent && before >= answered)
    const study = await studyWith('stopped-twice', server)
    const inFlight = judges * concurrency
    const { exitCode, out, notes } = await interruptedProcess(
      ['mark', '--study', study.path],
      [
        () => until(() => server.requests.length === answered + inFlight),
        (said) => until(() => said().includes('Press again to stop at once')),
      ],
    )
    expect(exitCode, notes).toBe(130)
    expect(notes).toContain('Stopped at once. Calls in flight are in doubt and count as spent')
    expect(out).toBe('')
    expect(await onRecord('stopped-twice')).toMatchObject({ marks: answered, calls: answered + inFlight })

    isSilent = false
    const resumed = JSON.parse((await study.done('mark', '--json')).out)
    expect(resumed).toMatchObject({ stopped: 'complete', missing: 0, inDoubt: inFlight })
    expect(server.requests.length).toBe(tasks + inFlight)
    expect(await onRecord('stopped-twice')).toEqual({
      marks: tasks,
      calls: tasks + inFlight,
      inDoubt: inFlight,
      byKey: 5,
    })
  })
})
