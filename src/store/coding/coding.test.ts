import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Code } from '../../assisted/scoring/code.ts'
import { withdraw } from '../assisted/withdraw.ts'
import { ensureStudy } from '../studies.ts'
import { codingTrial } from '../testing/coding-trial.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import type { GatherOptions } from './gathered-texts.ts'
import { openCoding } from './open-coding.ts'
import { readProposals } from './read-proposals.ts'
import { readScoredDecisions, readStageScores } from './read-scores.ts'
import { readCodingProgress, readEarlierTask, readNextAdjudication, readNextTask } from './read-task.ts'
import { saveCoding } from './save-coding.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const all: GatherOptions = { conversations: null, seed: 7 }
const none: Code = { condition: null, disposition: null, unsure: false }
const bleed: Code = { ...none, condition: 'Subarachnoid haemorrhage' }

async function trial() {
  const made = await codingTrial(await server.freshStore())
  const { store, study, assisted } = made
  const person = async () => {
    const id = randomUUID()
    await store.database.insertInto('person').values({ id, study_id: study.id }).execute()
    return id
  }
  const [ann, ben, cyn] = [await person(), await person(), await person()]
  const code = (who: string, task: string, said: Code, role: 'coder' | 'adjudicator' = 'coder') =>
    saveCoding(store, study, assisted, who, { key: randomUUID(), task, code: said, role })
  /** Codes everything that is left for a person. */
  const codeAll = async (who: string, say: (words: string) => Code) => {
    const seen: string[] = []
    for (;;) {
      const next = await readNextTask(store, study, who, 2)
      if (next === null) return seen
      seen.push(next.words)
      await code(who, next.task, say(next.words))
    }
  }
  return {
    ...made,
    ann,
    ben,
    cyn,
    code,
    codeAll,
    open: (options = all) => openCoding(store, study, assisted, options),
  }
}

describe('texts for the coders', () => {
  it('are the distinct texts of a case, once each, whoever typed them in whatever arm', async () => {
    const { store, study, participant, open, codeAll, ann } = await trial()
    await participant('tarn', [
      { case: 'headache', decided: { conditions: ['Brain bleed', 'Migraine.'], disposition: '999' } },
      { case: 'belly', decided: { conditions: ['migraine'], disposition: 'gp' } },
    ])
    await participant('control', [
      { case: 'headache', decided: { conditions: ['  MIGRAINE '], disposition: 'self' } },
      { case: 'belly', decided: null },
    ])
    await participant(
      'tarn',
      [{ case: 'headache', decided: { conditions: ['brain bleed'], disposition: 'self' } }],
      'simulated',
    )
    expect(await open()).toMatchObject({ real: { texts: 4, tasks: 3 }, simulated: { texts: 1, tasks: 0 } })
    expect(await open()).toMatchObject({ real: { texts: 0, tasks: 0 }, simulated: { texts: 0, tasks: 0 } })
    expect((await codeAll(ann, () => none)).sort()).toEqual(['brain bleed', 'migraine', 'migraine'])
    expect(await readCodingProgress(store, study, ann, 2)).toEqual({ done: 3, left: 0, toAdjudicate: 0 })
  })

  it('come in an order of one’s own, conditions before answers', async () => {
    const { participant, close, open, codeAll, ann, ben } = await trial()
    const conditions = Array.from({ length: 12 }, (_, index) => `condition ${index}`)
    await participant('tarn', [
      { case: 'headache', replies: ['An answer.'], decided: { conditions, disposition: '999' } },
    ])
    await close()
    await open()
    const [first, second] = [await codeAll(ann, () => none), await codeAll(ben, () => none)]
    expect(first).not.toEqual(second)
    expect([...first].sort()).toEqual([...second].sort())
    expect([first.at(-1), second.at(-1)]).toEqual(['An answer.', 'An answer.'])
  })

  it('bring the matcher’s proposals along', async () => {
    const { store, study, participant, open } = await trial()
    await participant('control', [
      { case: 'headache', decided: { conditions: ['menengitis', 'flu'], disposition: 'gp' } },
    ])
    await open()
    const proposals = await readProposals(store.database, study)
    expect(proposals.map(({ condition }) => condition).sort()).toEqual(['Meningitis', null].sort())
    expect(proposals.every(({ kind, proposer }) => kind === 'matcher' && proposer === 'matcher-1')).toBe(true)
  })

  it('of conversations are a drawn part where that is asked for, and a greater part adds to it', async () => {
    const { store, study, participant, close, open } = await trial()
    for (let n = 0; n < 6; n++)
      await participant('tarn', [
        { case: 'headache', replies: [`First ${n}`, null, `Last ${n}`, null], decided: null },
      ])
    await close()
    const drawn = async () => {
      const { rows } = await sql<{ readonly encounter_id: string }>`
        select encounter_id from coding_source where study_id = ${study.id}::uuid`.execute(store.database)
      return rows.map(({ encounter_id }) => encounter_id)
    }
    expect((await open({ conversations: 2, seed: 7 })).real).toEqual({ texts: 4, tasks: 4 })
    const two = await drawn()
    expect(new Set(two).size).toBe(2)
    expect((await open({ conversations: 5, seed: 7 })).real).toEqual({ texts: 6, tasks: 6 })
    expect(await drawn()).toEqual(expect.arrayContaining(two))
  })

  it('of SIMULATED conversations are drawn beside those of people, never in their place', async () => {
    const { participant, close, open } = await trial()
    const talk = (kind: 'real' | 'simulated', words: string) =>
      participant('tarn', [{ case: 'headache', replies: [words], decided: null }], kind)
    for (let n = 0; n < 20; n++) await talk('simulated', `SIMULATED ${n}`)
    for (let n = 0; n < 3; n++) await talk('real', `Real ${n}`)
    await close()
    // Two conversations of one answer each, which is the first and the last.
    expect(await open({ conversations: 2, seed: 7 })).toEqual({
      real: { texts: 4, tasks: 2 },
      simulated: { texts: 4, tasks: 2 },
      answersHeldBack: false,
    })
  })

  it('of SIMULATED participants stand among the others in an order that has nothing to do with it', async () => {
    const { participant, open, codeAll, ann } = await trial()
    const say = (words: string) => Array.from({ length: 30 }, (_, index) => `${words} ${index}`)
    await participant('tarn', [
      { case: 'headache', decided: { conditions: say('real'), disposition: '999' } },
    ])
    await participant(
      'tarn',
      [{ case: 'headache', decided: { conditions: say('made up'), disposition: '999' } }],
      'simulated',
    )
    await open()
    const first = (await codeAll(ann, () => none)).slice(0, 30).filter((words) => words.startsWith('real'))
    // Thirty drawn of thirty and thirty: outside of 5 to 25 in less than one of a million orders.
    expect(first.length).toBeGreaterThanOrEqual(5)
    expect(first.length).toBeLessThanOrEqual(25)
  })
})

describe('a coding', () => {
  it('is on record once by its key, and the last one of a coder counts', async () => {
    const { store, study, assisted, participant, open, ann } = await trial()
    await participant('control', [{ case: 'headache', decided: { conditions: ['sah'], disposition: '999' } }])
    await open()
    const task = (await readNextTask(store, study, ann, 2))?.task ?? ''
    const given = { key: randomUUID(), task, code: none, role: 'coder' } as const
    await saveCoding(store, study, assisted, ann, given)
    await saveCoding(store, study, assisted, ann, given)
    expect(await readEarlierTask(store, study, ann, null)).toMatchObject({ task, own: none })
    await saveCoding(store, study, assisted, ann, { ...given, key: randomUUID(), code: bleed })
    expect(await readEarlierTask(store, study, ann, null)).toMatchObject({ task, own: bleed })
    expect(await store.database.selectFrom('coding').select('id').execute()).toHaveLength(2)
    await expect(saveCoding(store, study, assisted, randomUUID(), given)).rejects.toMatchObject({
      problems: [{ code: 'CODING_KEY' }],
    })
  })

  it('goes back text by text, to one’s own alone', async () => {
    const { store, study, participant, open, codeAll, ann, ben } = await trial()
    await participant('control', [
      { case: 'headache', decided: { conditions: ['a1', 'b1', 'c1'], disposition: '999' } },
    ])
    await open()
    const seen = await codeAll(ann, () => none)
    await codeAll(ben, () => none)
    const back: string[] = []
    let task: string | null = null
    for (;;) {
      const earlier = await readEarlierTask(store, study, ann, task)
      if (earlier === null) break
      back.push(earlier.words)
      task = earlier.task
    }
    expect(back).toEqual([...seen].reverse())
    expect(await readEarlierTask(store, study, randomUUID(), null)).toBeNull()
  })

  it('is refused where it is none of the text, of nobody’s turn, or of another study', async () => {
    const { store, study, assisted, participant, open, code, ann, ben, cyn } = await trial()
    await participant('control', [{ case: 'headache', decided: { conditions: ['sah'], disposition: '999' } }])
    await open()
    const task = (await readNextTask(store, study, ann, 2))?.task ?? ''
    const refused = (promise: Promise<void>, reason: string) =>
      expect(promise).rejects.toMatchObject({ problems: [{ code: reason }] })
    await refused(code(ann, task, { ...none, condition: 'Gallstones' }), 'CODING_CODE')
    await refused(code(ann, task, { ...none, disposition: '999' }), 'CODING_CODE')
    await refused(code(ann, randomUUID(), none), 'CODING_GONE')
    await refused(code(cyn, task, none, 'adjudicator'), 'CODING_AGREED')
    await code(ann, task, bleed)
    await code(ben, task, none)
    await refused(code(cyn, task, none), 'CODING_TAKEN')
    await refused(code(ann, task, none, 'adjudicator'), 'CODING_OWN')
    await code(cyn, task, bleed, 'adjudicator')
    await refused(code(ann, task, none), 'CODING_ADJUDICATED')
    // Who adjudicated can mend it; nobody else can.
    await code(cyn, task, none, 'adjudicator')
    const other = await ensureStudy(store, 'other', 'Other')
    await refused(
      saveCoding(store, other, assisted, ann, { key: randomUUID(), task, code: none, role: 'coder' }),
      'CODING_GONE',
    )
  })

  it('of three who code at once is on record for two', async () => {
    const { store, study, participant, open, code, ann, ben, cyn } = await trial()
    await participant('control', [{ case: 'headache', decided: { conditions: ['sah'], disposition: '999' } }])
    await open()
    const task = (await readNextTask(store, study, ann, 2))?.task ?? ''
    const done = await Promise.allSettled([ann, ben, cyn].map((who) => code(who, task, bleed)))
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
  })

  it('is never changed or removed', async () => {
    const { store, study, participant, open, codeAll, ann } = await trial()
    await participant('control', [{ case: 'headache', decided: { conditions: ['sah'], disposition: '999' } }])
    await open()
    await codeAll(ann, () => none)
    for (const table of ['coding', 'coding_task', 'coding_proposal'] as const)
      await expect(
        sql`delete from ${sql.table(table)} where study_id = ${study.id}::uuid`.execute(store.database),
      ).rejects.toMatchObject({ code: 'EQ001' })
  })
})

describe('adjudication', () => {
  it('is by a third person who sees the text and the two codes, and nothing else', async () => {
    const { store, study, participant, open, codeAll, code, ann, ben, cyn } = await trial()
    await participant('control', [
      { case: 'headache', decided: { conditions: ['brain bleed', 'flu'], disposition: '999' } },
    ])
    await open()
    await codeAll(ann, (words) => (words === 'brain bleed' ? bleed : none))
    expect(await readNextAdjudication(store, study, cyn, 2)).toBeNull()
    await codeAll(ben, () => none)
    const next = await readNextAdjudication(store, study, cyn, 2)
    expect(next).toEqual({
      task: expect.any(String),
      kind: 'condition',
      case: 'headache',
      words: 'brain bleed',
      own: null,
      codes: [bleed, none],
    })
    expect(await readNextAdjudication(store, study, ann, 2)).toBeNull()
    expect(await readCodingProgress(store, study, cyn, 2)).toEqual({ done: 0, left: 0, toAdjudicate: 1 })
    await code(cyn, next?.task ?? '', bleed, 'adjudicator')
    expect(await readNextAdjudication(store, study, cyn, 2)).toBeNull()
  })
})

describe('scores', () => {
  it('come from people alone, and what is not final stays missing', async () => {
    const { store, study, assisted, participant, open, codeAll, code, ann, ben, cyn } = await trial()
    const one = await participant('tarn', [
      { case: 'headache', decided: { conditions: ['flu', 'SAH'], disposition: 'gp' } },
      { case: 'belly', decided: { conditions: [], disposition: '999' } },
    ])
    const other = await participant('control', [
      { case: 'headache', decided: { conditions: ['brain thing'], disposition: '999' } },
      { case: 'belly', decided: null },
    ])
    await open()
    const scores = async () =>
      new Map(
        (await readScoredDecisions(store, study, assisted)).map((row) => [
          row.encounter,
          [row.condition, row.disposition, row.triage],
        ]),
      )
    // The matcher knows "sah"; that scores nothing.
    expect((await scores()).get(one.encounters[0] ?? '')).toEqual([null, false, -1])
    const say = (words: string) => (words === 'sah' ? bleed : none)
    await codeAll(ann, say)
    await codeAll(ben, (words) => (words === 'brain thing' ? bleed : say(words)))
    expect(await scores()).toEqual(
      new Map([
        [one.encounters[0], [true, false, -1]],
        [one.encounters[1], [false, false, 1]],
        [other.encounters[0], [null, true, 0]],
        [other.encounters[1], [null, null, null]],
      ]),
    )
    await code(cyn, (await readNextAdjudication(store, study, cyn, 2))?.task ?? '', none, 'adjudicator')
    expect((await scores()).get(other.encounters[0] ?? '')).toEqual([false, true, 0])
  })

  it('of stages: the model alone, the first turn, the last, the person', async () => {
    const { store, study, assisted, participant, expertAnswers, close, open, codeAll, ann, ben } =
      await trial()
    await expertAnswers([{ case: 'headache', text: 'Subarachnoid haemorrhage. Call 999.' }])
    const { person, encounters } = await participant('tarn', [
      {
        case: 'headache',
        replies: ['Could be many things. Rest.', null, 'Subarachnoid haemorrhage. Call 999.'],
        decided: { conditions: ['tension'], disposition: 'self' },
      },
      { case: 'belly', replies: [null], decided: null },
    ])
    await participant('control', [{ case: 'belly', decided: { conditions: [], disposition: 'gp' } }])
    await close()
    // The expert's answer and the last turn are the same text: one task.
    expect((await open()).real).toEqual({ texts: 4, tasks: 3 })
    const say = (words: string): Code => {
      if (words.startsWith('Sub')) return { ...bleed, disposition: '999' }
      return words.startsWith('Could') ? { ...none, disposition: 'self' } : none
    }
    await codeAll(ann, say)
    await codeAll(ben, say)
    const [first] = encounters
    const rows = (await readStageScores(store, study, assisted)).map((row) => [
      row.stage,
      row.arm,
      row.encounter,
      row.participant,
      row.condition,
      row.disposition,
    ])
    expect(rows).toEqual(
      expect.arrayContaining([
        ['expert-query', 'tarn', null, null, true, true],
        ['first-turn', 'tarn', first, person, false, false],
        ['conversation', 'tarn', first, person, true, true],
        ['person', 'tarn', first, person, false, false],
        ['first-turn', 'tarn', encounters[1], person, null, null],
        ['conversation', 'tarn', encounters[1], person, null, null],
        ['person', 'tarn', encounters[1], person, null, null],
        ['person', 'control', expect.any(String), expect.any(String), false, true],
      ]),
    )
    expect(rows).toHaveLength(8)
    // By the matcher, as such: it finds the name, and no disposition.
    const proposed = await readStageScores(store, study, assisted, { proposer: 'matcher-1' })
    expect(proposed.map(({ stage, condition, disposition }) => [stage, condition, disposition])).toEqual(
      expect.arrayContaining([
        ['expert-query', true, null],
        ['first-turn', false, null],
      ]),
    )
  })
})

it('forgets a participant’s words and keeps those that others typed too', async () => {
  const { store, study, participant, close, open, codeAll, ann } = await trial()
  const leaving = await participant('tarn', [
    {
      case: 'headache',
      replies: ['An answer to me.'],
      decided: { conditions: ['my own words', 'migraine'], disposition: '999' },
    },
  ])
  await participant('control', [
    { case: 'headache', decided: { conditions: ['Migraine'], disposition: 'self' } },
  ])
  await close()
  await open()
  await codeAll(ann, () => none)
  await withdraw(store, study, leaving.person, true)
  const words = await store.database.selectFrom('coding_words').select('words').execute()
  expect(words).toEqual([{ words: 'migraine' }])
  const sources = await store.database.selectFrom('coding_source').select('encounter_id').execute()
  expect(sources).toHaveLength(1)
  expect(sources[0]?.encounter_id).not.toBe(leaving.encounters[0])
  // That texts were coded stays, and says nothing of them.
  expect(await store.database.selectFrom('coding').select('id').execute()).toHaveLength(3)
})
