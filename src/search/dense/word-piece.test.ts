import { describe, expect, it } from 'vitest'
import { basicTokens, WordPiece } from './word-piece.ts'

// Texts and results are those of `tokenization_test.py` in the repository of BERT.
const vocabulary = [
  '[UNK]',
  '[CLS]',
  '[SEP]',
  'want',
  '##want',
  '##ed',
  'wa',
  'un',
  'runn',
  '##ing',
  ',',
  '[PAD]',
]

const encode = (text: string, mostTokens = 100) =>
  new WordPiece(vocabulary, { lowerCase: true, mostTokens }).encode(text)

describe('WordPiece', () => {
  it('cuts words into the longest pieces of the vocabulary', () => {
    expect(encode('UNwant\u00e9d,running')).toEqual([1, 7, 4, 5, 10, 8, 9, 2])
    expect(encode('unwanted running')).toEqual([1, 7, 4, 5, 8, 9, 2])
  })

  it('makes a word that has no pieces one unknown token', () => {
    expect(encode('unwantedX running')).toEqual([1, 0, 8, 9, 2])
    expect(encode('un'.repeat(101))).toEqual([1, 0, 2])
  })

  it('opens and closes every text, and cuts long ones off', () => {
    expect(encode('')).toEqual([1, 2])
    expect(encode('running running running', 5)).toEqual([1, 8, 9, 8, 2])
  })

  it('needs the tokens that every text has', () => {
    expect(() => new WordPiece(['[UNK]', '[CLS]'], { lowerCase: true, mostTokens: 9 })).toThrow(/\[SEP\]/)
  })
})

describe('basicTokens', () => {
  it.each([
    [' \tHeLLo!how  \n Are yoU?  ', true, ['hello', '!', 'how', 'are', 'you', '?']],
    [' \tHeLLo!how  \n Are yoU?  ', false, ['HeLLo', '!', 'how', 'Are', 'yoU', '?']],
    ['H\u00e9llo', true, ['hello']],
    ['ah\u535a\u63a8zz', true, ['ah', '\u535a', '\u63a8', 'zz']],
    ['A\u0000b\u200b$2~', true, ['ab', '$', '2', '~']],
  ])('%j', (text, lowerCase, tokens) => {
    expect(basicTokens(text, lowerCase)).toEqual(tokens)
  })
})
