import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerMarkdown } from '../src/search/answer/answer-markdown.ts'
import { type Asked, askedSchema, askPlaceSchema } from '../src/server/contract/ask.ts'
import { problemsSchema } from '../src/server/contract/problems.ts'
import { readAnswers } from '../src/store/reading/read-answers.ts'
import { readItems } from '../src/store/reading/read-items.ts'
import { readJudgments } from '../src/store/reading/read-judgments.ts'
import { readConsents } from '../src/store/review/consent.ts'
import type { Store } from '../src/store/store.ts'
import { findStudy } from '../src/store/studies.ts'
import { startTestServer, type TestServer } from '../src/store/testing/test-server.ts'
import { type IndexedSources, indexedSample } from './support/sample-corpus.ts'
import { type AskVisitor, servedAskPage } from './support/served-ask-page.ts'

let server: TestServer
let corpus: IndexedSources
beforeAll(async () => {
  ;[server, corpus] = await Promise.all([startTestServer(), indexedSample()])
}, 60_000)
afterAll(async () => {
  await server.stop()
  await corpus[Symbol.asyncDispose]()
})

const question = 'How is gout treated?'

/** Rows of every table of the database. */
async function rowCounts(store: Store): Promise<Readonly<Record<string, number>>> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'public'`.execute(
    store.database,
  )
  const counts = await Promise.all(
    rows.map(async ({ name }) => {
      const found = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(name)}`.execute(
        store.database,
      )
      return [name, found.rows[0]?.n ?? 0] as const
    }),
  )
  return Object.fromEntries(counts)
}

async function ask(visitor: AskVisitor, text: string, consent = false): Promise<Asked> {
  const response = await visitor.send('/api/ask/questions', { question: text, consent })
  expect(response.status).toBe(200)
  return askedSchema.parse(await response.json())
}

async function codeOf(response: Response): Promise<string | undefined> {
  return problemsSchema.parse(await response.json()).problems[0]?.code
}

async function pagesOf<T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> {
  const all: T[] = []
  for await (const page of pages) all.push(...page)
  return all
}

/** What the standing study holds. */
async function standing(store: Store) {
  const study = await findStudy(store, 'ask')
  if (study === null) throw new Error('there is no standing study')
  return {
    study,
    items: await pagesOf(readItems(store, study)),
    answers: await pagesOf(readAnswers(store, study, { texts: true })),
    judgments: await pagesOf(readJudgments(store, study)),
    consents: await readConsents(store, study),
  }
}

const useful = (value: 0 | 1 | 2 | null, harm: object | null = null) => ({ value, harm })

/** Asks until one is or is not compared, as the draw will have it: first two bits of a hash that a test can take too. */
async function askUntil(visitor: AskVisitor, text: string, wanted: (asked: Asked) => boolean) {
  for (let attempt = 0; attempt < 18; attempt++) {
    const asked = await ask(visitor, text, true)
    if (wanted(asked)) return asked
  }
  throw new Error('the draw never came')
}

const drawOf = (id: string) => createHash('sha256').update(`20261125 ${id}`).digest()[0] ?? 0

describe('the ask page over HTTP', () => {
  it('tells what is here, and answers with the passages that it cites, word for word', async () => {
    const store = await server.freshStore()
    await using served = await servedAskPage(store, corpus.folder)
    const reviewer = await served.visitor('Ada', 'reviewer')
    const place = askPlaceSchema.parse(await (await reviewer.send('/api/ask')).json())
    expect(place).toMatchObject({ corpus: 'sample', sample: true, feedback: true, consentOnRecord: false })
    expect(place.passages).toBeGreaterThan(150)
    expect(place.intendedUse.text).toMatch(/^For research and evaluation/)
    const { answers } = await ask(reviewer, question)
    expect(answers).toHaveLength(1)
    const [{ answer, passages } = expect.fail()] = answers
    expect(answer.status).toBe('answered')
    expect(answer.citations.map(({ title }) => title).join()).toMatch(/gout/i)
    for (const { text, place: at, citations } of answer.sentences) {
      const passage = passages.find(({ id }) => id === citations[0])
      expect(passage?.text.slice(at?.start, at?.end)).toBe(text)
      expect(passage?.licence).toBe('CC0-1.0')
    }
    expect(served.faults).toEqual([])
  })

  it('declines what no source answers, and says the emergency first', async () => {
    const store = await server.freshStore()
    await using served = await servedAskPage(store, corpus.folder)
    const reviewer = await served.visitor('Ada', 'reviewer')
    const [other] = (await ask(reviewer, 'Who won the football league of Norway?')).answers
    expect(other?.answer).toMatchObject({ status: 'declined', sentences: [] })
    const [pain] = (await ask(reviewer, 'I have crushing chest pain and my left arm is numb')).answers
    expect(pain?.answer.emergency).toMatchObject({ level: 'now' })
  })

  it('is for owners, analysts and reviewers, and says how long a question may be', async () => {
    const store = await server.freshStore()
    await using served = await servedAskPage(store, corpus.folder)
    expect((await fetch(`${served.origin}/api/ask`)).status).toBe(401)
    for (const role of ['owner', 'analyst', 'reviewer'] as const) {
      expect((await (await served.visitor(role, role)).send('/api/ask')).status).toBe(200)
    }
    expect((await (await served.visitor('Cap', 'capturer')).send('/api/ask')).status).toBe(403)
    expect(served.routes.every(({ who }) => who !== 'everyone')).toBe(true)
    const ada = await served.visitor('Ada', 'reviewer')
    const put = (text: unknown) => ada.send('/api/ask/questions', { question: text, consent: false })
    expect(await codeOf(await put(' '))).toBe('ASK_QUESTION_LENGTH')
    const long = problemsSchema.parse(await (await put('a'.repeat(2001))).json())
    expect(long.problems[0]).toMatchObject({ value: '2001 characters', expected: '1 to 2000 characters' })
    expect((await put('a'.repeat(70_000))).status).toBe(413)
    expect(await codeOf(await put(7))).toBe('REQUEST_INVALID')
  })

  it('takes so many questions at once, and no more', async () => {
    const store = await server.freshStore()
    await using served = await servedAskPage(store, corpus.folder)
    const ada = await served.visitor('Ada', 'reviewer')
    const bea = await served.visitor('Bea', 'reviewer')
    const put = async () => (await ada.send('/api/ask/questions', { question, consent: false })).status
    const statuses = []
    for (let n = 0; n < 23; n++) statuses.push(await put())
    expect(statuses.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 200))
    expect(statuses).toContain(429)
    expect((await ask(bea, question)).answers).toHaveLength(1)
  })

  it('is not there where no corpus is served, and says so', async () => {
    const store = await server.freshStore()
    await using served = await servedAskPage(store, null)
    const page = await fetch(`${served.origin}/ask`, { headers: { accept: 'text/html' } })
    expect(page.status).toBe(404)
    expect(await page.text()).toContain('No corpus is served here.')
    expect((await fetch(`${served.origin}/api/ask`)).status).toBe(404)
  })
})

describe('marks', () => {
  it('write nothing at all without consent, nor does asking', async () => {
    const store = await server.freshStore()
    await using served = await servedAskPage(store, corpus.folder)
    const ada = await served.visitor('Ada', 'reviewer')
    const before = await rowCounts(store)
    expect(Object.keys(before).length).toBeGreaterThan(30)
    await ada.send('/api/ask')
    const { id } = await ask(ada, question)
    const said = { asking: id, useful: [useful(2, { sentence: 0, level: 'severe' })], better: null }
    const response = await ada.send('/api/ask/feedback', { ...said, consent: false })
    expect(await response.json()).toEqual({ kept: false })
    await ada.send('/api/ask/consent/withdraw', {})
    expect(await rowCounts(store)).toEqual(before)
    const kept = await ada.send('/api/ask/feedback', { ...said, consent: true })
    expect(await kept.json()).toEqual({ kept: true })
    expect(await rowCounts(store)).not.toEqual(before)
  })

  it('with consent are judgments of the standing study, by a pseudonym, with both answers frozen', async () => {
    const store = await server.freshStore()
    const at = new Date('2026-11-20T12:00:00Z')
    await using served = await servedAskPage(store, corpus.folder, [], () => at)
    const ada = await served.visitor('Ada Ames', 'reviewer')
    const asked = await askUntil(ada, question, ({ id }) => (drawOf(id) & 1) === 0)
    expect(asked.answers).toHaveLength(1)
    const body = {
      asking: asked.id,
      consent: true,
      useful: [useful(1, { sentence: 0, level: 'minor' })],
      better: null,
    }
    expect((await ada.send('/api/ask/feedback', body)).status).toBe(200)
    const held = await standing(store)
    const item = `asked-${asked.id}`
    expect(held.items).toMatchObject([{ key: item, text: question, strata: { corpus: 'sample' } }])
    const text = answerMarkdown(asked.answers[0]?.answer ?? expect.fail())
    expect(held.answers.map(({ arm }) => arm).sort()).toEqual(['bm25-1', 'label-free-prior-1'])
    expect(held.answers.find(({ arm }) => arm === 'label-free-prior-1')).toMatchObject({
      text,
      status: 'answered',
    })
    expect(held.judgments).toMatchObject([
      {
        form: 'absolute',
        axis: 'useful',
        item,
        armA: 'label-free-prior-1',
        value: 1,
        consent: true,
        role: 'study',
        shownAt: '2026-11-20T12:00:00Z',
      },
    ])
    const [start, end] = held.judgments[0]?.harm?.span ?? expect.fail()
    expect(text.slice(start, end)).toBe(asked.answers[0]?.answer.sentences[0]?.text)
    // Nowhere in the study does a name stand, and what was allowed stands beside the mark.
    const people = await sql<{ name: string }>`
      select name from person_private where study_id = ${held.study.id}::uuid`.execute(store.database)
    expect(people.rows).toEqual([{ name: ada.person }])
    expect(held.consents).toMatchObject([{ given: true }])
    // The same once more is on record once; other marks of the same asking are refused.
    expect((await ada.send('/api/ask/feedback', body)).status).toBe(200)
    const other = await ada.send('/api/ask/feedback', { ...body, useful: [useful(2)] })
    expect(await codeOf(other)).toBe('ASK_FEEDBACK_GIVEN')
    expect((await standing(store)).judgments).toHaveLength(1)
  })

  it('sent many times at once are on record once', async () => {
    const store = await server.freshStore()
    await using served = await servedAskPage(store, corpus.folder)
    const ada = await served.visitor('Ada', 'reviewer')
    const { id } = await ask(ada, question)
    const body = { asking: id, consent: true, useful: [useful(2)], better: null }
    const replies = await Promise.all(
      Array.from({ length: 6 }, () => ada.send('/api/ask/feedback', body).then(({ status }) => status)),
    )
    expect(replies).toEqual([200, 200, 200, 200, 200, 200])
    expect((await standing(store)).judgments.filter(({ axis }) => axis === 'useful')).toHaveLength(1)
  })

  it('show two versions for the drawn half of those who consented, in a drawn order, and record the side', async () => {
    const store = await server.freshStore()
    await using served = await servedAskPage(store, corpus.folder)
    const wanted = ({ id, answers }: Asked) => answers.length === 2 && (drawOf(id) & 2) !== 0
    // A quarter of the askings are so; several people ask, since nobody may ask as often as it might take.
    const { ada, asked } = await (async () => {
      for (const name of ['Ada', 'Bea', 'Cyd', 'Dee']) {
        const visitor = await served.visitor(name, 'reviewer')
        const found = await askUntil(visitor, 'How is heart failure treated?', wanted).catch(() => null)
        if (found !== null) return { ada: visitor, asked: found }
      }
      return expect.fail('the draw never came')
    })()
    // Nothing that was sent tells which version is which.
    expect(JSON.stringify(asked)).not.toMatch(/bm25|label-free/)
    const body = { asking: asked.id, consent: true, useful: [useful(2), useful(null)], better: 'first-much' }
    expect((await ada.send('/api/ask/feedback', body)).status).toBe(200)
    const { judgments, answers } = await standing(store)
    // The bit says B first: the first answer is that of BM25, so A lost by much.
    expect(judgments.find(({ axis }) => axis === 'better')).toMatchObject({
      form: 'pairwise',
      armA: 'label-free-prior-1',
      armB: 'bm25-1',
      value: -1,
      strength: 2,
      side: 'b',
      consent: true,
    })
    expect(judgments.filter(({ axis }) => axis === 'useful')).toMatchObject([{ armA: 'bm25-1', value: 2 }])
    expect(answers.find(({ arm }) => arm === 'bm25-1')?.text).toBe(
      answerMarkdown(asked.answers[0]?.answer ?? expect.fail()),
    )
  })

  it('tie versions that read the same without asking, and leave a declined pair to the refusal rule', async () => {
    const store = await server.freshStore()
    await using served = await servedAskPage(store, corpus.folder)
    const ada = await served.visitor('Ada', 'reviewer')
    const compared = ({ id }: Asked) => (drawOf(id) & 1) === 1
    const same = await askUntil(ada, 'What is coeliac disease?', compared)
    expect(same.answers).toHaveLength(1)
    const bea = await served.visitor('Bea', 'reviewer')
    const none = await askUntil(bea, 'Who won the football league of Norway?', compared)
    for (const [visitor, { id }] of [
      [ada, same],
      [bea, none],
    ] as const) {
      const body = { asking: id, consent: true, useful: [useful(0)], better: null }
      expect((await visitor.send('/api/ask/feedback', body)).status).toBe(200)
    }
    const better = (await standing(store)).judgments.filter(({ axis }) => axis === 'better')
    expect(better.map(({ value, reviewer }) => ({ value, reviewer }))).toEqual([
      { value: 0, reviewer: null },
      { value: null, reviewer: null },
    ])
  })

  it('of a question with identifiers are not stored, though it is answered', async () => {
    const store = await server.freshStore()
    await using served = await servedAskPage(store, corpus.folder)
    const ada = await served.visitor('Ada', 'reviewer')
    const asked = await ask(ada, 'How is gout treated in Mr John Smith, born 4 May 1951?', true)
    expect(asked.answers).toHaveLength(1)
    expect(asked.identifiers.length).toBeGreaterThan(0)
    const before = await rowCounts(store)
    const body = { asking: asked.id, consent: true, useful: [useful(2)], better: null }
    expect(await codeOf(await ada.send('/api/ask/feedback', body))).toBe('ASK_IDENTIFIERS')
    expect(await rowCounts(store)).toEqual(before)
  })

  it('are of one’s own questions only, and of the answers that were shown', async () => {
    const store = await server.freshStore()
    await using served = await servedAskPage(store, corpus.folder)
    const ada = await served.visitor('Ada', 'reviewer')
    const bea = await served.visitor('Bea', 'reviewer')
    const { id } = await ask(ada, question)
    const body = { asking: id, consent: true, useful: [useful(2)], better: null }
    const before = await rowCounts(store)
    expect(await codeOf(await bea.send('/api/ask/feedback', body))).toBe('ASK_GONE')
    const two = { ...body, useful: [useful(2), useful(1)], better: 'first' }
    expect(await codeOf(await ada.send('/api/ask/feedback', two))).toBe('ASK_OTHER_ANSWERS')
    const none = { ...body, useful: [useful(null)] }
    expect(await codeOf(await ada.send('/api/ask/feedback', none))).toBe('ASK_NOTHING_SAID')
    expect(await rowCounts(store)).toEqual(before)
  })

  it('are marked as not allowed once somebody takes their consent back', async () => {
    const store = await server.freshStore()
    await using served = await servedAskPage(store, corpus.folder)
    const ada = await served.visitor('Ada', 'reviewer')
    const { id } = await ask(ada, question)
    await ada.send('/api/ask/feedback', { asking: id, consent: true, useful: [useful(2)], better: null })
    const place = async () => askPlaceSchema.parse(await (await ada.send('/api/ask')).json())
    expect((await place()).consentOnRecord).toBe(true)
    await ada.send('/api/ask/consent/withdraw', {})
    expect((await place()).consentOnRecord).toBe(false)
    const { consents, judgments } = await standing(store)
    expect(consents).toMatchObject([{ person: judgments[0]?.reviewer, given: false }])
  })
})
