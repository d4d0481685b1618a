import { describe, expect, it } from 'vitest'
import { ForbiddenAddress, guarded, mayConnect, privateOriginsOf } from './guard.ts'

const allowance = (configured: string | null, ...privateOrigins: readonly string[]) => ({
  configured,
  privateOrigins,
})
const connects = (url: string, address: string, configured: string | null, ...origins: readonly string[]) =>
  mayConnect(new URL(url), address, allowance(configured, ...origins))
const local = 'http://127.0.0.1:11434/v1'

describe('mayConnect', () => {
  it.each([
    ['the internet', 'https://api.example.org/v1', '8.8.8.8', null, true],
    ['a server of this machine that the configuration names', local, '127.0.0.1', local, true],
    ['it by its name', 'http://localhost:11434/v1', '::1', 'http://localhost:11434', true],
    ['another port of this machine', 'http://127.0.0.1:5432/', '127.0.0.1', local, false],
    ['this machine, named by somebody else', local, '127.0.0.1', null, false],
    [
      'a public name that leads to this machine',
      'https://api.example.org/',
      '127.0.0.1',
      'https://api.example.org/',
      false,
    ],
    [
      'a public name that leads to a private network',
      'https://api.example.org/',
      '10.1.2.3',
      'https://api.example.org/',
      false,
    ],
    [
      'a private address in the configuration alone',
      'http://10.1.2.3/v1',
      '10.1.2.3',
      'http://10.1.2.3/v1',
      false,
    ],
    [
      'the address where keys are given out',
      'http://169.254.169.254/',
      '169.254.169.254',
      'http://169.254.169.254/',
      false,
    ],
  ])('%s', (_, url, address, configured, expected) => {
    expect(connects(url, address, configured)).toBe(expected)
  })

  it('takes the exact origins that the owner allowed, and no other', () => {
    const origin = 'http://llm.hospital.example:8000'
    expect(connects(`${origin}/v1`, '10.1.2.3', null, origin)).toBe(true)
    expect(connects('http://llm.hospital.example:8001/v1', '10.1.2.3', null, origin)).toBe(false)
    expect(connects('https://llm.hospital.example:8000/v1', '10.1.2.3', null, origin)).toBe(false)
    expect(connects('http://169.254.169.254/', '169.254.169.254', null, 'http://169.254.169.254')).toBe(false)
  })
})

describe('guarded', () => {
  const look = (address: string, configured: string | null = null, ...origins: readonly string[]) =>
    new Promise<string>((resolve, reject) => {
      const { url, lookup } = guarded(address, allowance(configured, ...origins))
      lookup(url.hostname, { all: false }, (error, found) => {
        if (error === null) resolve(String(found))
        else reject(error)
      })
    })

  it.each([
    'file:///etc/passwd',
    'ftp://example.org/',
    'gopher://127.0.0.1:5432/x',
    'http://user:secret@example.org/',
    'nonsense',
    // Other ways to write 127.0.0.1 and 169.254.169.254.
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://[::ffff:127.0.0.1]/',
    'http://0/',
    'http://169.254.169.254./',
    'http://[::ffff:a9fe:a9fe]/latest/meta-data/',
  ])('refuses %s before anything is looked up', (address) => {
    expect(() => guarded(address, allowance(null))).toThrow(ForbiddenAddress)
  })

  it('checks what a name leads to, and gives the connection that', async () => {
    await expect(look('http://localhost:9/')).rejects.toThrow(/loopback/)
    expect(await look('http://localhost:9/', 'http://localhost:9/v1')).toMatch(/^(127\.0\.0\.1|::1)$/)
    expect(await look('http://localhost:9/', null, 'http://localhost:9')).toMatch(/^(127\.0\.0\.1|::1)$/)
  })
})

it('reads origins of the environment; what is none allows nothing', () => {
  const EQUIPOISE_PRIVATE_ORIGINS = 'http://10.0.0.5:8000/v1, https://llm.local , *, 10.0.0.0/8'
  expect(privateOriginsOf({ EQUIPOISE_PRIVATE_ORIGINS })).toEqual([
    'http://10.0.0.5:8000',
    'https://llm.local',
  ])
  expect(privateOriginsOf({})).toEqual([])
})
