import { describe, expect, test } from 'vitest'
import { licencesOf, trainingUseOf } from './licences.ts'
import { answered } from './testing/preferences.ts'

describe('licences', () => {
  test.each([
    ['CC-BY-4.0', 'allowed'],
    ['CC0-1.0', 'allowed'],
    ['Apache-2.0', 'allowed'],
    ['OGL-UK-3.0', 'allowed'],
    ['CC-BY-NC-4.0', 'restricted'],
    ['CC BY-ND 4.0', 'restricted'],
    ['proprietary', 'restricted'],
    ['All rights reserved', 'restricted'],
    ['for research only', 'restricted'],
    ['NCBI terms', 'allowed'],
  ])('%s is %s', (name, use) => expect(trainingUseOf(name)).toBe(use))

  const table = {
    arms: { one: { licence: 'Apache-2.0' }, vendor: { licence: 'MIT', training: 'restricted' } },
    sources: {
      'https://example.org/*': { licence: 'CC-BY-4.0' },
      'https://example.org/atlas/*': { licence: 'CC-BY-NC-4.0' },
    },
  } as const

  test('are those of the arm and of each source, the longest beginning first', () => {
    const answer = answered('x', { sources: ['https://example.org/a', 'https://example.org/atlas/b'] })
    expect(licencesOf(answer, table)).toEqual([
      { name: 'Apache-2.0', training: 'allowed' },
      { name: 'CC-BY-4.0', training: 'allowed' },
      { name: 'CC-BY-NC-4.0', training: 'restricted' },
    ])
  })

  test('the table may say otherwise than the name', () => {
    expect(licencesOf(answered('x', { arm: 'vendor' }), table)).toEqual([
      { name: 'MIT', training: 'restricted' },
    ])
  })

  test('nothing known is the licence "unknown", also for an arm called as a member of every object', () => {
    expect(licencesOf(answered('x', { arm: 'toString' }), table)).toEqual([
      { name: 'unknown', training: 'allowed' },
    ])
  })
})
