import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readRule, setRule } from '../erasure/retention.ts'
import { readWorkspaceLog } from '../erasure/workspace-log.ts'
import { writeImport } from '../imports/write-import.ts'
import { moveStudy } from '../moving/move-study.ts'
import { readAudit } from '../people/audit.ts'
import { invite } from '../people/people.ts'
import { openQueue } from '../queue/open-queue.ts'
import { queueName } from '../queue/queue-names.ts'
import type { Store } from '../store.ts'
import { ensureStudy, findStudy, type StudyRecord } from '../studies.ts'
import { importedFile, pairwise, source } from '../testing/sample.ts'
import { temporaryWorkspace } from '../testing/temporary-workspace.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { checkApiToken, createApiToken, revokeApiToken } from '../tokens/api-tokens.ts'
import { findWork, putWork } from '../work/work.ts'
import { restoreRows } from './restore-rows.ts'
import { verifyBackup } from './verify-backup.ts'
import { writeBackup } from './write-backup.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

async function filled(store: Store): Promise<StudyRecord> {
  const study = await ensureStudy(store, 'trial', 'A trial')
  await writeImport(store, study, importedFile('a', 1), source({ judgments: [pairwise()] }))
  await invite(store, study, { name: 'Olga Orme', email: 'olga@example.org', role: 'owner' }, null, 1)
  return study
}

/** Saves a database, lets something happen, and puts the backup in its place. */
async function restoredAfter(store: Store, study: StudyRecord, happen: () => Promise<unknown>, into = store) {
  await using place = await temporaryWorkspace()
  const backup = join(place.folder, 'backup')
  const content = {
    study: null,
    software: '1.0.0',
    madeAt: new Date(),
    studies: [{ id: study.id, key: study.key, title: study.title, folder: null, blind: true }],
    files: async () => [],
  }
  await writeBackup(store, backup, content)
  await happen()
  const sealed = await verifyBackup(backup)
  return await restoreRows(into, backup, sealed, { keys: new Map(), save: async () => {} })
}

describe('a restored database', () => {
  it('is refused another log than its own, of which either would lose entries', async () => {
    const [store, other] = [await server.freshStore(), await server.freshStore()]
    const study = await filled(store)
    await setRule(store, { peopleDays: 30, askedDays: null })
    await setRule(other, { peopleDays: 60, askedDays: null })
    await expect(restoredAfter(store, study, async () => {}, other)).rejects.toThrow(/RESTORE_OTHER_LOG/)
    expect(await readRule(other)).toEqual({ peopleDays: 60, askedDays: null })
    const nowhere = await server.freshStore()
    await restoredAfter(store, study, async () => {}, nowhere)
    expect(await readRule(nowhere)).toEqual({ peopleDays: 30, askedDays: null })
    expect(await readWorkspaceLog(nowhere)).toEqual(await readWorkspaceLog(store))
  })

  it('does not take a study back that was moved away', async () => {
    const [store, to] = [await server.freshStore(), await server.freshStore()]
    const study = await filled(store)
    const move = { studyId: study.id, from: store, to, fromName: 'one', toName: 'two', key: 'trial' }
    const entries = await readAudit(store, study)
    await restoredAfter(store, study, () => moveStudy(move))
    await expect(findStudy(store, 'trial')).rejects.toThrow(/Found "two".*STORE_STUDY_MOVED/)
    // Its log goes on over there, and who people are is known over there.
    expect(await readAudit(store, study)).toEqual(entries)
    expect(await store.database.selectFrom('person_private').selectAll().execute()).toEqual([])
    expect(await findStudy(to, 'trial')).toEqual(study)
  })

  it('lets no program in whose token was taken back', async () => {
    const store = await server.freshStore()
    const study = await filled(store)
    const { token } = await createApiToken(store, { name: 'a-program', scopes: ['answers'], days: 5 })
    await restoredAfter(store, study, () => revokeApiToken(store, 'a-program'))
    expect(await checkApiToken(store, token)).toEqual({ open: false, because: 'revoked' })
  })

  it('is asked in vain for jobs that were in its queue', async () => {
    const store = await server.freshStore()
    const study = await filled(store)
    const queue = await openQueue(store, '1.0.0')
    const name = queueName('1.0.0', { kind: 'call', key: null, machine: null })
    await restoredAfter(store, study, () =>
      putWork(store, queue, {
        kind: 'collect',
        studyId: study.id,
        name: 'trial',
        version: '1.0.0',
        payload: {},
        parts: [{ queue: name, payload: {} }],
      }),
    )
    expect(await findWork(store, 'collect', 'trial')).toBe(null)
    expect(await queue.fetch(name, 1)).toEqual([])
    await queue.close()
  })
})
