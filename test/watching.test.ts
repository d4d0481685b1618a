import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type WatchFile, watchFileSchema } from '../src/learning/watch/watch-file.ts'
import { freePort } from '../src/store/embedded/server.ts'
import { type ServedProcess, servedSearch } from './support/served-process.ts'
import { type TrainedWorkspace, trainedWorkspace } from './support/trained-workspace.ts'

let workspace: TrainedWorkspace
beforeAll(async () => {
  workspace = await trainedWorkspace()
}, 240_000)
afterAll(() => workspace[Symbol.asyncDispose]())
beforeEach(async () => {
  for (const name of ['releases', 'watch'])
    await rm(join(workspace.path, '.equipoise', name), { recursive: true, force: true })
})

const questions = [
  'How is gout treated?',
  'What are the symptoms of asthma?',
  'Who won the football league of Norway?',
  'Can I take ibuprofen with warfarin?',
]
async function ask({ origin }: ServedProcess, question: string): Promise<void> {
  const answered = await fetch(`${origin}/v1/answers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ question }),
  })
  expect(answered.status).toBe(200)
  await answered.text()
}
const serve = async (...more: readonly string[]) => servedSearch(workspace.path, await freePort(), more)
async function stopped(server: ServedProcess): Promise<void> {
  server.signal('SIGINT')
  expect(await server.ended).toBe(0)
}

const folder = () => join(workspace.path, '.equipoise', 'watch', 'main')
async function watched(): Promise<readonly WatchFile[]> {
  const names = await readdir(folder())
  return Promise.all(
    names.map(async (name) =>
      watchFileSchema.parse(JSON.parse(await readFile(join(folder(), name), 'utf8'))),
    ),
  )
}
const all = (files: readonly WatchFile[]) =>
  files.flatMap(({ counts }) => counts).reduce((sum, one) => sum + one.questions, 0)

/** Every file of the workspace with its size and time. */
async function files(): Promise<readonly string[]> {
  const names = await readdir(workspace.path, { recursive: true })
  return names.sort()
}

it('without --watch nothing is written, whatever is asked and whatever is on trial', async () => {
  await workspace.done(
    'promote',
    workspace.models.short.file,
    '--stage',
    'shadow',
    '--without-gate',
    'for a test',
  )
  const before = await files()
  await using server = await serve()
  for (const question of questions) await ask(server, question)
  // Long enough for all of them to be compared.
  await new Promise((resolve) => setTimeout(resolve, 1500))
  await stopped(server)
  expect(await files()).toEqual(before)
}, 60_000)

it('counts without a word of any question; two servers lose nothing of each other', async () => {
  await using one = await serve('--watch')
  await using other = await serve('--watch')
  expect(one.said()).toContain('Questions are counted')
  await Promise.all([
    ...questions.map((question) => ask(one, question)),
    ...questions.map((question) => ask(other, question)),
  ])
  await Promise.all([stopped(one), stopped(other)])
  const kept = await watched()
  expect(kept).toHaveLength(2)
  expect(all(kept)).toBe(2 * questions.length)
  for (const { counts } of kept)
    expect(counts).toMatchObject([{ questions: 4, declined: expect.any(Number) }])
  const text = JSON.stringify(kept)
  for (const word of ['gout', 'asthma', 'football', 'warfarin', 'ibuprofen']) expect(text).not.toContain(word)
  const found = JSON.parse((await workspace.run('drift', '--json')).out)
  expect(found.periods.before.questions).toBe(2 * questions.length)
}, 60_000)

it('killed, loses no more than the last minute of counts, and no release', async () => {
  await workspace.done('promote', workspace.models.short.file, '--without-gate', 'for a test')
  await using server = await serve('--watch')
  await ask(server, questions[0] ?? '')
  await expect.poll(async () => all(await watched()), { timeout: 10_000 }).toBe(1)
  for (const question of questions) await ask(server, question)
  server.signal('SIGKILL')
  await server.ended
  // The first was written at once; the others came within the minute after.
  expect(all(await watched())).toBe(1)
  await using again = await serve('--watch')
  expect(again.said()).toContain(`version ${workspace.models.short.id}+`)
  for (const question of questions) await ask(again, question)
  await stopped(again)
  expect(all(await watched())).toBe(1 + questions.length)
  expect((await workspace.json('releases')).entries).toHaveLength(1)
}, 60_000)

it('a shadow is compared, and no reader waits for it', async () => {
  const asked = 60
  const time = async (server: ServedProcess) => {
    for (const question of questions) await ask(server, question)
    const times: number[] = []
    for (let n = 0; n < asked; n++) {
      const started = performance.now()
      await ask(server, questions[n % questions.length] ?? '')
      times.push(performance.now() - started)
    }
    return times.sort((a, b) => a - b)
  }
  const p95 = (times: readonly number[]) => times[Math.floor(0.95 * times.length)] ?? expect.fail()
  const { short } = workspace.models
  await using without = await serve()
  const alone = await time(without)
  await stopped(without)
  await workspace.done('promote', short.file, '--stage', 'shadow', '--without-gate', 'for a test')
  await using withShadow = await serve('--watch')
  const beside = await time(withShadow)
  console.log(
    `p95 of an answer: ${p95(alone).toFixed(1)} ms alone, ${p95(beside).toFixed(1)} ms with a shadow`,
  )
  // A shadow that readers waited for would take as long again as the answer itself.
  expect(p95(beside)).toBeLessThan(1.5 * p95(alone) + 5)
  const trials = async () => (await watched()).flatMap((file) => file.trials)
  await new Promise((resolve) => setTimeout(resolve, 12_000))
  await stopped(withShadow)
  const [trial] = await trials()
  expect(trial).toMatchObject({ questions: asked + questions.length })
  expect(trial?.served).toMatch(/^label-free-prior-1\+/)
  expect(trial?.candidate).toMatch(new RegExp(`^${short.id}\\+`))
  expect(trial?.sameTop).toBeLessThanOrEqual(trial?.questions ?? 0)
}, 120_000)

it('finds a planted shift and reopens the gate once; no shift is not found', async () => {
  await using server = await serve('--watch')
  for (let n = 0; n < 60; n++) await ask(server, questions[n % questions.length] ?? '')
  await stopped(server)
  const [name] = await readdir(folder())
  const file = join(folder(), name ?? '')
  const [counted] = await watched()
  // What was counted stands for the first week, and once more for the week after.
  const [week] = counted?.counts ?? []
  if (counted === undefined || week === undefined) return expect.fail()
  const put = (counts: WatchFile['counts']) => writeFile(file, JSON.stringify({ ...counted, counts }))
  await put([
    { ...week, week: '2026-11-02' },
    { ...week, week: '2026-11-09' },
  ])
  // Everything is unjudged here, which is a finding of its own.
  const steady = await workspace.json('drift', '--unjudged', '1')
  expect(steady.crossed).toEqual([])
  const longer = { ...week, bins: { ...week.bins, words: [0, 0, 0, 0, 0, 5, 25, 30] } }
  await put([
    { ...week, week: '2026-11-02' },
    { ...longer, week: '2026-11-09' },
  ])
  for (let time = 0; time < 2; time++) {
    const { exitCode, out } = await workspace.run('drift', '--unjudged', '1', '--json')
    expect([exitCode, JSON.parse(out).crossed]).toEqual([1, [expect.stringMatching(/^words: /)]])
  }
  const { entries, reopened } = await workspace.json('releases')
  expect(entries).toHaveLength(1)
  expect(reopened).toHaveLength(1)
  const refused = ['promote', workspace.models.short.file, '--without-gate', 'for a test']
  expect(await workspace.refused(...refused)).toEqual(['GATE_REOPENED'])
}, 60_000)

it('asks the sentinels by grade of the first answer', async () => {
  const { long, short } = workspace.models
  await workspace.done('promote', long.file, '--without-gate', 'for a test')
  await workspace.done('promote', short.file, '--without-gate', 'for a test')
  // Graders of these want long answers, which the version before gave.
  const sentinels = workspace.graded.flatMap((file) => ['--sentinels', file])
  const { exitCode, out } = await workspace.run('drift', ...sentinels, '--grades', 'four', '--json')
  expect(exitCode).toBe(1)
  expect(JSON.parse(out)).toMatchObject({
    sentinels: { wins: 0, ties: 0, losses: 18, unjudged: 0 },
    crossed: [expect.stringMatching(/^sentinels: /)],
  })
}, 60_000)
