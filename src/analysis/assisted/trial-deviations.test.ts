import { expect, it } from 'vitest'
import { createLock } from '../../protocol/lock.ts'
import { parseProtocol } from '../../protocol/read.ts'
import { analyseTrial, type TrialRequest } from './analyse-trial.ts'
import { syntheticRequest } from './testing/synthetic-trial.ts'

const request = syntheticRequest({ simulated: 3 })

/** The synthetic trial locked, then locked again with another seed, and its file changed after that. */
function amended(): TrialRequest {
  const { writtenNow } = request.record
  const read = (data: unknown) => parseProtocol(data, (path) => ({ field: path.join('.') }))
  const given = {
    data: { answers: 0, judgments: 0, outcomeMarks: 0, hash: null, armsVisible: false },
    lockedAt: '2026-01-02T03:04:05Z',
    software: 'equipoise test',
  }
  const first = createLock({ ...given, protocol: read(writtenNow), previous: null, amendmentReason: null })
  const second = createLock({
    ...given,
    protocol: read({ ...writtenNow, seed: 12 }),
    previous: first,
    amendmentReason: 'a typing error',
  })
  const now = read({ ...writtenNow, seed: 12, title: 'Another title' }).document
  return { ...request, record: { locks: [first, second], writtenNow: now } }
}

it('lists what was changed after the lock, with a reason and without', () => {
  expect(analyseTrial(request).deviations).toEqual([])
  expect(analyseTrial(amended()).deviations).toEqual([
    {
      kind: 'amendment',
      place: 'seed',
      description: 'changed after the lock from 11 to 12 (lock 2: a typing error)',
    },
    {
      kind: 'protocol',
      place: 'title',
      description:
        'changed after the lock from "SYNTHETIC trial of the tests" to "Another title"; the locked value was used',
    },
  ])
})

it('lists real encounters that the plan does not have, and none of them while the trial is open', () => {
  const [first, second, ...others] = request.data.encounters
  if (first === undefined || second === undefined) throw new Error('The trial has encounters.')
  const simulated = new Set(
    request.data.participants.flatMap(({ id, kind }) => (kind === 'simulated' ? [id] : [])),
  )
  const strange: TrialRequest = {
    ...request,
    data: {
      ...request.data,
      encounters: [
        { ...first, arm: 'cedar' },
        { ...second, case: 'c9' },
        // Simulated participants are in no list of people.
        ...others.map((one) => (simulated.has(one.participant) ? { ...one, arm: 'cedar' } : one)),
      ],
    },
  }
  expect(analyseTrial(strange).deviations).toEqual([
    {
      kind: 'data',
      place: 'encounters',
      description: '1 encounter with the arm cedar, which the plan does not have',
    },
    {
      kind: 'data',
      place: 'encounters',
      description: '1 encounter with the case c9, which the plan does not have',
    },
  ])
  expect(analyseTrial({ ...strange, closed: false }).deviations).toEqual([])
})
