import { expect, it } from 'vitest'
import { replyOfStatus } from './reply.ts'

it.each([500, 502, 503, 403, 404, 408])('%i is tried again', (status) => {
  expect(replyOfStatus(status, null)).toEqual({ kind: 'again', why: 'server', after: null })
})

it('knows by the code of our own server who has another role', () => {
  const said = { problems: [{ code: 'ROLE_OTHER', message: 'This page is for people with another role.' }] }
  expect(replyOfStatus(403, null, said)).toEqual({ kind: 'again', why: 'role', after: null })
  expect(replyOfStatus(500, null, said)).toMatchObject({ why: 'server' })
  expect(replyOfStatus(403, null, '<html>')).toMatchObject({ why: 'server' })
})

it('waits as long as a busy server asks for, within reason', () => {
  expect(replyOfStatus(429, '7')).toEqual({ kind: 'again', why: 'busy', after: 7 })
  expect(replyOfStatus(429, '99999')).toMatchObject({ after: 300 })
  expect(replyOfStatus(429, 'Wed, 21 Oct 2026 07:28:00 GMT')).toMatchObject({ after: null })
})

it('tells a lost session and a wrong request apart', () => {
  expect(replyOfStatus(401, null)).toEqual({ kind: 'lost' })
  expect(replyOfStatus(400, null)).toEqual({ kind: 'rejected', status: 400 })
  expect(replyOfStatus(413, null)).toEqual({ kind: 'rejected', status: 413 })
})
