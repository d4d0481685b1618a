import { describe, expect, it } from 'vitest'
import { stem } from '../text/words.ts'
import { abbreviations, meaningsIn } from './abbreviations.ts'

const meanings = (short: string, ...words: string[]) => {
  const found = abbreviations.find((one) => one.short === short)
  if (found === undefined) throw new Error(`no ${short}`)
  return meaningsIn(found, new Set(words.map(stem))).map(({ text }) => text)
}

describe('abbreviations', () => {
  it('are many, each once, in lower case, with a meaning', () => {
    expect(abbreviations.length).toBeGreaterThan(250)
    expect(new Set(abbreviations.map(({ short }) => short)).size).toBe(abbreviations.length)
    for (const { short, meanings: own } of abbreviations) {
      expect(short).toMatch(/^[a-z0-9]+( [a-z]+)*$/)
      expect(own.length).toBeGreaterThan(0)
      for (const { text } of own) expect(text).toMatch(/^[a-z0-9]+( [a-z0-9]+)*$/)
    }
  })
})

describe('meaningsIn', () => {
  it('takes the only meaning there is', () => {
    expect(meanings('afib')).toEqual(['atrial fibrillation'])
  })

  it('lets the words around decide, and otherwise takes the usual meaning', () => {
    expect(meanings('ms', 'murmur', 'valve')).toEqual(['mitral stenosis'])
    expect(meanings('ms')).toEqual(['multiple sclerosis'])
    expect(meanings('egfr', 'creatinine')).toEqual(['glomerular filtration rate'])
    expect(meanings('egfr', 'lung', 'cancer')).toEqual(['epidermal growth factor receptor'])
  })

  it('keeps all where none is more usual and nothing decides', () => {
    expect(meanings('egfr')).toHaveLength(2)
  })
})
