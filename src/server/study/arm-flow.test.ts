import { expect, it } from 'vitest'
import { parseProtocol } from '../../protocol/read.ts'
import { armFlow } from './arm-flow.ts'

const { plan } = parseProtocol(
  {
    schemaVersion: 1,
    id: 'trial',
    title: 'A trial',
    question: 'Which?',
    arms: [
      { id: 'tarn', kind: 'own' },
      { id: 'page', kind: 'specialised', source: { via: 'capture', product: 'A Page' } },
      {
        id: 'lab',
        kind: 'general',
        source: { via: 'recorded', file: 'lab.jsonl', provenance: 'a run of the lab' },
      },
    ],
    axes: [{ id: 'utility', form: 'pairwise', primary: true }],
    hypotheses: [{ id: 'h', kind: 'superiority', axis: 'utility', candidate: 'tarn', against: 'page' }],
    items: [
      { from: 'own', n: 10 },
      { from: 'medqa', n: 5, arms: ['tarn', 'lab'] },
    ],
    seed: 7,
  },
  (path) => ({ field: path.join('.') }),
)
const sets = [
  { origin: 'own', n: 12, askable: 10 },
  { origin: 'medqa', n: 5, askable: 5 },
]
const none = { answered: 0, refused: 0, failed: 0, toUnknownItems: 0 }

it('asks each arm the questions that are put to it, and counts each outcome once', () => {
  const flow = armFlow({
    plan,
    sets,
    answers: [
      // Two of the eight answers are to questions known by their keys alone.
      { ...none, arm: 'tarn', answered: 8, refused: 1, toUnknownItems: 2 },
      { ...none, arm: 'lab', answered: 5, failed: 1 },
    ],
    calls: [],
    withheld: new Map([['lab', 4]]),
  })
  expect(
    flow.map(({ id, asked, answered, refused, failed, withheld, waiting, comesBy }) => [
      id,
      [asked, answered, refused, failed, withheld, waiting],
      comesBy,
    ]),
  ).toEqual([
    ['tarn', [17, 8, 1, 0, 0, 8], 'import'],
    ['page', [10, 0, 0, 0, 0, 10], 'capture'],
    ['lab', [15, 5, 0, 1, 4, 5], 'call'],
  ])
})

it('never withholds what is settled, and counts answers that nobody asked for as asked', () => {
  const [tarn] = armFlow({
    plan,
    sets,
    answers: [{ ...none, arm: 'tarn', answered: 20 }],
    calls: [],
    withheld: new Map([['tarn', 3]]),
  })
  expect([tarn?.asked, tarn?.answered, tarn?.withheld, tarn?.waiting]).toEqual([20, 20, 0, 0])
})
