import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { answersResponseSchema } from '../src/server/contract/answers.ts'
import { freePort } from '../src/store/embedded/server.ts'
import { ways } from './providers/dialects.ts'
import { type StandIn, startStandIn } from './providers/stand-in.ts'
import { type SearchWorkspace, searchWorkspace } from './support/search-workspace.ts'
import { type ServedProcess, servedSearch } from './support/served-process.ts'

const compatible = ways.find(({ provider }) => provider === 'compatible')
if (compatible === undefined) throw new Error('no compatible way')
const { dialect } = compatible

const supported = 'Atrial fibrillation is an irregular and often fast heart rhythm'
let says = ''
let workspace: SearchWorkspace
let model: StandIn
let server: ServedProcess
beforeAll(async () => {
  workspace = await searchWorkspace()
  model = await startStandIn(dialect, { itemOf: () => 'q', says: () => says })
  const writer = ['--writer', model.url, '--writer-model', 'm']
  server = await servedSearch(workspace.path, await freePort(), writer)
})
afterAll(async () => {
  server.signal('SIGINT')
  expect(await server.ended).toBe(0)
  await model[Symbol.asyncDispose]()
  await workspace[Symbol.asyncDispose]()
})
beforeEach(() => {
  says = `${supported} [1].`
})

const send = async (path: string, body: object) => {
  const reply = await fetch(`${server.origin}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: reply.status, body: JSON.parse(await reply.text()) }
}
const answers = async (question: string, more: object = {}) => send('/v1/answers', { question, ...more })
const chat = async (content: string, name = 'clinical-search') =>
  send('/v1/chat/completions', { model: name, messages: [{ role: 'user', content }] })
const models = async (): Promise<readonly string[]> => {
  const { data } = JSON.parse(await (await fetch(`${server.origin}/v1/models`)).text())
  return data.map(({ id }: { id: string }) => id)
}

describe('a served search with a model that writes', () => {
  it('says who writes, and names both ways to answer', async () => {
    expect(server.said()).toContain('Written by m at http://127.0.0.1')
    const [present, written, extractive] = await models()
    expect(present).toBe('clinical-search')
    expect(written).toMatch(/^label-free-prior-1\+prior-3\+m\+[0-9a-f]{12}$/)
    expect(extractive).toMatch(/^label-free-prior-1\+prior-3\+[0-9a-f]{12}$/)
  })

  it('gives what was written where the sources support all of it, or their own sentences where that is asked for', async () => {
    const before = model.requests.length
    const written = answersResponseSchema.parse((await answers('What is afib?')).body)
    expect([written.answer.way, written.answer.setAside]).toEqual(['abstractive', null])
    expect(written.answer.sentences.map(({ text }) => text)).toEqual([`${supported}.`])
    expect(written.version).toContain('+m+')
    expect(model.requests.length).toBe(before + 1)
    const quoted = answersResponseSchema.parse((await answers('What is afib?', { way: 'extractive' })).body)
    expect([quoted.answer.way, quoted.answer.sentences[0]?.support.kind]).toEqual(['extractive', 'verbatim'])
    expect(quoted.version).not.toContain('+m+')
    expect(model.requests.length).toBe(before + 1)
    expect((await answers('What is afib?', { way: 'poetic' })).body.error.code).toBe('REQUEST_INVALID')
  })

  it('has the marks in the text of a completion, and the sources at its end', async () => {
    const { body } = await chat('What is afib?')
    const [{ message }] = body.choices
    expect(message.content).toMatch(
      /^Atrial fibrillation is an irregular and often fast heart rhythm\. \[1\]\n\nSources:\n\n1\. Atrial fibrillation and stroke prevention \(SAMPLE\)/,
    )
    const [, , extractive = ''] = await models()
    const before = model.requests.length
    expect((await chat('What is afib?', extractive)).body.model).toBe(extractive)
    expect(model.requests.length).toBe(before)
  })

  it('sends no question that may tell who somebody is, and says how it is answered', async () => {
    const before = model.requests.length
    const question = 'What is gout? 12/03/1956'
    for (const { status, body } of [await answers(question), await chat(question)]) {
      expect([status, body.error.code]).toEqual([400, 'QUESTION_IDENTIFIES'])
      expect(body.error.message).toContain('"way": "extractive"')
      expect(body.error.message).not.toContain('1956')
    }
    expect(model.requests.length).toBe(before)
    expect((await answers(question, { way: 'extractive' })).status).toBe(200)
    expect(server.said()).not.toContain('1956')
  })

  it('quotes the sources where a sentence that was written is not supported, and says so', async () => {
    says = `${supported} [1]. Give 500 mg of warfarin every hour [1].`
    const { answer } = answersResponseSchema.parse((await answers('What is afib?')).body)
    expect([answer.way, answer.setAside?.reason]).toEqual(['extractive', 'sentence not supported'])
    expect((await chat('What is afib?')).body.choices[0].message.content).toContain(
      '\n\nWhat the model wrote is not shown: a sentence of it is not supported by the sources. The sources are quoted instead.\n\nSources:',
    )
    says = 'NOT ANSWERED'
    expect((await answers('What is afib?')).body.answer.setAside.reason).toBe('says nothing')
  })
})

it('has no written answers without a writer, and no writer without a corpus', async () => {
  await using plain = await servedSearch(workspace.path, await freePort())
  const reply = await fetch(`${plain.origin}/v1/answers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ question: 'What is afib?', way: 'abstractive' }),
  })
  expect([reply.status, await reply.text()]).toEqual([400, expect.stringContaining('WRITER_NONE')])
  const { exitCode, notes } = await workspace.run('serve', '--writer', 'gpt-5.4')
  expect([exitCode, notes]).toEqual([1, expect.stringContaining('SERVE_WRITER')])
})
