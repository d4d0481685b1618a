import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '../../review/people/role.ts'
import { openCoding } from '../../store/coding/open-coding.ts'
import { invite } from '../../store/people/people.ts'
import { enter } from '../../store/people/sessions.ts'
import { codingTrial } from '../../store/testing/coding-trial.ts'
import { startTestServer, type TestServer } from '../../store/testing/test-server.ts'
import { createApp } from '../app.ts'
import {
  type CodingCode,
  type CodingTask,
  codingDeskSchema,
  codingNextSchema,
  codingSavedSchema,
} from '../contract/coding.ts'
import { codingDeskRoutes } from '../testing/coding-desk.ts'
import { testOrigin } from '../testing/study-app.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const none: CodingCode = { condition: null, disposition: null, unsure: false }

async function desk(withSimulated = false) {
  const store = await server.freshStore()
  const made = await codingTrial(store)
  const { study, assisted, participant } = made
  await participant('tarn', [
    {
      case: 'headache',
      replies: ['**Subarachnoid haemorrhage** <b onclick="x">is</b> possible.\n\nCall Tarn now.'],
      decided: { conditions: ['*brain* bleed', 'Migraine'], disposition: '999' },
    },
  ])
  if (withSimulated)
    await participant(
      'tarn',
      [{ case: 'headache', decided: { conditions: ['a guess'], disposition: '999' } }],
      'simulated',
    )
  await made.close()
  await openCoding(store, study, assisted, { conversations: null, seed: 7 })
  const app = createApp({
    store,
    study: study.id,
    origin: testOrigin,
    routes: codingDeskRoutes(store, study),
    addressOf: () => '127.0.0.1',
    onFault: (error) => {
      throw error
    },
  })
  const visitor = async (name: string, role: Role) => {
    const { token } = await invite(store, study, { name, role }, null, 1)
    const entry = await enter(store, token, 1)
    if (!entry.entered) throw new Error(entry.because)
    const send = (path: string, body?: unknown) =>
      app.request(`/api/coding${path}`, {
        headers: {
          cookie: `equipoise=${entry.session}`,
          origin: testOrigin,
          'x-equipoise': '1',
          'content-type': 'application/json',
        },
        ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      })
    const next = async () => codingNextSchema.parse(await (await send('/next', {})).json())
    const save = (task: CodingTask | null, code: CodingCode, mode: 'code' | 'adjudicate' = 'code') =>
      send('/codes', { key: randomUUID(), task: task?.task ?? randomUUID(), mode, code })
    const codeAll = async (say: (task: CodingTask) => CodingCode) => {
      for (;;) {
        const { mode, task } = await next()
        if (mode !== 'code' || task === null) return
        codingSavedSchema.parse(await (await save(task, say(task))).json())
      }
    }
    return { send, next, save, codeAll }
  }
  return { ...made, app, visitor }
}

const problemsOf = async (response: Response) => ({ status: response.status, text: await response.text() })

it('shows a text with its case and its list, and nothing by which one could tell whose it is', async () => {
  const { visitor, study } = await desk()
  const ann = await visitor('Ann', 'reviewer')
  const opened = codingDeskSchema.parse(await (await ann.send('')).json())
  expect(opened).toMatchObject({
    sample: true,
    simulated: false,
    codes: true,
    progress: { done: 0, left: 3 },
  })
  const seen: CodingTask[] = []
  const texts: string[] = []
  await ann.codeAll((task) => {
    seen.push(task)
    texts.push(JSON.stringify(task))
    return none
  })
  expect(seen.map(({ kind }) => kind)).toEqual(['condition', 'condition', 'reply'])
  for (const text of texts) {
    for (const told of [
      'tarn"',
      'control',
      'person',
      'conversation',
      'encounter',
      'matcher',
      'score',
      study.id,
    ])
      expect(text).not.toContain(told)
  }
  const [typed, , reply] = [...seen].sort((one, other) => (one.kind < other.kind ? -1 : 1))
  expect(typed?.dispositions).toEqual([])
  expect(reply?.dispositions.map(({ id }) => id)).toEqual(['self', 'gp', '999'])
  expect(JSON.stringify(reply?.text)).not.toContain('onclick')
  expect(JSON.stringify(reply?.text)).not.toContain('Tarn')
  expect(JSON.stringify(seen.map(({ text }) => text))).toContain('brain* bleed')
})

it('brings a disagreement to a third person, when nothing is left to code', async () => {
  const { visitor } = await desk()
  const [ann, ben, cyn, own] = [
    await visitor('Ann', 'reviewer'),
    await visitor('Ben', 'reviewer'),
    await visitor('Cyn', 'reviewer'),
    await visitor('Olga', 'owner'),
  ]
  expect(await own.next()).toMatchObject({ mode: 'adjudicate', task: null, progress: { left: 0 } })
  await ann.codeAll(({ kind }) =>
    kind === 'reply' ? none : { ...none, condition: 'Subarachnoid haemorrhage' },
  )
  const early = (await cyn.next()).task
  expect(await problemsOf(await cyn.save(early, none, 'adjudicate'))).toMatchObject({
    status: 409,
    text: expect.stringContaining('CODING_FIRST'),
  })
  await ben.codeAll(() => none)
  const disputed = await cyn.next()
  expect(disputed).toMatchObject({
    mode: 'adjudicate',
    progress: { toAdjudicate: 2 },
    task: { codes: [{ condition: 'Subarachnoid haemorrhage' }, { condition: null }], own: null },
  })
  expect((await ann.next()).task).toBeNull()
  expect((await cyn.save(disputed.task, none, 'adjudicate')).status).toBe(200)
  const last = await own.next()
  expect(last.progress.toAdjudicate).toBe(1)
  expect((await own.save(last.task, none, 'adjudicate')).status).toBe(200)
  expect((await own.next()).task).toBeNull()
})

describe('who may do what', () => {
  it('is asked of every route', async () => {
    const { app, visitor } = await desk()
    const [ann, cap, own] = [
      await visitor('Ann', 'reviewer'),
      await visitor('Cap', 'capturer'),
      await visitor('Olga', 'owner'),
    ]
    expect((await app.request('/api/coding')).status).toBe(401)
    for (const path of ['', '/back']) expect((await cap.send(path)).status).toBe(403)
    expect((await cap.send('/next', {})).status).toBe(403)
    const { task } = await ann.next()
    expect(await problemsOf(await own.save(task, none))).toMatchObject({
      status: 403,
      text: expect.stringContaining('CODING_ROLE'),
    })
    expect((await own.send('/back')).status).toBe(403)
  })

  it('refuses what is no code, in words', async () => {
    const { visitor } = await desk()
    const ann = await visitor('Ann', 'reviewer')
    const { task } = await ann.next()
    expect(await problemsOf(await ann.save(task, { ...none, condition: 'Gallstones' }))).toMatchObject({
      status: 422,
      text: expect.stringContaining('CODING_CODE'),
    })
    expect((await ann.send('/codes', { key: 'x' })).status).toBe(422)
    expect((await ann.next()).progress.done).toBe(0)
  })
})

it('goes back to one’s own texts alone', async () => {
  const { visitor } = await desk()
  const [ann, ben] = [await visitor('Ann', 'reviewer'), await visitor('Ben', 'reviewer')]
  const first = (await ann.next()).task
  await ann.save(first, { ...none, unsure: true })
  const back = codingNextSchema.parse(await (await ann.send('/back')).json())
  expect(back.task).toMatchObject({ task: first?.task, own: { ...none, unsure: true } })
  const further = await ann.send(`/back?task=${first?.task}`)
  expect(codingNextSchema.parse(await further.json()).task).toBeNull()
  const others = await ben.send(`/back?task=${first?.task}`)
  expect(codingNextSchema.parse(await others.json()).task).toBeNull()
})

it('says that there are texts of SIMULATED participants, and of no text that it is one', async () => {
  const { visitor } = await desk(true)
  const ann = await visitor('Ann', 'reviewer')
  expect(codingDeskSchema.parse(await (await ann.send('')).json())).toMatchObject({
    simulated: true,
    progress: { done: 0, left: 4 },
  })
  await ann.codeAll((task) => {
    expect(JSON.stringify(task)).not.toMatch(/simulated/i)
    return none
  })
})
