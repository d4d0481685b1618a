import { existsSync } from 'node:fs'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type GateResults, gateResultsSchema } from '../src/learning/gate/gate-results.ts'
import { modelId, modelText } from '../src/learning/model/model-text.ts'
import { trainedModelSchema } from '../src/learning/model/trained-model.ts'
import { answersResponseSchema } from '../src/server/contract/answers.ts'
import { freePort } from '../src/store/embedded/server.ts'
import { servedSearch } from './support/served-process.ts'
import { type TrainedWorkspace, trainedWorkspace } from './support/trained-workspace.ts'

let workspace: TrainedWorkspace
/** A report that the gate wrote, for `models.long` against the label-free prior. */
let report: GateResults
beforeAll(async () => {
  workspace = await trainedWorkspace()
  await workspace.done('gate', '--new', 'rankers')
  await workspace.done('gate', '--lock')
  await workspace.run(
    'gate',
    workspace.models.long.file,
    'label-free-prior',
    ...workspace.graded,
    '--grades',
    'four',
  )
  report = gateResultsSchema.parse(
    JSON.parse(await readFile(join(workspace.path, 'gate', 'gate.json'), 'utf8')),
  )
}, 240_000)
afterAll(() => workspace[Symbol.asyncDispose]())
beforeEach(async () => {
  for (const name of ['releases', 'models', 'watch'])
    await rm(join(workspace.path, '.equipoise', name), { recursive: true, force: true })
})

/** A report of the gate with other words in it; one that passes has tests that pass. */
async function gateFile(changes: {
  readonly verdict: string
  readonly [field: string]: string
}): Promise<string> {
  const tests = changes.verdict === 'pass' ? report.tests.map(passing) : report.tests
  await writeFile(join(workspace.path, 'report.json'), JSON.stringify({ ...report, ...changes, tests }))
  return 'report.json'
}
const passing = (one: object) => ({ ...one, verdict: 'pass' })
const why = ['--without-gate', 'for a test']
const promoted = (file: string, ...more: readonly string[]) =>
  workspace.done('promote', file, ...why, ...more)
const versionOf = async () => (await workspace.json('ask', 'How is gout treated?')).version

it('refuses a model without a gate, with the gate of another, against another, or one that did not pass', async () => {
  const { long, short } = workspace.models
  expect(await workspace.refused('promote', long.file)).toEqual(['PROMOTE_GATE'])
  expect(await workspace.refused('promote', long.file, '--without-gate', ' ')).toEqual(['PROMOTE_GATE'])
  const pass = () => gateFile({ verdict: 'pass' })
  expect(await workspace.refused('promote', short.file, '--gate', await pass())).toEqual(['GATE_OTHER_MODEL'])
  for (const verdict of ['fail', 'needs-judging'])
    expect(await workspace.refused('promote', long.file, '--gate', await gateFile({ verdict }))).toEqual([
      'GATE_NOT_PASSED',
    ])
  const other = await gateFile({ verdict: 'pass', incumbent: 'bm25' })
  expect(await workspace.refused('promote', long.file, '--gate', other)).toEqual(['GATE_OTHER_INCUMBENT'])
  const noReport = await workspace.refused('promote', long.file, '--gate', long.file)
  expect(noReport).toEqual(['GATE_REPORT'])
  await writeFile(join(workspace.path, 'report.json'), JSON.stringify({ ...report, verdict: 'pass' }))
  expect(await workspace.refused('promote', long.file, '--gate', 'report.json')).toEqual([
    'GATE_REPORT_ALTERED',
  ])
  // Nothing of that is on record, and no model was kept.
  expect((await workspace.json('releases')).entries).toEqual([])
  expect(existsSync(join(workspace.path, '.equipoise', 'models'))).toBe(false)
  const { release } = await workspace.json('promote', long.file, '--gate', await pass())
  expect(release).toMatchObject({ action: 'promote', reason: { by: 'gate', verdict: 'pass' } })
  const kept = await readdir(join(workspace.path, '.equipoise', 'models', long.id), { recursive: true })
  expect(kept.sort()).toEqual([
    'card.json',
    'card.md',
    'gates',
    `gates/${release.reason.sha256}.json`,
    'model.json',
  ])
  // The gate takes it by its name now.
  await workspace.run('gate', long.id, 'label-free-prior', ...workspace.graded, '--grades', 'four')
  const again = JSON.parse(await readFile(join(workspace.path, 'gate', 'gate.json'), 'utf8'))
  expect(again).toMatchObject({ candidate: long.id, tests: report.tests })
  // What answers now is another incumbent than the report was against.
  expect(await workspace.refused('promote', long.id, '--gate', await pass())).toEqual(['PROMOTE_SERVED'])
}, 120_000)

it('refuses a model of other features, and one whose file was changed', async () => {
  const text = await readFile(join(workspace.path, workspace.models.long.file), 'utf8')
  await writeFile(
    join(workspace.path, 'changed.json'),
    text.replace(/"priorWeight":[^,]+/, '"priorWeight":9'),
  )
  expect(await workspace.refused('promote', 'changed.json', ...why)).toEqual(['MODEL_ALTERED'])
  const model = trainedModelSchema.parse(JSON.parse(text))
  const old = { ...model, featureSchemaSha256: 'a'.repeat(64) }
  await writeFile(join(workspace.path, 'old.json'), modelText({ ...old, id: modelId(old) }))
  expect(await workspace.refused('promote', 'old.json', ...why)).toEqual(['MODEL_FEATURES'])
  await promoted(workspace.models.long.file)
  const file = join(workspace.path, '.equipoise', 'models', workspace.models.long.id, 'model.json')
  await writeFile(file, text.replace(/"priorWeight":[^,]+/, '"priorWeight":9'))
  expect(await workspace.refused('ask', 'How is gout treated?')).toEqual(['MODEL_ALTERED'])
}, 60_000)

it('is taken up by ask and by a server that runs, and taken back: model and index', async () => {
  const { long, short } = workspace.models
  const port = await freePort()
  await using server = await servedSearch(workspace.path, port)
  const asked = async () => {
    const response = await fetch(`${server.origin}/v1/answers`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"question":"How is heart failure treated?"}',
    })
    return answersResponseSchema.parse(await response.json())
  }
  const served = () => expect.poll(async () => (await asked()).version, { timeout: 15_000 })
  const prior = await asked()
  expect(prior.version).toMatch(/^label-free-prior-1\+/)
  await promoted(long.file)
  await served().toMatch(new RegExp(`^${long.id}\\+`))
  expect(await versionOf()).toMatch(new RegExp(`^${long.id}\\+`))
  const models = await (await fetch(`${server.origin}/v1/models`)).text()
  expect(models).toContain(long.id)
  // Another corpus answers under the same name, with the second model.
  await writeFile(
    join(workspace.path, 'extra.md'),
    '---\nid: extra\ntitle: Gout again\nlicence: CC0-1.0\n---\n\nGout is treated with rest.\n',
  )
  await workspace.done('index', 'extra.md', '--corpus', 'other')
  await promoted(short.file, '--index', 'other')
  await served().toMatch(new RegExp(`^${short.id}\\+`))
  const other = await asked()
  expect(other.corpus.name).toBe('main')
  expect(other.corpus.sha256).not.toBe(prior.corpus.sha256)
  await workspace.done('rollback', '--reason', 'worse')
  await served().toMatch(new RegExp(`^${long.id}\\+`))
  expect((await asked()).corpus).toEqual(prior.corpus)
  await workspace.done('rollback')
  await served().toBe(prior.version)
  expect((await asked()).answer).toEqual(prior.answer)
  expect(await workspace.refused('rollback')).toEqual(['NOTHING_PROMOTED'])
  const { entries } = await workspace.json('releases')
  expect(entries.map(({ action }: { action: string }) => action)).toEqual([
    'promote',
    'promote',
    'roll-back',
    'roll-back',
  ])
  server.signal('SIGINT')
  expect(await server.ended).toBe(0)
}, 180_000)

it('says when the index has changed since, and leaves --model to say what answers', async () => {
  await promoted(workspace.models.long.file)
  expect((await workspace.json('releases')).index.changedSinceRelease).toBe(false)
  const none = await workspace.json('ask', 'How is gout treated?', '--model', 'none')
  expect(none.version).toMatch(/^label-free-prior-1\+/)
  const named = await workspace.json('ask', 'How is gout treated?', '--model', workspace.models.long.id)
  expect(named.version).toMatch(/^ranker-/)
  await writeFile(
    join(workspace.path, 'more.md'),
    '---\nid: more\ntitle: Gout more\nlicence: CC0-1.0\n---\n\nMore of gout.\n',
  )
  await workspace.done('index', 'more.md')
  expect((await workspace.json('releases')).index.changedSinceRelease).toBe(true)
  // What is counted is not needed to see that: the gate is reopened, once, and nothing goes on without it.
  for (let time = 0; time < 2; time++) {
    const { exitCode, out } = await workspace.run('drift')
    expect([exitCode, out]).toEqual([1, expect.stringContaining('The gate is reopened')])
  }
  const { entries } = await workspace.json('releases')
  expect(entries.map(({ action }: { action: string }) => action)).toEqual(['promote', 'reopen-gate'])
  expect(await workspace.refused('promote', workspace.models.short.file, ...why)).toEqual(['GATE_REOPENED'])
  const { short, long } = workspace.models
  const gate = await gateFile({ verdict: 'pass', candidate: short.id, incumbent: long.id })
  await workspace.done('promote', short.file, '--gate', gate)
}, 120_000)
