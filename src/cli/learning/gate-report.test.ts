import { expect, test } from 'vitest'
import type { ReleaseEntry } from '../../learning/serving/release.ts'
import { looksAgain } from './gate-report.ts'

const seen = 'a'.repeat(64)
const common = { schemaVersion: 1, seq: 1, previous: null } as const
const version = {
  model: { id: 'ranker-0123456789ab', sha256: seen },
  featureSchemaSha256: seen,
  index: { corpus: 'main', sha256: seen },
}
const promoted: ReleaseEntry = {
  ...common,
  at: '2026-11-01T00:00:00Z',
  action: 'promote',
  version,
  reason: { by: 'gate', verdict: 'pass', sha256: seen },
}
const reopened: ReleaseEntry = {
  ...common,
  at: '2026-11-10T00:00:00Z',
  action: 'reopen-gate',
  findings: ['words: longer'],
}
const [early, late] = [new Date('2026-11-09T00:00:00Z'), new Date('2026-11-11T00:00:00Z')]

test.each([
  ['nothing was reopened', [promoted], seen, early, true],
  ['it was written before', [promoted, reopened], 'b'.repeat(64), early, false],
  ['it was written after', [promoted, reopened], 'b'.repeat(64), late, true],
  ['it is on record already, though copied since', [promoted, reopened], seen, late, false],
])('a report where %s', (_, entries, sha256, writtenAt, expected) => {
  expect(looksAgain(entries, { sha256 }, writtenAt)).toBe(expected)
})
