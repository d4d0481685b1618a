import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readTrial } from '../../store/assisted/read-trial.ts'
import type { Store } from '../../store/store.ts'
import { startTestServer, type TestServer } from '../../store/testing/test-server.ts'
import { type Part, type PartEncounter, partSentSchema } from '../contract/participant.ts'
import {
  assistedTrial,
  eventsOf,
  slowly,
  type TestBrowser,
  type TestTrial,
} from '../testing/assisted-trial.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const encounterOf = ({ step }: Part): PartEncounter => {
  if (step.at !== 'case') throw new Error(`at ${step.at}`)
  return step.encounter
}
const decisionOf = (part: Part, change: object = {}) => ({
  encounter: encounterOf(part).id,
  key: crypto.randomUUID(),
  conditions: ['migraine'],
  disposition: 'gp',
  confidence: 60,
  ...change,
})
const say = async (browser: TestBrowser, part: Part, text: string, key: string = crypto.randomUUID()) => {
  const response = await browser.send('POST', '/api/part/messages', {
    encounter: encounterOf(part).id,
    key,
    text,
  })
  return {
    status: response.status,
    events: response.status === 200 ? await eventsOf(response) : [],
    response,
  }
}
const chatOf = (events: Awaited<ReturnType<typeof eventsOf>>) => {
  const last = events.at(-1)
  expect(last?.name).toBe('turn')
  return partSentSchema.parse(last?.data).chat
}
const textOf = (content: unknown) =>
  [...JSON.stringify(content).matchAll(/"text":"((?:[^"\\]|\\.)*)"/g)].map(([, text]) => text).join('')

/** A participant with an arm to talk with; others are randomised until one has it. */
async function withChat({ browser }: TestTrial): Promise<{ readonly one: TestBrowser; readonly part: Part }> {
  for (let tries = 0; tries < 12; tries++) {
    const one = browser()
    const part = await one.toFirstCase()
    if (encounterOf(part).chat !== null) return { one, part }
  }
  throw new Error('nobody has an arm')
}

const rowsOf = async (store: Store, table: string): Promise<number> => {
  const { rows } = await sql<{ readonly n: number }>`select count(*) as n from ${sql.table(table)}`.execute(
    store.database,
  )
  return Number(rows[0]?.n)
}

describe('the way of a participant', () => {
  it('goes from the consent to the end, and comes back by the link at every step', async () => {
    const trial = await assistedTrial(await server.freshStore())
    const { store, study, browser } = trial
    const { one: ada, part: atCase } = await withChat(trial)
    expect(encounterOf(atCase)).toMatchObject({ number: 1, of: 2, maxConditions: 5, control: null })
    const { events } = await say(ada, atCase, 'What is it?')
    const chat = chatOf(events)
    expect(chat).toMatchObject({ left: 3, needed: 0, ended: null })
    expect(chat.turns.map(({ number, role, status }) => [number, role, status])).toEqual([
      [1, 'participant', null],
      [2, 'arm', 'answered'],
    ])
    expect(textOf(chat.turns[1]?.content)).toBe('You wrote: What is it?')

    // On another device.
    const phone = browser()
    const link = new URL(atCase.link ?? '').pathname
    const opened = await phone.send('GET', link)
    expect([opened.status, opened.headers.get('location')]).toEqual([303, '/take-part'])
    expect(encounterOf(await phone.part())).toEqual({ ...encounterOf(atCase), chat })

    const attention = await phone.part('/decision', decisionOf(atCase))
    expect(attention.step.at).toBe('attention')
    expect(JSON.stringify(attention)).not.toContain('accept')
    const second = await phone.part('/answers', { step: 'attention', answers: { green: 'red' } })
    expect(encounterOf(second)).toMatchObject({ number: 2, chat: { turns: [], needed: 1 } })
    await say(phone, second, 'And this?')
    const questionnaire = await phone.part('/decision', decisionOf(second, { conditions: [] }))
    expect(questionnaire.step.at).toBe('questionnaire')
    const end = await phone.part('/answers', { step: 'questionnaire', answers: { trust: 4 } })
    expect(end.step).toEqual({ at: 'done' })
    expect((await ada.part()).step).toEqual({ at: 'done' })

    const record = await readTrial(store, study)
    const person = record.encounters.find(({ decision }) => decision !== null)?.participant
    expect(record.participants.find(({ id }) => id === person)).toMatchObject({
      kind: 'real',
      strata: {},
      attentive: false,
      withdrawn: false,
    })
    const mine = record.encounters.filter(({ participant }) => participant === person)
    expect(mine.map(({ place, decision }) => [place, decision])).toEqual([
      [0, { conditions: ['migraine'], disposition: 'gp', confidence: 60, seconds: expect.any(Number) }],
      [1, { conditions: [], disposition: 'gp', confidence: 60, seconds: expect.any(Number) }],
    ])
    expect(record.turns).toEqual([
      { encounter: mine[0]?.id, number: 1, role: 'participant', text: 'What is it?', status: null },
      { encounter: mine[0]?.id, number: 2, role: 'arm', text: 'You wrote: What is it?', status: 'answered' },
      { encounter: mine[1]?.id, number: 1, role: 'participant', text: 'And this?', status: null },
      { encounter: mine[1]?.id, number: 2, role: 'arm', text: 'You wrote: And this?', status: 'answered' },
    ])
    expect(trial.faults).toEqual([])
  })

  it('stores nothing before the consent', async () => {
    const { store, browser } = await assistedTrial(await server.freshStore())
    const one = browser()
    const part = await one.part()
    expect([part.step.at, part.link, one.cookie()]).toEqual(['consent', null, null])
    expect(await rowsOf(store, 'person')).toBe(0)
    const stale = await one.send('POST', '/api/part/consent', { version: '0', given: true })
    expect(stale.status).toBe(422)
    expect(await rowsOf(store, 'person')).toBe(0)
  })

  it('ends where somebody is not eligible, and keeps no answer', async () => {
    const { store, browser } = await assistedTrial(await server.freshStore())
    const one = browser()
    await one.part('/consent', { version: '1', given: true })
    const part = await one.part('/answers', { step: 'eligibility', answers: { adult: 'no' } })
    expect(part.step).toEqual({ at: 'ineligible' })
    expect((await one.part('/instructions', { read: true })).step).toEqual({ at: 'ineligible' })
    expect([await rowsOf(store, 'participant_answer'), await rowsOf(store, 'allocation')]).toEqual([0, 0])
  })

  it('refuses what does not fit the plan, and takes what is sent twice once', async () => {
    const trial = await assistedTrial(await server.freshStore())
    const { store } = trial
    const { one, part } = await withChat(trial)
    const refusal = async (body: object) =>
      JSON.parse(await (await one.send('POST', '/api/part/decision', body)).text()).problems[0].code
    expect(await refusal(decisionOf(part))).toBe('PART_NOT_YET')
    await say(one, part, 'Hello')
    expect(await refusal(decisionOf(part, { disposition: 'wait' }))).toBe('PART_DECISION')
    expect(await refusal(decisionOf(part, { conditions: Array(6).fill('x') }))).toBe('PART_DECISION')
    expect(await refusal(decisionOf(part, { encounter: crypto.randomUUID() }))).toBe('PART_ENDED')
    const decision = decisionOf(part)
    await one.part('/decision', decision)
    await one.part('/decision', decision)
    expect(await refusal(decisionOf(part))).toBe('PART_DECIDED')
    expect([await rowsOf(store, 'trial_decision'), await rowsOf(store, 'decision_words')]).toEqual([1, 1])
  })
})

describe('a conversation', () => {
  it('comes piece by piece, and is the same for who sends the message again or comes late', async () => {
    const trial = await assistedTrial(await server.freshStore())
    const { one, part } = await withChat(trial)
    for (const model of trial.models.values())
      model.says = (request) => slowly(request, 'First sentence. Second sentence. Third one.', 40)
    const key = crypto.randomUUID()
    const first = say(one, part, 'Tell me', key)
    await new Promise((resolve) => setTimeout(resolve, 120))
    const waiting = encounterOf(await one.part()).chat
    expect(waiting?.turns.map(({ status }) => status)).toEqual([null, 'waiting'])
    const again = say(one, part, 'Tell me', key)
    const [a, b] = await Promise.all([first, again])
    expect(a.events.filter(({ name }) => name === 'piece').length).toBeGreaterThan(1)
    const whole = (events: typeof a.events) =>
      events.flatMap(({ name, data }) => (name === 'piece' ? [(data as { text: string }).text] : [])).join('')
    expect([whole(a.events), whole(b.events)]).toEqual(
      Array(2).fill('First sentence. Second sentence. Third one.'),
    )
    expect(chatOf(b.events)).toEqual(chatOf(a.events))
    const late = await say(one, part, 'Tell me', key)
    expect(late.events.map(({ name }) => name)).toEqual(['turn'])
    expect(chatOf(late.events)).toEqual(chatOf(a.events))
    expect([...trial.models.values()].flatMap(({ asked }) => asked)).toHaveLength(1)
  })

  it('goes on though the connection is lost', async () => {
    const trial = await assistedTrial(await server.freshStore())
    const { one, part } = await withChat(trial)
    for (const model of trial.models.values())
      model.says = (request) => slowly(request, 'It goes on. To the end.', 30)
    const response = await one.send('POST', '/api/part/messages', {
      encounter: encounterOf(part).id,
      key: crypto.randomUUID(),
      text: 'Still there?',
    })
    await response.body?.cancel()
    await trial.trial.conversations.idle()
    const chat = encounterOf(await one.part()).chat
    expect(textOf(chat?.turns[1]?.content)).toBe('It goes on. To the end.')
    expect(chat?.turns[1]?.status).toBe('answered')
  })

  it('puts what was said before to the arm, and the system prompt first', async () => {
    const trial = await assistedTrial(await server.freshStore(), {
      section: { chat: { system: 'Be brief.' } },
    })
    const { one, part } = await withChat(trial)
    await say(one, part, 'One')
    await say(one, part, 'Two')
    const asked = [...trial.models.values()].flatMap((model) => model.asked)
    expect(asked.map(({ text, turns }) => [text, turns])).toEqual([
      ['One', [{ role: 'system', text: 'Be brief.' }]],
      [
        'Two',
        [
          { role: 'system', text: 'Be brief.' },
          { role: 'user', text: 'One' },
          { role: 'assistant', text: 'You wrote: One' },
        ],
      ],
    ])
  })

  it('tells a refusal, a failure and an empty answer apart, and asks once more for what failed', async () => {
    const trial = await assistedTrial(await server.freshStore())
    const { one, part } = await withChat(trial)
    const replies = [
      { status: 'refused', reason: 'refusal', text: 'I will not.' },
      { status: 'failed', reason: 'empty' },
      { status: 'failed', reason: 'network' },
      { status: 'answered', text: 'Now I can.' },
    ] as const
    let call = 0
    for (const model of trial.models.values()) model.says = () => replies[call++] ?? { text: 'More.' }
    const refused = chatOf((await say(one, part, 'A')).events)
    expect([refused.turns[1]?.status, textOf(refused.turns[1]?.content)]).toEqual(['refused', 'I will not.'])
    const failed = chatOf((await say(one, part, 'B')).events)
    expect([failed.turns[3]?.status, failed.turns[3]?.content.blocks]).toEqual(['failed', []])
    const retry = async (turn: number) => {
      const response = await one.send('POST', '/api/part/retry', { encounter: encounterOf(part).id, turn })
      return response.status === 200
        ? chatOf(await eventsOf(response))
        : JSON.parse(await response.text()).problems[0].code
    }
    expect((await retry(4)).turns[3]?.status).toBe('failed')
    expect(await retry(4)).toBe('PART_NO_ATTEMPTS_LEFT')
    expect(await retry(2)).toBe('PART_NOT_FAILED')
    const after = chatOf((await say(one, part, 'C')).events)
    expect([after.left, after.turns[5]?.status]).toEqual([1, 'answered'])
    // What failed is not in what the arm is told.
    expect(
      [...trial.models.values()]
        .flatMap(({ asked }) => asked)
        .at(-1)
        ?.turns?.map(({ text }) => text),
    ).toEqual(['A', 'I will not.'])
    const { rows } = await sql`select status, reason from chat_outcome order by status, reason`.execute(
      trial.store.database,
    )
    expect(rows).toEqual([
      { status: 'answered', reason: null },
      { status: 'failed', reason: 'empty' },
      { status: 'failed', reason: 'network' },
      { status: 'refused', reason: 'refusal' },
    ])
  })

  it('is in memory alone where the consent does not name it, and no times are written', async () => {
    const trial = await assistedTrial(await server.freshStore(), {
      section: { consent: { version: '1', text: 'Little.', stores: [], contact: 'us' } },
    })
    const { one, part } = await withChat(trial)
    await say(one, part, 'Remember me')
    await say(one, part, 'And me')
    expect(textOf(encounterOf(await one.part()).chat?.turns)).toContain('You wrote: And me')
    expect([...trial.models.values()].flatMap(({ asked }) => asked).at(-1)?.turns).toHaveLength(2)
    // After a restart it is gone; that it was there, and what it cost, is on record.
    const elsewhere = trial.servedAgain().browser()
    await elsewhere.send('GET', new URL(part.link ?? '').pathname)
    const chat = encounterOf(await elsewhere.part()).chat
    expect(chat?.turns.map(({ status }) => status)).toEqual([null, 'answered', null, 'answered'])
    expect(JSON.stringify(chat)).not.toContain('emember')
    await one.part('/decision', decisionOf(part))
    await one.part('/answers', { step: 'attention', answers: { green: 'green' } })
    const second = await one.part()
    await say(one, second, 'x')
    // The questionnaire is not asked.
    expect((await one.part('/decision', decisionOf(second))).step.at).toBe('done')
    const { rows } = await sql<{ readonly times: number }>`
      select (select count(*) from chat_message where sent_at is not null)
        + (select count(*) from trial_decision where seconds is not null or decided_at is not null)
        + (select count(*) from chat_outcome where seconds is not null)
        + (select count(*) from case_shown) + (select count(*) from chat_words) as times`.execute(
      trial.store.database,
    )
    expect(Number(rows[0]?.times)).toBe(0)
    expect(await rowsOf(trial.store, 'chat_outcome')).toBe(3)
  })

  it('holds back what may tell who somebody is, whatever arm it would go to', async () => {
    const trial = await assistedTrial(await server.freshStore(), { arm: { screened: true } })
    const { one, part } = await withChat(trial)
    const { status, response } = await say(
      one,
      part,
      'My name is Margaret Thornbury, write to m.t@example.org',
    )
    expect(status).toBe(422)
    const text = await response.text()
    expect(text).toContain('PART_IDENTIFIES')
    expect(text).not.toContain('Thornbury')
    expect(await rowsOf(trial.store, 'chat_message')).toBe(0)
    // What the case says is nobody's.
    expect((await say(one, part, 'A headache since Tuesday, what is it?')).status).toBe(200)
  })

  it('ends at its most messages, and slows down who sends too many', async () => {
    const trial = await assistedTrial(await server.freshStore(), {
      section: { chat: { maxTurns: 2, messagesPerMinute: 3, maxCharacters: 100 } },
    })
    const { one, part } = await withChat(trial)
    expect((await say(one, part, 'x'.repeat(101))).status).toBe(422)
    await say(one, part, '1')
    const chat = chatOf((await say(one, part, '2')).events)
    expect([chat.left, chat.ended === null]).toEqual([0, false])
    expect((await say(one, part, '3')).status).toBe(422)
    const fast = await say(one, part, '4')
    expect([fast.status, Number(fast.response.headers.get('retry-after')) > 0]).toEqual([429, true])
  })
})
