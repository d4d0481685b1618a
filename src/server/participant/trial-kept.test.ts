import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { auditEntrySchema } from '../../review/people/audit-entry.ts'
import { closeTrial } from '../../store/assisted/close-trial.ts'
import { readTrial } from '../../store/assisted/read-trial.ts'
import { checkRows } from '../../store/backup/check-rows.ts'
import { restoreRows } from '../../store/backup/restore-rows.ts'
import { verifyBackup } from '../../store/backup/verify-backup.ts'
import { writeBackup } from '../../store/backup/write-backup.ts'
import { readBundle } from '../../store/bundle/read-bundle.ts'
import { writeBundle } from '../../store/bundle/write-bundle.ts'
import { deleteStudy } from '../../store/erasure/delete-study.ts'
import { moveStudy } from '../../store/moving/move-study.ts'
import { readTablesOfStudies } from '../../store/moving/stored-tables.ts'
import { readAudit } from '../../store/people/audit.ts'
import { deletePerson } from '../../store/people/people.ts'
import type { Store } from '../../store/store.ts'
import { findStudy } from '../../store/studies.ts'
import { temporaryWorkspace } from '../../store/testing/temporary-workspace.ts'
import { startTestServer, type TestServer } from '../../store/testing/test-server.ts'
import { assistedTrial, type TestTrial } from '../testing/assisted-trial.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

/** A trial in which somebody with an arm wrote, decided and answered the forms, with words planted everywhere. */
async function plantedTrial() {
  const trial = await assistedTrial(await server.freshStore(), {
    section: { casesPerParticipant: 1, attentionChecks: [], questionnaire: [plantedQuestion] },
  })
  for (let tries = 0; tries < 12; tries++) {
    const one = trial.browser()
    const part = await one.toFirstCase()
    if (part.step.at !== 'case' || part.step.encounter.chat === null) continue
    const encounter = part.step.encounter.id
    const message = { encounter, key: crypto.randomUUID(), text: 'PLANTED message' }
    await (await one.send('POST', '/api/part/messages', message)).text()
    await one.part('/decision', {
      encounter,
      key: crypto.randomUUID(),
      conditions: ['PLANTED condition'],
      disposition: 'gp',
      confidence: 60,
    })
    await one.part('/answers', { step: 'questionnaire', answers: { words: 'PLANTED answer' } })
    const { encounters } = await readTrial(trial.store, trial.study)
    const person = encounters.find(({ id }) => id === encounter)?.participant ?? ''
    return { ...trial, one, person, encounter }
  }
  throw new Error('nobody has an arm')
}
const plantedQuestion = { id: 'words', kind: 'text', text: 'Anything else?' } as const

async function tablesWith(store: Store, text: string): Promise<readonly string[]> {
  const found: string[] = []
  for (const { name } of await readTablesOfStudies(store.database)) {
    const { rows } = await sql<{ readonly n: number }>`
      select count(*) as n from ${sql.table(name)} as t where position(${text} in t::text) > 0`.execute(
      store.database,
    )
    if (Number(rows[0]?.n) > 0) found.push(name)
  }
  return found.sort()
}

const planted = ['chat_words', 'decision_words', 'participant_answer']
const kindsOf = async ({ store, study }: Pick<TestTrial, 'store' | 'study'>) =>
  (await readAudit(store, study)).map(({ document }) => auditEntrySchema.parse(JSON.parse(document)).kind)

describe('withdrawing', () => {
  it('ends the participation and keeps what was given, or deletes every word and decision', async () => {
    const trial = await plantedTrial()
    const { store, study, one, person } = trial
    expect(await tablesWith(store, 'PLANTED')).toEqual(planted)
    expect((await one.part('/withdraw', { delete: false })).step).toEqual({ at: 'withdrawn' })
    expect(await tablesWith(store, 'PLANTED')).toEqual(planted)
    const kept = await readTrial(store, study)
    expect(kept.participants.find(({ id }) => id === person)?.withdrawn).toBe(true)
    expect(kept.encounters.filter(({ participant }) => participant === person)[0]?.decision).not.toBe(null)

    // Somebody who has withdrawn may still want it gone.
    expect((await one.part('/withdraw', { delete: true })).step).toEqual({ at: 'withdrawn' })
    expect(await tablesWith(store, 'PLANTED')).toEqual([])
    const after = await readTrial(store, study)
    expect(after.participants).toEqual(kept.participants)
    expect(after.encounters.map(({ id, arm }) => [id, arm])).toEqual(
      kept.encounters.map(({ id, arm }) => [id, arm]),
    )
    expect(after.encounters.every(({ decision }) => decision === null)).toBe(true)
    expect(after.turns).toEqual([])
    expect((await kindsOf(trial)).slice(-3)).toEqual([
      'participant-withdrawn',
      'participant-withdrawn',
      'person-deleted',
    ])
    // What was only meant for one must not have opened the tables for good.
    await expect(sql`delete from withdrawal`.execute(store.database)).rejects.toThrow(/never changed/)
  })

  it('keeps an answer that comes afterwards out', async () => {
    const trial = await assistedTrial(await server.freshStore())
    let say = (_: { text: string }) => {}
    for (const model of trial.models.values())
      model.says = () =>
        new Promise((resolve) => {
          say = resolve
        })
    for (let tries = 0; tries < 12; tries++) {
      const one = trial.browser()
      const part = await one.toFirstCase()
      if (part.step.at !== 'case' || part.step.encounter.chat === null) continue
      const body = { encounter: part.step.encounter.id, key: crypto.randomUUID(), text: 'PLANTED' }
      await one.send('POST', '/api/part/messages', body)
      await one.part('/withdraw', { delete: true })
      break
    }
    say({ text: 'PLANTED late' })
    await trial.trial.conversations.idle()
    expect(await tablesWith(trial.store, 'PLANTED')).toEqual([])
    const { rows } = await sql`select status from chat_outcome`.execute(trial.store.database)
    expect(rows).toEqual([{ status: 'answered' }])
  })

  it('holds beyond a backup that was made before', async () => {
    const { store, study, one, person } = await plantedTrial()
    await using place = await temporaryWorkspace()
    const content = {
      study: null,
      software: '1.0.0',
      madeAt: new Date(),
      studies: [{ id: study.id, key: 'assisted', title: 'x', folder: null, blind: false }],
      files: async () => [],
    }
    const folder = join(place.folder, 'backup')
    await writeBackup(store, folder, content)
    const sealed = await verifyBackup(folder)
    const put = () => restoreRows(store, folder, sealed, { keys: new Map(), save: async () => {} })
    await put()
    // Nothing happened: all of it is there again, and every row is what its table holds.
    expect(await tablesWith(store, 'PLANTED')).toEqual(planted)
    expect((await checkRows(store, () => {})).filter(({ problem }) => problem !== null)).toEqual([])
    await one.part('/withdraw', { delete: false })
    await put()
    expect((await one.part()).step).toEqual({ at: 'withdrawn' })
    await one.part('/withdraw', { delete: true })
    await put()
    expect(await tablesWith(store, 'PLANTED')).toEqual([])
    const { participants } = await readTrial(store, study)
    expect(participants.find(({ id }) => id === person)?.withdrawn).toBe(true)
  })
})

describe('a trial', () => {
  it('forgets a participant whom somebody deletes, and the link', async () => {
    const trial = await plantedTrial()
    const { store, study, one, person } = trial
    await deletePerson(store, study, person, null)
    expect(await tablesWith(store, 'PLANTED')).toEqual([])
    expect((await one.send('POST', '/api/part/instructions', { read: true })).status).toBe(401)
    expect(await kindsOf(trial)).toContain('person-deleted')
    await expect(deletePerson(store, study, person, null)).rejects.toThrow(/PERSON_UNKNOWN/)
  })

  it('goes into a bundle without words and links, and comes back with its allocations', async () => {
    const { store, study } = await plantedTrial()
    await closeTrial(store, study, null)
    await using place = await temporaryWorkspace()
    const folder = join(place.folder, 'bundle')
    await writeBundle(store, study, folder, new Map())
    const other = await server.freshStore()
    await readBundle(other, 'elsewhere', folder)
    expect(await tablesWith(other, 'PLANTED')).toEqual([])
    const again = await findStudy(other, 'elsewhere')
    expect(again?.id).toBe(study.id)
    const [there, here] = [await readTrial(other, study), await readTrial(store, study)]
    expect(there.participants).toEqual(here.participants)
    expect(there.encounters.map(({ decision: _, ...one }) => one)).toEqual(
      here.encounters.map(({ decision: _, ...one }) => one),
    )
    expect(there.encounters.map(({ decision }) => decision?.disposition)).toEqual(
      here.encounters.map(({ decision }) => decision?.disposition),
    )
    expect(await tablesWith(other, study.id)).not.toContain('participant_link')
  })

  it('moves to another database, and can be deleted without a trace', async () => {
    const { store, study } = await plantedTrial()
    const to = await server.freshStore()
    const before = await readTrial(store, study)
    const names = { fromName: 'one', toName: 'two', key: 'elsewhere' }
    await moveStudy({ studyId: study.id, from: store, to, ...names })
    expect(await readTrial(to, study)).toEqual(before)
    expect(await tablesWith(store, 'PLANTED')).toEqual([])
    await expect(closeTrial(store, study, null)).rejects.toThrow(/STORE_STUDY_MOVED/)
    await deleteStudy(to, study)
    expect(await tablesWith(to, study.id)).toEqual([])
  })
})
