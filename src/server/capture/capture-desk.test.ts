import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { roles } from '../../review/people/role.ts'
import { readAudit } from '../../store/people/audit.ts'
import { startTestServer, type TestServer } from '../../store/testing/test-server.ts'
import { answerTo, captureTrial } from '../testing/capture-trial.ts'
import { captureRoutes } from './capture-routes.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

describe('the capture desk', () => {
  it('shows arms, terms and counts, and a vendor’s arm as a command', async () => {
    await using made = await captureTrial(server)
    const { person } = made
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
    await using made = await captureTrial(server)
    const { person, desk, store } = made
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
    await using made = await captureTrial(server)
    const { person, store, study } = made
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
    await using made = await captureTrial(server, 20)
    const { person, store } = made
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
    await using made = await captureTrial(server, 1)
    const { person, store } = made
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
    await using made = await captureTrial(server, 3)
    const { person } = made
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
    await using made = await captureTrial(server, 2)
    const { person, store } = made
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
    await using made = await captureTrial(server, 1)
    const { person } = made
    const ada = await person('Ada')
    const response = await ada.request('/answers', { ...answerTo(await ada.next()), password: 'hunter2' })
    expect(response.status).toBe(422)
    const said = await response.text()
    expect(said).toContain('passwords of accounts do not belong here')
    expect(said).not.toContain('hunter2')
  })

  it('refuses more than an answer can be, and takes a hostile one as the text that it is', async () => {
    await using made = await captureTrial(server, 1)
    const { person, store } = made
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

describe('doors', () => {
  it('are open to capturers and owners alone, on every route of the desk', async () => {
    await using made = await captureTrial(server, 1)
    const { apps, desk, person } = made
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
