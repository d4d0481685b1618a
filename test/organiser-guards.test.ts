import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { markUnits } from '../src/server/testing/mark-units.ts'
import { readProfile } from '../src/store/people/declarations.ts'
import { findPerson } from '../src/store/people/find-person.ts'
import { parsedProblems } from './support/expect-problems.ts'
import { type SharedWorkspace, sharedWorkspace, type TestStudy } from './support/shared-workspace.ts'
import { pagesOf, smallReview } from './support/small-review.ts'

let workspace: SharedWorkspace
beforeAll(async () => {
  workspace = await sharedWorkspace()
})
afterAll(() => workspace[Symbol.asyncDispose]())

const named = { 'q0/tarn': 'I am Tarn. Give 5 mg.' }

async function refusal(study: TestStudy, ...given: readonly string[]): Promise<string | undefined> {
  const { exitCode, out } = await study.run(...given, '--json')
  expect(exitCode).toBe(1)
  return parsedProblems(out)[0]?.code
}

async function pages(study: TestStudy, name: string) {
  return pagesOf(workspace, name, await readFile(join(study.path, 'protocol.yaml'), 'utf8'))
}

interface Entry {
  readonly kind: string
  readonly actor: string | null
  readonly detail: Readonly<Record<string, unknown>>
}

async function log(study: TestStudy): Promise<readonly Entry[]> {
  return JSON.parse((await study.done('audit', 'list', '--json')).out).entries
}

describe('export', () => {
  it('of a blind study needs an owner and a reason, is in the log, and says that it is not blind', async () => {
    const study = await smallReview(workspace, 'handed')
    const bundle = (name: string) => join(workspace.path, name)
    // Before the review is open there is nothing to keep blind.
    expect((await study.done('export', bundle('early'))).out).not.toContain('not blind')
    await study.done('invite', 'Olga', '--role', 'owner')
    await study.done('invite', 'Ann', '--role', 'analyst')
    await study.done('review', 'open')
    const late = bundle('late')
    expect(await refusal(study, 'export', late)).toBe('EXPORT_BLIND')
    expect(await refusal(study, 'export', late, '--by', 'Olga')).toBe('EXPORT_BLIND')
    expect(await refusal(study, 'export', late, '--by', 'Ann', '--reason', 'A backup')).toBe('ROLE_OTHER')
    expect(await refusal(study, 'export', late, '--by', 'Olga', '--reason', ' ')).toBe('REASON_MISSING')
    expect(existsSync(late)).toBe(false)
    const { out } = await study.done('export', late, '--by', 'Olga', '--reason', 'A backup')
    expect(out).toContain('The bundle is not blind')
    const entries = await log(study)
    expect(entries.filter(({ kind }) => kind === 'study-exported')).toMatchObject([
      { actor: entries[0]?.detail.person, detail: { reason: 'A backup', blind: true } },
    ])
    // The copy tells of itself that it was handed over while it was blind.
    expect(await readFile(join(late, 'audit_entry.jsonl'), 'utf8')).toContain('study-exported')
    await study.done('unblind', '--by', 'Olga', '--reason', 'Enough')
    expect((await study.done('export', bundle('open'))).out).not.toContain('not blind')
  })
})

describe('decisions about names', () => {
  it('are made by owners, about names that are there, until the review is open', async () => {
    const study = await smallReview(workspace, 'decided', { answers: named })
    const decide = (answer: string, as: string, by = 'Olga', reason = 'Seen') =>
      refusal(study, 'review', 'decide', answer, '--as', as, '--by', by, '--reason', reason)
    await study.done('invite', 'Ann', '--role', 'analyst')
    expect(await decide('q0/tarn', 'mask')).toBe('ROLE_OTHER')
    await study.done('invite', 'Olga', '--role', 'owner')
    expect(await decide('q0/tarn', 'mask', 'Ann')).toBe('ROLE_OTHER')
    expect(await decide('q0/tarn', 'mask', 'Olga', ' ')).toBe('REASON_MISSING')
    expect(await decide('q1/tarn', 'mask')).toBe('ANSWER_WITHOUT_NAME')
    expect(await decide('q1/tarn', 'clear')).toBe('ANSWER_WITHOUT_NAME')
    expect((await log(study)).filter(({ kind }) => kind === 'identity-decided')).toEqual([])
    // Who was only named as the one who decides is nobody of the study.
    expect(JSON.parse((await study.done('people', '--json')).out).people).toHaveLength(2)
    const by = ['--by', 'Olga', '--reason', 'Seen'] as const
    await study.done('review', 'decide', 'q0/tarn', '--as', 'mask', ...by)
    // A person found what no rule finds: it can be left out.
    await study.done('review', 'decide', 'q1/tarn', '--as', 'exclude', ...by)
    await study.done('review', 'open')
    expect(await decide('q0/tarn', 'clear')).toBe('REVIEW_OPEN')
    await study.done('unblind', ...by)
    expect(await decide('q0/tarn', 'clear')).toBe('REVIEW_OPEN')
    expect((await log(study)).filter(({ kind }) => kind === 'identity-decided')).toHaveLength(2)
  })
})

describe('invite', () => {
  it('takes names and addresses that are some, and makes no second role of a slip', async () => {
    const study = await smallReview(workspace, 'invited')
    const refused = (...given: readonly string[]) => refusal(study, 'invite', ...given)
    for (const name of ['', '   ', 'x'.repeat(201), 'Ada\nAmes']) {
      expect(await refused(name, '--role', 'reviewer')).toBe('PERSON_NAME')
    }
    expect(await refused('Ada', '--role', 'reviewer', '--email', 'notmail')).toBe('PERSON_EMAIL')
    expect(await refused('Ada', '--role', 'reviewer', '--uses', 'fell')).toBe('ARM_UNKNOWN')
    expect(await refused('Ada', '--role', 'reviewer', '--specialties', 'a,,b')).toBe('PERSON_SPECIALTY')
    expect((await study.done('people')).out).toContain('Nobody has a role')
    await study.done('invite', ' Ada ', '--role', 'reviewer', '--email', 'ada@example.org')
    expect(await refused('Ada', '--role', 'owner')).toBe('PERSON_OTHER_ROLE')
    expect(JSON.parse((await study.done('people', '--json')).out).people).toMatchObject([
      { name: 'Ada', role: 'reviewer' },
    ])
  })

  it('says who was there already, what it changed, and where the link leads; what is not given stays', async () => {
    const study = await smallReview(workspace, 'known')
    const invite = async (...given: readonly string[]) =>
      (await study.done('invite', 'Ada', '--role', 'reviewer', ...given)).out
    const first = await invite('--specialties', 'Cardiology', '--paid-by', 'tarn')
    expect(first).not.toMatch(/already|Changed/)
    expect(first).toContain('It is for a server at http://127.0.0.1:4114')
    const second = await invite('--at', 'https://trial.example.org')
    expect(second).toContain('https://trial.example.org/r/')
    expect(second).not.toContain('4114')
    expect(second).toContain('Ada was in the study as reviewer already; this is a further link.')
    expect(second).toContain('The older link, which nobody had used, opens nothing any more.')
    expect(second).not.toContain('Changed')
    const { record } = await pages(study, 'known')
    const person = (await findPerson(workspace.store, record, 'Ada')) ?? ''
    const declared = () => readProfile(workspace.store, record, person)
    expect(await declared()).toEqual({ specialties: ['Cardiology'], uses: [], paidBy: ['tarn'] })
    const third = await invite('--uses', 'moor', '--paid-by', '')
    expect(third).toContain('Changed. Uses at work: moor; before: none.')
    expect(third).toContain('Changed. Paid by the maker of: none; before: tarn.')
    expect(await declared()).toEqual({ specialties: ['Cardiology'], uses: ['moor'], paidBy: [] })
    await study.done('invite', 'Olga', '--role', 'owner')
    await study.done('review', 'open')
    expect(await invite()).not.toContain('unblinded')
    await study.done('unblind', '--by', 'Olga', '--reason', 'Enough')
    expect(await invite()).toContain('The study is unblinded: a reviewer finds nothing to mark any more.')
  })
})

describe('review open', () => {
  it('refuses a stratum of specialties that no question has, and so does lock', async () => {
    const protocol = { review: { specialty: { stratum: 'specialty', rule: 'only' } } }
    const study = await smallReview(workspace, 'strata', { protocol, strata: { field: 'Cardiology' } })
    for (const given of [['lock'], ['review', 'open'], ['review', 'status']]) {
      const { out } = await study.run(...given, '--json')
      expect(parsedProblems(out)).toMatchObject([
        {
          code: 'REVIEW_STRATUM_UNKNOWN',
          place: { field: 'review.specialty.stratum' },
          value: 'specialty',
          expected: 'field',
        },
      ])
    }
    expect(existsSync(join(study.path, 'protocol.lock.json'))).toBe(false)
    const good = await smallReview(workspace, 'strata-good', {
      protocol,
      strata: { specialty: 'Cardiology' },
    })
    await good.done('lock')
    await good.done('review', 'open')
  })

  it('says what of practice and gold nobody is shown, and counts reviews as status does', async () => {
    const study = await smallReview(workspace, 'counted', {
      protocol: {
        review: {
          reviewersPerQuestion: 2,
          repeatShare: 0.25,
          training: [{ item: 'q0', note: 'Mind the dose.' }, { item: 'q1' }],
          gold: [{ item: 'q2', marks: [{ axis: 'utility', better: 'tarn', worse: 'moor' }] }],
        },
      },
      answers: { 'q1/moor': null },
    })
    // Five questions of the study, each by two reviewers; a quarter of the ten once more is 2.5, rounded to 3.
    const words = [
      'Besides these: 3 reviews once more by the same reviewer; 1 question of practice for each reviewer; 1 question of gold for each reviewer.',
      'The practice question q1 is shown to nobody who compares answers: the answers for it are not there.',
    ]
    const before = (await study.done('review', 'status')).out
    expect(before).toContain('It would have 10 reviews to deal.')
    for (const line of words) expect(before).toContain(line)
    const opened = (await study.done('review', 'open')).out
    expect(opened).toContain('The review is open: 10 reviews to be dealt, 14 answers to be shown.')
    for (const line of words) expect(opened).toContain(line)
    const { app } = await pages(study, 'counted')
    const ada = await app.visitor('Ada', 'reviewer')
    // Practice first, then two of the study or gold, the last of them not finished.
    await markUnits(ada, 3, () => ({ marks: { utility: 'tie' } }), false)
    const { done, taken } = JSON.parse((await study.done('review', 'status', '--json')).out).state
    expect(done + taken).toBeLessThanOrEqual(2)
    const line = `${done} of 10 reviews done, ${taken}`
    expect((await study.done('review', 'status')).out).toContain(`${line} in hand, 0 given back`)
    await study.done('invite', 'Olga', '--role', 'owner')
    const { out } = await study.done('unblind', '--by', 'Olga', '--reason', 'Enough')
    expect(out.includes('begun and not finished')).toBe(taken > 0)
    expect((await study.done('review', 'status')).out).toContain(
      `${line} begun and not finished, 0 given back`,
    )
  })
})

describe('audit verify', () => {
  it('compares the marks with those of the unblinding', async () => {
    const study = await smallReview(workspace, 'vouched')
    await study.done('invite', 'Olga', '--role', 'owner')
    await study.done('review', 'open')
    const { app, record } = await pages(study, 'vouched')
    await markUnits(await app.visitor('Ada', 'reviewer'), 5, () => ({ marks: { utility: 'first' } }))
    expect((await study.done('audit', 'verify')).out).toContain('Of marks the log says nothing yet')
    expect(await refusal(study, 'unblind', '--by', 'Olga', '--reason', '')).toBe('REASON_MISSING')
    await study.done('unblind', '--by', 'Olga', '--reason', 'Enough')
    const same = (await study.done('audit', 'verify')).out
    expect(same).toContain('The marks of the review are those of the unblinding: 5 judgments, 5 marks given.')
    expect(same).toContain('Not covered: marks before that moment')
    // The same in another workspace, and the person's data are no part of it.
    const bundle = join(workspace.path, 'vouched-bundle')
    await study.done('export', bundle)
    await using elsewhere = await sharedWorkspace()
    const moved = await elsewhere.study('moved')
    await moved.done('import', bundle)
    expect((await moved.done('audit', 'verify')).out).toContain('are those of the unblinding: 5 judgments')
    await study.done('people', 'Ada', '--delete')
    expect((await study.done('audit', 'verify')).out).toContain('are those of the unblinding: 5 judgments')
    // Somebody with the key of the database turns a mark around.
    await sql`alter table judgment disable trigger user`.execute(workspace.store.database)
    await sql`update judgment set value = -value where id = (
      select id from judgment where study_id = ${record.id}::uuid order by id limit 1)`.execute(
      workspace.store.database,
    )
    await sql`alter table judgment enable trigger user`.execute(workspace.store.database)
    const changed = await study.run('audit', 'verify')
    expect(changed.exitCode).toBe(1)
    expect(changed.out).toContain(
      'are not those of the unblinding: 5 judgments, 5 marks given then, 5 judgments, 5 marks given now, and some were changed.',
    )
    expect(changed.out).toContain('The log holds')
  })
})
