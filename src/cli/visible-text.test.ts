import { describe, expect, it } from 'vitest'
import { oneLine, visibleText } from './visible-text.ts'

describe('visibleText', () => {
  it.each([
    ['a colour', 'q\u001b[31m1', 'q\\u001b[31m1'],
    ['a title of the window', '\u001b]0;mine\u0007', '\\u001b]0;mine\\u0007'],
    ['a return and a backspace', 'a\rb\bc', 'a\\u000db\\u0008c'],
    ['DEL and a C1 sequence', '\u007f\u009b2J', '\\u007f\\u009b2J'],
    ['overrides and isolates', '\u202eabc\u202c\u2066d\u2069', '\\u202eabc\\u202c\\u2066d\\u2069'],
    ['separators', 'a\u2028b\u2029c', 'a\\u2028b\\u2029c'],
    ['words of every script', 'Où 薬 💊 דוֹ\u200f لا', 'Où 薬 💊 דוֹ\u200f لا'],
    ['lines and tabs', 'a\n\tb', 'a\n\tb'],
  ])('shows %s', (_, text, shown) => {
    expect(visibleText(text)).toBe(shown)
  })

  it('leaves the values of a JSON document as they are', () => {
    const value = { key: 'q\u001b\u009b\u202e\u2028\n\\u001b' }
    const shown = visibleText(JSON.stringify(value, null, 2))
    expect(JSON.parse(shown)).toEqual(value)
    expect(shown).not.toMatch(/[\u009b\u202e\u2028]/)
  })
})

describe('oneLine', () => {
  it('keeps text on its line', () => {
    expect(oneLine('q1\r\nNext:\tmine')).toBe('q1\\r\\nNext:\\tmine')
  })
})
