import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { verifyChain } from '../../review/people/audit-entry.ts'
import { readBundle } from '../../store/bundle/read-bundle.ts'
import { writeBundle } from '../../store/bundle/write-bundle.ts'
import { readAudit } from '../../store/people/audit.ts'
import { deletePerson } from '../../store/people/people.ts'
import { readConsent, readConsents } from '../../store/review/consent.ts'
import { unblind } from '../../store/review/unblind.ts'
import { startTestServer, type TestServer } from '../../store/testing/test-server.ts'
import { deskConsentSchema } from '../contract/desk.ts'
import { deskTrial, judgmentsOf, mark } from '../testing/desk-trial.ts'

let server: TestServer
let folder: string
beforeAll(async () => {
  server = await startTestServer()
  folder = await mkdtemp(join(tmpdir(), 'equipoise-test-'))
})
afterAll(async () => {
  await server.stop()
  await rm(folder, { recursive: true })
})

const review = { asks: { consent: true }, minutesPerQuestion: 4, most: 5, training: [{ item: 'q0' }] }
const trial = async (protocol: Readonly<Record<string, unknown>> = { review }) => {
  const made = await deskTrial(await server.freshStore(), { arms: ['tarn', 'moor'], items: 4, protocol })
  const reviewer = async (name: string) => {
    const one = await made.reviewer(name)
    return { ...one, say: (given: boolean) => one.ask(deskConsentSchema, '/consent', { given }) }
  }
  return { ...made, reviewer }
}

it('writes with every mark what the reviewer had said by then, and nothing where nothing was said', async () => {
  const { store, study, reviewer } = await trial()
  const ada = await reviewer('Ada')
  expect(await ada.desk()).toMatchObject({
    asks: { consent: true },
    consent: null,
    minutesPerQuestion: 4,
    practice: 1,
    // Four questions, one of which is practice.
    progress: { total: 3 },
  })
  const markNext = async () => ada.save(mark(await ada.next(), { marks: { utility: 'tie' } }))
  await markNext()
  expect(await ada.say(true)).toEqual({ given: true })
  expect((await ada.desk()).consent).toBe(true)
  await markNext()
  await ada.say(false)
  await markNext()
  expect((await judgmentsOf(store, study)).map(({ consent }) => consent)).toEqual([null, true, false])
  // Nothing that was said is lost or changed, and what is said twice is said once.
  await ada.say(false)
  const { rows } = await sql<{ given: boolean }>`select given from review_consent order by seq`.execute(
    store.database,
  )
  expect(rows.map(({ given }) => given)).toEqual([true, false])
  await expect(sql`update review_consent set given = true`.execute(store.database)).rejects.toThrow(
    /never changed/,
  )
})

it('knows of each reviewer what was said last, also after the review was closed', async () => {
  const { store, study, reviewer } = await trial()
  const [ada, bob, cid] = [await reviewer('Ada'), await reviewer('Bob'), await reviewer('Cid')]
  await ada.say(false)
  await ada.say(true)
  await bob.say(true)
  await unblind(store, study, ada.person, 'Enough', () => [])
  await bob.say(false)
  expect(await readConsent(store, study, ada.person)).toBe(true)
  expect(await readConsent(store, study, bob.person)).toBe(false)
  expect(await readConsent(store, study, cid.person)).toBe(null)
  const all = await readConsents(store, study)
  expect(new Map(all.map(({ person, given }) => [person, given]))).toEqual(
    new Map([
      [ada.person, true],
      [bob.person, false],
    ]),
  )
})

it('is withdrawn with a person whose data are deleted, and the log holds', async () => {
  const { store, study, reviewer } = await trial()
  const [ada, bob] = [await reviewer('Ada'), await reviewer('Bob')]
  await ada.say(true)
  await deletePerson(store, study, ada.person, null)
  await deletePerson(store, study, bob.person, null)
  expect(await readConsent(store, study, ada.person)).toBe(false)
  expect(await readConsent(store, study, bob.person)).toBe(null)
  const log = await readAudit(store, study)
  expect(verifyChain(log)).toBe(null)
  expect(
    log.map(({ document }) => JSON.parse(document).kind).filter((kind) => /consent|deleted/.test(kind)),
  ).toEqual(['consent-answered', 'person-deleted', 'person-deleted'])
})

it('is not asked where the protocol does not ask, and takes no answer then', async () => {
  const { store, study, reviewer } = await trial({})
  const ada = await reviewer('Ada')
  expect(await ada.desk()).toMatchObject({
    asks: { consent: false },
    consent: null,
    minutesPerQuestion: null,
    practice: 0,
  })
  await expect(ada.say(true)).rejects.toThrow(/409.*CONSENT_NOT_ASKED/)
  await expect(ada.ask(deskConsentSchema, '/consent', { given: 'yes' })).rejects.toThrow(/409/)
  expect(await readConsents(store, study)).toEqual([])
})

it('goes through a bundle in its order, byte for byte', async () => {
  const { store, study, reviewer } = await trial()
  const ada = await reviewer('Ada')
  for (const given of [true, false, true, false]) await ada.say(given)
  const [out, back] = [join(folder, 'out'), join(folder, 'back')]
  await writeBundle(store, study, out, new Map())
  const other = await server.freshStore()
  await readBundle(other, 'elsewhere', out)
  await writeBundle(other, study, back, new Map())
  for (const name of await readdir(out)) {
    expect(await readFile(join(back, name), 'utf8'), name).toBe(await readFile(join(out, name), 'utf8'))
  }
  expect(await readConsent(other, study, ada.person)).toBe(false)
  expect((await readFile(join(out, 'review_consent.jsonl'), 'utf8')).split('\n')).toHaveLength(5)
})
