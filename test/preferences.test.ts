import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { preferenceSchema } from '../src/learning/preferences/preference.ts'
import { askedSchema } from '../src/server/contract/ask.ts'
import { readSpecialties } from '../src/store/people/specialties.ts'
import { saveConsent } from '../src/store/review/consent.ts'
import { findStudy } from '../src/store/studies.ts'
import { equipoise, projectRoot } from './support/command-line.ts'
import { deskReviewer } from './support/desk-reviewer.ts'
import { type IndexedSources, indexedSample } from './support/sample-corpus.ts'
import { servedAskPage } from './support/served-ask-page.ts'
import { type SharedWorkspace, sharedWorkspace } from './support/shared-workspace.ts'
import { smallReview } from './support/small-review.ts'

let workspace: SharedWorkspace
let corpus: IndexedSources
beforeAll(async () => {
  ;[workspace, corpus] = await Promise.all([sharedWorkspace(), indexedSample()])
}, 60_000)
afterAll(async () => {
  await workspace[Symbol.asyncDispose]()
  await corpus[Symbol.asyncDispose]()
})

const keys = Array.from({ length: 8 }, (_, index) => `q${index}`)
/*
 * Places by `printf 'what about q0' | sha256sum | cut -c1-13`, modulo 100: 32, 71, 26, 59, 35, 71, 36 and 41. So q1, q3, q5 and q7
 * are for training, the others for calibration, and none for the gate.
 */
const list = 'Do this:\n\n- Give 5 mg.\n- Wait.'

it('a review: refused while blind, and then every mark is used or left out for one reason', {
  timeout: 120_000,
}, async () => {
  const answers = {
    ...Object.fromEntries(keys.map((key) => [`${key}/tarn`, `${list} ${key}`])),
    // One refusal, one pair that reads the same, and one question of which the screen finds something in an answer.
    'q1/moor': null,
    'q2/moor': `${list} q2`,
    'q3/moor': 'Write to a.b@example.org.',
  }
  const study = await smallReview(workspace, 'learnt', {
    answers,
    protocol: { review: { reviewersPerQuestion: 2, repeatShare: 0.5, asks: { consent: true } } },
  })
  await study.done('lock')
  await study.done('review', 'open')
  const protocol = JSON.parse(await readFile(join(study.path, 'protocol.lock.json'), 'utf8')).protocol
  for (const name of ['Ada', 'Bea']) {
    const { out } = await study.done(
      'invite',
      name,
      '--role',
      'reviewer',
      '--specialties',
      'Surgery',
      '--json',
    )
    const desk = await deskReviewer(workspace.store, 'learnt', protocol, keys, JSON.parse(out).link)
    await desk.mark(20, () => name === 'Ada')
  }
  const record = await findStudy(workspace.store, 'learnt')
  if (record === null) throw new Error('there is no study')
  const people = JSON.parse((await study.done('people', '--json')).out).people
  const personOf = (name: string): string =>
    people.find((one: { name: string; person: string }) => one.name === name).person
  expect([...(await readSpecialties(workspace.store, record)).values()]).toEqual([['Surgery'], ['Surgery']])

  const blind = await study.run('preferences', '--json')
  expect(blind.exitCode).toBe(1)
  expect(JSON.parse(blind.out).problems[0].code).toBe('STUDY_BLIND')
  expect(blind.out).not.toMatch(/tarn|moor/i)

  await study.done('invite', 'Olga', '--role', 'owner')
  await study.done('unblind', '--by', 'Olga', '--reason', 'All is marked')
  const unasked = JSON.parse((await study.done('preferences', '--json')).out)
  expect(unasked.used).toBe(0)
  expect(unasked.leftOut['no-consent']).toBeGreaterThan(0)

  await saveConsent(workspace.store, record, personOf('Ada'), true)
  await saveConsent(workspace.store, record, personOf('Bea'), true)
  const told = JSON.parse((await study.done('preferences', '--json')).out)
  const used = (of: typeof told) => of.byReviewer.map((one: { used: number }) => one.used)
  const reasons = Object.values<number>(told.leftOut).reduce((sum, n) => sum + n, 0)
  expect(told.used + reasons).toBe(told.preferences + (told.leftOut.superseded ?? 0))
  expect(told.leftOut['no-consent']).toBeUndefined()
  expect(told.leftOut['identifier-screen']).toBeGreaterThan(0)
  expect(told.leftOut['refused-or-failed']).toBeGreaterThan(0)
  expect(told.leftOut.repeat).toBeGreaterThan(0)
  expect(told.bySplit.map((one: { questions: number }) => one.questions)).toEqual([4, 4, 0])
  // Of the four questions for training one was refused and one is held back, so that two marks are left of each reviewer.
  const free = told.byReviewer.filter(
    (one: { heldOut: boolean; reviewer: string | null }) => one.reviewer !== null && !one.heldOut,
  )
  expect(told.used).toBe(2 * free.length)

  // Consent taken back counts for marks that were made before.
  await saveConsent(workspace.store, record, personOf('Ada'), false)
  const without = JSON.parse((await study.done('preferences', '--json')).out)
  expect(without.leftOut['no-consent']).toBeGreaterThan(0)
  expect(
    used(without)[told.byReviewer.findIndex((one: { reviewer: string }) => one.reviewer === personOf('Ada'))],
  ).toBe(0)
  await saveConsent(workspace.store, record, personOf('Ada'), true)

  const file = join(workspace.path, 'preferences.jsonl')
  await study.done('preferences', '--out', file)
  const text = await readFile(file, 'utf8')
  const lines = text.split('\n').filter((line) => line !== '')
  const written = lines.map((line) => preferenceSchema.parse(JSON.parse(line)))
  expect(written).toHaveLength(told.used)
  expect(text).not.toMatch(/Ada|Bea|Surgery/)
  for (const one of written) expect(one).toMatchObject({ split: 'train', blinded: true, consent: true })

  // The study gives an export the same as the file does.
  const exported = async (...from: readonly string[]) => {
    const folder = join(workspace.path, `export-${from.length}`)
    await equipoise('export-preferences', ...from, '--format', 'trl', '--out', folder)
    return Promise.all(
      ['manifest.json', 'trl-preference.jsonl'].map((name) =>
        readFile(join(folder, name), 'utf8').catch(() => null),
      ),
    )
  }
  expect(await exported('--study', study.path)).toEqual(await exported(file))
  const neither = await equipoise('export-preferences', '--out', join(workspace.path, 'nothing'), '--json')
  expect(JSON.parse(neither.out).problems[0].code).toBe('EXPORT_SOURCE')

  const gate = join(workspace.path, 'gate.jsonl')
  const refused = await study.run('preferences', '--split', 'gate', '--out', gate, '--reason', 'To measure')
  expect(refused.notes).toContain('PREFERENCES_GATE')
  await study.done('preferences', '--split', 'gate', '--out', gate, '--by', 'Olga', '--reason', 'To measure')
  const log = (await study.done('audit', 'list')).out
  expect(log).toContain('gate-preferences-written')
  expect((await study.done('audit', 'verify')).exitCode).toBe(0)

  const next = JSON.parse((await study.done('preferences', '--next', '5', '--json')).out).next
  // Every pair that could be asked has been, and two answers that read the same are asked of nobody.
  expect(next.chosen).toEqual([])
  expect((await study.run('preferences', '--exclude', 'nobody')).notes).toContain('PREFERENCES_NO_REVIEWER')
})

it('marks of the ask page are read at any time; a tie of nobody goes with the consent of who asked', {
  timeout: 120_000,
}, async () => {
  await using served = await servedAskPage(workspace.store, corpus.folder)
  const { send } = await served.visitor('Cyd', 'reviewer')
  let marks = 0
  for (let n = 0; n < 8; n++) {
    const body = { question: `What are the side effects of statins? ${'?'.repeat(n)}`, consent: true }
    const asked = askedSchema.parse(await (await send('/api/ask/questions', body)).json())
    const two = asked.answers.length === 2
    const kept = await send('/api/ask/feedback', {
      asking: asked.id,
      consent: true,
      useful: asked.answers.map(() => ({ value: 2, harm: null })),
      better: two ? 'first' : null,
    })
    expect(kept.status).toBe(200)
    marks += asked.answers.length + (two ? 1 : 0)
  }
  const protocol = await readFile(join(projectRoot, 'studies', 'ask', 'protocol.yaml'), 'utf8')
  const study = await workspace.study('ask', protocol)
  const told = JSON.parse((await study.done('preferences', '--json')).out)
  expect(told.preferences).toBeGreaterThanOrEqual(marks)
  // All askings have one normalised question, which is on one side of every split.
  expect(told.bySplit.filter((one: { questions: number }) => one.questions > 0)).toHaveLength(1)
  expect(told.leftOut['no-consent']).toBeUndefined()
  expect((await send('/api/ask/consent/withdraw', {})).status).toBe(200)
  const after = JSON.parse((await study.done('preferences', '--json')).out)
  expect(after.leftOut['no-consent']).toBe(
    told.preferences - (after.leftOut['missing-mark'] ?? 0) - (after.leftOut['refused-or-failed'] ?? 0),
  )
})
