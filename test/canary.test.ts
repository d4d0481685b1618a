import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { readWatched } from '../src/cli/learning/watch-folder.ts'
import { searchesOfArms } from '../src/cli/search/search-of-arm.ts'
import { followedSearch } from '../src/cli/serving/followed-search.ts'
import { servedModels } from '../src/cli/serving/served-models.ts'
import { unwrittenWatcher, type Watcher, writingWatcher } from '../src/cli/serving/watcher.ts'
import { readProtocol } from '../src/protocol/read.ts'
import { drawAsking } from '../src/server/ask/draw.ts'
import { type Asked, askedSchema } from '../src/server/contract/ask.ts'
import { modelsPageSchema } from '../src/server/contract/models.ts'
import { modelsRoutes } from '../src/server/models/models-routes.ts'
import { readAnswers } from '../src/store/reading/read-answers.ts'
import { readJudgments } from '../src/store/reading/read-judgments.ts'
import type { Store } from '../src/store/store.ts'
import { findStudy } from '../src/store/studies.ts'
import { startTestServer, type TestServer } from '../src/store/testing/test-server.ts'
import { type AskVisitor, servedAskOf } from './support/served-ask-page.ts'
import { type TrainedWorkspace, trainedWorkspace } from './support/trained-workspace.ts'

let workspace: TrainedWorkspace
let server: TestServer
beforeAll(async () => {
  ;[workspace, server] = await Promise.all([trainedWorkspace(), startTestServer()])
}, 240_000)
afterAll(async () => {
  await server.stop()
  await workspace[Symbol.asyncDispose]()
})
beforeEach(() => rm(join(workspace.path, '.equipoise', 'releases'), { recursive: true, force: true }))

const seed = 20261125
const why = ['--without-gate', 'for a test']
// Both versions answer it, from different passages.
const question = 'How is amoxicillin treated?'

async function served(store: Store, watcher: Watcher = unwrittenWatcher()) {
  const onFault = (error: unknown) => {
    throw error
  }
  const followed = await followedSearch('main', { writer: null, near: workspace.path, onFault })
  const read = () => servedModels('main', watcher, workspace.path)
  return servedAskOf(store, followed, watcher, modelsRoutes(read))
}

async function ask(visitor: AskVisitor, consent: boolean): Promise<Asked> {
  const response = await visitor.send('/api/ask/questions', { question, consent })
  expect(response.status).toBe(200)
  return askedSchema.parse(await response.json())
}

async function standing(store: Store) {
  const study = await findStudy(store, 'ask')
  if (study === null) return { answers: [], judgments: [] }
  const judgments = []
  for await (const page of readJudgments(store, study)) judgments.push(...page)
  const answers = []
  for await (const page of readAnswers(store, study, { texts: true })) answers.push(...page)
  return { answers, judgments }
}

it('keeps the share over many askings, by the seed and the id', () => {
  const draws = Array.from({ length: 20_000 }, () => drawAsking(seed, crypto.randomUUID()))
  for (const share of [0.1, 0.25, 0.5]) {
    const drawn = draws.filter(({ canary }) => canary < share).length / draws.length
    // Four standard errors of a share of 20,000.
    expect(Math.abs(drawn - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / 20_000))
  }
  const [one] = draws
  expect(one).toEqual(expect.objectContaining({ canary: expect.any(Number) }))
  // It is drawn apart from what else is drawn for an asking.
  const compared = draws.filter(({ canary }) => canary < 0.5).filter((draw) => draw.compared).length
  expect(Math.abs(compared / 10_000 - 0.5)).toBeLessThan(0.03)
})

it('answers its share of the questions from both rankings; opened sources are one mark, with consent alone', async () => {
  const { long, short } = workspace.models
  await workspace.done('promote', long.file, ...why)
  await workspace.done('promote', short.file, '--stage', 'canary', '--share', '0.5', ...why)
  const store = await server.freshStore()
  await using page = await served(store)
  const seen = { canary: 0, compared: 0, opened: [] as { id: string; opened: number[] }[] }
  for (const name of ['Ada', 'Bea', 'Cyd']) {
    const visitor = await page.visitor(name, 'reviewer')
    for (let n = 0; n < 12; n++) {
      const asked = await ask(visitor, true)
      const draw = drawAsking(seed, asked.id)
      const isCanary = draw.canary < 0.5
      if (isCanary) expect(asked.answers).toHaveLength(1)
      if (isCanary) seen.canary += 1
      if (asked.answers.length === 2) seen.compared += 1
      // Nothing that was sent tells which version is which: confidence is told of one answer alone.
      expect(JSON.stringify(asked)).not.toMatch(/interleaved|ranker-[0-9a-f]|label-free/)
      if (asked.answers.length === 2)
        expect(new Set(asked.answers.map(({ answer }) => answer.confidence.id))).toEqual(
          new Set(['not told']),
        )
      const opened = isCanary && n % 2 === 0 ? [1] : []
      const body = {
        asking: asked.id,
        useful: asked.answers.map(() => ({ value: 2, harm: null })),
        better: null,
        opened: [opened],
      }
      const refused = await visitor.send('/api/ask/feedback', { ...body, consent: false })
      expect(await refused.json()).toEqual({ kept: false })
      if (n < 2)
        expect((await standing(store)).judgments.filter(({ item }) => item.endsWith(asked.id))).toEqual([])
      expect((await visitor.send('/api/ask/feedback', { ...body, consent: true })).status).toBe(200)
      if (isCanary) seen.opened.push({ id: asked.id, opened })
    }
  }
  expect(seen.canary).toBeGreaterThan(6)
  expect(seen.compared).toBeGreaterThan(2)
  const { judgments, answers } = await standing(store)
  const marks = judgments.filter(({ axis }) => axis === 'opened')
  expect(marks.map(({ item }) => item).sort()).toEqual(
    seen.opened.flatMap(({ id, opened }) => (opened.length === 0 ? [] : [`asked-${id}`])).sort(),
  )
  const texts = (item: string, arm: RegExp) =>
    answers.filter((one) => one.item === item && arm.test(one.arm)).map(({ text }) => text ?? '')
  const values = new Set<number | null>()
  for (const mark of marks) {
    expect(mark).toMatchObject({ form: 'pairwise', armA: long.id, armB: short.id, consent: true, side: null })
    values.add(mark.value)
    // The first source is the first passage of whichever ranking began the draft: the sign says which.
    const [both] = texts(mark.item, /^interleaved-/)
    const [own] = texts(mark.item, new RegExp(mark.value === 1 ? long.id : short.id))
    expect(firstSource(both ?? '')).toBe(firstSource(own ?? ''))
  }
  expect([...values].sort()).toEqual([-1, 1])
  // Two answers side by side are of what answers and of what is tried.
  const better = judgments.filter(({ axis }) => axis === 'better')
  for (const mark of better) expect(mark).toMatchObject({ armA: long.id, armB: short.id })
  // In the share, and there alone, marks of usefulness are of the list of both.
  const useful = judgments.filter(({ axis }) => axis === 'useful')
  expect(useful.filter(({ armA }) => armA.startsWith('interleaved-')).length).toBe(seen.canary)
  expect(page.faults).toEqual([])
}, 120_000)

/** The line of the first source of an answer as text. */
function firstSource(text: string): string {
  return /^\s*1\. .*$/m.exec(text)?.[0] ?? expect.fail(text)
}

it('marks of an asking are of the versions that answered it, whatever was released since', async () => {
  const { long, short } = workspace.models
  await workspace.done('promote', long.file, ...why)
  const store = await server.freshStore()
  await using page = await served(store)
  const ada = await page.visitor('Ada', 'reviewer')
  const files = async () => (await readdir(workspace.path, { recursive: true })).sort()
  const before = await files()
  const asked = await ask(ada, true)
  await ask(ada, false)
  expect(await files()).toEqual(before)
  await workspace.done('promote', short.file, ...why)
  await expect
    .poll(async () => JSON.parse(await (await ada.send('/api/ask')).text()).version, { timeout: 10_000 })
    .toMatch(new RegExp(`^${short.id}`))
  const body = {
    asking: asked.id,
    consent: true,
    useful: asked.answers.map(() => ({ value: 1, harm: null })),
    better: null,
  }
  expect((await ada.send('/api/ask/feedback', body)).status).toBe(200)
  const { answers } = await standing(store)
  expect(answers.map(({ arm }) => arm).sort()).toEqual(['label-free-prior-1', long.id])
  // Nothing that was asked or shown was counted on the disk.
  expect(await readdir(join(workspace.path, '.equipoise'))).not.toContain('watch')
}, 60_000)

it('counts a passage as judged once marks of an answer that cites it were kept, here and in the next process', async () => {
  const onFault = (error: unknown) => {
    throw error
  }
  const watch = join(workspace.path, '.equipoise', 'watch')
  await rm(watch, { recursive: true, force: true })
  const store = await server.freshStore()
  const counts = async () => (await readWatched(join(watch, 'main'))).counts[0]
  const cited: number[] = []
  for (const name of ['Ada', 'Bea']) {
    await using page = await served(store, await writingWatcher('main', workspace.path, { onFault }))
    const visitor = await page.visitor(name, 'reviewer')
    const place = JSON.parse(await (await visitor.send('/api/ask')).text())
    expect(place.counted).toBe(true)
    const asked = await ask(visitor, false)
    cited.push(asked.answers[0]?.answer.citations.length ?? 0)
    await visitor.send('/api/ask/feedback', {
      asking: asked.id,
      consent: true,
      useful: [{ value: 2, harm: null }],
      better: null,
    })
  }
  // Nobody had marked anything when Ada asked; what she marked is judged when Bea asks.
  const [first = 0, second = 0] = cited
  expect(first).toBeGreaterThan(0)
  expect(await counts()).toMatchObject({ questions: 2, shown: first + second, unjudged: first })
  await rm(watch, { recursive: true, force: true })
}, 60_000)

it('shows models, releases and drift to owners and analysts', async () => {
  const { long, short } = workspace.models
  const store = await server.freshStore()
  const read = async (page: Awaited<ReturnType<typeof served>>, name: string, role: 'owner' | 'analyst') =>
    modelsPageSchema.parse(await (await (await page.visitor(name, role)).send('/api/models')).json())
  {
    await using page = await served(store)
    expect(await read(page, 'Ona', 'owner')).toMatchObject({
      served: null,
      trial: null,
      releases: [],
      trials: [],
    })
    for (const role of ['reviewer', 'capturer'] as const)
      expect((await (await page.visitor(role, role)).send('/api/models')).status).toBe(403)
  }
  await workspace.done('promote', long.file, ...why)
  await workspace.done('promote', short.file, '--stage', 'shadow', ...why)
  await using page = await served(store)
  await ask(await page.visitor('Bea', 'reviewer'), false)
  const shown = await read(page, 'Ann', 'analyst')
  expect(shown.models.map(({ id, standing }) => [id, standing]).sort()).toEqual(
    [
      [long.id, 'served'],
      [short.id, 'shadow'],
    ].sort(),
  )
  expect(shown.models[0]?.card?.heldOut.folds).toBe(5)
  expect(shown).toMatchObject({ corpus: 'main', watching: false, served: { model: { id: long.id } } })
  expect(shown.releases.map(({ action }) => action)).toEqual(['promote', 'try'])
  expect(shown.drift?.findings.length).toBeGreaterThan(10)
  // What a shadow comes to is in memory, though nothing is written.
  await expect
    .poll(async () => (await read(page, 'Ida', 'owner')).trials[0]?.questions, { timeout: 10_000 })
    .toBe(1)
}, 60_000)

it('leaves the arms of a study as their protocol names them', async () => {
  await workspace.done('promote', workspace.models.short.file, ...why)
  const protocol = `
schemaVersion: 1
id: arms
title: Arms
question: Which?
arms:
  - {id: one, kind: own, source: {via: search, corpus: main}}
  - {id: two, kind: general}
axes: [{id: better, form: pairwise, primary: true}]
hypotheses: [{id: h, kind: superiority, axis: better, candidate: one, against: two}]
seed: 1
`
  const { plan } = readProtocol(protocol, 'protocol.yaml')
  await using searches = await searchesOfArms(plan, null, workspace.path)
  const versions = [...searches.byKey.values()].map(({ version }) => version)
  expect(versions).toEqual([expect.stringMatching(/^label-free-prior-1\+/)])
})
