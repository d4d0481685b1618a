import { describe, expect, it } from 'vitest'
import { createLock, type Lock } from '../protocol/lock.ts'
import { parseProtocol } from '../protocol/read.ts'
import { deviations, machineMarksBefore, planState } from './plan-state.ts'

const written = {
  schemaVersion: 1,
  id: 'test',
  title: 'Test',
  question: 'Is one better?',
  arms: [
    { id: 'one', kind: 'own' },
    { id: 'two', kind: 'general' },
  ],
  axes: [{ id: 'utility', form: 'pairwise' }],
  hypotheses: [{ id: 'h', kind: 'superiority', axis: 'utility', candidate: 'one', against: 'two' }],
  seed: 1,
}
const read = (data: unknown) => parseProtocol(data, (path) => ({ field: path.join('.') }))

function lockOf(data: unknown, outcomeMarks: number, previous: Lock | null = null): Lock {
  return createLock({
    protocol: read(data),
    data: { answers: 0, judgments: outcomeMarks, outcomeMarks, hash: null, armsVisible: outcomeMarks > 0 },
    lockedAt: '2026-01-02T03:04:05Z',
    software: 'equipoise test',
    previous,
    amendmentReason: previous === null ? null : 'a typing error',
  })
}

const none = { marks: 0, firstMarkAt: null }

describe('planState', () => {
  it('says whether the plan came first', () => {
    expect(planState([], none).state).toBe('none')
    expect(planState([lockOf(written, 0)], none)).toEqual({
      state: 'prospective',
      sentence: 'The analysis plan was locked before any outcome mark was made.',
    })
    expect(planState([lockOf(written, 12)], none)).toEqual({
      state: 'retrospective',
      sentence: 'Analysis plan fixed after the data: 12 outcome marks existed when it was locked.',
    })
  })

  it('asks when marks were made, not when they were brought in', () => {
    // The lock is of 2026-01-02T03:04:05Z.
    const locks = [lockOf(written, 0)]
    const state = (firstMarkAt: string | null) => planState(locks, { marks: 5, firstMarkAt })
    expect(state('2026-01-02T03:04:04Z').state).toBe('retrospective')
    expect(state('2026-01-02T04:04:06+01:00').state).toBe('prospective')
    expect(state(null).sentence).toContain('when the marks were made is not recorded')
  })

  it('says that machines had marked before the lock, and of nothing that came later', () => {
    const lock = lockOf(written, 0)
    expect(machineMarksBefore(lock, '2026-01-01T23:00:00Z')).toEqual([
      'Machines had marked answers of this study since 2026-01-01, before the plan was locked: whoever read what they say knew something of the outcome.',
    ])
    expect(machineMarksBefore(lock, '2026-01-02T03:04:05Z')).toEqual([])
    expect(machineMarksBefore(lock, null)).toEqual([])
    expect(machineMarksBefore(undefined, '2026-01-01T23:00:00Z')).toEqual([])
  })

  it('calls a plan retrospective that was amended after the data', () => {
    const first = lockOf(written, 0)
    const amended = planState([first, lockOf({ ...written, seed: 2 }, 12, first)], none)
    expect(amended.state).toBe('retrospective')
    expect(amended.sentence).toContain('amended after the data')
  })
})

describe('deviations', () => {
  it('lists amendments, unlocked changes and unplanned data', () => {
    const first = lockOf(written, 0)
    const second = lockOf({ ...written, seed: 2 }, 3, first)
    const now = read({ ...written, seed: 2, title: 'Other' }).document
    expect(deviations([first, second], now, ['2 marks with arm x'])).toEqual([
      {
        kind: 'amendment',
        place: 'seed',
        description: 'changed after the lock from 1 to 2 (lock 2: a typing error)',
      },
      {
        kind: 'protocol',
        place: 'title',
        description: 'changed after the lock from "Test" to "Other"; the locked value was used',
      },
      { kind: 'data', place: 'marks', description: '2 marks with arm x' },
    ])
  })

  it('finds none where nothing was locked or nothing changed', () => {
    expect(deviations([], read(written).document, [])).toEqual([])
    expect(deviations([lockOf(written, 0)], read(written).document, [])).toEqual([])
  })
})
