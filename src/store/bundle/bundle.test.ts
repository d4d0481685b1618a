import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reply } from '../../answers/testing/scripted-arm.ts'
import type { Item } from '../../items/item.ts'
import { rubricTasks } from '../../judging/calls/tasks.ts'
import { wordingHash } from '../../judging/judge.ts'
import { markByKey } from '../../judging/mark-answers.ts'
import { rubricWording } from '../../judging/rubric/prompt.ts'
import { writeCaptures } from '../captures/write-captures.ts'
import { openCallJournal } from '../collecting/call-journal.ts'
import { writeImport } from '../imports/write-import.ts'
import { holdStudy } from '../locks.ts'
import { openMarkJournal } from '../marking/mark-journal.ts'
import { readMarks } from '../marking/read-marks.ts'
import { writeKeyMarks } from '../marking/write-marks.ts'
import { counts } from '../reading/counts.ts'
import { readAnswers } from '../reading/read-answers.ts'
import { readItems } from '../reading/read-items.ts'
import { readJudgments } from '../reading/read-judgments.ts'
import { readDecisions, recordDecisions } from '../screen-decisions.ts'
import type { Store } from '../store.ts'
import { ensureStudy, findStudy } from '../studies.ts'
import { absolute, capturedAnswer, collect, importedFile, pairwise, source } from '../testing/sample.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { readBundle } from './read-bundle.ts'
import { trialTables } from './tables.ts'
import { writeBundle } from './write-bundle.ts'

let server: TestServer
let folder: string
beforeAll(async () => {
  server = await startTestServer()
  folder = await mkdtemp(path.join(tmpdir(), 'equipoise-test-'))
})
afterAll(async () => {
  await server.stop()
  await rm(folder, { recursive: true })
})

async function filledStudy(store: Store) {
  const study = await ensureStudy(store, 'trial', 'A trial')
  const judgments = Array.from({ length: 6000 }, (_, index) =>
    pairwise({ item: `q${index}`, activeSeconds: index / 7, value: 0 }),
  )
  judgments.push(pairwise({ item: 'q0', axis: 'safety', harm: { level: 'severe', side: 'a', span: [0, 4] } }))
  const content = source({
    items: [
      { key: 'q0', text: 'Line\u2028separators\nand "quotes" \\ é 😀', strata: { task: 'dose' } },
      answeredItem,
    ],
    answers: [
      { item: 'q0', arm: 'x', status: 'failed', text: null, provenance: 'vendor' },
      { item: 'dose', arm: 'x', status: 'answered', text: 'A. Give 15 mg/kg.', provenance: 'vendor' },
    ],
    judgments: [...judgments, absolute({ value: 0.1 + 0.2, shownAt: '2026-03-01T10:00:00.123456Z' })],
  })
  await writeImport(store, study, importedFile('a', 6002), content)
  await writeCall(store, study.id)
  await writeCaptures(store, study, importedFile('c', 1), [
    { line: 2, answer: capturedAnswer({ item: 'q1', arm: 'x', checkedBy: 'Grace' }) },
  ])
  await writeMachineMarks(store, study.id)
  await holdStudy(store, study, (append) => append({ hash: '0'.repeat(64), document: 'question: which?\n' }))
  const described = (await collect(readItems(store, study))).find((item) => item.key === 'q0')
  const found = [{ kind: 'name', n: 2 }] as const
  const cleared = { item: 'q0', itemHash: described?.hash ?? '', decision: 'cleared', found } as const
  await recordDecisions(store, study, [{ ...cleared, by: 'Grace', reason: 'Invented' }])
  return study
}

/** A call of arm y that brought an answer, with what was sent and came back. */
async function writeCall(store: Store, studyId: string): Promise<void> {
  const idOf = async (table: 'item' | 'arm', key: string) =>
    (await store.database.selectFrom(table).select('id').where('key', '=', key).executeTakeFirstOrThrow()).id
  const scope = {
    studyId,
    itemIds: [await idOf('item', 'q0')],
    armIds: [await idOf('arm', 'y')],
    replicates: 1,
  }
  const journal = openCallJournal(store, scope)
  const worst = { usd: 0.1, tokens: 100 }
  const call = { id: v7(), arm: 0, item: 0, replicate: 0, attempt: 1, worst }
  await journal.commit([], [call])
  const citations = [{ url: 'https://example.org/é', title: null, quote: null }]
  await journal.commit(
    [{ call, reply: reply({ citations, seconds: 1 / 3 }), cost: { usd: 0.1 + 0.2, tokens: 20 } }],
    [],
  )
}

/** A mark by the key, and a judge that failed at a criterion, with its call. */
async function writeMachineMarks(store: Store, studyId: string): Promise<void> {
  const { options = [], criteria = [] } = answeredItem
  const answer = { item: 'dose', arm: 'x', replicate: 0 }
  const markedAt = '2026-11-25T10:00:00.25Z'
  const byKey = markByKey({ ...answer, text: 'A. Give 15 mg/kg.' }, options, ['A'], markedAt)
  await writeKeyMarks(store, { id: studyId }, [byKey])
  const journal = openMarkJournal(store, {
    studyId,
    kind: 'rubric',
    judges: [{ id: 'judge', family: null }],
    tasks: rubricTasks([answer], new Map([['dose', criteria.map(({ id }) => id)]])),
    promptHash: wordingHash(rubricWording),
    questionOf: () => '',
    familyOf: () => null,
    clock: () => markedAt,
  })
  const call = { id: v7(), arm: 0, item: 0, replicate: 0, attempt: 1, worst: { usd: 0.1, tokens: 100 } }
  await journal.commit([], [call])
  const said = reply({ text: 'No verdict \u0000 é 😀' })
  await journal.commit([{ call, reply: said, cost: { usd: 0.1 + 0.2, tokens: 20 } }], [])
}

async function bytesOf(bundle: string): Promise<Record<string, string>> {
  const entries = await Promise.all(
    (await readdir(bundle)).map(
      async (name) => [name, await readFile(path.join(bundle, name), 'utf8')] as const,
    ),
  )
  return Object.fromEntries(entries)
}

const answeredItem: Item = {
  key: 'dose',
  text: 'And for a child?',
  strata: { task: 'dose' },
  turns: [{ role: 'user', text: 'How much paracetamol?' }],
  context: ['A passage.'],
  options: [
    { label: 'A', text: '15 mg/kg' },
    { label: 'B', text: '150 mg/kg' },
  ],
  answerKey: 'A',
  criteria: [{ id: '1', text: 'Says mg/kg', points: 0.1, tags: ['must-have'] }],
  source: { set: 'own', id: null, licence: null },
}

const documents = new Map([['protocol.yaml', 'id: x\n']])

describe('a bundle', () => {
  it('gives the same bytes after a way through an empty workspace, and no names', async () => {
    const first = await server.freshStore()
    const study = await filledStudy(first)
    const outward = path.join(folder, 'outward')
    const manifest = await writeBundle(first, study, outward, documents)
    expect(manifest.files.map(({ name, rows }) => [name, rows])).toEqual([
      ['study.jsonl', 1],
      ['person.jsonl', 3],
      ['item.jsonl', 6001],
      ['arm.jsonl', 2],
      ['import.jsonl', 2],
      ['call.jsonl', 1],
      ['call_outcome.jsonl', 1],
      ['answer.jsonl', 4],
      ['capture.jsonl', 1],
      ['capture_check.jsonl', 1],
      ['capture_difference.jsonl', 0],
      ['judgment.jsonl', 6002],
      ['judge_call.jsonl', 1],
      ['judge_outcome.jsonl', 1],
      ['machine_mark.jsonl', 2],
      ['protocol_lock.jsonl', 1],
      ['screen_decision.jsonl', 1],
      // A review by people is exported in test/review-road.test.ts.
      ['review.jsonl', 0],
      ['review_closing.jsonl', 0],
      ['review_look.jsonl', 0],
      ['identity_decision.jsonl', 0],
      ['shown_answer.jsonl', 0],
      ['review_unit.jsonl', 0],
      ['review_task.jsonl', 0],
      ['review_left_out.jsonl', 0],
      ['review_reviewer.jsonl', 0],
      ['review_assignment.jsonl', 0],
      ['review_return.jsonl', 0],
      ['review_event.jsonl', 0],
      ['review_mark.jsonl', 0],
      ['review_consent.jsonl', 0],
      ['audit_entry.jsonl', 0],
      // A trial is exported in src/store/assisted/trial-kept.test.ts.
      ...trialTables.map((table) => [`${table}.jsonl`, 0]),
    ])

    const second = await server.freshStore()
    await ensureStudy(second, 'before', 'Shifts the numbers that the database gives')
    await readBundle(second, 'elsewhere', outward)
    const restored = await findStudy(second, 'elsewhere')
    expect(restored).toEqual({ ...study, key: 'elsewhere' })
    await writeBundle(second, study, path.join(folder, 'back'), documents)
    const bytes = await bytesOf(outward)
    expect(await bytesOf(path.join(folder, 'back'))).toEqual(bytes)
    expect(Object.values(bytes).join('')).not.toMatch(/Ada|Grace/)

    const marks = await collect(readJudgments(second, study))
    const original = await collect(readJudgments(first, study))
    expect(marks.map(({ seq: _, ...mark }) => mark)).toEqual(original.map(({ seq: _, ...mark }) => mark))
    expect(await counts(second, study)).toEqual(await counts(first, study))
    const withReplies = { replies: true }
    const [failed] = await collect(readMarks(second, study, 'rubric', withReplies))
    expect(failed).toMatchObject({ failure: 'malformed', rawReply: 'No verdict \u0000 é 😀' })
    expect([failed]).toEqual(await collect(readMarks(first, study, 'rubric', withReplies)))
    expect(await collect(readMarks(second, study, 'key'))).toMatchObject([{ item: 'dose', choices: ['A'] }])
    expect(await collect(readItems(second, study))).toEqual(await collect(readItems(first, study)))
    expect(await collect(readItems(second, study))).toContainEqual(expect.objectContaining(answeredItem))
    const decisions = await readDecisions(first, study)
    expect(await readDecisions(second, study)).toEqual(decisions.map((one) => ({ ...one, by: null })))
    expect(decisions).toMatchObject([{ item: 'q0', by: 'Grace', found: [{ kind: 'name', n: 2 }] }])
    await expect(readBundle(second, 'elsewhere', outward)).rejects.toThrow(/BUNDLE_STUDY_PRESENT/)
    await expect(writeBundle(first, study, outward, documents)).rejects.toThrow(/BUNDLE_FOLDER_PRESENT/)
    expect((await readdir(folder)).sort()).toEqual(['back', 'outward'])
  })

  it('of format 1, whose items had no content, is read as it was', async () => {
    const store = await server.freshStore()
    const study = await ensureStudy(store, 'trial', 'A trial')
    const items = [{ key: 'q0', text: 'Which?', strata: { task: 'dose' } }]
    const answers = [{ item: 'q0', arm: 'x', status: 'answered', text: 'This.', provenance: 'api' } as const]
    await writeImport(store, study, importedFile('a', 1), source({ items, answers }))
    const bundle = path.join(folder, 'first-format')
    await writeBundle(store, study, bundle, documents)
    const rows = path.join(bundle, 'item.jsonl')
    const manifest = path.join(bundle, 'manifest.json')
    const hash = (content: string) => createHash('sha256').update(content).digest('hex')
    const text = await readFile(rows, 'utf8')
    const old = text.replace('"content":null,', '')
    expect(old).not.toBe(text)
    const listed = await readFile(manifest, 'utf8')
    await writeFile(rows, old)
    const answerFile = path.join(bundle, 'answer.jsonl')
    const answerText = await readFile(answerFile, 'utf8')
    const oldAnswer = answerText
      .replace('"call_id":null,', '')
      .replace('"reason":null,', '')
      .replace('"replicate":0,', '')
    await writeFile(answerFile, oldAnswer)
    const first = listed
      .replace(hash(text), hash(old))
      .replace(hash(answerText), hash(oldAnswer))
      .replace('"formatVersion":4', '"formatVersion":1')
      .replace(
        /,\{"name":"(call|call_outcome|capture|capture_check|capture_difference|screen_decision|judge_call|judge_outcome|machine_mark|identity_decision|shown_answer|review(_\w+)?|audit_entry|trial(_\w+)?|participant(_\w+)?|allocation|encounter|case_shown|chat_\w+|withdrawal|coding(_\w+)?)\.jsonl"[^}]*\}/g,
        '',
      )
    await writeFile(manifest, first)
    const empty = await server.freshStore()
    await readBundle(empty, 'elsewhere', bundle)
    expect(await collect(readItems(empty, study))).toEqual(await collect(readItems(store, study)))
    const texts = { texts: true }
    expect(await collect(readAnswers(empty, study, texts))).toEqual(
      await collect(readAnswers(store, study, texts)),
    )

    await writeFile(answerFile, answerText)
    await writeFile(manifest, listed.replace(hash(text), hash(old)))
    await expect(readBundle(await server.freshStore(), 'elsewhere', bundle)).rejects.toThrow(
      /item\.jsonl, line 1, field content: .*BUNDLE_ROW/,
    )
  })

  it('is refused with the name of the file where one byte differs, and leaves nothing', async () => {
    const store = await server.freshStore()
    const study = await filledStudy(store)
    const bundle = path.join(folder, 'changed')
    await writeBundle(store, study, bundle, documents)
    const empty = await server.freshStore()
    const judgments = path.join(bundle, 'judgment.jsonl')
    const text = await readFile(judgments, 'utf8')
    await writeFile(judgments, text.replace('"value":0', '"value":1'))
    await expect(readBundle(empty, 'elsewhere', bundle)).rejects.toThrow(
      /judgment\.jsonl: .*BUNDLE_FILE_DIFFERS/,
    )

    // With a manifest that fits the change, the row itself is still checked.
    const broken = text.replace('"value":0', '"value":"0"')
    const hash = (content: string) => createHash('sha256').update(content).digest('hex')
    const manifest = path.join(bundle, 'manifest.json')
    await writeFile(judgments, broken)
    await writeFile(manifest, (await readFile(manifest, 'utf8')).replace(hash(text), hash(broken)))
    await expect(readBundle(empty, 'elsewhere', bundle)).rejects.toThrow(
      /judgment\.jsonl, line 1, field value: .*BUNDLE_ROW/,
    )
    expect(await findStudy(empty, 'trial')).toBe(null)

    const stranger = text.replace(/"study_id":"[^"]+"/, '"study_id":"00000000-0000-4000-8000-000000000000"')
    await writeFile(judgments, stranger)
    await writeFile(manifest, (await readFile(manifest, 'utf8')).replace(hash(broken), hash(stranger)))
    await expect(readBundle(empty, 'elsewhere', bundle)).rejects.toThrow(
      /judgment\.jsonl, line 1, field study_id: .*BUNDLE_ROW/,
    )

    // What only the database can see: a mark of an item that is not there, a sign that no text column takes.
    let before = stranger
    for (const [found, becomes] of [
      [/"item_id":"[^"]+"/, '"item_id":"00000000-0000-4000-8000-000000000000"'],
      [/"axis":"/, '"axis":"\\u0000'],
    ] as const) {
      const unfit = text.replace(found, becomes)
      expect(unfit).not.toBe(text)
      await writeFile(judgments, unfit)
      await writeFile(manifest, (await readFile(manifest, 'utf8')).replace(hash(before), hash(unfit)))
      await expect(readBundle(empty, 'elsewhere', bundle)).rejects.toThrow(
        /judgment\.jsonl, line 1: .*BUNDLE_ROW/,
      )
      expect(await findStudy(empty, 'elsewhere')).toBe(null)
      before = unfit
    }

    await rm(path.join(bundle, 'answer.jsonl'))
    await expect(readBundle(empty, 'elsewhere', bundle)).rejects.toThrow(
      /answer\.jsonl: .*BUNDLE_FILE_DIFFERS/,
    )
    await rm(manifest)
    await expect(readBundle(empty, 'elsewhere', bundle)).rejects.toThrow(/BUNDLE_MANIFEST/)
  })
})
