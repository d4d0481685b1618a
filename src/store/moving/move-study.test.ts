import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deleteStudy } from '../erasure/delete-study.ts'
import { writeImport } from '../imports/write-import.ts'
import { holdStudy } from '../locks.ts'
import { openQueue } from '../queue/open-queue.ts'
import { queueName } from '../queue/queue-names.ts'
import type { Store } from '../store.ts'
import { ensureStudy, type StudyRecord } from '../studies.ts'
import { importedFile, pairwise, source } from '../testing/sample.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { dropWork, putWork } from '../work/work.ts'
import { findStudyAnywhere } from './find-study-anywhere.ts'
import { type Move, type MoveStep, moveStudy } from './move-study.ts'
import { readTablesOfStudies } from './stored-tables.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const lock = { hash: '0'.repeat(64), document: 'question: which?\n' }

async function filled(store: Store): Promise<StudyRecord> {
  const study = await ensureStudy(store, 'trial', 'A trial')
  const judgments = Array.from({ length: 2500 }, (_, index) =>
    pairwise({ item: `q${index}`, activeSeconds: index / 7, shownAt: '2026-03-01T10:00:00.123456Z' }),
  )
  await writeImport(store, study, importedFile('a', 2500), source({ judgments }))
  await holdStudy(store, study, (append) => append(lock))
  return study
}

/** Every row that a study owns, as the database prints rows: told by another way than the one under test. */
async function allRows(store: Store, studyId: string): Promise<readonly string[]> {
  const lines: string[] = []
  for (const table of await readTablesOfStudies(store.database)) {
    if (table.owner !== 'study_id') continue
    const { rows } = await sql<{ line: string }>`
      select ${table.name} || ' ' || one::text as line from ${sql.table(table.name)} as one
      where study_id = ${studyId}::uuid order by 1`.execute(store.database)
    lines.push(...rows.map(({ line }) => line))
  }
  return lines
}

async function twoStores() {
  const [from, to] = [await server.freshStore(), await server.freshStore()]
  await ensureStudy(to, 'before', 'Another study')
  await writeImport(
    to,
    await ensureStudy(to, 'before', ''),
    importedFile('b', 1),
    source({ judgments: [pairwise()] }),
  )
  const study = await filled(from)
  const move: Move = { studyId: study.id, from, to, fromName: 'one', toName: 'two', key: 'elsewhere' }
  return { from, to, study, move }
}

function back(move: Move): Move {
  return { ...move, from: move.to, to: move.from, fromName: move.toName, toName: move.fromName, key: 'trial' }
}

describe('a study that is moved', () => {
  it('is the same there, closed here, and comes back with what was added', async () => {
    const { from, to, study, move } = await twoStores()
    const rows = await allRows(from, study.id)
    const { tables, sha256 } = await moveStudy(move)
    expect(tables.find(({ table }) => table === 'judgment')?.rows).toBe(2500)
    expect(await allRows(to, study.id)).toEqual(rows)
    await expect(ensureStudy(from, 'trial', '')).rejects.toThrow(/Found "two".*STORE_STUDY_MOVED/)
    await expect(holdStudy(from, study, (append) => append(lock))).rejects.toThrow(/STORE_STUDY_MOVED/)
    const names = sql`select from person_private where study_id = ${study.id}::uuid`
    expect((await names.execute(from.database)).rows).toHaveLength(0)
    await expect(moveStudy(move)).resolves.toEqual({ tables: [], sha256 })

    expect(await ensureStudy(to, 'elsewhere', '')).toEqual({ ...study, key: 'elsewhere' })
    const more = pairwise({ item: 'new', reviewer: 'Grace' })
    await writeImport(to, study, importedFile('c', 1), source({ judgments: [more] }))
    const grown = await allRows(to, study.id)
    expect(grown.length).toBeGreaterThan(rows.length)
    await moveStudy(back(move))
    expect(await allRows(from, study.id)).toEqual(grown)
    expect(await ensureStudy(from, 'trial', '')).toEqual(study)
    await expect(ensureStudy(to, 'elsewhere', '')).rejects.toThrow(/STORE_STUDY_MOVED/)
    const third = pairwise({ item: 'third' })
    await writeImport(from, study, importedFile('d', 1), source({ judgments: [third] }))
  })

  it('goes on after a stop at any step, and is to be written to in one database at most', {
    timeout: 120_000,
  }, async () => {
    const counting = await twoStores()
    const steps: (MoveStep | string)[] = []
    await moveStudy({ ...counting.move, onStep: (step, table) => void steps.push(table ?? step) })
    expect(steps).toEqual(expect.arrayContaining(['prepared', 'judgment', 'settled', 'left', 'opened']))
    const { from, to, study, move } = await twoStores()
    const rows = await allRows(from, study.id)
    for (let stop = 0; stop < steps.length; stop += 1) {
      let step = 0
      const stopping = moveStudy({
        ...move,
        onStep: () => {
          step += 1
          if (step > stop) throw new Error(`stopped after ${steps[stop]}`)
        },
      })
      const stopped = await stopping.then(
        () => false,
        () => true,
      )
      const open = await Promise.all([
        ensureStudy(from, 'trial', '').then(
          () => 'from',
          () => null,
        ),
        ensureStudy(to, 'elsewhere', 'Made where it is not known yet').then(
          ({ id }) => (id === study.id ? 'to' : null),
          () => null,
        ),
      ])
      expect(open.filter((place) => place !== null).length).toBeLessThanOrEqual(1)
      if (open[0] === 'from') expect(await allRows(from, study.id)).toEqual(rows)
      if (!stopped) break
    }
    await moveStudy(move)
    expect(await allRows(to, study.id)).toEqual(rows)
    expect(await ensureStudy(to, 'elsewhere', '')).toEqual({ ...study, key: 'elsewhere' })
  })

  it('lets nothing be written that the copy would not have', async () => {
    const { from, to, study, move } = await twoStores()
    const writing: Promise<unknown>[] = []
    await moveStudy({
      ...move,
      onStep: async (step, table) => {
        // One is written while rows are copied, one waits until the study has left.
        const mark = step === 'settled' ? 'e' : table === 'arm' ? 'f' : null
        if (mark === null) return
        const judgments = [pairwise({ item: mark, rulebookVersion: mark })]
        const write = writeImport(from, study, importedFile(mark, 1), source({ judgments }))
        writing.push(write.then(() => 'written', String))
        if (mark === 'f') await writing[0]
      },
    })
    expect(await Promise.all(writing)).toEqual(['written', expect.stringContaining('STORE_STUDY_MOVED')])
    expect(await allRows(from, study.id)).not.toContainEqual(expect.stringContaining('person_private'))
    const judged = (rows: readonly string[]) => rows.filter((row) => row.startsWith('judgment '))
    expect(judged(await allRows(to, study.id))).toEqual(judged(await allRows(from, study.id)))
    expect(judged(await allRows(to, study.id))).toHaveLength(2501)
  })

  it('is refused where the other database is the same, or has another study in its place', async () => {
    const { from, to, study, move } = await twoStores()
    await expect(moveStudy({ ...move, to: from })).rejects.toThrow(/STORE_SAME_PLACE/)
    await expect(moveStudy({ ...move, key: 'before' })).rejects.toThrow(/STORE_STUDY_PRESENT/)
    await sql`insert into study (id, key, title) values (${study.id}::uuid, 'copy', 'A trial')`.execute(
      to.database,
    )
    await sql`insert into person (id, study_id) values (gen_random_uuid(), ${study.id}::uuid)`.execute(
      to.database,
    )
    await expect(moveStudy(move)).rejects.toThrow(/STORE_STUDY_PRESENT/)
    expect(await ensureStudy(from, 'trial', '')).toEqual(study)
  })

  it('waits until workers have made its calls', async () => {
    const { from, study, move } = await twoStores()
    const queue = await openQueue(from, '1.0.0')
    const name = queueName('1.0.0', { kind: 'call', key: null, machine: null })
    const parts = [{ queue: name, payload: {} }]
    const work = await putWork(from, queue, {
      kind: 'collect',
      studyId: study.id,
      name: 'trial',
      version: '1.0.0',
      payload: {},
      parts,
    })
    await expect(moveStudy(move)).rejects.toThrow(/RUN_QUEUED/)
    await dropWork(from, queue, work)
    const { tables } = await moveStudy(move)
    expect(tables.map(({ table }) => table).filter((table) => /^(work|call_in|call_l)/.test(table))).toEqual(
      [],
    )
    await queue.close()
  })

  it('can be deleted where it was, and stays whole where it is', async () => {
    const { from, to, study, move } = await twoStores()
    await moveStudy(move)
    const rows = await allRows(to, study.id)
    await deleteStudy(from, study)
    expect(await allRows(from, study.id)).toEqual([])
    expect(await findStudyAnywhere(from, 'trial')).toBe(null)
    expect(await allRows(to, study.id)).toEqual(rows)
    await moveStudy(back(move))
    expect(await allRows(from, study.id)).toEqual(rows)
  })

  it('cannot be deleted where it has been handed over to, until it is open there', async () => {
    const { from, to, study, move } = await twoStores()
    const stopAfter = (last: MoveStep) =>
      moveStudy({
        ...move,
        onStep: (step) => {
          if (step === last) throw new Error('stopped')
        },
      })
    await expect(stopAfter('prepared')).rejects.toThrow('stopped')
    // A part of a copy may go.
    await deleteStudy(to, study)
    await expect(stopAfter('left')).rejects.toThrow('stopped')
    await expect(deleteStudy(to, study)).rejects.toThrow(/STORE_STUDY_ARRIVING/)
    await moveStudy(move)
    expect(await ensureStudy(to, 'elsewhere', '')).toEqual({ ...study, key: 'elsewhere' })
    expect(await findStudyAnywhere(from, 'trial')).toBe(study.id)
  })

  it('finds a row that another hand changed on the way', async () => {
    const { from, to, study, move } = await twoStores()
    const stopped = moveStudy({
      ...move,
      onStep: (step) => {
        if (step === 'settled') throw new Error('stopped')
      },
    })
    await expect(stopped).rejects.toThrow('stopped')
    await sql`alter table judgment disable trigger user`.execute(to.database)
    await sql`update judgment set value = -1 where study_id = ${study.id}::uuid and seq = 7`.execute(
      to.database,
    )
    await sql`alter table judgment enable trigger user`.execute(to.database)
    await expect(moveStudy(move)).rejects.toThrow(/field judgment: .*STORE_MOVE_DIFFERS/)
    expect(await ensureStudy(from, 'trial', '')).toEqual(study)
  })
})

describe('the schema', () => {
  it('asks of every table of studies, whatever migration made it, where the study is', async () => {
    const store = await server.freshStore()
    const { rows } = await sql<{ name: string; n: string }>`
      select relname as name, count(tgname) filter (where tgname in ('written_here', 'changed_here', 'removed_here')) as n
      from pg_class join pg_attribute on attrelid = pg_class.oid and attname = 'study_id'
      left join pg_trigger on tgrelid = pg_class.oid
      where relkind = 'r' and relname <> 'study_place' group by relname`.execute(store.database)
    expect(rows.length).toBeGreaterThan(35)
    expect(rows.filter(({ n }) => Number(n) !== 3)).toEqual([])
  })
})
