import { describe, expect, it } from 'vitest'
import { cleanLine, cleanText } from './clean-text.ts'

const clean = (text: string) => cleanText(text).clean.text

describe('an answer without what is not seen', () => {
  it.each([
    ['bidirectional controls', 'a\u202eb\u2066c\u200fd\u061ce', 'abcde'],
    ['zero-width characters and fillers', 'o\u200bp\u200de\ufeffn\u2060\u00ad\u3164', 'open'],
    ['control characters, but tabs and lines', 'a\u0007\u001b[31mb\tc\nd\u009b', 'a[31mb\tc\nd'],
    ['every line ending', 'a\r\nb\rc\u2028d\u0085e', 'a\nb\nc\nd\ne'],
    ['NUL', 'a\0b', 'a\ufffdb'],
    ['halves of pairs', 'a\ud800b\udc00c', 'a\ufffdb\ufffdc'],
    ['tags and private characters', 'a\u{e0041}b\ue200c\uf8ff', 'abc'],
    ['towers of marks', `a${'\u0301'.repeat(50)}b`, `a${'\u0301'.repeat(4)}b`],
    ['whole pairs stay', 'µg 😀 ≥ é', 'µg 😀 ≥ é'],
  ])('%s', (_, text, expected) => expect(clean(text)).toBe(expected))

  it('knows the places of what is left', () => {
    const { clean } = cleanText('a\u200b😀\r\nb')
    expect(clean.text).toBe('a😀\nb')
    expect(clean.starts).toEqual([0, 2, 3, 5, 6])
    expect(clean.ends).toEqual([1, 3, 4, 6, 7])
  })

  it('is cut at 200,000 units, not in a pair', () => {
    expect(cleanText('x'.repeat(200_000)).cutAt).toBeNull()
    expect(cleanText('x'.repeat(200_001)).cutAt).toBe(200_000)
    expect(cleanText(`${'x'.repeat(199_999)}😀`).cutAt).toBe(199_999)
  })
})

it('a line is cut with a sign', () => {
  expect(cleanLine('  a \n b\u200b ', 10)).toBe('a b')
  expect(cleanLine('abcdefghij', 5)).toBe('abcd…')
})
