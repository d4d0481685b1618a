import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readBundle } from '../../store/bundle/read-bundle.ts'
import { writeBundle } from '../../store/bundle/write-bundle.ts'
import { readAudit } from '../../store/people/audit.ts'
import { deletePerson } from '../../store/people/people.ts'
import { readCaptureChecks } from '../../store/reading/read-captures.ts'
import { findStudy } from '../../store/studies.ts'
import { startTestServer, type TestServer } from '../../store/testing/test-server.ts'
import { studySchema } from '../contract/study.ts'
import { answerTo, captureTrial } from '../testing/capture-trial.ts'
import { studyApp } from '../testing/study-app.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

describe('the second check', () => {
  async function captured() {
    const made = await captureTrial(server, 12)
    const [ada, bob] = [await made.person('Ada'), await made.person('Bob')]
    for (let slot = await ada.next(); slot !== null; slot = await ada.next()) await ada.save(answerTo(slot))
    return { ...made, ada, bob }
  }

  it('goes to another person, with question, answer and provenance', async () => {
    await using made = await captured()
    const { ada, bob, store, study } = made
    expect(await ada.check()).toEqual({ check: null, left: 0 })
    const { check, left } = await bob.check()
    expect(left).toBe(2)
    expect(check).toMatchObject({
      arm: 'tarn',
      question: expect.stringMatching(/^Question \d+\?$/),
      text: `Give **5 mg** [1] for ${check?.item}.`,
      refused: false,
      operator: 'Ada',
      product: 'Tarn',
      account: 'verified clinician',
      screenshot: null,
    })
    const answer = check?.answer
    expect(await ada.refusal('/check', { answer, same: true })).toEqual([422, 'CAPTURE_CHECKED_BY_SELF'])
    await bob.checked({ answer, same: true })
    await bob.checked({ answer, same: true })
    expect(await bob.refusal('/check', { answer, same: false, words: 'No.' })).toEqual([
      422,
      'CAPTURE_CHECKED',
    ])
    const { rows } = await sql`select id, checked_by_id from capture_check`.execute(store.database)
    expect(rows).toEqual([{ id: answer, checked_by_id: bob.pseudonym }])
    expect((await ada.desk()).arms[0]).toMatchObject({ toCheck: 1, forYou: 0 })
    expect((await bob.desk()).arms[0]).toMatchObject({ toCheck: 1, forYou: 1 })
    const log = (await readAudit(store, study)).filter(({ document }) => document.includes('capture-checked'))
    expect(log).toHaveLength(1)
  })

  it('says what differs, in words that go with the person', async () => {
    await using made = await captured()
    const { ada, bob, store, study } = made
    const { check } = await bob.check()
    const body = { answer: check?.answer, same: false, words: 'The page says 2.5 mg.' }
    expect(await bob.refusal('/check', { ...body, words: ' ' })).toEqual([422, 'CAPTURE_UNREADABLE'])
    await bob.checked(body)
    await bob.checked(body)
    expect((await ada.desk()).differences).toEqual([
      { answer: check?.answer, arm: 'tarn', item: check?.item, words: 'The page says 2.5 mg.' },
    ])
    const { rows } = await sql`select count(*) as n from capture_check`.execute(store.database)
    expect(rows).toEqual([{ n: 0 }])
    expect((await bob.check()).left).toBe(1)
    const checks = [{ arm: 'tarn', captured: 12, toCheck: 2, checked: 1, differed: 1 }]
    expect(await readCaptureChecks(store, study)).toEqual(checks)
    const page = studyApp(store, study, made.protocol, [])
    const owner = await page.visitor('Grace', 'owner')
    expect((await owner.ask(studySchema, '/api/study')).secondChecks).toEqual([
      { label: 'tarn', captured: 12, toCheck: 2, checked: 1, differed: 1 },
    ])
    // A bundle has what was found and by whom, and none of the words.
    const bundle = join(made.folder, 'bundle')
    await writeBundle(store, study, bundle, new Map())
    const elsewhere = await server.freshStore()
    await readBundle(elsewhere, 'elsewhere', bundle)
    const there = await findStudy(elsewhere, 'elsewhere')
    if (there === null) throw new Error('no study')
    expect(await readCaptureChecks(elsewhere, there)).toEqual(checks)
    await writeBundle(elsewhere, there, join(made.folder, 'again'), new Map())
    for (const name of await readdir(bundle)) {
      const text = await readFile(join(bundle, name), 'utf8')
      expect(await readFile(join(made.folder, 'again', name), 'utf8'), name).toBe(text)
      expect(text).not.toContain('2.5 mg')
    }
    await deletePerson(store, study, bob.pseudonym, null)
    expect((await ada.desk()).differences).toMatchObject([{ words: null }])
  })

  it('is of drawn answers of this study alone', async () => {
    await using made = await captured()
    const { bob, store } = made
    const { rows } = await sql<{ id: string }>`select id from capture where not to_check limit 1`.execute(
      store.database,
    )
    expect(await bob.refusal('/check', { answer: rows[0]?.id, same: true })).toEqual([
      422,
      'CAPTURE_NOT_DRAWN',
    ])
    expect(await bob.refusal('/check', { answer: crypto.randomUUID(), same: true })).toEqual([
      422,
      'CAPTURE_UNKNOWN',
    ])
  })
})
