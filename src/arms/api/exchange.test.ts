import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exchangeTexts, recorded, recordingFetch } from './exchange.ts'
import { withoutKey } from './key.ts'

const key = 'sk-a/b"c'
let address = ''
const server = createServer((request, response) => {
  if (request.url === '/elsewhere') {
    response.writeHead(302, { location: 'http://127.0.0.1:1/stolen' })
    response.end()
    return
  }
  response.writeHead(200, { 'content-type': 'text/plain', 'set-cookie': 'session=1', 'x-echo': key })
  response.end(
    `You sent ${request.headers['x-api-key']}, ${JSON.stringify(key)} and ${encodeURIComponent(key)}.`,
  )
})
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

const call = (path: string, before: (body: string) => void = () => {}) =>
  recorded(before, () =>
    recordingFetch(`${address}${path}`, {
      method: 'POST',
      headers: { 'X-Api-Key': key },
      body: '{"a":1}',
    }).then(
      (response) => response.text(),
      (error: unknown) => error,
    ),
  )

describe('recordingFetch', () => {
  it('keeps request and answer, and takes a key out of a text in every spelling', async () => {
    const { result, exchanges } = await call('/')
    expect(String(result)).toContain(key)
    const texts = exchangeTexts(exchanges, key)
    expect(texts.request).toBe(`POST ${address}/\n\n{"a":1}`)
    expect(texts.response).toContain('You sent [key], "[key]" and [key].')
    expect(texts.response).toContain('x-echo: [key]')
    expect(texts.response).not.toContain('session=1')
    expect(JSON.stringify(texts)).not.toContain('sk-a')
  })

  it('follows no redirect, which would carry the key away', async () => {
    const { exchanges } = await call('/elsewhere')
    expect(exchanges.map(({ status }) => status)).toEqual([302])
  })

  it('sends nothing that is stopped', async () => {
    const { result, exchanges } = await call('/', () => {
      throw new Error('stopped')
    })
    expect(result).toEqual(new Error('stopped'))
    expect(exchanges).toMatchObject([
      { request: expect.stringMatching(/^NOT SENT\n/), status: null, whole: false },
    ])
  })

  it('keeps the records of calls that run at once apart', async () => {
    const records = await Promise.all(['/?1', '/?2', '/?3'].map((path) => call(path)))
    expect(records.map(({ exchanges }) => exchanges.map(({ request }) => request.split('\n', 1)[0]))).toEqual(
      [[`POST ${address}/?1`], [`POST ${address}/?2`], [`POST ${address}/?3`]],
    )
  })
})

describe('withoutKey', () => {
  it('leaves a text alone where there is no key', () => {
    expect(withoutKey('a', null)).toBe('a')
  })
})

describe('a live call', () => {
  const streaming = createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write('data: one\n\n')
    if (request.url === '/cut') setTimeout(() => response.destroy(), 20)
    else setTimeout(() => response.end('data: two\n\n'), 60)
  })
  let at = ''
  beforeAll(async () => {
    await new Promise<void>((resolve) => streaming.listen(0, '127.0.0.1', resolve))
    at = `http://127.0.0.1:${(streaming.address() as AddressInfo).port}`
  })
  afterAll(() => streaming.close())

  const pieces = async (path: string) => {
    const got: string[] = []
    const times: number[] = []
    const call = await recorded(
      () => {},
      async () => {
        const response = await recordingFetch(`${at}${path}`, { method: 'POST', body: '{}' })
        try {
          for await (const piece of response.body ?? []) {
            got.push(Buffer.from(piece).toString())
            times.push(performance.now())
          }
          return null
        } catch (error) {
          return error
        }
      },
      true,
    )
    return { got, times, ...call }
  }

  it('hands a stream on as it comes in, and keeps all of it', async () => {
    const { got, times, exchanges } = await pieces('/')
    expect(got).toEqual(['data: one\n\n', 'data: two\n\n'])
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(30)
    expect(exchanges).toMatchObject([{ status: 200, body: 'data: one\n\ndata: two\n\n', whole: true }])
  })

  it('breaks where the stream does, with what came before on record', async () => {
    const { got, result, exchanges } = await pieces('/cut')
    expect(got).toEqual(['data: one\n\n'])
    expect(result).toBeInstanceOf(Error)
    expect(exchanges).toMatchObject([{ status: 200, body: 'data: one\n\n', whole: false }])
  })

  it('has its record whole though nobody reads to the end', async () => {
    const { exchanges } = await recorded(
      () => {},
      async () => {
        const response = await recordingFetch(`${at}/`, { method: 'POST', body: '{}' })
        await response.body?.cancel()
      },
      true,
    )
    expect(exchanges).toMatchObject([{ body: 'data: one\n\ndata: two\n\n', whole: true }])
  })
})
