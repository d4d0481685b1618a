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
