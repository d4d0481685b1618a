import { describe, expect, it } from 'vitest'
import { promptBytes, promptOf } from './prompt.ts'

describe('promptOf', () => {
  it('is the question alone where there is nothing else', () => {
    expect(promptOf({ text: 'Which dose?' }, null)).toEqual([{ role: 'user', text: 'Which dose?' }])
  })

  it('puts system texts first, then earlier turns, then passages, question and options', () => {
    const item = {
      text: 'Which one?',
      turns: [
        { role: 'system', text: 'You are on a ward.' },
        { role: 'user', text: 'A man of 60.' },
        { role: 'assistant', text: 'Go on.' },
      ],
      context: ['Passage one.', 'Passage two.'],
      options: [
        { label: 'A', text: 'Aspirin' },
        { label: 'B', text: 'Nothing' },
      ],
    } as const
    expect(promptOf(item, 'Be brief.')).toEqual([
      { role: 'system', text: 'Be brief.\n\nYou are on a ward.' },
      { role: 'user', text: 'A man of 60.' },
      { role: 'assistant', text: 'Go on.' },
      { role: 'user', text: 'Passage one.\n\nPassage two.\n\nWhich one?\n\nA. Aspirin\nB. Nothing' },
    ])
  })

  it('is nothing for an item whose text nobody knows', () => {
    expect(promptOf({ text: null }, 'Be brief.')).toBeNull()
  })
})

describe('promptBytes', () => {
  // Ä is two bytes in UTF-8, the emoji four.
  it('counts bytes', () => {
    expect(
      promptBytes([
        { role: 'system', text: 'Ä' },
        { role: 'user', text: 'ab😀' },
      ]),
    ).toBe(8)
  })
})
