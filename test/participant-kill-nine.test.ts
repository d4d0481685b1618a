import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { z } from 'zod'
import type { Part, PartEncounter } from '../src/server/contract/participant.ts'
import { freePort } from '../src/store/embedded/server.ts'
import { type LoopbackModel, startLoopbackModel } from './support/loopback-model.ts'
import {
  backByLink,
  codesOf,
  type ParticipantClient,
  participantClient,
} from './support/participant-client.ts'
import { type ServedProcess, servedProcess } from './support/served-process.ts'
import { type SharedWorkspace, sharedWorkspace, type TestStudy } from './support/shared-workspace.ts'
import { trialProtocol } from './support/trial-protocol.ts'

/** What the loopback model says that an answer took. */
const tokensOfAnswer = 60
/** Pieces are shown by whole sentences: the first comes before the model stops in the middle. */
const answer =
  'It may be a bleed around the brain. That needs help at once, so please call an ambulance and let nobody drive you there.'

let workspace: SharedWorkspace
beforeAll(async () => {
  workspace = await sharedWorkspace()
})
afterAll(() => workspace[Symbol.asyncDispose]())

const protocolSchema = z.looseObject({
  assisted: z.looseObject({ consent: z.looseObject({}), chat: z.looseObject({}) }),
})

/** A trial with a ceiling of tokens, open. @param stores What the consent names. */
async function openedTrial(
  name: string,
  stores: readonly string[],
  model: LoopbackModel,
): Promise<TestStudy> {
  const protocol = protocolSchema.parse(trialProtocol(model.url))
  const { assisted } = protocol
  const study = await workspace.study(
    name,
    stringify({
      ...protocol,
      assisted: {
        ...assisted,
        consent: { ...assisted.consent, stores },
        chat: { ...assisted.chat, budget: { tokens: 1_000_000 } },
      },
    }),
  )
  await study.done('lock')
  await study.done('trial', 'open')
  return study
}

/** Of two who come, the one who talks with the model. */
async function whoTalks(origin: string): Promise<{ client: ParticipantClient; part: Part }> {
  for (const _ of [1, 2]) {
    const client = participantClient(origin)
    const part = await client.toFirstCase()
    if (caseOf(part).chat !== null) return { client, part }
  }
  throw new Error('Of a block of two, one talks with the model.')
}

function caseOf({ step }: Part): PartEncounter {
  if (step.at !== 'case') throw new Error(`The participant stands at ${step.at}.`)
  return step.encounter
}

const turnsOf = (part: Part) =>
  (caseOf(part).chat?.turns ?? []).map(({ role, status, content }) => ({
    role,
    status,
    words: JSON.stringify(content),
  }))

/** Sends a message and hears the answer to its end. */
async function say(client: ParticipantClient, encounter: string, key: string, text: string): Promise<void> {
  const response = await client.post('/messages', { encounter, key, text })
  expect(await response.text()).toContain('event: turn')
}

/** Kills the server once a piece of the answer has come. */
async function killedWithin(stream: Response, server: ServedProcess): Promise<void> {
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
  if (reader === undefined) throw new Error('An answer is a stream.')
  let heard = ''
  while (!heard.includes('event: piece')) {
    const { value, done } = await reader.read()
    if (done) throw new Error(`The stream ended early: ${heard}`)
    heard += value
  }
  server.signal('SIGKILL')
  expect(await server.ended).toBe('SIGKILL')
  await expect(
    (async () => {
      while (!(await reader.read()).done);
    })(),
  ).rejects.toThrow()
  expect(heard).not.toContain('event: turn')
}

/** Until the server takes the process that asked to be gone. */
async function untilNotWaiting(client: ParticipantClient): Promise<Part> {
  for (let second = 0; second < 40; second++) {
    const part = await client.part()
    if (!turnsOf(part).some(({ status }) => status === 'waiting')) return part
    await sleep(1000)
  }
  throw new Error('The answer of a server that is gone is still waited for.')
}

const recordSchema = z.object({
  messages: z.int(),
  calls: z.array(
    z.object({ attempt: z.int(), status: z.string().nullable(), tokens: z.int().nullable(), worst: z.int() }),
  ),
  inFlight: z.int(),
  spent: z.int(),
})

/** What is on record of the conversations of a study. */
async function recordOf(name: string) {
  const { rows } = await sql`
    select
      (select count(*)::int from chat_message where study_id = study.id) as messages,
      (select coalesce(json_agg(json_build_object('attempt', attempt, 'status', status, 'tokens', tokens, 'worst', worst_tokens)
          order by number, attempt), '[]')
        from chat_call join chat_message on chat_message.id = message_id
        left join chat_outcome on chat_outcome.id = chat_call.id
        where chat_call.study_id = study.id) as calls,
      (select count(*)::int from chat_in_flight where study_id = study.id) as "inFlight",
      (select spent_tokens::int from call_limit where key = 'budget ' || study.id || ' chat') as spent
    from study where key = ${name}`.execute(workspace.store.database)
  return recordSchema.parse(rows[0])
}

// Both wait until a process that is gone counts as gone.
describe.concurrent('a server that is killed while a model answers a participant', {
  timeout: 120_000,
}, () => {
  it('loses no message, asks nothing twice, and counts what nobody heard of at its worst', async () => {
    await using model = await startLoopbackModel(() => answer)
    const study = await openedTrial('killed', ['conversation'], model)
    const port = await freePort()
    let server = await servedProcess(study.path, port)
    try {
      expect(server.said()).toContain(`Participants of the trial come in at ${server.origin}/take-part.`)
      expect(server.said()).not.toContain('review')
      const { client, part } = await whoTalks(server.origin)
      const { id: encounter } = caseOf(part)
      const before = model.asked.length
      await say(client, encounter, randomUUID(), 'A headache within seconds.')

      model.hold()
      const key = randomUUID()
      const text = 'Is it dangerous?'
      await killedWithin(await client.post('/messages', { encounter, key, text }), server)
      model.release()
      const atDeath = await recordOf('killed')
      expect(atDeath).toMatchObject({
        messages: 2,
        calls: [
          { status: 'answered', tokens: tokensOfAnswer },
          { status: null, tokens: null },
        ],
        inFlight: 1,
      })
      const worst = atDeath.calls[1]?.worst ?? 0
      expect(worst).toBeGreaterThan(tokensOfAnswer)
      expect(atDeath.spent).toBe(tokensOfAnswer + worst)

      server = await servedProcess(study.path, port)
      const again = await backByLink(server.origin, part.link ?? '')
      const resumed = await again.part()
      expect(caseOf(resumed).id).toBe(encounter)
      const turns = turnsOf(resumed)
      expect(turns.map(({ role, status }) => status ?? role)).toEqual([
        'participant',
        'answered',
        'participant',
        'waiting',
      ])
      expect(turns[0]?.words).toContain('A headache within seconds.')
      expect(turns[1]?.words).toContain('bleed around the brain')
      expect(turns[2]?.words).toContain(text)
      // Nobody knows yet that the process is gone: the same message is the same, and another one waits.
      await say(again, encounter, key, text)
      const other = await again.post('/messages', { encounter, key: randomUUID(), text: 'Hello?' })
      expect(await codesOf(other)).toEqual(['PART_WAITING'])
      expect(model.asked).toHaveLength(before + 2)

      expect(turnsOf(await untilNotWaiting(again)).at(-1)?.status).toBe('failed')
      const retried = await again.post('/retry', { encounter, turn: 4 })
      expect(await retried.text()).toContain('event: turn')
      const answered = await again.part()
      expect(turnsOf(answered).map(({ role, status }) => status ?? role)).toEqual([
        'participant',
        'answered',
        'participant',
        'answered',
      ])
      // Of five messages two are sent.
      expect(caseOf(answered).chat?.left).toBe(3)
      expect(model.asked.slice(before)).toEqual(['A headache within seconds.', text, text])
      expect(await recordOf('killed')).toEqual({
        messages: 2,
        calls: [
          { attempt: 1, status: 'answered', tokens: tokensOfAnswer, worst: expect.any(Number) },
          { attempt: 1, status: 'in-doubt', tokens: null, worst },
          { attempt: 2, status: 'answered', tokens: tokensOfAnswer, worst: expect.any(Number) },
        ],
        inFlight: 0,
        spent: 2 * tokensOfAnswer + worst,
      })
      const next = await again.part('/decision', {
        encounter,
        key: randomUUID(),
        conditions: ['SAH'],
        disposition: 'ambulance',
        confidence: 70,
      })
      expect(next.step.at).not.toBe('consent')
    } finally {
      await server[Symbol.asyncDispose]()
    }
    expect((await study.run('audit', 'verify')).exitCode).toBe(0)
  })

  it('takes words with it that the consent does not let anybody keep, and the participant goes on', async () => {
    await using model = await startLoopbackModel(() => answer)
    const study = await openedTrial('unkept', [], model)
    const port = await freePort()
    let server = await servedProcess(study.path, port)
    try {
      const { client, part } = await whoTalks(server.origin)
      const { id: encounter } = caseOf(part)
      const before = model.asked.length
      model.hold()
      const text = 'A headache within seconds.'
      await killedWithin(await client.post('/messages', { encounter, key: randomUUID(), text }), server)
      model.release()
      server = await servedProcess(study.path, port)
      const again = await backByLink(server.origin, part.link ?? '')
      const turns = turnsOf(await untilNotWaiting(again))
      expect(turns.map(({ role, status }) => status ?? role)).toEqual(['participant', 'failed'])
      expect(turns[0]?.words).not.toContain('headache')
      expect(turns[0]?.words).toContain('is not kept')
      const retried = await again.post('/retry', { encounter, turn: 2 })
      expect(await codesOf(retried)).toEqual(['PART_GONE'])
      await say(again, encounter, randomUUID(), 'Once more: a headache.')
      expect(turnsOf(await again.part()).at(-1)?.status).toBe('answered')
      expect(model.asked.slice(before)).toEqual([text, 'Once more: a headache.'])
      const record = await recordOf('unkept')
      expect(record.messages).toBe(2)
      expect(record.spent).toBe((record.calls[0]?.worst ?? 0) + tokensOfAnswer)
    } finally {
      await server[Symbol.asyncDispose]()
    }
  })
})
