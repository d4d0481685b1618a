import { expect, it } from 'vitest'
import { codingKey, conditionKey, dispositionKey } from './key-map.ts'

const lists = {
  conditions: ['A', 'B', 'C'].map((name) => ({ name, synonyms: [] })),
  dispositions: ['self', 'gp'].map((id) => ({ id, label: id })),
}

it.each([
  ['1', { kind: 'condition', place: 0 }],
  ['3', { kind: 'condition', place: 2 }],
  ['0', { kind: 'condition', place: null }],
  ['a', { kind: 'disposition', place: 0 }],
  ['S', { kind: 'disposition', place: 1 }],
  ['x', { kind: 'disposition', place: null }],
  ['u', { kind: 'unsure' }],
  ['z', { kind: 'back' }],
  ['Enter', { kind: 'save' }],
  ['4', null],
  ['d', null],
  ['Shift', null],
  ['as', null],
])('%s', (key, action) => {
  expect(codingKey(key, lists)).toEqual(action)
})

it('knows no dispositions of a typed condition', () => {
  expect(codingKey('a', { ...lists, dispositions: [] })).toBeNull()
  expect(codingKey('x', { ...lists, dispositions: [] })).toBeNull()
})

it('gives every choice the key that chooses it', () => {
  for (const place of [null, 0, 1, 2]) {
    expect(codingKey(conditionKey(place) ?? '', lists)).toEqual({ kind: 'condition', place })
  }
  for (const place of [null, 0, 1]) {
    expect(codingKey(dispositionKey(place) ?? '', lists)).toEqual({ kind: 'disposition', place })
  }
  expect(conditionKey(9)).toBeNull()
  expect(dispositionKey(9)).toBeNull()
})
