import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { roles } from '../../review/people/role.ts'
import { readAudit } from '../../store/people/audit.ts'
import { deletePerson } from '../../store/people/people.ts'
import { startTestServer, type TestServer } from '../../store/testing/test-server.ts'
import { createApp } from '../app.ts'
import {
  type CaptureAnswer,
  captureCheckSchema,
  captureDeskSchema,
  captureNextSchema,
  captureSavedSchema,
  captureScreenshotSchema,
} from '../contract/capture.ts'
import { problemsSchema } from '../contract/problems.ts'
import { type CaptureStudy, captureStudy } from '../testing/capture-study.ts'
import { captureRoutes } from './capture-routes.ts'

const origin = 'http://127.0.0.1:4114'
const noon = new Date('2026-11-20T12:00:00Z')
const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3])

let server: TestServer
const studies: CaptureStudy[] = []
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())
afterEach(async () => {
  for (const made of studies.splice(0)) await made[Symbol.asyncDispose]()
})

async function trial(questions = 12) {
  const store = await server.freshStore()
  const made = await captureStudy(
    store,
    Array.from({ length: questions }, (_, index) => `Question ${index}?`),
  )
  studies.push(made)
  const faults: unknown[] = []
  const appOf = () =>
    createApp({
      store,
      study: made.study.id,
      origin,
      routes: captureRoutes(made.desk(), () => noon),
      addressOf: () => '127.0.0.1',
      onFault: (error) => faults.push(error),
    })
  // Two servers on one database, as two processes would be.
  const apps = [appOf(), appOf()]
  const person = async (name: string, role: (typeof roles)[number] = 'capturer', at = 0) => {
    const { person: pseudonym, cookie } = await made.enter(name, role)
    const headers = { cookie, origin, 'x-equipoise': '1', 'content-type': 'application/json' }
    const request = async (path: string, body?: unknown) => {
      const response = await apps[at]?.request(`/api/capture${path}`, {
        headers,
        ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      })
      if (response === undefined) throw new Error('no such server')
      return response
    }
    const ask = async <T>(schema: z.ZodType<T>, path: string, body?: unknown): Promise<T> => {
      const response = await request(path, body)
      if (response.status !== 200)
        throw new Error(`${response.status} ${await response.text()} ${faults.join()}`)
      return schema.parse(await response.json())
    }
    const next = async (arm = 'tarn', later: { item: string; replicate: number } | null = null) => {
      const putOff = later === null ? null : { item: later.item, replicate: later.replicate }
      return (await ask(captureNextSchema, '/next', { arm, putOff })).slot
    }
    return {
      pseudonym,
      headers,
      request,
      next,
      desk: () => ask(captureDeskSchema, ''),
      save: (answer: CaptureAnswer) => ask(captureSavedSchema, '/answers', answer),
      refusal: async (path: string, body: unknown) => {
        const response = await request(path, body)
        const { problems } = problemsSchema.parse(await response.json())
        return [response.status, ...problems.map(({ code }) => code)]
      },
      check: () => ask(captureCheckSchema, '/check'),
      checked: (body: unknown) => ask(captureSavedSchema, '/check', body),
      upload: (bytes: Uint8Array<ArrayBuffer>) =>
        apps[at]?.request('/api/capture/screenshots', {
          method: 'POST',
          headers: { ...headers, 'content-type': 'image/png' },
          body: bytes,
        }),
    }
  }
  return { store, person, apps, ...made }
}

function answerTo(
  slot: { arm: string; item: string; replicate: number } | null,
  change: Partial<CaptureAnswer> = {},
): CaptureAnswer {
  return {
    key: crypto.randomUUID(),
    arm: slot?.arm ?? '',
    item: slot?.item ?? '',
    replicate: slot?.replicate ?? 0,
    answer: `Give **5 mg** [1] for ${slot?.item}.`,
    refused: false,
    citations: [{ url: 'https://example.org/doses', title: 'Doses' }],
    product: 'Tarn',
    mode: 'Deep',
    version: '2026-11',
    account: 'verified clinician',
    region: 'GB',
    capturedAt: '2026-11-20T09:30:00+01:00',
    screenshot: null,
    ...change,
  }
}

describe('the capture desk', () => {
  it('shows arms, terms and counts, and a vendor’s arm as a command', async () => {
    const { person } = await trial()
    const ada = await person('Ada')
    const desk = await ada.desk()
    expect(desk).toMatchObject({ title: 'Tarn or Moor', sample: true, operator: 'Ada', differences: [] })
    expect(desk.arms).toEqual([
      {
        arm: 'tarn',
        product: 'Tarn',
        mode: 'Deep',
        terms: 'By hand only.',
        open: 12,
        done: 0,
        toCheck: 0,
        forYou: 0,
      },
      expect.objectContaining({ arm: 'moor', mode: null, terms: expect.stringContaining('Read them') }),
    ])
    expect(desk.vendors).toMatchObject([{ arm: 'maker', vendor: 'A Maker' }])
    expect(desk.vendors[0]?.command).toContain('capture export --arm maker')
  })

  it('gives the questions in the order of the export, one after the other, and freezes each with where it comes from', async () => {
    const { person, desk, store } = await trial()
    const ada = await person('Ada')
    const order = (await desk().queue()).slots.filter(({ arm }) => arm === 'tarn').map(({ item }) => item)
    const given: string[] = []
    for (let slot = await ada.next(); slot !== null; slot = await ada.next()) {
      expect((await ada.next())?.item).toBe(slot.item)
      given.push(slot.item)
      await ada.save(answerTo(slot, given.length === 2 ? { refused: true, answer: '', citations: [] } : {}))
    }
    expect(given).toEqual(order)
    const { rows } = await sql`
      select status, reason, text, provenance, citations, product, mode, version, account, region, captured_at,
        operator_id, screenshot from answer join capture on capture.id = answer.id order by capture.id`.execute(
      store.database,
    )
    expect(rows[0]).toEqual({
      status: 'answered',
      reason: null,
      text: `Give **5 mg** [1] for ${order[0]}.`,
      provenance: 'captured',
      citations: [{ url: 'https://example.org/doses', title: 'Doses', quote: null }],
      product: 'Tarn',
      mode: 'Deep',
      version: '2026-11',
      account: 'verified clinician',
      region: 'GB',
      captured_at: '2026-11-20T08:30:00Z',
      operator_id: ada.pseudonym,
      screenshot: null,
    })
    expect(rows[1]).toMatchObject({ status: 'refused', reason: 'refusal', text: null })
    expect((await ada.desk()).arms[0]).toMatchObject({ open: 0, done: 12, toCheck: 2, forYou: 0 })
  })

  it('takes an answer once, however often and entangled it comes, and nothing else under its key', async () => {
    const { person, store, study } = await trial()
    const ada = await person('Ada')
    const sent = answerTo(await ada.next())
    await Promise.all(Array.from({ length: 6 }, () => ada.save(sent)))
    await ada.save(sent)
    const { rows } = await sql`select count(*) as n from answer`.execute(store.database)
    expect(rows).toEqual([{ n: 1 }])
    const log = (await readAudit(store, study)).filter(({ document }) => document.includes('answer-captured'))
    expect(log).toHaveLength(1)
    expect(log[0]?.document).not.toMatch(/Ada|mg/)
    const other = answerTo(await ada.next(), { key: sent.key })
    expect(await ada.refusal('/answers', other)).toEqual([422, 'CAPTURE_KEY_TAKEN'])
  })

  it('never gives one question to two at once, by two servers on one database', async () => {
    const { person, store } = await trial(20)
    const people = await Promise.all(
      Array.from({ length: 8 }, (_, index) => person(`P${index}`, 'capturer', index % 2)),
    )
    const first = await Promise.all(people.map((one) => one.next('moor')))
    expect(new Set(first.map((slot) => slot?.item)).size).toBe(8)
    await Promise.all(
      people.map(async (one) => {
        for (let slot = await one.next('moor'); slot !== null; slot = await one.next('moor'))
          await one.save(answerTo(slot, { product: 'Moor', mode: '' }))
      }),
    )
    const { rows } = await sql`
      select count(*) as n, count(distinct item_id) as items from answer`.execute(store.database)
    expect(rows).toEqual([{ n: 20, items: 20 }])
  })

  it('gives a question to another after half an hour, and tells who comes back late', async () => {
    const { person, store } = await trial(1)
    const [ada, bob] = [await person('Ada'), await person('Bob')]
    const slot = await ada.next()
    expect(await bob.next()).toBe(null)
    await sql`update capture_slot set opened_at = opened_at - interval '31 minutes'`.execute(store.database)
    expect(await bob.next()).toEqual(slot)
    expect(await ada.next()).toBe(null)
    expect(await ada.refusal('/answers', answerTo(slot))).toEqual([422, 'CAPTURE_NOT_OPEN'])
    await bob.save(answerTo(slot))
  })

  it('leaves a question for later when asked to', async () => {
    const { person } = await trial(3)
    const ada = await person('Ada')
    const first = await ada.next()
    const second = await ada.next('tarn', first)
    expect(second?.item).not.toBe(first?.item)
    expect((await ada.next())?.item).toBe(second?.item)
    expect((await (await person('Bob')).next())?.item).toBe(first?.item)
  })

  it.each([
    [{ account: 'mary@example.org' }, 'CAPTURE_ACCOUNT'],
    [{ account: '' }, 'CAPTURE_FIELD_MISSING'],
    [{ answer: ' ' }, 'CAPTURE_FIELD_MISSING'],
    [{ product: 'Another' }, 'CAPTURE_NOT_PLANNED'],
    [{ capturedAt: '2026-11-20T13:00:00Z' }, 'CAPTURE_TIME'],
    [{ version: 'password: 1234' }, 'CAPTURE_SECRET'],
    [{ answer: 'See https://example.org/?token=abcdefgh12345' }, 'CAPTURE_SECRET'],
    [{ region: 'x'.repeat(300) }, 'CAPTURE_TOO_LONG'],
    [{ screenshot: 'a'.repeat(64) }, 'CAPTURE_SCREENSHOT_MISSING'],
    [{ item: 'q99' }, 'CAPTURE_NOT_IN_QUEUE'],
    [{ arm: 'maker' }, 'CAPTURE_ARM'],
    [{ answer: 'a\0b' }, 'ROW_TEXT_INVALID'],
    [{ answer: 'x'.repeat(400_001) }, 'CAPTURE_UNREADABLE'],
    [{ key: 'one' }, 'CAPTURE_UNREADABLE'],
  ] as const)('refuses an answer (case %#) and keeps the question open', async (change, code) => {
    const { person, store } = await trial(2)
    const ada = await person('Ada')
    const slot = await ada.next()
    expect(await ada.refusal('/answers', answerTo(slot, change))).toEqual([422, code])
    const { rows } = await sql`select count(*) as n from import where kind = 'capture-desk'`.execute(
      store.database,
    )
    expect(rows).toEqual([{ n: 0 }])
    expect(await ada.next()).toEqual(slot)
  })

  it('has no field for a password and says so without repeating it', async () => {
    const { person } = await trial(1)
    const ada = await person('Ada')
    const response = await ada.request('/answers', { ...answerTo(await ada.next()), password: 'hunter2' })
    expect(response.status).toBe(422)
    const said = await response.text()
    expect(said).toContain('passwords of accounts do not belong here')
    expect(said).not.toContain('hunter2')
  })

  it('refuses more than an answer can be, and takes a hostile one as the text that it is', async () => {
    const { person, store } = await trial(1)
    const ada = await person('Ada')
    const slot = await ada.next()
    const flood = await ada.request('/answers', answerTo(slot, { answer: 'x'.repeat(2_000_000) }))
    expect(flood.status).toBe(413)
    const hostile = '<script>alert(1)</script> [x](javascript:alert(2)) <img src=x onerror=alert(3)>'
    await ada.save(answerTo(slot, { answer: hostile }))
    const { rows } = await sql`select text from answer`.execute(store.database)
    expect(rows).toEqual([{ text: hostile }])
  })
})

describe('screenshots', () => {
  it('are kept below the study under their hash, shown again, and named by the capture', async () => {
    const { person, folder, store } = await trial(1)
    const ada = await person('Ada')
    expect((await ada.upload(png))?.status).toBe(409)
    const slot = await ada.next()
    const kept = captureScreenshotSchema.parse(await (await ada.upload(png))?.json())
    expect(kept).toEqual({
      sha256: createHash('sha256').update(png).digest('hex'),
      bytes: png.length,
      type: 'image/png',
    })
    const file = `captures/${kept.sha256}.png`
    expect(Uint8Array.from(await readFile(join(folder, file)))).toEqual(png)
    const shown = await ada.request(`/screenshots/${kept.sha256}`)
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/png'])
    expect(shown.headers.get('cache-control')).toBe('no-store')
    await ada.save(answerTo(slot, { screenshot: kept.sha256 }))
    const { rows } = await sql`select screenshot, screenshot_sha256 from capture`.execute(store.database)
    expect(rows).toEqual([{ screenshot: file, screenshot_sha256: kept.sha256 }])
    // A picture that somebody changed is not shown as the one that was hashed.
    await writeFile(join(folder, file), Uint8Array.from([...png, 4]))
    expect((await ada.request(`/screenshots/${kept.sha256}`)).status).toBe(404)
  })

  it.each(['../../etc/passwd', 'A'.repeat(64), ''])('are found by no other name (case %#)', async (name) => {
    const { person } = await trial(1)
    const ada = await person('Ada')
    expect((await ada.request(`/screenshots/${encodeURIComponent(name)}`)).status).toBe(404)
  })

  it('are pictures by their bytes, up to ten megabytes', async () => {
    const { person } = await trial(1)
    const ada = await person('Ada')
    await ada.next()
    const script = new TextEncoder().encode('<svg onload="alert(1)"/>')
    expect((await ada.upload(Uint8Array.from(script)))?.status).toBe(422)
    const large = new Uint8Array(9_000_000)
    large.set([0xff, 0xd8, 0xff])
    expect((await ada.upload(large))?.status).toBe(200)
    const over = new Uint8Array(10_000_001)
    over.set(png)
    expect((await ada.upload(over))?.status).toBe(413)
  })
})

describe('the second check', () => {
  async function captured() {
    const made = await trial(12)
    const [ada, bob] = [await made.person('Ada'), await made.person('Bob')]
    for (let slot = await ada.next(); slot !== null; slot = await ada.next()) await ada.save(answerTo(slot))
    return { ...made, ada, bob }
  }

  it('goes to another person, with question, answer and provenance', async () => {
    const { ada, bob, store, study } = await captured()
    expect(await ada.check()).toEqual({ check: null, left: 0 })
    const { check, left } = await bob.check()
    expect(left).toBe(2)
    expect(check).toMatchObject({
      arm: 'tarn',
      question: expect.stringMatching(/^Question \d+\?$/),
      text: `Give **5 mg** [1] for ${check?.item}.`,
      refused: false,
      operator: 'Ada',
      product: 'Tarn',
      account: 'verified clinician',
      screenshot: null,
    })
    const answer = check?.answer
    expect(await ada.refusal('/check', { answer, same: true })).toEqual([422, 'CAPTURE_CHECKED_BY_SELF'])
    await bob.checked({ answer, same: true })
    await bob.checked({ answer, same: true })
    expect(await bob.refusal('/check', { answer, same: false, words: 'No.' })).toEqual([
      422,
      'CAPTURE_CHECKED',
    ])
    const { rows } = await sql`select id, checked_by_id from capture_check`.execute(store.database)
    expect(rows).toEqual([{ id: answer, checked_by_id: bob.pseudonym }])
    expect((await ada.desk()).arms[0]).toMatchObject({ toCheck: 1, forYou: 0 })
    expect((await bob.desk()).arms[0]).toMatchObject({ toCheck: 1, forYou: 1 })
    const log = (await readAudit(store, study)).filter(({ document }) => document.includes('capture-checked'))
    expect(log).toHaveLength(1)
  })

  it('says what differs, in words that go with the person', async () => {
    const { ada, bob, store, study } = await captured()
    const { check } = await bob.check()
    const body = { answer: check?.answer, same: false, words: 'The page says 2.5 mg.' }
    expect(await bob.refusal('/check', { ...body, words: ' ' })).toEqual([422, 'CAPTURE_UNREADABLE'])
    await bob.checked(body)
    await bob.checked(body)
    expect((await ada.desk()).differences).toEqual([
      { answer: check?.answer, arm: 'tarn', item: check?.item, words: 'The page says 2.5 mg.' },
    ])
    const { rows } = await sql`select count(*) as n from capture_check`.execute(store.database)
    expect(rows).toEqual([{ n: 0 }])
    expect((await bob.check()).left).toBe(1)
    await deletePerson(store, study, bob.pseudonym, null)
    expect((await ada.desk()).differences).toMatchObject([{ words: null }])
  })

  it('is of drawn answers of this study alone', async () => {
    const { bob, store } = await captured()
    const { rows } = await sql<{ id: string }>`select id from capture where not to_check limit 1`.execute(
      store.database,
    )
    expect(await bob.refusal('/check', { answer: rows[0]?.id, same: true })).toEqual([
      422,
      'CAPTURE_NOT_DRAWN',
    ])
    expect(await bob.refusal('/check', { answer: crypto.randomUUID(), same: true })).toEqual([
      422,
      'CAPTURE_UNKNOWN',
    ])
  })
})

describe('doors', () => {
  it('are open to capturers and owners alone, on every route of the desk', async () => {
    const { apps, desk, person } = await trial(1)
    for (const role of roles) {
      const one = await person(`A ${role}`, role)
      for (const { method, path } of captureRoutes(desk())) {
        const response = await apps[0]?.request(path.replace(':sha256', 'a'.repeat(64)), {
          method,
          headers: one.headers,
          ...(method === 'POST' ? { body: '{}' } : {}),
        })
        const allowed = role === 'capturer' || role === 'owner'
        expect(response?.status === 403, `${role} ${method} ${path}`).toBe(!allowed)
      }
    }
    expect((await apps[0]?.request('/api/capture'))?.status).toBe(401)
  })
})
