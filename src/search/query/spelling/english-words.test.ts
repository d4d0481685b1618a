import { describe, expect, it } from 'vitest'
import { isEnglishWord } from './english-words.ts'

describe('isEnglishWord', () => {
  it.each(['mail', 'crushing', 'mails', 'posted', 'stairs', 'newer', 'larger', 'happiest', 'quickly'])(
    '%s is one',
    (word) => {
      expect(isEnglishWord(word)).toBe(true)
    },
  )

  it.each(['diabtes', 'ibuprofin', 'hipertention', 'doreen', 'mri', 'xyz', 'fevrer', 'paingly'])(
    '%s is none',
    (word) => {
      expect(isEnglishWord(word)).toBe(false)
    },
  )
})
