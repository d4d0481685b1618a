import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { ProblemError } from '../problem.ts'
import { readProtocol } from './read.ts'

const protocol = {
  schemaVersion: 1,
  id: 'three-stages',
  title: 'Three stages',
  question: 'Which is better?',
  arms: [
    { id: 'x', kind: 'general' },
    { id: 'y', kind: 'specialised' },
  ],
  axes: [{ id: 'preference', form: 'pairwise', primary: true }],
  hypotheses: [{ id: 'better', kind: 'superiority', axis: 'preference', candidate: 'x', against: 'y' }],
  seed: 1,
}

function read(items?: unknown) {
  return readProtocol(stringify({ ...protocol, ...(items === undefined ? {} : { items }) }), 'protocol.yaml')
}

function problemsOf(items: unknown) {
  try {
    read(items)
    return []
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    return error.problems.map(({ code, place }) => [code, place.field])
  }
}

describe('items of a protocol', () => {
  it('are none by default', () => {
    expect(read().plan.items).toEqual([])
  })

  it('are slots by origin', () => {
    const items = [
      { from: 'medqa', n: 500 },
      { from: 'own', n: 100, arms: ['x'], note: 'Real queries.' },
    ]
    expect(read(items).plan.items).toEqual([
      { from: 'medqa', n: 500, arms: null, note: null },
      { from: 'own', n: 100, arms: ['x'], note: 'Real queries.' },
    ])
  })

  it.each([
    [[], [['PROTOCOL_FIELD', 'items']]],
    [[{ from: 'own', n: 0 }], [['PROTOCOL_FIELD', 'items.0.n']]],
    [[{ from: 'My Questions', n: 1 }], [['PROTOCOL_FIELD', 'items.0.from']]],
    [
      [
        { from: 'own', n: 1 },
        { from: 'own', n: 2, arms: ['x', 'z'] },
      ],
      [
        ['PROTOCOL_ITEMS_TWICE', 'items.1.from'],
        ['PROTOCOL_UNKNOWN_ARM', 'items.1.arms.1'],
      ],
    ],
  ])('refuses %j', (items, expected) => {
    expect(problemsOf(items)).toEqual(expected)
  })
})
