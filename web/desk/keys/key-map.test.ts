import { expect, it } from 'vitest'
import { type KeyPress, keyAction } from './key-map.ts'

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  modified: false,
  repeated: false,
  composing: false,
  place: 'page',
  ...more,
})

it.each([
  ['1', { kind: 'choose', key: '1' }],
  ['0', { kind: 'choose', key: '0' }],
  ['Enter', { kind: 'next' }],
  ['u', { kind: 'unanswered' }],
  ['U', { kind: 'unanswered' }],
  ['z', { kind: 'undo' }],
  ['?', { kind: 'sheet' }],
])('%s', (key, action) => {
  expect(keyAction(press(key), true)).toEqual(action)
})

it('goes by the character, so that other layouts work', () => {
  // The key left of "1" on AZERTY gives "&" alone and "1" with Shift: only the character counts.
  expect(keyAction(press('&'), true)).toBe(null)
})

it('does nothing while typing, composing, holding a key, with Control, or where a part has its own keys', () => {
  expect(keyAction(press('1', { place: 'typing' }), true)).toBe(null)
  expect(keyAction(press('Enter', { place: 'typing' }), true)).toBe(null)
  expect(keyAction(press('1', { composing: true }), true)).toBe(null)
  expect(keyAction(press('1', { repeated: true }), true)).toBe(null)
  expect(keyAction(press('z', { modified: true }), true)).toBe(null)
  expect(keyAction(press('1', { place: 'own' }), true)).toBe(null)
})

it('leaves Enter to a button, and still takes digits there', () => {
  expect(keyAction(press('Enter', { place: 'control' }), true)).toBe(null)
  expect(keyAction(press('2', { place: 'control' }), true)).toEqual({ kind: 'choose', key: '2' })
})

it('can be switched off', () => {
  for (const key of ['1', 'Enter', 'u', 'z', '?']) expect(keyAction(press(key), false)).toBe(null)
})
