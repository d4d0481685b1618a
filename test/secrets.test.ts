import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { existingCluster } from '../src/store/embedded/place.ts'
import { ways } from './providers/dialects.ts'
import { passingFaults, randomFaults } from './providers/faults.ts'
import { collectingStudy, keyVariable } from './support/collecting-study.ts'
import { type SharedWorkspace, sharedWorkspace } from './support/shared-workspace.ts'
import { filesWithText, tablesWithText } from './support/whole-workspace.ts'

const key = 'sk-PLANTED-9f3c27d1aa'
const question = 'Does collecting work?'

let workspace: SharedWorkspace
beforeAll(async () => {
  process.env[keyVariable] = key
  workspace = await sharedWorkspace()
})
afterAll(async () => {
  delete process.env[keyVariable]
  await workspace[Symbol.asyncDispose]()
})

it('a key that arms are called with is in no table, file, export or line of output, also where a provider gives it back', async () => {
  await using made = await collectingStudy(workspace, 'secret', {
    items: 6,
    ways: ways.map((way) => way.name).slice(0, 4),
    collect: { concurrency: 8, timeoutSeconds: 20, attempts: 8 },
    standIn: () => ({
      key,
      echoesKey: true,
      faults: randomFaults(5, 0.3, passingFaults),
      retryAfterSeconds: 0.05,
    }),
  })
  const { study } = made
  const bundle = join(workspace.path, 'bundle')
  const outcomes = [
    await study.run('run', '--json'),
    await study.run('run'),
    await study.done('export', bundle),
    await study.run('audit', 'list'),
    await study.run('analyse'),
  ]
  // The key was used: nothing was answered without it.
  const collected = JSON.parse(outcomes[0]?.out ?? '')
  expect(collected.arms.map((arm: { answered: number }) => arm.answered)).toEqual([6, 6, 6, 6])
  const output = outcomes.map(({ out, notes }) => out + notes).join('\n')
  expect(output).not.toContain(key)

  expect(await tablesWithText(workspace.store, key)).toEqual([])
  const cluster = await existingCluster(workspace.path)
  if (cluster === null) throw new Error('The workspace has no database.')
  expect([...(await filesWithText(workspace.path, key)), ...(await filesWithText(cluster, key))]).toEqual([])
  // The search itself finds what is there: in a table, in packed columns, in files and in the database's own.
  expect(await tablesWithText(workspace.store, 'POST http://127.0.0.1')).toContain('public.call_outcome')
  expect(await filesWithText(workspace.path, question)).toContain(join(study.path, 'protocol.yaml'))
  expect(
    (await filesWithText(cluster, 'What is the usual dose')).length +
      (await filesWithText(bundle, 'arm-0')).length,
  ).toBeGreaterThan(0)
})
