import { afterEach, describe, expect, it, vi } from 'vitest'
import { fileServer } from '../cli/testing/file-server.ts'
import { openGuarded } from './open-guarded.ts'

afterEach(() => vi.unstubAllEnvs())

const signal = () => AbortSignal.timeout(10_000)
const textAt = async (url: string) => {
  let text = ''
  for await (const piece of await openGuarded(url, signal())) text += String(piece)
  return text
}

describe('openGuarded', () => {
  it('follows within the origin that was asked for', async () => {
    await using server = await fileServer((request, response) => {
      if (request.url === '/moved') response.writeHead(302, { location: '/file' }).end()
      else response.end('here')
    })
    expect(await textAt(`${server.url}moved`)).toBe('here')
  })

  it('does not follow to another server of this machine, and never asks it', async () => {
    await using inner = await fileServer((_, response) => response.end('secret'))
    await using outer = await fileServer((_, response) =>
      response.writeHead(302, { location: inner.url }).end(),
    )
    await expect(textAt(outer.url)).rejects.toThrow(/a loopback address, and nothing allows that/)
    expect(inner.requests()).toBe(0)
    vi.stubEnv('EQUIPOISE_PRIVATE_ORIGINS', inner.url)
    expect(await textAt(outer.url)).toBe('secret')
  })

  it.each([
    ['keys of a cloud', 'http://169.254.169.254/latest/meta-data/', /metadata/],
    ['a name of this machine', 'http://localhost:9/', /loopback/],
    ['a file', 'file:///etc/passwd', /begin with http/],
    ['the private network', '//10.0.0.1/', /private/],
    ['nonsense', 'http://[', /begin with http/],
  ])('does not follow to %s', async (_, location, message) => {
    await using server = await fileServer((_request, response) => response.writeHead(307, { location }).end())
    await expect(textAt(server.url)).rejects.toThrow(message)
  })

  it('gives up a server that leads on for ever', async () => {
    await using server = await fileServer((_, response) =>
      response.writeHead(301, { location: '/again' }).end(),
    )
    await expect(textAt(server.url)).rejects.toThrow('leads on more than 5 times')
    expect(server.requests()).toBe(6)
  })
})
