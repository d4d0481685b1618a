import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { parseProtocol } from '../src/protocol/read.ts'
import { createApp } from '../src/server/app.ts'
import { type DeskEvent, deskNextSchema } from '../src/server/contract/desk.ts'
import { deskRoutes } from '../src/server/desk/desk-routes.ts'
import { guessChoices } from '../src/server/desk/guess-choices.ts'
import { openDesk } from '../src/server/desk/open-desk.ts'
import { enter } from '../src/store/people/sessions.ts'
import { findStudy } from '../src/store/studies.ts'
import { parsedProblems } from './support/expect-problems.ts'
import { type SharedWorkspace, sharedWorkspace } from './support/shared-workspace.ts'

const origin = 'http://127.0.0.1:4114'
const protocol = {
  schemaVersion: 1,
  id: 'road',
  title: 'Tarn against Moor',
  question: 'Does Tarn answer better than Moor?',
  arms: [
    { id: 'tarn', label: 'Tarn', kind: 'own' },
    { id: 'moor', label: 'Moor', kind: 'general' },
  ],
  axes: [{ id: 'utility', label: 'Clinical utility', form: 'pairwise', primary: true }],
  hypotheses: [{ id: 'tarn-wins', kind: 'superiority', axis: 'utility', candidate: 'tarn', against: 'moor' }],
  exclusions: { minimumActiveSeconds: 5 },
  seed: 12,
  review: { reviewersPerQuestion: 3 },
}
/** Questions that an arm refuses: nobody is shown a pair with them. */
const refusedBy = { moor: ['q18', 'q19'] }
const keys = Array.from({ length: 20 }, (_, index) => `q${index}`)

let workspace: SharedWorkspace
beforeAll(async () => {
  workspace = await sharedWorkspace()
})
afterAll(() => workspace[Symbol.asyncDispose]())

const lines = (rows: readonly object[]) => `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`

it('goes from answers to a verdict through reviewers who are blind, and the blind holds until it is lifted', {
  timeout: 60_000,
}, async () => {
  const study = await workspace.study('road', stringify(protocol))
  const mapping = (name: string, fields: object) =>
    workspace.input(name, stringify({ schemaVersion: 1, ...fields }))
  await study.imported(
    await workspace.input(
      'road-items.jsonl',
      lines(keys.map((key) => ({ key, text: `What about ${key}?` }))),
    ),
    await mapping('road-items.yaml', { form: 'items', columns: { key: 'key', text: 'text' } }),
  )
  await study.imported(
    await workspace.input(
      'road-answers.jsonl',
      // One arm is terse, the other uses lists: a style that gives them away.
      lines(
        keys.flatMap((item) => [
          {
            item,
            arm: 'tarn',
            status: 'answered',
            text: `Give 5 mg.\n\n- Check the kidneys.\n- Then ${item}.`,
          },
          refusedBy.moor.includes(item)
            ? { item, arm: 'moor', status: 'refused', text: '' }
            : { item, arm: 'moor', status: 'answered', text: `Give 5 mg and see how it goes with ${item}.` },
        ]),
      ),
    ),
    await mapping('road-answers.yaml', {
      form: 'answers',
      columns: { item: 'item', arm: 'arm', status: 'status', text: 'text' },
      provenance: 'recorded',
    }),
  )
  await study.done('lock')
  const early = await study.run('unblind', '--by', 'Grace', '--reason', 'Too early', '--json')
  expect(parsedProblems(early.out).map(({ code }) => code)).toEqual(['ROLE_OTHER'])
  await study.done('review', 'open')
  await study.done('invite', 'Grace', '--role', 'owner')
  for (const name of ['Ada', 'Bob', 'Cyd']) {
    const { out } = await study.done('invite', name, '--role', 'reviewer', '--json')
    await review(String(JSON.parse(out).link).split('/r/')[1] ?? '')
  }

  const blind = await study.done('analyse')
  expect(blind.out).not.toMatch(/Tarn|Moor|tarn|moor|SUPERIOR/)
  const folder = join(study.path, 'report')
  for (const name of await readdir(folder)) {
    expect(await readFile(join(folder, name), 'utf8'), name).not.toMatch(/tarn|moor/i)
  }
  const lettered = await study.results()
  expect(lettered.plan.arms.map(({ id, label, kind }) => [id, label, kind])).toEqual([
    ['A', 'System A', 'general'],
    ['B', 'System B', 'general'],
  ])
  expect(lettered.verdicts).toEqual([])
  // 20 questions to two systems, one of which refused two; three reviewers of each question that has both answers.
  const collected = { asked: 40, answered: 38, refused: 2, failed: 0, withheld: 0, waiting: 0 }
  expect(lettered.data.flow).toEqual({
    questions: 20,
    sources: [{ label: 'own questions', n: 20 }],
    arms: [{ arm: null, ...collected }],
    excluded: 0,
    reviews: { planned: 54, done: 54, inHand: 0, notDealt: 0, givenBack: 0, closed: false },
    marks: { due: 54, given: 54, missing: 0, toCome: 0 },
  })
  expect(lettered.data.marks).toBe(54)
  const before = await study.done('blinding')
  // Guesses by system would tell the letter of the one that is recognised; style is told of answers, without a mark.
  expect(before.out).toContain('By system they are told when the study is unblinded.')
  const blindAudit = JSON.parse((await study.done('blinding', '--json')).out)
  expect(blindAudit.guesses).toMatchObject({ byArm: [], chance: { byArm: [] } })
  expect(JSON.stringify(blindAudit.guesses)).not.toMatch(/tarn|moor|System/i)

  const lifted = await study.done(
    'unblind',
    '--by',
    'Grace',
    '--reason',
    'All questions are marked',
    '--json',
  )
  // Three reviewers would have compared the two questions that were refused.
  expect(JSON.parse(lifted.out)).toMatchObject({ openUnits: 0, withoutMark: 6 })
  const again = await study.run('unblind', '--by', 'Grace', '--reason', 'Once more', '--json')
  expect(parsedProblems(again.out).map(({ code }) => code)).toEqual(['REVIEW_UNBLINDED'])
  const open = await study.done('analyse')
  expect(open.out).toContain('SUPERIOR  Tarn is preferred to Moor')
  const results = await study.results()
  expect(results.plan.state).toBe('prospective')
  expect(results.data).toMatchObject({ marks: 54, refusals: 6, reviewers: 3, items: 20 })
  expect(
    results.data.flow?.arms.map(({ arm, asked, answered, refused }) => [arm, asked, answered, refused]),
  ).toEqual([
    ['tarn', 20, 20, 0],
    ['moor', 20, 18, 2],
  ])
  expect(await readFile(join(folder, 'report.html'), 'utf8')).toContain('From questions to marks')

  const { out } = await study.done('blinding', '--json')
  const audit = JSON.parse(out)
  expect(audit.blind).toBe(false)
  // Every guess was right.
  expect(audit.guesses.byArm.map(({ index }: { index: number }) => index)).toEqual([1, 1])
  expect(audit.style[0].byArm[0].auc.auc).toBeGreaterThan(0.95)

  // The whole review goes to another workspace and is the same there.
  const bundle = join(workspace.path, 'road-bundle')
  await study.done('export', bundle)
  const files = await readdir(bundle)
  for (const name of files) {
    expect(await readFile(join(bundle, name), 'utf8'), name).not.toMatch(
      /Ada|Bob|Cyd|Grace|comment that goes/,
    )
  }
  await using elsewhere = await sharedWorkspace()
  const moved = await elsewhere.study('moved')
  await moved.done('import', bundle)
  expect(JSON.parse((await moved.done('audit', 'verify', '--json')).out).holds).toBe(true)
  await moved.done('analyse')
  expect(await moved.results()).toEqual(results)
  expect(JSON.parse((await moved.done('blinding', '--json')).out)).toEqual(audit)

  await study.done('people', 'Ada', '--delete')
  expect(JSON.parse((await study.done('audit', 'verify', '--json')).out).holds).toBe(true)
  await study.done('analyse')
  expect(await study.results()).toEqual(results)
})

/** Marks everything by one person: the answer with a list is better, and from Tarn. */
async function review(token: string): Promise<void> {
  const study = await findStudy(workspace.store, 'road')
  if (study === null) throw new Error('there is no study')
  const written = parseProtocol(protocol, (path) => ({ field: path.join('.') }))
  const desk = await openDesk(
    workspace.store,
    study,
    written,
    keys.map((key) => ({ key, strata: {} })),
    { rulebook: null, guesses: guessChoices(written.plan) },
  )
  const app = createApp({
    store: workspace.store,
    study: study.id,
    origin,
    routes: deskRoutes(async () => desk),
    addressOf: () => '127.0.0.1',
    onFault: (error) => {
      throw error
    },
  })
  const entry = await enter(workspace.store, token, 1)
  if (!entry.entered) throw new Error(entry.because)
  const headers = {
    cookie: `equipoise=${entry.session}`,
    origin,
    'x-equipoise': '1',
    'content-type': 'application/json',
  }
  const post = async (path: string, body: unknown) => {
    const response = await app.request(path, { method: 'POST', headers, body: JSON.stringify(body) })
    if (response.status !== 200) throw new Error(await response.text())
    return response.json()
  }
  for (;;) {
    const { unit } = deskNextSchema.parse(await post('/api/desk/next', {}))
    if (unit === null) return
    const [task] = unit.tasks
    if (task === undefined) throw new Error('a question without answers')
    const listFirst = task.answers[0]?.blocks.some(({ kind }) => kind === 'list') === true
    const at = new Date().toISOString()
    const events: DeskEvent[] = [
      {
        kind: 'form',
        key: crypto.randomUUID(),
        task: task.task,
        form: {
          // On one question everybody likes the other answer.
          marks: {
            utility: listFirst !== (unit.question.turns[0]?.text === 'What about q0?') ? 'first' : 'second',
          },
          adequate: [true, true],
          unsafe: [],
          comment: 'A comment that goes when I go',
        },
        complete: true,
        undo: false,
        shownAt: at,
        madeAt: at,
        activeSeconds: 30,
        rulebook: null,
      },
      // Moor is the first of the choices by the alphabet.
      {
        kind: 'guess',
        key: crypto.randomUUID(),
        task: task.task,
        guesses: listFirst ? ['2', '1'] : ['1', '2'],
        madeAt: at,
      },
    ]
    await post('/api/desk/events', { events })
  }
}
