import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type Problem, ProblemError } from '../problem.ts'
import { createLock, type Lock, lockText, readLock, verifyLockChain } from './lock.ts'
import { readProtocol } from './read.ts'

const source = (margin: number) => `schemaVersion: 1
id: s
title: t
question: q
arms: [{id: a, kind: own}, {id: b, kind: general}]
axes: [{id: x, form: pairwise}]
hypotheses:
  - {id: h, kind: equivalence, axis: x, candidate: a, against: b, margin: {value: ${margin}, unit: win-rate-points}}
seed: 1
`
// Canonical by hand: members in order of their names, nothing between them.
const canonical =
  '{"arms":[{"id":"a","kind":"own"},{"id":"b","kind":"general"}],"axes":[{"form":"pairwise","id":"x"}],' +
  '"hypotheses":[{"against":"b","axis":"x","candidate":"a","id":"h","kind":"equivalence",' +
  '"margin":{"unit":"win-rate-points","value":5}}],"id":"s","question":"q","schemaVersion":1,"seed":1,"title":"t"}'
// Python: hashlib.sha256(canonical.encode()).hexdigest()
const canonicalSha256 = '1ad5a540229960c11bce7a5bbb26be7668ed99dbc360e318292f47d55aad69de'

const noData = { answers: 0, judgments: 0, outcomeMarks: 0, hash: null, armsVisible: false }
const given = {
  protocol: readProtocol(source(5), 'protocol.yaml'),
  data: noData,
  lockedAt: '2026-11-22T09:00:00.000Z',
  software: 'equipoise 0.1.0',
  previous: null,
  amendmentReason: null,
}
const first = createLock(given)
const amended = createLock({
  ...given,
  protocol: readProtocol(source(10), 'protocol.yaml'),
  data: { ...noData, judgments: 8, outcomeMarks: 8, hash: 'ab'.repeat(32), armsVisible: true },
  previous: first,
  amendmentReason: ' The clinical lead accepts 10 points. ',
})

function problemsOf(act: () => unknown): readonly Problem[] {
  try {
    act()
  } catch (error) {
    if (error instanceof ProblemError) return error.problems
    throw error
  }
  return []
}

const changed = (change: object, lock: Lock = first) => JSON.stringify({ ...lock, ...change })
const problemsIn = (text: string) => problemsOf(() => readLock(text, 'lock.json'))

describe('createLock', () => {
  it('holds the protocol as written, its hash, and what data there were', () => {
    expect(first).toEqual({
      lockFormat: 1,
      algorithm: 'sha256 of RFC 8785 JSON',
      protocolHash: canonicalSha256,
      version: 1,
      previousLockHash: null,
      amendmentReason: null,
      lockedAt: '2026-11-22T09:00:00.000Z',
      software: 'equipoise 0.1.0',
      data: noData,
      retrospective: false,
      protocol: JSON.parse(canonical),
    })
  })

  it('gives the same hash however the file is laid out', () => {
    const json = readProtocol(JSON.stringify(JSON.parse(canonical), null, 4), 'protocol.json')
    expect(createLock({ ...given, protocol: json }).protocolHash).toBe(canonicalSha256)
  })

  it('counts an amendment up, names the lock before it, and says that outcomes existed', () => {
    expect(amended).toMatchObject({
      version: 2,
      amendmentReason: 'The clinical lead accepts 10 points.',
      retrospective: true,
    })
    // The whole first lock in canonical form, written out by hand and hashed without the package.
    const whole =
      '{"algorithm":"sha256 of RFC 8785 JSON","amendmentReason":null,' +
      '"data":{"answers":0,"armsVisible":false,"hash":null,"judgments":0,"outcomeMarks":0},' +
      `"lockFormat":1,"lockedAt":"2026-11-22T09:00:00.000Z","previousLockHash":null,"protocol":${canonical},` +
      `"protocolHash":"${canonicalSha256}","retrospective":false,"software":"equipoise 0.1.0","version":1}`
    expect(amended.previousLockHash).toBe(createHash('sha256').update(whole).digest('hex'))
  })

  it('wants a reason for an amendment, and none for a first lock', () => {
    expect(problemsOf(() => createLock({ ...given, previous: first, amendmentReason: '  ' }))).toMatchObject([
      { code: 'LOCK_REASON', value: '  ' },
    ])
    expect(problemsOf(() => createLock({ ...given, previous: first }))).toMatchObject([
      { code: 'LOCK_REASON' },
    ])
    expect(problemsOf(() => createLock({ ...given, amendmentReason: 'why' }))).toMatchObject([
      { code: 'LOCK_REASON', value: 'why' },
    ])
  })
})

describe('readLock', () => {
  it.each([first, amended])('reads back what was written', (lock) => {
    const read = readLock(lockText(lock), 'lock.json')
    expect(read.lock).toEqual(lock)
    expect(read.protocol.document).toEqual(lock.protocol)
    expect(lockText(read.lock)).toBe(lockText(lock))
  })

  it('finds a protocol that was changed after the lock', () => {
    const [found, ...more] = problemsIn(changed({ protocol: { ...first.protocol, seed: 2 } }))
    expect(more).toEqual([])
    expect(found).toMatchObject({
      code: 'LOCK_TAMPERED',
      place: { file: 'lock.json', field: 'protocolHash' },
      value: canonicalSha256,
    })
    expect(found?.expected).toMatch(/^[0-9a-f]{64}$/)
  })

  it('finds a hash that was changed', () => {
    expect(problemsIn(changed({ protocolHash: '0'.repeat(64) }))).toMatchObject([
      { code: 'LOCK_TAMPERED', expected: canonicalSha256 },
    ])
  })

  it('finds a lock that denies the outcomes it counts', () => {
    expect(problemsIn(changed({ retrospective: false }, amended))).toMatchObject([
      { code: 'LOCK_TAMPERED', place: { field: 'retrospective' }, value: 'false', expected: 'true' },
    ])
  })

  it.each([
    ['text that is no JSON', lockText(first).slice(0, -3)],
    ['another format', changed({ lockFormat: 2 })],
    ['a field it does not know', changed({ signedBy: 'me' })],
    ['a hash that is none', changed({ protocolHash: 'abc' })],
    ['a time that is none', changed({ lockedAt: 'yesterday' })],
    ['no version', changed({ version: 0 })],
  ])('cannot read %s', (_, text) => {
    expect(problemsIn(text)).toMatchObject([{ code: 'LOCK_UNREADABLE', place: { file: 'lock.json' } }])
  })

  it('says in words what a hash would be', () => {
    expect(problemsIn(changed({ protocolHash: 'abc' }))[0]?.message).toBe(
      'The lock cannot be read. protocolHash: expected 64 hexadecimal digits in lower case.',
    )
  })

  it('places problems of the protocol inside the lock', () => {
    // A rule broken in a lock that is whole: made by hand, with the hash that fits.
    const protocol = { ...first.protocol, looks: { information: [0.5] } }
    const text = canonical.replace('"question"', '"looks":{"information":[0.5]},"question"')
    const protocolHash = createHash('sha256').update(text).digest('hex')
    expect(problemsIn(changed({ protocol, protocolHash }))).toMatchObject([
      { code: 'PROTOCOL_LOOKS', place: { file: 'lock.json', field: 'protocol.looks.information' } },
    ])
  })
})

describe('verifyLockChain', () => {
  const third = createLock({ ...given, previous: amended, amendmentReason: 'Back again.' })

  it('holds for none, one and several locks in order', () => {
    for (const locks of [[], [first], [first, amended], [first, amended, third]])
      expect(problemsOf(() => verifyLockChain(locks, 'lock.json'))).toEqual([])
  })

  it.each([
    ['the first is gone', [amended, third], [1, 2]],
    ['one in the middle is gone', [first, third], [2]],
    ['two are exchanged', [amended, first], [1, 2]],
    ['one before was changed', [{ ...first, lockedAt: '2026-11-21T09:00:00.000Z' }, amended, third], [2]],
    ['a version was changed', [first, { ...amended, version: 3 }], [2]],
  ])('breaks where %s', (_, locks, numbers) => {
    const problems = problemsOf(() => verifyLockChain(locks, 'lock.json'))
    expect(problems.map(({ message }) => message)).toEqual(
      numbers.map((number) => `Lock ${number} does not follow the one before it.`),
    )
    expect(problems[0]).toMatchObject({
      code: 'LOCK_CHAIN',
      place: { file: 'lock.json', field: 'previousLockHash' },
    })
  })
})
