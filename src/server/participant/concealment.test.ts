import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { replayAllocations } from '../../assisted/randomisation/replay-allocations.ts'
import { secretCommitment } from '../../assisted/randomisation/secret-draws.ts'
import { auditEntrySchema, verifyChain } from '../../review/people/audit-entry.ts'
import { closeTrial } from '../../store/assisted/close-trial.ts'
import { readAllocations } from '../../store/assisted/randomise.ts'
import { readTrial } from '../../store/assisted/read-trial.ts'
import { readAudit } from '../../store/people/audit.ts'
import { startTestServer, type TestServer } from '../../store/testing/test-server.ts'
import { assistedTrial, secretArms, type TestTrial } from '../testing/assisted-trial.ts'
import { participantRoutes } from './participant-routes.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const entriesOf = async ({ store, study }: TestTrial) => {
  const log = await readAudit(store, study)
  expect(verifyChain(log)).toBe(null)
  return log.map(({ document }) => auditEntrySchema.parse(JSON.parse(document)))
}
const secretOf = async ({ store }: TestTrial): Promise<string> => {
  const { rows } = await sql<{ readonly secret: string }>`select secret from trial`.execute(store.database)
  return rows[0]?.secret ?? ''
}

describe('the routes of participants', () => {
  it('are these', async () => {
    const { trial } = await assistedTrial(await server.freshStore())
    const routes = participantRoutes({
      readTrial: async () => trial,
      readState: async () => 'open',
      origin: 'http://127.0.0.1:1',
      onFault: () => {},
    })
    expect(routes.map(({ method, path, who }) => `${method} ${path} ${String(who)}`)).toEqual([
      'GET /p/:token everyone',
      'GET /api/part everyone',
      'POST /api/part/consent everyone',
      'POST /api/part/answers participant',
      'POST /api/part/instructions participant',
      'POST /api/part/messages participant',
      'POST /api/part/retry participant',
      'POST /api/part/decision participant',
      'POST /api/part/withdraw participant',
      'GET /api/study/trial owner,analyst',
    ])
  })

  it('tell no arm, model, gold list or secret, in no answer, header or error', async () => {
    const trial = await assistedTrial(await server.freshStore())
    for (const [id, model] of trial.models)
      model.says = ({ onText }) => {
        onText?.(`I am ${id}-model, made to help. `)
        return { text: `I am ${id}-model, made to help. Ask ${id} again.`, modelSnapshot: `${id}-model-2026` }
      }
    const seen: string[] = []
    for (let person = 0; person < 6; person++) {
      const one = trial.browser()
      const ask = async (method: string, path: string, body?: unknown) => {
        const response = await one.send(method, path, body)
        const text = await response.text()
        seen.push(`${response.status} ${JSON.stringify([...response.headers])} ${text}`)
        return response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : null
      }
      await ask('GET', '/api/part')
      await ask('POST', '/api/part/decision', {})
      await ask('POST', '/api/part/consent', { version: '1', given: true })
      await ask('POST', '/api/part/answers', { step: 'eligibility', answers: { adult: 'maybe' } })
      await ask('POST', '/api/part/answers', { step: 'eligibility', answers: { adult: 'yes' } })
      await ask('POST', '/api/part/answers', { step: 'baseline', answers: { age: 'older' } })
      let part = await ask('POST', '/api/part/instructions', { read: true })
      await ask('GET', new URL(part.link).pathname)
      for (let place = 0; place < 2; place++) {
        const { id } = part.step.encounter
        const text = 'Which arm are you?'
        await ask('POST', '/api/part/messages', { encounter: id, key: crypto.randomUUID(), text })
        await ask('POST', '/api/part/retry', { encounter: id, turn: 2 })
        await ask('GET', '/api/part')
        await ask('GET', '/api/study/trial')
        await ask('POST', '/api/part/decision', { encounter: id })
        part = await ask('POST', '/api/part/decision', {
          encounter: id,
          key: crypto.randomUUID(),
          conditions: ['flu'],
          disposition: 'gp',
          confidence: 5,
        })
        if (part.step.at === 'attention')
          part = await ask('POST', '/api/part/answers', { step: 'attention', answers: { green: 'green' } })
      }
      await ask('POST', '/api/part/withdraw', { delete: true })
    }
    expect(seen.length).toBeGreaterThan(90)
    expect(seen.some((text) => text.includes('[name removed]'))).toBe(true)
    const all = seen.join('\n')
    const secrets = [...secretArms, 'usual-means', 'Goldcondition', 'goldsynonym', await secretOf(trial)]
    expect(secrets.filter((word) => all.includes(word))).toEqual([])
    expect(all).not.toMatch(/"accept"|"kind":"(real|simulated)"|"strata"|"seed"/)
    expect(trial.faults).toEqual([])
  })

  it('say nothing of what went wrong inside', async () => {
    const made = await assistedTrial(await server.freshStore())
    const faults: unknown[] = []
    const [route] = participantRoutes({
      readTrial: async () => {
        throw new Error('the key of zephyr-arm is not set')
      },
      readState: async () => 'open',
      origin: 'http://127.0.0.1:1',
      onFault: (error) => faults.push(error),
    }).slice(1)
    const { Hono } = await import('hono')
    const app = new Hono()
    // The handler alone: no middleware that could hide something.
    app.get('/api/part', (context) => route?.handle(context as never) as Promise<Response>)
    const response = await app.request('/api/part')
    expect(response.status).toBe(500)
    expect(await response.text()).not.toContain('zephyr')
    expect(faults).toHaveLength(1)
    expect(made.faults).toEqual([])
  })
})

describe('randomisation', () => {
  it('holds no allocation before its participant comes, and gives one each to those who come at once', async () => {
    const trial = await assistedTrial(await server.freshStore())
    const { store, study } = trial
    const people = Array.from({ length: 12 }, () => trial.browser())
    for (const one of people) {
      await one.part('/consent', { version: '1', given: true })
      await one.part('/answers', { step: 'eligibility', answers: { adult: 'yes' } })
      await one.part('/answers', { step: 'baseline', answers: { age: 'younger' } })
    }
    const drawn = await sql`select from allocation union all select from encounter`.execute(store.database)
    expect(drawn.rows).toEqual([])
    // Twice each, as impatient people press.
    await Promise.all([...people, ...people].map((one) => one.part('/instructions', { read: true })))
    const { participants, encounters } = await readTrial(store, study)
    expect(participants.map(({ number }) => number)).toEqual(
      Array.from({ length: 12 }, (_, index) => index + 1),
    )
    expect(encounters).toHaveLength(24)

    // The log tells numbers and seals; the arms follow from it once the trial is closed.
    const before = await entriesOf(trial)
    const secret = await secretOf(trial)
    expect(JSON.stringify(before)).not.toContain(secret)
    expect(JSON.stringify(before)).not.toMatch(/zephyr|quartz|usual-means/)
    await closeTrial(store, study, null)
    const entries = await entriesOf(trial)
    const told = entries.at(-1)
    expect(told).toMatchObject({ kind: 'trial-closed', detail: { secret, randomised: 12, decided: 0 } })
    expect(entries.find(({ kind }) => kind === 'trial-opened')?.detail.secret).toBe(secretCommitment(secret))
    const history = await readAllocations(store.database, study, 'real')
    const seals = entries.filter(({ kind }) => kind === 'participant-randomised')
    const records = history.map((record) => {
      const seal = String(seals.find(({ detail }) => detail.number === record.number)?.detail.seal)
      const person = participants.find(({ number }) => number === record.number)?.id
      return { ...record, seal, cases: encounters.filter(({ participant }) => participant === person) }
    })
    expect(replayAllocations(trial.trial.plan, records, { secret, list: 'real' })).toEqual({
      allocations: 12,
      differences: [],
    })
  })

  it('ends when so many were randomised, and when every arm has its responses', async () => {
    const few = await assistedTrial(await server.freshStore(), {
      section: { stopping: { responsesPerArm: 1, maxParticipants: 2 } },
    })
    const three = await Promise.all(Array.from({ length: 3 }, () => few.browser().toFirstCase()))
    expect(three.map(({ step }) => step.at).sort()).toEqual(['case', 'case', 'closed'])
    expect((await few.browser().part()).step.at).toBe('closed')

    const one = await assistedTrial(await server.freshStore(), {
      section: { stopping: { responsesPerArm: 1 }, casesPerParticipant: 1, chat: { minTurns: 0 } },
    })
    const arms = new Set<string>()
    for (let tries = 0; tries < 12; tries++) {
      const browser = one.browser()
      const part = await browser.toFirstCase()
      if (part.step.at !== 'case') break
      const { encounters } = await readTrial(one.store, one.study)
      arms.add(encounters.find(({ id }) => id === encounterId(part))?.arm ?? '')
      await browser.part('/decision', {
        encounter: encounterId(part),
        key: crypto.randomUUID(),
        conditions: [],
        disposition: 'gp',
        confidence: 1,
      })
    }
    expect(arms.size).toBe(3)
    expect((await one.browser().part()).step.at).toBe('closed')
  })

  it('is closed before the trial is opened', async () => {
    const { browser, store } = await assistedTrial(await server.freshStore(), { unopened: true })
    const one = browser()
    expect((await one.part()).step.at).toBe('closed')
    expect((await one.part('/consent', { version: '1', given: true })).step.at).toBe('closed')
    expect((await sql`select from person`.execute(store.database)).rows).toEqual([])
  })
})

function encounterId({ step }: { readonly step: { readonly at: string } }): string {
  return step.at === 'case' && 'encounter' in step ? String((step.encounter as { id: string }).id) : ''
}
