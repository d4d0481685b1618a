import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { assistedProtocol } from '../src/server/testing/assisted-trial.ts'
import { equipoise, temporaryFolder } from './support/command-line.ts'
import { parsedProblems } from './support/expect-problems.ts'
import { type SharedWorkspace, sharedWorkspace, type TestStudy } from './support/shared-workspace.ts'

let workspace: SharedWorkspace
beforeAll(async () => {
  workspace = await sharedWorkspace()
})
afterAll(() => workspace[Symbol.asyncDispose]())

/** Two arms whose keys are not set, one of them without a price where the budget is in money. */
function protocol(): string {
  const { document } = assistedProtocol({ chat: { budget: { usd: 5 } } })
  const arms = document.arms.map((arm, index) =>
    arm.source !== undefined && 'baseUrl' in arm.source
      ? {
          ...arm,
          source: {
            ...arm.source,
            keyFrom: `EQUIPOISE_TEST_NO_KEY_${index}`,
            price: index === 1 ? 'free' : null,
          },
        }
      : arm,
  )
  return stringify({ ...document, arms }).replace(/ +price: null\n/g, '')
}

const codes = async (study: TestStudy, ...given: readonly string[]) => {
  const { exitCode, out } = await study.run(...given, '--json')
  expect(exitCode).toBe(1)
  return parsedProblems(out).map(({ code }) => code)
}

it('opening a trial asks for the lock first, and makes no database to do so', async () => {
  await using folder = await temporaryFolder()
  const study = join(folder.path, 'trial')
  await mkdir(study)
  await writeFile(join(study, 'protocol.yaml'), protocol())
  const { exitCode, out } = await equipoise('trial', 'open', '--study', study, '--json')
  expect(exitCode).toBe(1)
  expect(parsedProblems(out).map(({ code }) => code)).toEqual(['TRIAL_NOT_LOCKED'])
  expect(existsSync(join(study, '.equipoise'))).toBe(false)
})

it('opening a trial tells all that its arms lack at once, and opens nothing', async () => {
  const study = await workspace.study('keyless', protocol())
  expect(await codes(study, 'trial', 'open')).toEqual(['TRIAL_NOT_LOCKED'])
  await study.done('lock')
  const { out } = await study.run('trial', 'open', '--json')
  expect(parsedProblems(out).map(({ code, place }) => [code, place.field])).toEqual([
    ['ARM_KEY_MISSING', 'EQUIPOISE_TEST_NO_KEY_1'],
    ['ARM_KEY_MISSING', 'EQUIPOISE_TEST_NO_KEY_2'],
    ['RUN_PRICE_UNKNOWN', 'arms.quartz-arm.source.price'],
  ])
  expect(await codes(study, 'trial', 'status')).toEqual(['TRIAL_NOT_OPEN'])
  // Nobody has decided anything, so that nothing can be coded.
  expect(await codes(study, 'coding', 'open')).toEqual(['TRIAL_NOT_OPEN'])
  expect(await codes(study, 'trial', 'close')).toEqual(['TRIAL_NOT_OPEN'])
})

it('says of a closed trial that it is closed, and of another study that it is none', async () => {
  const study = await workspace.study('over', stringify(assistedProtocol().document))
  await study.done('lock')
  await study.done('trial', 'open')
  expect(await codes(study, 'trial', 'open')).toEqual(['TRIAL_OPEN'])
  await study.done('trial', 'close')
  expect(await codes(study, 'trial', 'open')).toEqual(['TRIAL_CLOSED'])
  const other = await workspace.study(
    'other',
    stringify({
      schemaVersion: 1,
      id: 'other',
      title: 'Another study',
      question: 'Which is better?',
      arms: ['one', 'two'].map((id) => ({ id, kind: 'general' })),
      axes: [{ id: 'preference', form: 'pairwise', primary: true }],
      hypotheses: [{ id: 'h', kind: 'superiority', axis: 'preference', candidate: 'one', against: 'two' }],
      seed: 1,
    }),
  )
  for (const action of ['open', 'status', 'close', 'verify', 'simulate'])
    expect(await codes(other, 'trial', action), action).toEqual(['TRIAL_NOT_ASSISTED'])
})
