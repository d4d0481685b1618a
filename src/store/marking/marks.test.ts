import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CollectedArm } from '../../answers/collecting/arm-lane.ts'
import { type CollectionRequest, collect as collectAll } from '../../answers/collecting/collect.ts'
import { reply, type ScriptedArm, scriptedArm } from '../../answers/testing/scripted-arm.ts'
import { judgeArm } from '../../judging/calls/judge-arm.ts'
import type { JudgeTask } from '../../judging/calls/judge-task.ts'
import { pairTasks, rubricTasks } from '../../judging/calls/tasks.ts'
import { wordingHash } from '../../judging/judge.ts'
import { markByKey } from '../../judging/mark-answers.ts'
import { pairwiseWording } from '../../judging/pairwise/prompt.ts'
import { rubricWording } from '../../judging/rubric/prompt.ts'
import { writeImport } from '../imports/write-import.ts'
import type { Store } from '../store.ts'
import { ensureStudy } from '../studies.ts'
import { collect, importedFile, source } from '../testing/sample.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { openMarkJournal } from './mark-journal.ts'
import { readMarks } from './read-marks.ts'
import { writeKeyMarks } from './write-marks.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const options = [
  { label: 'A', text: '4 g' },
  { label: 'B', text: '8 g' },
]
const criteria = [
  { id: 'limit', text: 'Names the daily limit.', points: 5, tags: [] },
  { id: 'liver', text: 'Warns of liver damage.', points: 3, tags: [] },
]
const texts = { x: 'A. At most 4 g a day.', y: 'B. As much as you like; mind the liver.' }
const markedAt = '2026-11-25T10:00:00Z'

/** A study of two questions that both arms answered. */
async function answeredStudy() {
  const store = await server.freshStore()
  const study = await ensureStudy(store, 'trial', 'A trial')
  const items = ['q0', 'q1'].map((key) => ({
    key,
    text: `How much paracetamol (${key})?`,
    strata: {},
    options,
    answerKey: 'A',
    criteria,
  }))
  const answers = items.flatMap(({ key }) =>
    (['x', 'y'] as const).map((arm) => ({
      item: key,
      arm,
      status: 'answered' as const,
      text: texts[arm],
      provenance: 'recorded' as const,
    })),
  )
  await writeImport(store, study, importedFile('a', 4), source({ items, answers }))
  return { store, study, answers: answers.map(({ item, arm }) => ({ item, arm, replicate: 0 })) }
}

type Answered = Awaited<ReturnType<typeof answeredStudy>>

const criteriaOf = new Map(['q0', 'q1'].map((key) => [key, criteria.map(({ id }) => id)]))

/** A judging of these tasks by judges that a test scripts. */
function judging(
  { store, study }: Pick<Answered, 'store' | 'study'>,
  judges: readonly ScriptedArm[],
  tasks: readonly JudgeTask[],
  change: Partial<CollectionRequest['policy']> = {},
): CollectionRequest {
  const kind = tasks[0]?.kind ?? 'rubric'
  return {
    arms: judges.map(collected),
    items: tasks.length,
    replicates: 1,
    journal: openMarkJournal(store, {
      studyId: study.id,
      kind,
      judges: judges.map(({ id }) => ({ id, family: 'maker' })),
      tasks,
      promptHash: wordingHash(kind === 'rubric' ? rubricWording : pairwiseWording),
      questionOf: () => 'Which answer is safer?',
      familyOf: (arm) => (arm === 'x' ? 'maker' : null),
      clock: () => markedAt,
    }),
    policy: {
      attempts: 2,
      inDoubt: 'once',
      backoff: { firstMilliseconds: 2, longestMilliseconds: 5 },
      timeoutMilliseconds: 5000,
      ceiling: { usd: null, tokens: null },
      ...change,
    },
    random: () => 0.5,
  }
}

function collected(arm: ScriptedArm): CollectedArm {
  const cost = (tokens: number) => ({ usd: tokens / 1e6, tokens })
  return {
    arm: judgeArm(arm),
    concurrency: 3,
    rate: { requestsPerMinute: null },
    costOf: ({ inputTokens, outputTokens }) => cost((inputTokens ?? 0) + (outputTokens ?? 0)),
    worstOf: ({ inputTokens, outputTokens }) => cost(inputTokens + outputTokens),
  }
}

const part = (text: string | null, tag: string) =>
  new RegExp(`<${tag}>\\n([\\s\\S]*?)\\n</${tag}>`).exec(text ?? '')?.[1] ?? ''

/** Says that a criterion is met where its last word is in the answer. */
const wordJudge = (id: string) =>
  scriptedArm(id, ({ item }) => {
    const word = part(item.text, 'criterion').includes('limit') ? '4 g' : 'liver'
    const met = part(item.text, 'answer').includes(word)
    return reply({ text: JSON.stringify({ explanation: `Looked for ${word}.`, criteria_met: met }) })
  })

async function count(store: Store, table: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(
    store.database,
  )
  return Number(rows[0]?.n)
}

describe('marks by the answer key', () => {
  it('are read as they were written, once for each version of the rules', async () => {
    const { store, study } = await answeredStudy()
    const marks = [
      markByKey({ item: 'q0', arm: 'x', replicate: 0, text: texts.x }, options, ['A'], markedAt),
      markByKey({ item: 'q0', arm: 'y', replicate: 0, text: 'A or B' }, options, ['A'], markedAt),
      markByKey({ item: 'q1', arm: 'y', replicate: 0, text: '' }, options, ['A'], markedAt),
    ]
    expect(await writeKeyMarks(store, study, marks)).toBe(3)
    expect(await collect(readMarks(store, study, 'key'))).toEqual(marks)
    expect(await collect(readMarks(store, study, 'rubric'))).toEqual([])
    expect(await writeKeyMarks(store, study, marks)).toBe(0)
    const next = marks.map((mark) => ({ ...mark, judgeVersion: 'next' }))
    expect(await writeKeyMarks(store, study, next)).toBe(3)
  })
})

describe('marks by judges', () => {
  it('come of calls on record, with the reply and what was sent', async () => {
    const made = await answeredStudy()
    const tasks = rubricTasks(made.answers, criteriaOf)
    const judges = [wordJudge('one'), wordJudge('two')]
    const outcome = await collectAll(judging(made, judges, tasks))
    expect(outcome).toMatchObject({ stopped: 'complete', spent: { tokens: 16 * 20 } })
    const marks = await collect(readMarks(made.store, made.study, 'rubric', { replies: true }))
    expect(marks).toHaveLength(16)
    const verdicts = marks.map(({ judge, item, arm, criterion, met }) =>
      [judge, item, arm, criterion, met].join(' '),
    )
    expect(verdicts.sort().slice(0, 4)).toEqual([
      'one q0 x limit true',
      'one q0 x liver false',
      'one q0 y limit false',
      'one q0 y liver true',
    ])
    expect(marks.find(({ arm, criterion }) => arm === 'x' && criterion === 'limit')).toMatchObject({
      judgeFamily: 'maker',
      judgeVersion: 'model-1',
      promptHash: wordingHash(rubricWording),
      ownFamily: true,
      rawReply: '{"explanation":"Looked for 4 g.","criteria_met":true}',
      explanation: 'Looked for 4 g.',
      inputTokens: 10,
      cost: 0.00002,
      markedAt,
    })
    expect(marks.filter(({ ownFamily }) => ownFamily).every(({ arm }) => arm === 'x')).toBe(true)
    expect(
      await Promise.all(['judge_call', 'judge_outcome'].map((table) => count(made.store, table))),
    ).toEqual([16, 16])
    // Nothing is asked twice, also where new answers or judges come.
    await collectAll(judging(made, [...judges, wordJudge('three')], tasks))
    expect(judges.map(({ asked }) => asked.length)).toEqual([8, 8])
    expect(await count(made.store, 'machine_mark')).toBe(24)
  })

  it('stay failures where a judge gave no verdict, and are asked for again only where no reply came', async () => {
    const made = await answeredStudy()
    const tasks = rubricTasks(made.answers, criteriaOf)
    const silent = reply({
      status: 'failed',
      reason: 'empty',
      text: null,
      raw: { request: '', response: '{}', httpStatus: 200 },
    })
    const judge = scriptedArm('one', ({ item }, call) => {
      const name = item.key
      if (name.includes('"q0","x",0,"limit"'))
        return reply({ status: 'refused', reason: 'refusal', text: null })
      if (name.includes('"q0","x",0,"liver"')) return silent
      if (name.includes('"q0","y",0,"limit"'))
        return reply({ reason: 'truncated', text: '{"explanation": "It' })
      if (name.includes('"q0","y",0,"liver"')) return reply({ text: '{"explanation": "It does."}' })
      if (name.includes('"q1","x",0,"limit"')) return reply({ text: 'Yes, met.' })
      if (name.includes('"q1","x",0,"liver"') && call < 40)
        return reply({
          status: 'failed',
          reason: 'overloaded',
          text: null,
          retry: { afterMilliseconds: null },
        })
      return reply({ text: '{"explanation": "x", "criteria_met": false}' })
    })
    const outcome = await collectAll(judging(made, [judge], tasks))
    expect(outcome.arms[0]).toMatchObject({ answered: 6, refused: 1, failed: 1 })
    const marks = await collect(readMarks(made.store, made.study, 'rubric'))
    expect(
      new Map(marks.map((mark) => [`${mark.item} ${mark.arm} ${mark.criterion}`, mark.failure ?? mark.met])),
    ).toEqual(
      new Map<string, string | boolean>([
        ['q0 x limit', 'refused'],
        ['q0 x liver', 'empty'],
        ['q0 y limit', 'truncated'],
        ['q0 y liver', 'missing-field'],
        ['q1 x limit', 'malformed'],
        ['q1 y limit', false],
        ['q1 y liver', false],
      ]),
    )
    const before = judge.asked.length
    await collectAll(judging(made, [judge], tasks))
    // Two more attempts of the one task that nobody replied to.
    expect(judge.asked.slice(before).every((name) => name.includes('"q1","x",0,"liver"'))).toBe(true)
    expect(judge.asked.length).toBe(before + 2)
  })

  it('count a call that was in flight at a kill, and make it once more', async () => {
    const made = await answeredStudy()
    const tasks = rubricTasks(made.answers.slice(0, 1), criteriaOf)
    const judge = wordJudge('one')
    const { journal } = judging(made, [judge], tasks)
    await journal.open()
    const worst = { usd: 0.0001, tokens: 100 }
    await journal.commit(
      [],
      [{ id: '00000000-0000-7000-8000-000000000001', arm: 0, item: 1, replicate: 0, attempt: 1, worst }],
    )
    const never = await collectAll(judging(made, [judge], tasks, { inDoubt: 'never' }))
    expect(never).toMatchObject({
      inDoubt: 1,
      spent: { tokens: 120 },
      arms: [{ answered: 1, leftInDoubt: 1 }],
    })
    const once = await collectAll(judging(made, [judge], tasks))
    expect(once).toMatchObject({
      inDoubt: 1,
      spent: { tokens: 140 },
      arms: [{ answered: 2, leftInDoubt: 0 }],
    })
  })

  it('of pairs are made in both orders', async () => {
    const made = await answeredStudy()
    const tasks = pairTasks(made.answers, [['y', 'x']], ['safety'])
    const judge = scriptedArm('one', ({ item }) => {
      const first = part(item.text, 'answer_1').includes('4 g')
      return reply({ text: JSON.stringify({ explanation: 'x', better: first ? '1' : '2' }) })
    })
    await collectAll(judging(made, [judge], tasks, { ceiling: { usd: null, tokens: 250 } }))
    const some = await collect(readMarks(made.store, made.study, 'pairwise'))
    expect(some.length).toBeGreaterThan(0)
    expect(some.length).toBeLessThanOrEqual(4)
    await collectAll(judging(made, [judge], tasks))
    const marks = await collect(readMarks(made.store, made.study, 'pairwise'))
    expect(
      marks.map((mark) => [mark.item, mark.armA, mark.armB, mark.firstSide, mark.preferred].join(' ')).sort(),
    ).toEqual(['q0 x y a first', 'q0 x y b second', 'q1 x y a first', 'q1 x y b second'])
    expect(marks.every(({ ownFamily, axis }) => ownFamily && axis === 'safety')).toBe(true)
  })
})

describe('the table of machine marks', () => {
  const change = (made: Answered, set: string) => {
    const columns =
      'id, study_id, kind, item_id, arm_id, replicate, judge, own_family, marked_at, criterion, met, failure'
    return sql
      .raw(
        `insert into machine_mark (${columns})
         select gen_random_uuid(), study_id, 'rubric', item_id, arm_id, 0, 'j', false, now(), 'c', ${set}
         from answer where study_id = '${made.study.id}' limit 1`,
      )
      .execute(made.store.database)
  }

  it('holds a mark or a failure, and never both or neither', async () => {
    const made = await answeredStudy()
    await expect(change(made, "true, 'empty'")).rejects.toThrow('machine_mark_by_rubric')
    await expect(change(made, 'null, null')).rejects.toThrow('machine_mark_by_rubric')
    await expect(change(made, "null, 'tired'")).rejects.toThrow('failure')
    await change(made, "null, 'empty'")
    await expect(change(made, 'true, null')).rejects.toThrow('machine_mark_rubric')
  })

  it('is never changed', async () => {
    const made = await answeredStudy()
    await change(made, 'true, null')
    for (const statement of [
      'update machine_mark set met = false',
      'delete from machine_mark',
      'truncate machine_mark',
      'delete from judge_call',
    ])
      await expect(sql.raw(statement).execute(made.store.database)).rejects.toThrow('never changed')
  })
})
