import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readableText } from '../src/report/testing/markup-check.ts'
import { withRunLock } from '../src/store/collecting/run-lock.ts'
import { findStudy } from '../src/store/studies.ts'
import { ways } from './providers/dialects.ts'
import { always, firstly } from './providers/faults.ts'
import { collectingStudy, keyVariable } from './support/collecting-study.ts'
import { markingStudy } from './support/marking-study.ts'
import { type SharedWorkspace, sharedWorkspace } from './support/shared-workspace.ts'

let workspace: SharedWorkspace
beforeAll(async () => {
  process.env[keyVariable] = 'sk-stand-in-77aa'
  workspace = await sharedWorkspace()
})
afterAll(async () => {
  delete process.env[keyVariable]
  await workspace[Symbol.asyncDispose]()
})

async function studyOf(key: string) {
  const study = await findStudy(workspace.store, key)
  if (study === null) throw new Error(`there is no study ${key}`)
  return study
}

it('reports the calls behind the answers, those in doubt and what was withheld', async () => {
  await using made = await collectingStudy(workspace, 'reported', {
    items: 6,
    ways: ways.map((way) => way.name).slice(0, 2),
    collect: { attempts: 3, timeoutSeconds: 20 },
    standIn: (arm) => (arm === 'arm-0' ? { faults: firstly('server-error') } : {}),
  })
  await made.study.done('screen', '--hold', 'q00005', '--by', 'Grace', '--reason', 'A rare case')
  const run = JSON.parse((await made.study.run('run', '--json')).out)
  // A run that died with a call in flight leaves its intent, and nothing else.
  await sql`
    insert into call (id, study_id, item_id, arm_id, replicate, attempt, worst_usd, worst_tokens)
    select gen_random_uuid(), item.study_id, item.id, arm.id, 0, 1, 0.25, 1000
    from item join arm on arm.study_id = item.study_id join study on study.id = item.study_id
    where study.key = 'reported' and item.key = 'q00005' and arm.key = 'arm-1'`.execute(
    workspace.store.database,
  )
  const marks = [
    'item,a,b,axis,value',
    ...['q00000', 'q00001', 'q00002'].map((item) => `${item},arm-0,arm-1,preference,a`),
  ]
  const table = await workspace.input('reported-marks.csv', `${marks.join('\n')}\n`)
  const mapping = await workspace.input(
    'reported-marks.yaml',
    [
      'schemaVersion: 1',
      'form: pairwise',
      'columns: {item: item, armA: a, armB: b, axis: axis, value: value}',
      'values: {a: a, b: b}',
    ].join('\n'),
  )
  await made.study.imported(table, mapping)
  await made.study.done('analyse')
  const { data, practice } = await made.study.results()
  expect(practice).toBe(null)
  expect(data.collection).toMatchObject([
    { arm: 'arm-0', calls: 10, calledAgain: 5, answered: 5, failed: 5, inDoubt: 0, withheld: 1, unpriced: 0 },
    {
      arm: 'arm-1',
      calls: 6,
      calledAgain: 0,
      underWay: 0,
      answered: 5,
      failed: 0,
      inDoubt: 1,
      withheld: 1,
      unpriced: 0,
    },
  ])
  const usd = data.collection?.reduce((sum, arm) => sum + arm.usd, 0)
  expect(usd).toBeCloseTo(run.spent.usd + 0.25, 9)
  expect(data.collection?.[1]).toMatchObject({ inDoubtUsd: 0.25 })
  const page = readableText(await readFile(join(made.study.path, 'report', 'report.html'), 'utf8'))
  expect(page).toContain('1 call was in flight when a run died')
  expect(page).toContain('the most it can have cost, $0.2500')
  expect(page).toContain('2 slots have no answer because the identifier screen withholds their items.')
})

it('says that machines had marked before the plan was locked', async () => {
  const study = await markingStudy(workspace, 'marked-early')
  await study.done('mark')
  await study.done('lock')
  const axis = (await readFile(join(study.path, 'protocol.yaml'), 'utf8')).match(/axes:\s*- id: (\S+)/)?.[1]
  const table = await workspace.input(
    'early.csv',
    `item,a,b,axis,value\nq1,careful,careless,${axis},a\nq2,careful,careless,${axis},b\n`,
  )
  await study.imported(table, join(workspace.path, 'inputs', 'reported-marks.yaml'))
  await study.done('analyse')
  expect((await study.results()).remarks).toContainEqual(
    expect.stringContaining('before the plan was locked: whoever read what they say'),
  )
})

it('counts slots that failed for good as failures, each question once, and calls under way as no doubt', async () => {
  await using made = await collectingStudy(workspace, 'reported-odd', {
    items: 4,
    ways: ways.map((way) => way.name).slice(0, 2),
    collect: { attempts: 2, timeoutSeconds: 20, replicates: 2 },
    standIn: (arm) => (arm === 'arm-0' ? { faults: always('server-error') } : {}),
  })
  await made.study.run('run')
  await made.study.run('run')
  const table = await workspace.input(
    'odd-marks.csv',
    'item,a,b,axis,value\nq00000,arm-0,arm-1,preference,b\nq00001,arm-0,arm-1,preference,b\n',
  )
  await made.study.imported(table, join(workspace.path, 'inputs', 'reported-marks.yaml'))
  await withRunLock(workspace.store, await studyOf('reported-odd'), async () => {
    await sql`
      insert into call (id, study_id, item_id, arm_id, replicate, attempt, worst_usd, worst_tokens)
      select gen_random_uuid(), item.study_id, item.id, arm.id, 0, 1, null, 1000
      from item join arm on arm.study_id = item.study_id join study on study.id = item.study_id
      where study.key = 'reported-odd' and item.key = 'q00003' and arm.key = 'arm-1'`.execute(
      workspace.store.database,
    )
    await made.study.done('analyse')
    const { data } = await made.study.results()
    expect(data.coverage).toMatchObject([
      { arm: 'arm-0', items: 4, answered: 0, failed: 4, unrecorded: 0 },
      { arm: 'arm-1', items: 4, answered: 4, failed: 0, unrecorded: 0 },
    ])
    // Two repeats of four questions, two attempts in each of two runs.
    expect(data.collection?.[0]).toMatchObject({ calls: 32, calledAgain: 24, failed: 32, inDoubt: 0 })
    expect(data.collection?.[1]).toMatchObject({
      calls: 9,
      calledAgain: 1,
      underWay: 1,
      inDoubt: 0,
      unpriced: 0,
    })
  })
  await made.study.done('analyse')
  const [, second] = (await made.study.results()).data.collection ?? []
  expect(second).toMatchObject({ underWay: 0, inDoubt: 1, inDoubtUnpriced: 1, unpriced: 1, inDoubtUsd: 0 })
  const page = readableText(await readFile(join(made.study.path, 'report', 'report.html'), 'utf8'))
  expect(page).toContain('in doubt, and at a price that nobody knows')
})
