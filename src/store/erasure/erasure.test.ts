import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ClaimLost } from '../../answers/collecting/journal.ts'
import { auditEntrySchema, verifyChain } from '../../review/people/audit-entry.ts'
import { deskTrial, emptyForm, mark } from '../../server/testing/desk-trial.ts'
import { saveAskFeedback } from '../ask/save-feedback.ts'
import { writeImport } from '../imports/write-import.ts'
import { readAudit } from '../people/audit.ts'
import { invite } from '../people/people.ts'
import { openQueue } from '../queue/open-queue.ts'
import { queueName } from '../queue/queue-names.ts'
import type { Store } from '../store.ts'
import { ensureStudy, findStudy } from '../studies.ts'
import { absolute, importedFile, pairwise, source } from '../testing/sample.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { budgetKey, laneKey, prepareLimits } from '../work/call-limits.ts'
import { finishPart, putWork, readPart } from '../work/work.ts'
import { deleteStudy } from './delete-study.ts'
import { applyRule, readDue, readRule, setRule } from './retention.ts'
import { readWorkspaceLog } from './workspace-log.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

/** Tables of the database in which a text stands anywhere, whatever the column and its type. */
async function tablesWith(store: Store, text: string): Promise<readonly string[]> {
  const { rows } = await sql<{ readonly name: string }>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1`.execute(
    store.database,
  )
  const found: string[] = []
  for (const { name } of rows) {
    const { rows: hits } = await sql<{ readonly n: number }>`
      select count(*) as n from ${sql.raw(name)} as t where position(${text} in t::text) > 0`.execute(
      store.database,
    )
    if (Number(hits[0]?.n) > 0) found.push(name)
  }
  return found
}

const entriesOf = async (store: Store) => {
  const log = await readWorkspaceLog(store)
  expect(verifyChain(log)).toBe(null)
  return log.map(({ document }) => auditEntrySchema.parse(JSON.parse(document)))
}

/** A study that was marked on the desk, with words planted wherever words can stand. */
async function plantedTrial(store: Store) {
  const trial = await deskTrial(store, { arms: ['tarn', 'moor'], items: 2 })
  await writeImport(
    store,
    trial.study,
    { ...importedFile('b', 1), fileName: 'PLANTED-file.csv' },
    source({
      items: [{ key: 'PLANTED-item', text: 'PLANTED-question?', strata: { place: 'PLANTED-stratum' } }],
      answers: [
        {
          item: 'PLANTED-item',
          arm: 'tarn',
          status: 'answered',
          text: 'PLANTED-answer',
          provenance: 'recorded',
        },
      ],
      judgments: [absolute({ item: 'PLANTED-item', armA: 'tarn', reviewer: 'PLANTED-marker' })],
    }),
  )
  const reviewer = await trial.reviewer('PLANTED-reviewer')
  await invite(
    store,
    trial.study,
    { name: 'PLANTED-owner', email: 'PLANTED@example.org', role: 'owner' },
    null,
    1,
  )
  const unit = await reviewer.next()
  await reviewer.save(mark(unit, { ...emptyForm, comment: 'PLANTED-comment' }, { complete: false }))
  return { ...trial, reviewerPerson: reviewer.person }
}

describe('deleting a study', () => {
  it('leaves nothing of it in any table, nothing of another study out, and a tombstone', async () => {
    const store = await server.freshStore()
    const other = await ensureStudy(store, 'other', 'KEPT-title')
    await writeImport(
      store,
      other,
      importedFile('c', 1),
      source({ items: [{ key: 'KEPT-item', text: 'KEPT?', strata: {} }], judgments: [] }),
    )
    const { study } = await plantedTrial(store)
    const planted = await tablesWith(store, 'PLANTED')
    expect(planted).toEqual(
      expect.arrayContaining([
        'public.item',
        'public.answer',
        'public.person_private',
        'public.import',
        'public.review_comment',
      ]),
    )
    const entries = await readAudit(store, study)

    const contents = await deleteStudy(store, study)
    expect(contents).toMatchObject({ items: 3, answers: 5, entries: entries.length })
    expect(contents.lastEntry).toBe(entries.at(-1)?.hash)

    expect(await tablesWith(store, 'PLANTED')).toEqual([])
    // Its id stands in the tombstone alone.
    expect(await tablesWith(store, study.id)).toEqual(['public.workspace_entry'])
    expect(await findStudy(store, 'trial')).toBe(null)
    expect(await tablesWith(store, 'KEPT')).toEqual(['public.item', 'public.study'])
    expect(await entriesOf(store)).toMatchObject([
      { number: 1, kind: 'study-deleted', study: study.id, actor: null, detail: { items: 3, answers: 5 } },
    ])
  })

  it('takes its work out of the queue, and a worker that holds a part of it writes nothing', async () => {
    const store = await server.freshStore()
    const { study } = await plantedTrial(store)
    const queue = await openQueue(store, '1.0.0')
    const folder = queueName('1.0.0', { kind: 'folder', study: study.id })
    const calls = queueName('1.0.0', { kind: 'call', key: null, machine: null })
    const other = await ensureStudy(store, 'other', 'Another')
    const limits = (id: string) => (database: Store['database']) =>
      prepareLimits(database, [laneKey({ id }, 'collect', 'tarn')], ['https://models.example'], {
        key: budgetKey({ id }, 'collect'),
        spent: { usd: 0, tokens: 0 },
      })
    for (const { id } of [study, other]) {
      const parts = (id === study.id ? [folder, calls] : [calls]).map((name) => ({
        queue: name,
        payload: {},
      }))
      const work = { kind: 'collect' as const, studyId: id, name: id, version: '1.0.0', payload: {}, parts }
      await putWork(store, queue, work, limits(id))
    }
    const [held] = await queue.fetch(folder, 1)
    if (held === undefined) throw new Error('there is a job')
    await deleteStudy(store, study)
    expect(await tablesWith(store, study.id)).toEqual(['public.workspace_entry'])
    await expect(readPart(store, held)).rejects.toBeInstanceOf(ClaimLost)
    await expect(finishPart(store, queue, held, {})).rejects.toBeInstanceOf(ClaimLost)
    // What is queued of another study is there still, and so is what holds for a provider.
    expect(await queue.fetch(calls, 5)).toHaveLength(1)
    const { rows } = await sql<{ readonly key: string }>`select key from call_limit order by key`.execute(
      store.database,
    )
    expect(rows.map(({ key }) => key)).toEqual([
      budgetKey(other, 'collect'),
      laneKey(other, 'collect', 'tarn'),
      'provider https://models.example',
    ])
    await queue.close()
  })

  it('waits for no run: it is refused while arms are being called', async () => {
    const store = await server.freshStore()
    const study = await ensureStudy(store, 'trial', 'A trial')
    const { withRunLock } = await import('../collecting/run-lock.ts')
    await withRunLock(store, study, () => expect(deleteStudy(store, study)).rejects.toThrow(/RUN_ELSEWHERE/))
    expect(await findStudy(store, 'trial')).not.toBe(null)
  })

  it('is the only way: rows are deleted by nobody else, and the log of the workspace by nobody at all', async () => {
    const store = await server.freshStore()
    const { study } = await plantedTrial(store)
    await expect(sql`delete from answer`.execute(store.database)).rejects.toThrow(/never changed or removed/)
    await deleteStudy(store, study)
    const erasing = store.database.transaction().execute(async (transaction) => {
      await sql`set local equipoise.erasing = 'on'`.execute(transaction)
      await sql`delete from workspace_entry`.execute(transaction)
    })
    await expect(erasing).rejects.toThrow(/never changed or removed/)
    // It was for one transaction.
    await expect(sql`delete from arm`.execute(store.database)).rejects.toThrow(/never changed or removed/)
  })
})

describe('retention', () => {
  /** Lets so many days pass since the review was closed; a closing cannot be changed otherwise. */
  const closedDaysAgo = (store: Store, study: { readonly id: string }, days: number) =>
    sql`insert into review_closing (study_id, closed_at)
      values (${study.id}::uuid, clock_timestamp() - make_interval(days => ${days}::int))`.execute(
      store.database,
    )

  it('without a rule, or before its day, nothing is due', async () => {
    const store = await server.freshStore()
    const { study } = await plantedTrial(store)
    await closedDaysAgo(store, study, 29)
    expect(await readRule(store)).toEqual({ peopleDays: null, askedDays: null })
    expect(await readDue(store, await readRule(store))).toEqual({ people: [], asked: [] })
    expect(await readDue(store, { peopleDays: 30, askedDays: 30 })).toEqual({ people: [], asked: [] })
    expect(await readDue(store, { peopleDays: 28, askedDays: 0 })).toMatchObject({
      people: [{ study: study.id }],
    })
  })

  it('deletes what is known of reviewers so many days after their study closed; owners and marks stay', async () => {
    const store = await server.freshStore()
    const { study, reviewerPerson } = await plantedTrial(store)
    await closedDaysAgo(store, study, 31)
    await setRule(store, { peopleDays: 30, askedDays: null })
    const rule = await readRule(store)
    const due = await applyRule(store, rule)
    expect(due.people[0]?.people).toContain(reviewerPerson)

    for (const gone of ['PLANTED-reviewer', 'PLANTED-marker', 'PLANTED-comment'])
      expect(await tablesWith(store, gone), gone).toEqual([])
    expect(await tablesWith(store, 'PLANTED-owner')).toEqual(['public.person_private'])
    expect(await tablesWith(store, reviewerPerson)).toContain('public.person')
    const log = await readAudit(store, study)
    expect(verifyChain(log)).toBe(null)
    expect(log.filter(({ document }) => document.includes('"person-deleted"'))).toHaveLength(2)
    expect(await entriesOf(store)).toMatchObject([
      { kind: 'retention-changed', detail: { peopleDays: 30, askedDays: null } },
      { kind: 'people-deleted', study: study.id, detail: { people: 2, olderThanDays: 30 } },
    ])
    expect(await readDue(store, rule)).toEqual({ people: [], asked: [] })
  })

  it('deletes asked questions with their answers and marks; those of a trial and newer ones stay', async () => {
    const store = await server.freshStore()
    const ask = async (asking: string, question: string) =>
      saveAskFeedback(
        store,
        { key: 'standing', title: 'Asked' },
        {
          asking,
          sha256: asking.repeat(64).slice(0, 64),
          person: 'pseudonym',
          item: { key: `asked-${asking}`, text: question, strata: {} },
          answers: ['x', 'y'].map((arm) => ({
            item: `asked-${asking}`,
            arm,
            status: 'answered',
            text: `${question} answered`,
            provenance: 'recorded',
          })),
          judgments: [pairwise({ item: `asked-${asking}`, reviewer: 'pseudonym', consent: true })],
        },
      )
    await ask('1', 'OLD question')
    await ask('2', 'NEW question')
    const study = await findStudy(store, 'standing')
    if (study === null) throw new Error('No study.')
    // A trial of the same workspace, imported long ago: not asked on the page.
    await sql`set session_replication_role = replica; update import set created_at = clock_timestamp() - interval '91 days'
      where file_name = 'ask page 1'; set session_replication_role = origin`.execute(store.database)
    const aged = await sql<{
      n: number
    }>`select count(*) as n from import where created_at < clock_timestamp() - interval '90 days'`.execute(
      store.database,
    )
    expect(Number(aged.rows[0]?.n)).toBe(1)

    expect(await readDue(store, { peopleDays: null, askedDays: 90 })).toMatchObject({
      asked: [{ study: study.id, questions: 1 }],
    })
    expect(await applyRule(store, { peopleDays: null, askedDays: 90 })).toMatchObject({
      asked: [{ study: study.id, questions: 1 }],
    })
    expect(await tablesWith(store, 'OLD question')).toEqual([])
    expect(await tablesWith(store, 'asked-1')).toEqual([])
    expect(await tablesWith(store, 'ask page 1')).toEqual([])
    expect(await tablesWith(store, 'NEW question')).toEqual(['public.answer', 'public.item'])
    const { rows } = await sql<{ n: number }>`select count(*) as n from judgment`.execute(store.database)
    expect(Number(rows[0]?.n)).toBe(1)
    expect(await entriesOf(store)).toMatchObject([
      { kind: 'asked-deleted', study: study.id, detail: { questions: 1, olderThanDays: 90 } },
    ])
  })
})
