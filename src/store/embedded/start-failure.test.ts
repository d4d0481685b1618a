import { describe, expect, it } from 'vitest'
import { readStartFailure, startProblem } from './start-failure.ts'

// Lines as PostgreSQL 18 writes them.
const portTaken = `2026-11-22 20:00:00.000 UTC [7] LOG:  could not bind IPv4 address "127.0.0.1": Address already in use
2026-11-22 20:00:00.000 UTC [7] FATAL:  could not create any TCP/IP sockets`
const diskFull = `2026-11-22 20:00:00.000 UTC [7] FATAL:  could not write lock file "postmaster.pid": No space left on device`

describe('readStartFailure', () => {
  it('tells the reasons apart', () => {
    expect(readStartFailure(portTaken)).toBe('port')
    expect(readStartFailure(diskFull)).toBe('disk-full')
    expect(readStartFailure('FATAL:  lock file "postmaster.pid" already exists')).toBe('running')
    expect(readStartFailure('FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use')).toBe(
      'orphans',
    )
    expect(readStartFailure('initdb: error: could not create directory "data": Permission denied')).toBe(
      'permission',
    )
    expect(readStartFailure('postgres: error while loading shared libraries: libicuuc.so.60')).toBe(
      'libraries',
    )
    expect(readStartFailure('FATAL:  database files are incompatible with server')).toBe('not-a-database')
    expect(readStartFailure('waiting for server to start.... stopped waiting')).toBe('unknown')
  })

  it('puts the last line that tells something into the sentence, without its time', () => {
    const sentence = startProblem('disk-full', '/study/.equipoise/cluster', diskFull).message
    expect(sentence).toContain('/study/.equipoise/cluster: The disk that holds the database is full.')
    expect(sentence).toContain('Found "FATAL:  could not write lock file')
  })
})
