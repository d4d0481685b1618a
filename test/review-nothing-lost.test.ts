import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { createGenerator } from '../src/statistics/random/generator.ts'
import { freePort } from '../src/store/embedded/server.ts'
import { projectRoot } from './support/command-line.ts'
import { marksNotHeld } from './support/marks-held.ts'
import { type SharedWorkspace, sharedWorkspace } from './support/shared-workspace.ts'
import { enter, simulatedReviewer } from './support/simulated-reviewer.ts'

/** More in a long run: `EQUIPOISE_REVIEWERS=200 EQUIPOISE_UNITS=100 EQUIPOISE_SERVER_KILLS=20 npx vitest run test/review-nothing-lost.test.ts`. */
const reviewers = Number(process.env.EQUIPOISE_REVIEWERS ?? 12)
const unitsEach = Number(process.env.EQUIPOISE_UNITS ?? 10)
const kills = Number(process.env.EQUIPOISE_SERVER_KILLS ?? 4)
const axes = ['utility', 'accuracy']
/** Reviewers think for a while, so that the server is killed in the middle of their work on any machine. */
const troubles = { dropped: 0.1, twice: 0.1, thinking: 1500 }

let workspace: SharedWorkspace
beforeAll(async () => {
  workspace = await sharedWorkspace()
})
afterAll(() => workspace[Symbol.asyncDispose]())

/** The server as users start it, on one port for all its lives. */
async function served(study: string, port: number): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    [join(projectRoot, 'bin', 'equipoise.mjs'), 'serve', '--study', study, '--port', String(port)],
    { cwd: projectRoot, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  if (child.stdout !== null) await once(child.stdout, 'data')
  return child
}

it(`loses no mark of ${reviewers} reviewers over ${kills} kills of the server and a bad connection`, {
  timeout: 60_000 + 20_000 * kills + reviewers * unitsEach * 60,
}, async () => {
  const items = Math.ceil((reviewers * unitsEach) / Math.min(reviewers, 10))
  const rounds = Math.ceil((reviewers * unitsEach) / items)
  const study = await workspace.study(
    'held',
    stringify({
      schemaVersion: 1,
      id: 'held',
      title: 'Marks that must not be lost',
      question: 'Is every mark there?',
      arms: [
        { id: 'tarn', kind: 'own' },
        { id: 'moor', kind: 'general' },
      ],
      axes: axes.map((id) => ({ id, form: 'pairwise', primary: id === 'utility' })),
      hypotheses: [{ id: 'h', kind: 'superiority', axis: 'utility', candidate: 'tarn', against: 'moor' }],
      seed: 5,
      review: { reviewersPerQuestion: rounds, most: unitsEach },
    }),
  )
  const keys = Array.from({ length: items }, (_, index) => `q${index}`)
  const lines = (rows: readonly object[]) => `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`
  const mapping = (fields: object) =>
    workspace.input(`${crypto.randomUUID()}.yaml`, stringify({ schemaVersion: 1, ...fields }))
  await study.imported(
    await workspace.input('held-items.jsonl', lines(keys.map((key) => ({ key, text: `Question ${key}?` })))),
    await mapping({ form: 'items', columns: { key: 'key', text: 'text' } }),
  )
  await study.imported(
    await workspace.input(
      'held-answers.jsonl',
      lines(
        keys.flatMap((item) =>
          ['tarn', 'moor'].map((arm) => ({ item, arm, text: `Give ${item.length} mg daily.` })),
        ),
      ),
    ),
    await mapping({
      form: 'answers',
      columns: { item: 'item', arm: 'arm', text: 'text' },
      provenance: 'recorded',
    }),
  )
  await study.done('review', 'open')
  const port = await freePort()
  const chance = createGenerator(20261125, 'nothing lost')
  const links: string[] = []
  for (let reviewer = 0; reviewer < reviewers; reviewer++) {
    const { out } = await study.done(
      'invite',
      `R${reviewer}`,
      '--role',
      'reviewer',
      '--at',
      `http://127.0.0.1:${port}`,
      '--json',
    )
    links.push(JSON.parse(out).link)
  }
  let server = await served(study.path, port)
  // They come in while the server is killed: a link that was used as it died must not be lost.
  const all = Promise.all(
    links.map(async (link, index) => {
      const person = createGenerator(7, 'reviewer', index)
      await sleep(person.uniform() * 2000)
      return simulatedReviewer(await enter(link), person, troubles)
    }),
  )
  let ended = false
  void all.then(
    () => {
      ended = true
    },
    () => {
      ended = true
    },
  )
  let killed = 0
  while (killed < kills && !ended) {
    await sleep(400 + chance.integerBelow(1200))
    if (ended) break
    server.kill('SIGKILL')
    await once(server, 'exit')
    killed += 1
    server = await served(study.path, port)
  }
  const records = await all
  server.kill('SIGINT')
  await once(server, 'exit')
  expect(killed).toBe(kills)
  expect(await marksNotHeld(workspace.store, records, axes)).toEqual([])
  const times = records.flatMap(({ nextTimes }) => nextTimes).sort((one, other) => one - other)
  process.stdout.write(
    `${reviewers} reviewers, ${killed} kills: ${records.reduce((sum, one) => sum + one.made.size, 0)} events, a question came within ${times[Math.floor(times.length * 0.95)]?.toFixed(0)} ms in 95 of 100 cases, kills and lost requests included\n`,
  )
  expect((await study.done('audit', 'verify', '--json')).out).toContain('"holds": true')
})
