import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { usualBackoff } from '../../answers/collecting/backoff.ts'
import { collect } from '../../answers/collecting/collect.ts'
import { reply, scriptedArm } from '../../answers/testing/scripted-arm.ts'
import type { Code } from '../../assisted/scoring/code.ts'
import { statusLines } from '../../cli/coding/status-lines.ts'
import { judgeArm } from '../../judging/calls/judge-arm.ts'
import { withdraw } from '../assisted/withdraw.ts'
import { codingTrial } from '../testing/coding-trial.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { readCodingStatus } from './coding-status.ts'
import { openCoding } from './open-coding.ts'
import { readProposalCounts } from './proposal-counts.ts'
import { openProposalJournal } from './proposal-journal.ts'
import { readProposals } from './read-proposals.ts'
import { readNextAdjudication, readNextTask } from './read-task.ts'
import { readTexts } from './read-texts.ts'
import { saveCoding } from './save-coding.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const typed = [
  'sah',
  'bleeding on brain',
  'menengitis',
  'migraine',
  'heavy brain bleed',
  'stress',
  'not meningitis',
]
const bleed = 'Subarachnoid haemorrhage'
/** What a person would say of each, and where the second coder differs. */
const truth: Readonly<Record<string, string | null>> = {
  sah: bleed,
  'bleeding on brain': bleed,
  menengitis: 'Meningitis',
  'heavy brain bleed': bleed,
}
const second: Readonly<Record<string, string | null>> = { ...truth, 'heavy brain bleed': null }

async function coded() {
  const made = await codingTrial(await server.freshStore())
  const { store, study, assisted, participant } = made
  await participant('control', [{ case: 'headache', decided: { conditions: typed, disposition: '999' } }])
  await openCoding(store, study, assisted, { conversations: null, seed: 7 })
  const person = async () => {
    const id = randomUUID()
    await store.database.insertInto('person').values({ id, study_id: study.id }).execute()
    return id
  }
  const codeAll = async (said: Readonly<Record<string, string | null>>) => {
    const who = await person()
    for (;;) {
      const next = await readNextTask(store, study, who, 2)
      if (next === null) return
      const code: Code = { condition: said[next.words] ?? null, disposition: null, unsure: false }
      await saveCoding(store, study, assisted, who, {
        key: randomUUID(),
        task: next.task,
        code,
        role: 'coder',
      })
    }
  }
  return { ...made, person, codeAll }
}

/** Says of every text what a script says. */
async function judged(
  { store, study, assisted }: Awaited<ReturnType<typeof coded>>,
  say: (text: string, call: number) => ReturnType<typeof reply>,
  tokens: number | null = null,
) {
  const gold = assisted.cases[0]?.conditions ?? []
  const texts = (await readTexts(store, study)).map(({ task, kind, words }) => ({
    task,
    kind,
    text: words,
    gold,
    dispositions: assisted.dispositions,
  }))
  const arm = scriptedArm('judge', ({ item }, call) => {
    const text = /<text>\n([\s\S]*?)\n<\/text>/.exec(item.text ?? '')?.[1] ?? ''
    return say(text, call)
  })
  const outcome = await collect({
    arms: [
      {
        arm: judgeArm(arm),
        concurrency: 2,
        rate: { requestsPerMinute: null },
        costOf: () => ({ usd: 0.001, tokens: 20 }),
        worstOf: () => ({ usd: 0.01, tokens: 100 }),
      },
    ],
    items: texts.length,
    replicates: 1,
    journal: openProposalJournal(store, { studyId: study.id, judge: 'judge', texts }),
    policy: {
      attempts: 1,
      inDoubt: 'once',
      backoff: usualBackoff,
      timeoutMilliseconds: 5000,
      ceiling: { usd: null, tokens },
    },
    random: () => 0.5,
  })
  return { outcome, asked: arm.asked.length }
}

const entry = (number: number) =>
  reply({ text: JSON.stringify({ explanation: 'so', entry: number, sure: 0.9 }) })

describe('a judge', () => {
  it('proposes for every text once, keeps no word of anybody, and a run that was ended goes on', async () => {
    const made = await coded()
    // The ceiling is reached in the middle.
    const first = await judged(made, () => entry(1), 150)
    expect(first.outcome.stopped).toBe('budget')
    expect(first.asked).toBeLessThan(typed.length)
    const rest = await judged(made, (text) => (text === 'stress' ? reply({ text: 'None.' }) : entry(0)))
    expect(first.asked + rest.asked).toBe(typed.length)
    expect((await judged(made, () => entry(1))).asked).toBe(0)
    const proposals = (await readProposals(made.store.database, made.study)).filter(
      ({ kind }) => kind === 'judge',
    )
    expect(proposals).toHaveLength(typed.length)
    expect(proposals.filter(({ failure }) => failure === 'malformed').length).toBeLessThanOrEqual(1)
    const raws = await made.store.database.selectFrom('judge_outcome').select('raw').execute()
    expect(raws).toHaveLength(typed.length)
    expect(raws.every(({ raw }) => raw === null)).toBe(true)
    const calls = await made.store.database.selectFrom('judge_call').select('task').execute()
    expect(JSON.stringify(calls)).not.toContain('migraine')
  })
})

describe('the state of the coding', () => {
  it('counts what is done, how coders agree, and what matcher and judge are worth', async () => {
    const made = await coded()
    const { store, study, assisted, person, codeAll } = made
    const status = async () => (await readCodingStatus(store, study, assisted, 7)).real[0]
    expect(await status()).toMatchObject({ texts: 7, final: 0, open: 7, disagreed: 0 })
    await codeAll(truth)
    await codeAll(second)
    expect(await status()).toMatchObject({ final: 6, open: 0, disagreed: 1, adjudicated: 0 })
    const third = await person()
    const disputed = await readNextAdjudication(store, study, third, 2)
    expect(disputed?.words).toBe('heavy brain bleed')
    await saveCoding(store, study, assisted, third, {
      key: randomUUID(),
      task: disputed?.task ?? '',
      code: { condition: bleed, disposition: null, unsure: false },
      role: 'adjudicator',
    })
    await judged(made, (text) =>
      text === 'stress' ? reply({ text: 'None.' }) : entry(truth[text] === bleed ? 1 : 0),
    )
    const last = await status()
    expect(last).toMatchObject({ final: 7, adjudicated: 1, disagreed: 0, gone: 0 })
    // By hand: six of seven the same. Named or none: 3 both, 1 first alone, 3 neither, so 14 marks with 7 named:
    // alpha = 1 - (1/7)/(2 x 7 x 7/(14 x 13)).
    expect(last?.agreement.same).toMatchObject({ n: 6 })
    expect(last?.agreement.alpha.value).toBeCloseTo(1 - 1 / 7 / (98 / 182), 12)
    // kappa: observed 6/7, chance (4 x 3 + 3 x 4)/49.
    expect(last?.agreement.kappa?.value).toBeCloseTo((6 / 7 - 24 / 49) / (1 - 24 / 49), 12)
    const [judge, matcher] = last?.proposers ?? []
    // The judge misses meningitis, and its reply on "stress" cannot be read.
    expect(judge).toMatchObject({ proposer: 'judge', calibration: { texts: 6, failed: 1 } })
    expect(judge?.calibration.sensitivity).toMatchObject({ n: 3, of: 4 })
    expect(judge?.calibration.specificity).toMatchObject({ n: 2, of: 2 })
    // The matcher does not know that a heavy brain bleed is one.
    expect(matcher).toMatchObject({ kind: 'matcher', proposer: 'matcher-1' })
    expect(matcher?.calibration.sensitivity).toMatchObject({ n: 3, of: 4 })
    expect(matcher?.calibration.specificity).toMatchObject({ n: 3, of: 3 })
    expect(matcher?.calibration.sameCondition).toMatchObject({ n: 3, of: 3 })
    const lines = statusLines(await readCodingStatus(store, study, assisted, 7), 2).join('\n')
    expect(lines).toContain('Typed conditions: 7 distinct texts, each for 2 coders.')
    expect(lines).toContain('7 with a final code, 1 of them by adjudication; 0 to code, 0 to adjudicate.')
    expect(lines).toContain("Cohen's kappa 0.72")
    expect(lines).not.toMatch(/tarn|control/i)
    if (process.env.EQUIPOISE_SHOW_LINES !== undefined) process.stdout.write(`${lines}\n`)
  })

  it('never pools SIMULATED participants with real ones, in no count, agreement or calibration', async () => {
    const made = await coded()
    const { store, study, assisted, participant, codeAll } = made
    const alone = async () => (await readCodingStatus(store, study, assisted, 7)).real
    await codeAll(truth)
    await codeAll(second)
    const before = await alone()
    // "sah" is typed by both and stays a real text. Of the three others the coders differ on one, and the matcher knows one.
    await participant(
      'tarn',
      [
        {
          case: 'headache',
          decided: { conditions: ['SAH', 'SAH bleed', 'meningitis', 'made up'], disposition: '999' },
        },
      ],
      'simulated',
    )
    expect(await openCoding(store, study, assisted, { conversations: null, seed: 7 })).toEqual({
      real: { texts: 0, tasks: 0 },
      simulated: { texts: 4, tasks: 3 },
      answersHeldBack: true,
    })
    expect(await alone()).toEqual(before)
    const said = { meningitis: 'Meningitis', 'sah bleed': bleed }
    await codeAll(said)
    await codeAll({ ...said, 'sah bleed': null })
    expect(await alone()).toEqual(before)
    const { simulated } = await readCodingStatus(store, study, assisted, 7)
    expect(simulated[0]).toMatchObject({
      texts: 3,
      final: 2,
      open: 0,
      disagreed: 1,
      agreement: { texts: 3, same: { n: 2 } },
    })
    const matcher = simulated[0]?.proposers.find(({ kind }) => kind === 'matcher')
    expect(matcher?.calibration).toMatchObject({
      texts: 2,
      sensitivity: { n: 1, of: 1 },
      specificity: { n: 1, of: 1 },
    })
    const lines = statusLines(await readCodingStatus(store, study, assisted, 7), 2).join('\n')
    expect(lines).toContain('Typed conditions: 7 distinct texts')
    expect(lines).toContain('SIMULATED participants, typed conditions: 3 distinct texts')
    expect(lines).toContain('counted among the real ones alone')
    await judged(made, () => entry(1))
    expect(await readProposalCounts(store, study, 'judge')).toEqual({
      real: { texts: 7, proposed: 7 },
      simulated: { texts: 3, proposed: 3 },
    })
  })

  it('says that no real participant typed anything where only SIMULATED ones did', async () => {
    const { store, study, assisted, participant } = await codingTrial(await server.freshStore())
    const decided = { conditions: ['sah'], disposition: '999' }
    await participant('control', [{ case: 'headache', decided }], 'simulated')
    await openCoding(store, study, assisted, { conversations: null, seed: 7 })
    const lines = statusLines(await readCodingStatus(store, study, assisted, 7), 2)
    expect(lines[0]).toBe('Typed conditions: no real participant has typed one.')
    expect(lines[2]).toContain('SIMULATED participants, typed conditions: 1 distinct text')
  })

  it('counts a text that was deleted among nobody’s', async () => {
    const { store, study, assisted, participant, codeAll } = await coded()
    const decided = { conditions: ['my own words'], disposition: '999' }
    const { person } = await participant('tarn', [{ case: 'headache', decided }])
    await openCoding(store, study, assisted, { conversations: null, seed: 7 })
    await codeAll(truth)
    await withdraw(store, study, person, true)
    const status = await readCodingStatus(store, study, assisted, 7)
    expect(status.real[0]?.texts).toBe(7)
    expect(status.deleted).toBe(1)
    expect(statusLines(status, 2).at(-1)).toContain('1 text deleted')
  })
})
