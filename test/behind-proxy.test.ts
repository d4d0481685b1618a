import { request } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freePort } from '../src/store/embedded/server.ts'
import { appendingProxy } from './support/appending-proxy.ts'
import { bedsideProtocol } from './support/bedside-study.ts'
import { servedProcess } from './support/served-process.ts'
import { type SharedWorkspace, sharedWorkspace } from './support/shared-workspace.ts'

let workspace: SharedWorkspace
beforeAll(async () => {
  workspace = await sharedWorkspace()
})
afterAll(() => workspace[Symbol.asyncDispose]())

/** A team's server and the proxy in front of it; browsers know the proxy alone. */
async function behindProxy(name: string, more: readonly string[]) {
  const study = await workspace.study(name, bedsideProtocol)
  const [door, inside] = [await freePort(), await freePort()]
  const origin = `http://127.0.0.1:${door}`
  const server = await servedProcess(study.path, inside, ['--team', '--at', origin, ...more])
  const proxy = await appendingProxy(door, server.origin)
  /** Tries a link from a machine; its status. */
  const tryLink = (from: string, forged?: string) =>
    new Promise<number>((resolve, reject) => {
      const sent = request(
        `${origin}/r/guess`,
        {
          method: 'POST',
          localAddress: from,
          headers: { origin, ...(forged === undefined ? {} : { 'x-forwarded-for': forged }) },
        },
        (got) => {
          got.resume()
          got.on('end', () => resolve(got.statusCode ?? 0))
        },
      )
      sent.on('error', reject)
      sent.end()
    })
  return {
    tryLink,
    /** Tries links until it is told to slow down; how often it tried. */
    exhaust: async (from: string, forged?: (n: number) => string) => {
      for (let n = 1; n <= 400; n++) if ((await tryLink(from, forged?.(n))) === 429) return n
      return null
    },
    [Symbol.asyncDispose]: async () => {
      await proxy[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}

const [ada, eve] = ['127.0.0.2', '127.0.0.3']

it('limits each address by itself behind a proxy that it was told of, and reads no forged one', {
  timeout: 60_000,
}, async () => {
  await using team = await behindProxy('told', ['--behind-proxy', '1'])
  expect(await team.exhaust(eve, (n) => `198.51.100.${n % 250}`)).toBeGreaterThan(100)
  // She goes on as somebody new, then as Ada, then as the proxy itself.
  expect(await team.tryLink(eve, '203.0.113.9')).toBe(429)
  expect(await team.tryLink(eve, `${ada}, ${ada}`)).toBe(429)
  expect(await team.tryLink(eve, '127.0.0.1')).toBe(429)
  expect(await team.tryLink(ada)).toBe(403)
})

it('does not read the header without the option: everybody comes from the proxy', {
  timeout: 60_000,
}, async () => {
  await using team = await behindProxy('untold', [])
  expect(await team.exhaust(eve, (n) => `198.51.100.${n % 250}`)).toBeGreaterThan(100)
  expect(await team.tryLink(ada)).toBe(429)
})

it('takes the option with --team alone', async () => {
  const study = await workspace.study('alone', bedsideProtocol)
  const refused = await study.run('serve', '--behind-proxy', '1', '--port', '0')
  expect([refused.exitCode, refused.notes]).toEqual([1, expect.stringContaining('--behind-proxy')])
  expect((await study.run('serve', '--team', '--behind-proxy', '0')).exitCode).toBe(2)
})
