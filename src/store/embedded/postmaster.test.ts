import { describe, expect, it } from 'vitest'
import { isAlive } from '../../is-alive.ts'
import { parseAccount } from './account.ts'
import { isPostmaster, parsePostmaster } from './postmaster.ts'

describe('parsePostmaster', () => {
  it('reads the process and the port, and null from what is none', () => {
    expect(parsePostmaster('4711\n/data\n1795375000\n54321\n\n127.0.0.1\n')).toEqual({
      pid: 4711,
      port: 54_321,
    })
    expect(parsePostmaster('4711\n/data\n')).toEqual({ pid: 4711, port: null })
    expect(parsePostmaster('')).toBe(null)
    expect(parsePostmaster('x\n')).toBe(null)
  })
})

describe('isPostmaster', () => {
  it('does not take a living process of another kind for a server', async () => {
    expect(isAlive(process.pid)).toBe(true)
    expect(await isPostmaster(process.pid, '/nowhere/data')).toBe(false)
  })
})

describe('parseAccount', () => {
  it('finds the user, and never one that is root', () => {
    const text = 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65533:nobody:/:/usr/sbin/nologin\n'
    expect(parseAccount(text, 'nobody')).toEqual({ name: 'nobody', uid: 65_534, gid: 65_533 })
    expect(parseAccount(text, 'root')).toBe(null)
    expect(parseAccount(text, 'postgres')).toBe(null)
  })
})
