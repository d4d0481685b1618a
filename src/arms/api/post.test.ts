import { createServer } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ForbiddenAddress } from '../../network/guard.ts'
import { post } from './post.ts'

const text = 'Give 40 mg once daily. '.repeat(1000)
const packers: Readonly<Record<string, (text: string) => Buffer>> = {
  gzip: gzipSync,
  deflate: deflateSync,
  br: brotliCompressSync,
  zstd: zstdCompressSync,
}
let connections = 0
const server = createServer((request, response) => {
  const path = (request.url ?? '').slice(1)
  request.resume().on('end', () => {
    const pack = packers[path]
    if (pack !== undefined) {
      response.writeHead(200, { 'content-encoding': path })
      response.end(pack(text))
    } else if (path === 'cut' || path === 'cut-gzip') {
      const bytes = path === 'cut' ? Buffer.from(text) : gzipSync(text)
      response.writeHead(200, path === 'cut' ? {} : { 'content-encoding': 'gzip' })
      response.write(bytes.subarray(0, bytes.length / 2), () => setTimeout(() => response.destroy(), 20))
    } else if (path === 'broken') {
      response.writeHead(200, { 'content-encoding': 'gzip' })
      response.end('not packed at all')
    } else if (path === 'hang') {
      response.writeHead(200, { 'x-begun': 'yes' })
      response.write('begun')
    } else if (path === 'elsewhere') {
      response.writeHead(302, 'Found', { location: '/br' })
      response.end()
    } else {
      response.writeHead(201, { 'x-twice': ['one', 'two'] })
      response.end(`${request.method} ${request.headers['content-length']} ${request.headers['x-mine']}`)
    }
  })
})
server.on('connection', () => {
  connections += 1
})

let address = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const at = server.address()
  if (at === null || typeof at === 'string') throw new Error('The server has no port.')
  address = `http://127.0.0.1:${at.port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

async function posted(path: string, signal: AbortSignal | null = null, to = address) {
  const heads: { status: number; twice: string | null }[] = []
  const pieces: Buffer[] = []
  const request = { address: `${to}/${path}`, headers: { 'x-mine': 'a' }, body: '{"é":1}', signal }
  const error: unknown = await post(request, {
    onHead: (status, _, headers) => heads.push({ status, twice: headers.get('x-twice') }),
    onPiece: (piece) => pieces.push(piece),
  }).then(
    () => null,
    (thrown: unknown) => thrown,
  )
  return { error, heads, body: Buffer.concat(pieces).toString('utf8') }
}

describe('post', () => {
  it('sends a body with its length in bytes, and gives head and body', async () => {
    expect(await posted('')).toEqual({
      error: null,
      heads: [{ status: 201, twice: 'one, two' }],
      body: 'POST 8 a',
    })
  })

  it('uses a connection again', async () => {
    await posted('')
    const before = connections
    for (let call = 0; call < 5; call++) await posted('')
    expect(connections - before).toBeLessThanOrEqual(1)
  })

  it.each(Object.keys(packers))('unpacks %s', async (packing) => {
    expect((await posted(packing)).body).toBe(text)
  })

  it('goes to this machine only where the configuration names it, and never to where clouds give out keys', async () => {
    await posted('')
    const before = connections
    const at = (to: string, configured: string | null) =>
      post(
        { address: to, headers: {}, body: '{}', signal: null, configured },
        { onHead: () => {}, onPiece: () => {} },
      )
    const own = `${address}/`
    for (const [to, configured] of [
      [own, null],
      [own, 'https://api.example.org/v1'],
      [own.replace('127.0.0.1', 'localhost'), own],
      [own.replace('127.0.0.1', '[::ffff:127.0.0.1]'), null],
      ['http://169.254.169.254/latest', 'http://169.254.169.254/latest'],
      ['http://10.255.255.1/v1', 'http://10.255.255.1/v1'],
    ] as const)
      await expect(at(to, configured), to).rejects.toThrow(ForbiddenAddress)
    expect(connections).toBe(before)
    await at(own, own)
  })

  it('follows no redirect', async () => {
    expect((await posted('elsewhere')).heads).toEqual([{ status: 302, twice: null }])
  })

  it.each(['cut', 'cut-gzip'])(
    'throws where the connection ends in mid-body, %s, and keeps what came',
    async (path) => {
      const { error, heads, body } = await posted(path)
      expect(error).toBeInstanceOf(Error)
      expect(heads).toHaveLength(1)
      expect(body === '' || text.startsWith(body)).toBe(true)
      if (path === 'cut') expect(body.length).toBeGreaterThan(0)
    },
  )

  it('throws where the body is not packed as it says', async () => {
    expect(String((await posted('broken')).error)).toMatch(/incorrect header check/)
  })

  it('ends when its signal says so, before and in mid-body', async () => {
    const ended = await posted('', AbortSignal.abort())
    expect([String(ended.error), ended.heads]).toMatchObject([expect.stringContaining('AbortError'), []])
    const { error, heads, body } = await posted('hang', AbortSignal.timeout(100))
    expect([error instanceof Error, heads.length, body]).toEqual([true, 1, 'begun'])
  })

  it('says that nobody listens', async () => {
    expect(String((await posted('', null, 'http://127.0.0.1:1')).error)).toContain('ECONNREFUSED')
  })

  it('ends when a piece is not wanted', async () => {
    const request = { address: `${address}/gzip`, headers: {}, body: '', signal: null }
    const refused = post(request, {
      onHead: () => {},
      onPiece: () => {
        throw new Error('too long')
      },
    })
    await expect(refused).rejects.toThrow('too long')
    await wait(50)
  })
})
