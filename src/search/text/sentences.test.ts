import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitSentences } from './sentences.ts'

describe('sentences of a passage', () => {
  it.each([
    [
      'Give 250 mg. Twice daily for a week. Then stop.',
      ['Give 250 mg. Twice daily for a week.', 'Then stop.'],
    ],
    ['Start 5 mg. b.i.d. and go up slowly. Watch it.', ['Start 5 mg. b.i.d. and go up slowly.', 'Watch it.']],
    ['Give 2.5 mg/kg/day. Every 8 h is best. Stop.', ['Give 2.5 mg/kg/day. Every 8 h is best.', 'Stop.']],
    ['Take 1 tab. At bedtime. Sleep well.', ['Take 1 tab. At bedtime.', 'Sleep well.']],
    [
      'The total is 40 mg. Patients over 80 need less.',
      ['The total is 40 mg.', 'Patients over 80 need less.'],
    ],
    [
      'Ask Dr. Hale, e.g. by post. See Fig. 3 for q.d. dosing.',
      ['Ask Dr. Hale, e.g. by post.', 'See Fig. 3 for q.d. dosing.'],
    ],
    ['40 mg.\nTwice daily.', ['40 mg.', 'Twice daily.']],
    ['  \n ', []],
  ])('%j', (text, expected) => {
    expect(splitSentences(text).map(({ start, end }) => text.slice(start, end))).toEqual(expected)
  })

  it('hold every sign that is not white space, once and in order', () => {
    const piece = fc.constantFrom(
      'mg',
      '5',
      '.',
      '. ',
      ' ',
      '\n',
      'Twice',
      'daily',
      'A',
      'b.i.d.',
      '?',
      '…',
      '[1]',
      '。',
      '😀',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('')
        const spans = splitSentences(text)
        expect(
          spans
            .map(({ start, end }) => text.slice(start, end))
            .join('')
            .replace(/\s+/g, ''),
        ).toBe(text.replace(/\s+/g, ''))
        for (const { start, end } of spans) expect(text.slice(start, end)).toBe(text.slice(start, end).trim())
      }),
    )
  })
})
