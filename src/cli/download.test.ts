import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { download } from './download.ts'
import { fileServer } from './testing/file-server.ts'

// `printf 'hello world\n' | sha256sum`
const text = 'hello world\n'
const sha256 = 'a948904f2f0f479b8f8197694b30184b0d2ed1c1cd2a1ec0fb85d299a192a447'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'download-'))
})
afterAll(() => rm(folder, { recursive: true }))

const quiet = { onAsk: () => {}, onProgress: () => {} }

describe('download', () => {
  it('follows redirections, reports how far it is, and verifies size and hash', async () => {
    let rest = (): void => {}
    await using server = await fileServer((request, response) => {
      if (request.url === '/moved') {
        response.writeHead(302, { location: '/file' }).end()
        return
      }
      response.writeHead(200, { 'content-length': text.length })
      response.write(text.slice(0, 5))
      rest = () => response.end(text.slice(5))
    })
    const target = join(folder, 'good.txt')
    const seen: (readonly [number, number | null])[] = []
    const found = await download({ url: `${server.url}moved`, sha256, bytes: 12 }, target, {
      ...quiet,
      onProgress: (...far) => {
        seen.push(far)
        if (seen.length === 1) rest()
      },
    })
    expect(found).toBe(sha256)
    expect(await readFile(target, 'utf8')).toBe(text)
    expect(seen).toEqual([
      [5, 12],
      [12, 12],
    ])
    expect(server.requests()).toBe(2)
  })

  it('takes a body of unknown length, and one that is packed on the way', async () => {
    await using server = await fileServer((_, response) => {
      response.write(text.slice(0, 3))
      response.end(text.slice(3))
    })
    const target = join(folder, 'chunked.txt')
    expect(await download({ url: server.url, sha256: null, bytes: null }, target, quiet)).toBe(sha256)
  })

  it.each([
    ['a missing file', 404, {}, '', /Found "404 Not Found".*DATA_STATUS/],
    ['a broken server', 500, {}, 'x', /DATA_STATUS/],
    ['a web page', 200, { 'content-type': 'text/html; charset=utf-8' }, '<p>', /web page.*DATA_WEB_PAGE/],
    ['another file of the same size', 200, {}, 'hello_world\n', /DATA_HASH/],
    ['a file of another size', 200, {}, 'hello', /Found "5 bytes"\. Expected 12 bytes\..*DATA_SIZE/],
    ['nothing', 200, {}, '', /DATA_SIZE/],
  ])('refuses %s and leaves nothing behind', async (_, status, headers, body, message) => {
    await using server = await fileServer((_, response) => response.writeHead(status, headers).end(body))
    const before = await readdir(folder)
    const wanted = { url: server.url, sha256, bytes: 12 }
    await expect(download(wanted, join(folder, 'refused.txt'), quiet)).rejects.toThrow(message)
    expect(await readdir(folder)).toEqual(before)
  })

  it('refuses a body that breaks off, with and without its length known', async () => {
    for (const headers of [{ 'content-length': 100 }, {}]) {
      let breakOff = (): void => {}
      await using server = await fileServer((_, response) => {
        response.writeHead(200, headers)
        response.write(text)
        breakOff = () => response.destroy()
      })
      const wanted = { url: server.url, sha256: null, bytes: null }
      await expect(
        download(wanted, join(folder, 'cut.txt'), { ...quiet, onProgress: () => breakOff() }),
      ).rejects.toThrow(/Found "12 bytes, then: .*DATA_BROKEN_OFF/)
      expect(await readdir(folder)).not.toContain('cut.txt')
    }
  })

  it('gives up a connection over which nothing comes', async () => {
    await using server = await fileServer((_, response) => {
      response.writeHead(200, { 'content-length': 100 })
      response.write(text)
    })
    const wanted = { url: server.url, sha256: null, bytes: null }
    const options = { ...quiet, stallMilliseconds: 1500 }
    await expect(download(wanted, join(folder, 'stalled.txt'), options)).rejects.toThrow(
      /nothing came for 1\.5 s.*DATA_BROKEN_OFF/,
    )
  })

  it('says whom it waits for before the first byte, and gives up a server that takes the question and is silent', async () => {
    const said: string[] = []
    await using silent = await fileServer(() => said.push('asked'))
    const wanted = { url: silent.url, sha256: null, bytes: null }
    const target = join(folder, 'silent.txt')
    const onAsk = (host: string, seconds: number) => said.push(`${host} ${seconds}`)
    await expect(download(wanted, target, { ...quiet, onAsk, stallMilliseconds: 1500 })).rejects.toThrow(
      /does not answer\. Found "nothing came for 1\.5 s".*--from\. \[DATA_SILENT\]/,
    )
    expect(said).toEqual([`${new URL(silent.url).host} 1.5`, 'asked'])
    expect(await readdir(folder)).not.toContain('silent.txt')
  })

  it('says that an address cannot be reached, and that an answer is not HTTP', async () => {
    const closed = await new Promise<number>((resolve) => {
      const server = createServer().listen(0, '127.0.0.1', () => {
        const address = server.address()
        server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
      })
    })
    const wanted = { url: `http://127.0.0.1:${closed}/`, sha256: null, bytes: null }
    await expect(download(wanted, join(folder, 'none.txt'), quiet)).rejects.toThrow(
      /ECONNREFUSED.*DATA_UNREACHABLE/,
    )
  })

  it('keeps an older file of that name where the new one is refused', async () => {
    await using server = await fileServer((_, response) => response.end('other'))
    const target = join(folder, 'older.txt')
    await writeFile(target, 'older')
    await expect(download({ url: server.url, sha256, bytes: null }, target, quiet)).rejects.toThrow(
      /DATA_HASH/,
    )
    expect(await readFile(target, 'utf8')).toBe('older')
  })
})
