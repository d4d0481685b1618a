import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from '../../answers/answer.ts'
import type { Item } from '../../items/item.ts'
import { holdStudy, readLocks } from '../locks.ts'
import { counts } from '../reading/counts.ts'
import { readAnswers } from '../reading/read-answers.ts'
import { readImports } from '../reading/read-imports.ts'
import { readArms, readItems } from '../reading/read-items.ts'
import { readJudgments } from '../reading/read-judgments.ts'
import { ensureStudy, findStudy } from '../studies.ts'
import { absolute, collect, importedFile, pairwise, source } from '../testing/sample.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { writeImport } from './write-import.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

async function freshStudy() {
  const store = await server.freshStore()
  return { store, study: await ensureStudy(store, 'trial', 'A trial') }
}

const answered: Answer = { item: 'q1', arm: 'x', status: 'answered', text: 'Rest.', provenance: 'api' }

describe('writeImport', () => {
  it('reads back what was written, with a pseudonym for the reviewer and times in UTC', async () => {
    const { store, study } = await freshStudy()
    const item = { key: 'q1', text: 'A "quoted" \\ question\u2028?', strata: { specialty: 'Cardiology' } }
    const mark = pairwise({
      strength: 2,
      adequacyA: true,
      adequacyB: false,
      side: 'b',
      rendering: 'plain',
      harm: { level: 'minor', side: 'b', span: [3, 9] },
      shownAt: '2026-03-01T10:00:00.123456+02:00',
      decidedAt: '2026-03-01T08:01:00Z',
      activeSeconds: 42.25,
      rulebookVersion: '1.0',
      consent: true,
    })
    const file = { ...importedFile('a', 5), rowsSkipped: 1, skipped: [{ code: 'MARK_BLANK', n: 2 }] }
    const result = await writeImport(
      store,
      study,
      file,
      source({
        items: [item],
        arms: ['z'],
        answers: [answered],
        judgments: [mark, absolute({ value: null, adequacyA: false })],
      }),
    )
    expect(result).toMatchObject({ rowsImported: 4, items: 1, answers: 1, judgments: 2 })

    // SHA-256 of {"key":"q1","strata":{"specialty":"Cardiology"},"text":"A \"quoted\" \\ question<U+2028>?"},
    // by Python's hashlib.
    const items = await collect(readItems(store, study))
    expect(items).toMatchObject([
      { ...item, hash: 'f8abdde8954a1a2376bfd954fcf04715dc0ffcc66a09bf084ae12f9e62fb344d' },
    ])
    expect(await readArms(store, study)).toEqual(['x', 'y', 'z'])
    expect(await collect(readAnswers(store, study, { texts: true }))).toMatchObject([answered])
    expect(await collect(readAnswers(store, study, { texts: false }))).toMatchObject([
      { ...answered, text: null },
    ])

    const [first, second] = await collect(readJudgments(store, study))
    const { reviewer: _, ...unnamed } = mark
    expect(first).toMatchObject({ ...unnamed, shownAt: '2026-03-01T08:00:00.123456Z' })
    expect(second).toMatchObject({ form: 'absolute', armA: 'x', armB: null, value: null, adequacyA: false })
    expect(first?.reviewer).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/)
    expect(second?.reviewer).toBe(first?.reviewer)

    expect(await counts(store, study)).toEqual({
      items: 1,
      arms: 3,
      reviewers: 1,
      answers: 1,
      judgments: 2,
      outcomeMarks: 1,
    })
    const imports = await readImports(store, study)
    expect(imports).toMatchObject([
      { fileName: 'a.csv', rowsRead: 5, rowsImported: 4, skipped: file.skipped },
    ])
  })

  it('keeps the order of writing over many batches and pages', async () => {
    const { store, study } = await freshStudy()
    const judgments = Array.from({ length: 45_001 }, (_, index) =>
      pairwise({ item: `q${index % 700}`, reviewer: null, activeSeconds: index }),
    )
    await writeImport(store, study, importedFile('a', judgments.length), source({ judgments }))
    const pages: number[] = []
    let next = 0
    for await (const page of readJudgments(store, study)) {
      pages.push(page.length)
      for (const mark of page) {
        if (mark.activeSeconds !== next || mark.item !== `q${next % 700}`)
          throw new Error(`out of order at ${next}`)
        next += 1
      }
    }
    expect(pages).toEqual([20_000, 20_000, 5001])
  })

  it('refuses the same file twice, naming the first import, and takes it into another study', async () => {
    const { store, study } = await freshStudy()
    await writeImport(store, study, importedFile('a', 1), source({ judgments: [pairwise()] }))
    const again = { ...importedFile('a', 1), fileName: 'copy.csv' }
    await expect(writeImport(store, study, again, source({}))).rejects.toThrow(
      /^copy\.csv: .* as a\.csv at 20\d\d-.*IMPORT_DUPLICATE/,
    )
    const other = await ensureStudy(store, 'other', 'Another')
    await writeImport(store, other, again, source({ judgments: [pairwise()] }))
    expect((await counts(store, other)).judgments).toBe(1)
    expect((await counts(store, study)).judgments).toBe(1)
  })

  it('names an item that changed, and writes nothing of the file', async () => {
    const { store, study } = await freshStudy()
    const item = { key: 'q1', text: 'Old?', strata: {} }
    await writeImport(store, study, importedFile('a', 1), source({ items: [item] }))
    await writeImport(store, study, importedFile('b', 1), source({ items: [item] }))
    const changed = source({
      items: [
        { ...item, text: 'New?' },
        { key: 'q2', text: 'More?', strata: {} },
      ],
    })
    await expect(writeImport(store, study, importedFile('c', 2), changed)).rejects.toThrow(
      /"q1".*ITEM_DIFFERS/,
    )
    expect(await counts(store, study)).toMatchObject({ items: 1 })
    expect(await readImports(store, study)).toHaveLength(2)
  })

  it('describes an item once that marks only named, and lets no later file undo it', async () => {
    const { store, study } = await freshStudy()
    await writeImport(store, study, importedFile('a', 1), source({ judgments: [pairwise({ item: 'q1' })] }))
    const item = { key: 'q1', text: 'What now?', strata: { specialty: 'Cardiology' } }
    await writeImport(store, study, importedFile('b', 1), source({ items: [item] }))
    expect(await collect(readItems(store, study))).toMatchObject([item])
    await writeImport(
      store,
      study,
      importedFile('c', 1),
      source({ items: [{ ...item, text: null, strata: {} }] }),
    )
    expect(await collect(readItems(store, study))).toMatchObject([item])
    await expect(
      writeImport(store, study, importedFile('d', 1), source({ items: [{ ...item, text: 'Else?' }] })),
    ).rejects.toThrow(/ITEM_DIFFERS/)
  })

  it('keeps the parts of an item, and refuses a change of what arms or judges see', async () => {
    const { store, study } = await freshStudy()
    const item: Item = {
      key: 'q1',
      text: 'Which?',
      strata: {},
      turns: [{ role: 'system', text: 'Be brief.' }],
      context: ['One passage.'],
      options: [
        { label: 'A', text: 'yes' },
        { label: 'B', text: 'no' },
      ],
      answerKey: 'B',
      criteria: [{ id: '1', text: 'Says no', points: -2.5, tags: [] }],
      source: { set: 'own', id: '7', licence: 'CC0' },
    }
    const { source: origin, ...shown } = item
    await writeImport(store, study, importedFile('a', 1), source({ judgments: [pairwise({ item: 'q1' })] }))
    await writeImport(store, study, importedFile('b', 1), source({ items: [item] }))
    // SHA-256 of the canonical JSON without the source, by Python's json and hashlib.
    expect(await collect(readItems(store, study))).toEqual([
      {
        ...item,
        id: expect.any(String),
        hash: '6a8c17ea42e8b6afcd760ad1c352cff1bdf6b0e5e9f2be90aa17f2c5c4f36e95',
      },
    ])
    await writeImport(store, study, importedFile('c', 1), source({ items: [shown] }))
    expect(await collect(readItems(store, study))).toMatchObject([{ source: origin }])
    const changes: Partial<Item>[] = [
      { answerKey: 'A' },
      { context: ['Another.'] },
      { turns: [{ role: 'user', text: 'Be brief.' }] },
      { criteria: [{ id: '1', text: 'Says no', points: 2.5, tags: [] }] },
    ]
    for (const change of changes)
      await expect(
        writeImport(store, study, importedFile('d', 1), source({ items: [{ ...item, ...change }] })),
      ).rejects.toThrow(/ITEM_DIFFERS/)
    await expect(
      sql`update item set content = null where key = 'q1'`.execute(store.database),
    ).rejects.toThrow(/never changed/)
  })

  it('names an answer whose status or text changed', async () => {
    const { store, study } = await freshStudy()
    await writeImport(store, study, importedFile('a', 1), source({ answers: [answered] }))
    await writeImport(store, study, importedFile('b', 1), source({ answers: [{ ...answered, text: null }] }))
    for (const change of [{ status: 'refused' } as const, { text: 'Walk.' }]) {
      const changed = source({ answers: [{ ...answered, ...change }] })
      await expect(writeImport(store, study, importedFile('c', 1), changed)).rejects.toThrow(/ANSWER_DIFFERS/)
    }
  })

  it('refuses a mark that the same reviewer made before, with the arms in either order', async () => {
    const { store, study } = await freshStudy()
    await writeImport(store, study, importedFile('a', 2), source({ judgments: [pairwise(), absolute()] }))
    const swapped = pairwise({ armA: 'y', armB: 'x', value: -1 })
    for (const repeated of [pairwise(), swapped, absolute({ value: 1 })]) {
      const marks = source({ judgments: [pairwise({ item: 'q9' }), repeated] })
      await expect(writeImport(store, study, importedFile('b', 2), marks)).rejects.toThrow(
        /Reviewer Ada has marked item q1 on axis .* before, in a\.csv.*MARK_DUPLICATE/,
      )
    }
    const different = [
      pairwise({ reviewer: 'Bo' }),
      pairwise({ reviewer: null }),
      pairwise({ axis: 'safety' }),
      pairwise({ rendering: 'native' }),
      pairwise({ armB: 'z' }),
      pairwise({ role: 'repeat' }),
    ]
    await writeImport(store, study, importedFile('c', 6), source({ judgments: different }))
    expect((await counts(store, study)).judgments).toBe(8)
  })

  it('leaves superseded marks out', async () => {
    const { store, study } = await freshStudy()
    await writeImport(store, study, importedFile('a', 1), source({ judgments: [pairwise()] }))
    await sql`
      insert into judgment (id, study_id, form, item_id, arm_a_id, arm_b_id, axis, reviewer_id, value, role, supersedes)
      select gen_random_uuid(), study_id, form, item_id, arm_a_id, arm_b_id, axis, reviewer_id, 0, role, id
      from judgment`.execute(store.database)
    expect(await collect(readJudgments(store, study))).toMatchObject([{ value: 0 }])
    expect((await counts(store, study)).judgments).toBe(1)
  })

  it('says which text the database cannot keep', async () => {
    const { store, study } = await freshStudy()
    for (const text of ['half \ud83d', 'nul \0']) {
      const items = [{ key: 'q1', text, strata: {} }]
      await expect(writeImport(store, study, importedFile('a', 1), source({ items }))).rejects.toThrow(
        /^field text of item q1: .*TEXT_NOT_STORABLE/,
      )
    }
    const parts: Item = { key: 'q1', text: 'x', strata: {}, context: ['nul \0'] }
    await expect(writeImport(store, study, importedFile('a', 1), source({ items: [parts] }))).rejects.toThrow(
      /^field context of item q1: .*TEXT_NOT_STORABLE/,
    )
    const strata: Item = { key: 'q1', text: 'x', strata: { task: 'half \ud83d' } }
    await expect(
      writeImport(store, study, importedFile('a', 1), source({ items: [strata] })),
    ).rejects.toThrow(/^field strata of item q1: .*TEXT_NOT_STORABLE/)
    expect((await counts(store, study)).items).toBe(0)
  })

  it('writes all or nothing where the source fails half way', async () => {
    const { store, study } = await freshStudy()
    async function* failing() {
      yield Array.from({ length: 12_000 }, () => pairwise({ reviewer: null }))
      throw new Error('the file broke off')
    }
    const broken = { ...source({}), judgments: failing() }
    await expect(writeImport(store, study, importedFile('a', 1), broken)).rejects.toThrow('broke off')
    expect(await counts(store, study)).toMatchObject({ judgments: 0, items: 0, arms: 0 })
  })

  it('lets two imports into one study follow each other', async () => {
    const { store, study } = await freshStudy()
    const marks = (reviewer: string) =>
      source({
        judgments: Array.from({ length: 3000 }, (_, index) => pairwise({ item: `q${index}`, reviewer })),
      })
    await Promise.all([
      writeImport(store, study, importedFile('a', 3000), marks('Ada')),
      writeImport(store, study, importedFile('b', 3000), marks('Bo')),
    ])
    expect(await counts(store, study)).toMatchObject({ items: 3000, arms: 2, reviewers: 2, judgments: 6000 })
  })
})

describe('locks', () => {
  it('numbers the versions without gaps, also when two are locked at once', async () => {
    const { store, study } = await freshStudy()
    const lock = (document: string) =>
      holdStudy(store, study, (append) => append({ hash: '0'.repeat(64), document }))
    await lock('first')
    await Promise.all([lock('second'), lock('second')])
    const locks = await readLocks(store, study)
    expect(locks.map(({ version, document }) => [version, document])).toEqual([
      [1, 'first'],
      [2, 'second'],
      [3, 'second'],
    ])
    expect(await findStudy(store, 'trial')).toEqual(study)
    expect(await findStudy(store, 'none')).toBe(null)
  })
})
