import { expect, it } from 'vitest'
import { strayProblem } from './stray-problem.ts'

const coded = (message: string, code: string) => Object.assign(new Error(message), { code })

it.each([
  [coded('terminating connection due to administrator command', '57P01'), 'STORE_GONE'],
  [coded('server conn crashed?', '08P01'), 'STORE_GONE'],
  [coded('query_wait_timeout', '08P01'), 'STORE_GONE'],
  [new Error('Connection terminated unexpectedly'), 'STORE_GONE'],
  [coded('deadlock detected', '40P01'), 'STORE_BUSY'],
  [coded('canceling statement due to lock timeout', '55P03'), 'STORE_BUSY'],
  [coded('could not extend file', '53100'), 'STORE_DISK_FULL'],
  [coded('study 1 is not to be written to in this database', 'EQ002'), 'STORE_STUDY_MOVED'],
])('%s is told as %s', (error, code) => {
  expect(String(strayProblem(error))).toContain(`[${code}]`)
})

it.each([
  // A provider that does not answer is no database.
  coded('connect ECONNREFUSED 203.0.113.1:443', 'ECONNREFUSED'),
  new Error('The operation timed out: timeout'),
  coded('division by zero', '22012'),
])('%s stays what it is', (error) => {
  expect(strayProblem(error)).toBe(error)
})
