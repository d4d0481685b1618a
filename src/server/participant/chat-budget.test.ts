import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { enrol } from '../../store/assisted/enrol.ts'
import { randomise } from '../../store/assisted/randomise.ts'
import { readPart } from '../../store/assisted/read-part.ts'
import { startTestServer, type TestServer } from '../../store/testing/test-server.ts'
import { assistedTrial, type TestTrial } from '../testing/assisted-trial.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

/** So many participants who have an arm to talk with. */
async function talkers({ store, study, trial }: TestTrial, count: number) {
  const found = []
  while (found.length < count) {
    const { person } = await enrol(store, study, { kind: 'simulated', consentVersion: '1' })
    await randomise(store, study, trial.plan, person)
    const encounter = (await readPart(store, study, person))?.encounters[0]
    if (encounter !== undefined && trial.arms.has(encounter.arm)) found.push({ person, encounter })
  }
  return found
}

const spentIn = async ({ store }: TestTrial) => {
  const { rows } = await sql<{ readonly tokens: number; readonly calls: number }>`
    select coalesce(sum(coalesce(chat_outcome.tokens, worst_tokens)), 0)::bigint as tokens, count(*) as calls
    from chat_call left join chat_outcome on chat_outcome.id = chat_call.id`.execute(store.database)
  return rows[0]
}
const keptSum = async ({ store }: TestTrial) => {
  const { rows } = await sql<{ readonly spent_tokens: number }>`
    select spent_tokens from call_limit where key like 'budget % chat'`.execute(store.database)
  return rows[0]?.spent_tokens
}
const saying = (
  trial: TestTrial,
  who: Awaited<ReturnType<typeof talkers>>[number],
  key: string = crypto.randomUUID(),
) => trial.trial.conversations.say({ ...who, key, text: 'Hello', again: false })

// A call of the scripted arms costs 100 tokens at its worst and 20 in truth.
describe('the budget of conversations', () => {
  it('holds with 60 at once from two processes, at the worst case of what is out', async () => {
    const trial = await assistedTrial(await server.freshStore(), {
      section: { eligibility: [], baseline: [], chat: { budget: { tokens: 1050 } } },
    })
    const other = trial.servedAgain()
    let open = () => {}
    const gate = new Promise<void>((resolve) => {
      open = resolve
    })
    for (const { models } of [trial, other])
      for (const model of models.values())
        model.says = async () => {
          await gate
          return { text: 'Yes.' }
        }
    const people = await talkers(trial, 60)
    const said = await Promise.all(people.map((who, at) => saying(at % 2 === 0 ? trial : other, who)))
    expect(said.filter(({ state }) => state === 'under-way')).toHaveLength(10)
    expect(said.filter((one) => one.state === 'refused' && one.because === 'budget')).toHaveLength(50)
    expect(await keptSum(trial)).toBe(1000)
    open()
    await trial.trial.conversations.idle()
    await other.trial.conversations.idle()
    // What was reserved and not used is free again: 10 calls of 20 tokens.
    expect(await keptSum(trial)).toBe(200)
    expect(await spentIn(trial)).toEqual({ tokens: 200, calls: 10 })
    const fresh = trial.servedAgain()
    expect((await saying(fresh, people[59] ?? people[0]!)).state).toBe('under-way')
    await fresh.trial.conversations.idle()
  })

  it('counts calls in doubt at their worst, also where the sum has to be counted anew', async () => {
    const trial = await assistedTrial(await server.freshStore(), {
      section: { eligibility: [], baseline: [], chat: { budget: { tokens: 350 } } },
    })
    for (const model of trial.models.values()) model.says = () => new Promise(() => {})
    const people = await talkers(trial, 4)
    for (const who of people.slice(0, 3)) await saying(trial, who)
    // The process dies: nobody says any more that it lives. Its sum is lost too.
    await sql`update chat_in_flight set due_at = clock_timestamp() - interval '1 second'`.execute(
      trial.store.database,
    )
    await sql`delete from call_limit`.execute(trial.store.database)
    const after = trial.servedAgain()
    expect(await saying(after, people[3]!)).toEqual({ state: 'refused', because: 'budget' })
    const lost = await readPart(trial.store, trial.study, people[0]!.person)
    expect(lost?.encounters[0]?.messages.map(({ status }) => status)).toEqual(['in-doubt'])
    expect(await keptSum(trial)).toBe(300)
  })

  it('asks again for what was in doubt, and what comes late of the lost call changes nothing', async () => {
    const trial = await assistedTrial(await server.freshStore(), {
      section: { eligibility: [], baseline: [] },
    })
    let late = (_: { text: string }) => {}
    for (const model of trial.models.values())
      model.says = () =>
        new Promise((resolve) => {
          late = resolve
        })
    const [who] = await talkers(trial, 1)
    if (who === undefined) throw new Error('there is one')
    const key = crypto.randomUUID()
    await saying(trial, who, key)
    await sql`update chat_in_flight set due_at = clock_timestamp() - interval '1 second'`.execute(
      trial.store.database,
    )
    const after = trial.servedAgain()
    const encounter = (await readPart(trial.store, trial.study, who.person))?.encounters[0] ?? who.encounter
    const again = { person: who.person, encounter, key, text: 'Hello', again: true }
    expect((await after.trial.conversations.say(again)).state).toBe('under-way')
    await after.trial.conversations.idle()
    late({ text: 'Too late.' })
    await trial.trial.conversations.idle()
    const { rows } = await sql`select words from chat_words where role = 'arm'`.execute(trial.store.database)
    expect(rows).toEqual([{ words: 'You wrote: Hello' }])
    // 100 for the lost one, 20 for the answer.
    expect([await keptSum(trial), await spentIn(trial)]).toEqual([120, { tokens: 120, calls: 2 }])
  })

  it('of one participant ends for that one alone, who can then decide', async () => {
    const trial = await assistedTrial(await server.freshStore(), {
      section: { chat: { minTurns: 3, budgetPerParticipant: { tokens: 115 } } },
    })
    const messages: number[] = []
    for (let person = 0; person < 6; person++) {
      const one = trial.browser()
      let part = await one.toFirstCase()
      if (part.step.at !== 'case' || part.step.encounter.chat === null) continue
      const encounter = part.step.encounter.id
      const send = async () =>
        (await one.send('POST', '/api/part/messages', { encounter, key: crypto.randomUUID(), text: 'Hi' }))
          .status
      // 20 of 115 are spent then; another 100 could be too many.
      messages.push(await send(), await send())
      part = await one.part()
      if (part.step.at !== 'case') throw new Error(part.step.at)
      expect(part.step.encounter.chat).toMatchObject({ left: 0, needed: 0, ended: expect.any(String) })
      await one.part('/decision', {
        encounter,
        key: crypto.randomUUID(),
        conditions: [],
        disposition: 'gp',
        confidence: 0,
      })
    }
    expect(messages.length).toBeGreaterThan(3)
    expect(messages.filter((_, at) => at % 2 === 0).every((status) => status === 200)).toBe(true)
    expect(messages.filter((_, at) => at % 2 === 1).every((status) => status === 422)).toBe(true)
  })
})
