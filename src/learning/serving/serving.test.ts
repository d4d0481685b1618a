import { describe, expect, it } from 'vitest'
import { featureSchemaHash } from '../../search/rank/features/feature-schema.ts'
import { type FeatureTable, featureWidth } from '../../search/rank/features/feature-table.ts'
import type { Ranker } from '../../search/rank/ranker.ts'
import { createGenerator } from '../../statistics/random/generator.ts'
import { interleavedRanker } from './interleaved-ranker.ts'
import type { ReleasedVersion, ReleaseEntry } from './release.ts'
import { releaseState, servedVersion } from './release-state.ts'
import { draftOutcome, teamDraft } from './team-draft.ts'

describe('team-draft interleaving', () => {
  it('keeps every document once, and takes from both in turn', () => {
    const drafted = teamDraft(['a', 'b', 'c'], ['b', 'd', 'a'], createGenerator(1, 'draft'))
    expect(drafted.map(({ document }) => document).sort()).toEqual(['a', 'b', 'c', 'd'])
    for (let round = 0; round + 1 < drafted.length; round += 2)
      expect(new Set([drafted[round]?.team, drafted[round + 1]?.team]).size).toBe(2)
  })

  it('lets each ranking begin half of the time', () => {
    let first = 0
    for (let asking = 0; asking < 2000; asking++)
      if (teamDraft(['a', 'b'], ['b', 'a'], createGenerator(3, asking))[0]?.team === 'candidate') first++
    // Four standard errors of 2,000 draws.
    expect(Math.abs(first / 2000 - 0.5)).toBeLessThan(0.045)
  })

  it('gives equal rankings equal credit in the mean, whatever is opened', () => {
    let sum = 0
    for (let asking = 0; asking < 4000; asking++) {
      const drafted = teamDraft(['a', 'b', 'c'], ['a', 'b', 'c'], createGenerator(5, asking))
      sum += draftOutcome(drafted, ['a', 'c']) ?? 0
    }
    expect(Math.abs(sum / 4000)).toBeLessThan(0.07)
  })

  it('says what was used: one team more, neither, or nothing', () => {
    const drafted = [
      { document: 'a', team: 'incumbent' },
      { document: 'b', team: 'candidate' },
      { document: 'c', team: 'candidate' },
    ] as const
    expect(draftOutcome(drafted, ['b', 'c', 'a'])).toBe(1)
    expect(draftOutcome(drafted, ['a'])).toBe(-1)
    expect(draftOutcome(drafted, ['a', 'b'])).toBe(0)
    expect(draftOutcome(drafted, ['elsewhere'])).toBeNull()
  })
})

const by = (id: string, sign: number): Ranker => ({
  id,
  schemaHash: featureSchemaHash,
  score: ({ candidates }) => Float64Array.from({ length: candidates }, (_, row) => sign * row),
})
const table: FeatureTable = {
  schemaHash: featureSchemaHash,
  candidates: 4,
  values: new Float64Array(4 * featureWidth),
}

describe('interleaved ranker', () => {
  it('puts the best of both first, the same for the same asking', () => {
    const made = () => interleavedRanker(by('up', 1), by('down', -1), 9, 'asking-1')
    const scores = made().score(table)
    const order = [...scores.keys()].sort((one, other) => scores[other]! - scores[one]!)
    expect(new Set(order.slice(0, 2))).toEqual(new Set([0, 3]))
    expect([...made().score(table)]).toEqual([...scores])
    const again = made()
    again.score(table)
    expect(again.drafts()[0]?.map(({ document }) => Number(document))).toEqual(order)
  })
})

const version = (id: string): ReleasedVersion => ({
  model: { id, sha256: 'a'.repeat(64) },
  featureSchemaSha256: featureSchemaHash,
  index: { corpus: 'main', sha256: 'b'.repeat(64) },
})
const reason = { by: 'person', words: 'a test' } as const
const fields = { schemaVersion: 1, seq: 1, at: '2026-11-25T10:00:00Z', previous: null } as const
const promote = (id: string): ReleaseEntry => ({ ...fields, action: 'promote', version: version(id), reason })
const back: ReleaseEntry = { ...fields, action: 'roll-back', words: 'worse' }

describe('record of releases', () => {
  it('answers with what was promoted last, and goes back one by one to the label-free prior', () => {
    const served = (...entries: readonly ReleaseEntry[]) =>
      servedVersion(releaseState(entries))?.model?.id ?? null
    expect(served()).toBeNull()
    expect(served(promote('one'))).toBe('one')
    expect(served(promote('one'), promote('two'))).toBe('two')
    expect(served(promote('one'), promote('two'), back)).toBe('one')
    expect(served(promote('one'), promote('two'), back, back)).toBeNull()
    expect(() => served(back)).toThrow(RangeError)
  })

  it('ends a trial by promotion, stopping and rolling back, and keeps why a gate was reopened until then', () => {
    const trying: ReleaseEntry = {
      ...fields,
      action: 'try',
      version: version('two'),
      trial: { stage: 'shadow' },
      reason,
    }
    const reopened: ReleaseEntry = { ...fields, action: 'reopen-gate', findings: ['words shifted'] }
    expect(releaseState([promote('one'), trying]).trial?.version.model?.id).toBe('two')
    expect(releaseState([promote('one'), trying, promote('two')]).trial).toBeNull()
    expect(
      releaseState([promote('one'), trying, { ...fields, action: 'stop', words: 'slow' }]).trial,
    ).toBeNull()
    const state = releaseState([promote('one'), trying, reopened, reopened])
    expect(state.reopened).toEqual(['words shifted'])
    expect(state.trial).not.toBeNull()
    expect(releaseState([promote('one'), reopened, promote('two')]).reopened).toEqual([])
    expect(() => releaseState([{ ...fields, action: 'stop', words: 'none' }])).toThrow(RangeError)
  })
})
