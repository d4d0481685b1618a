import { describe, expect, it } from 'vitest'
import { foldText } from './folded-text.ts'
import { screenText } from './screen-text.ts'

describe('foldText', () => {
  it.each([
    ['Mrs\u00a0Okonjo', 'Mrs Okonjo'],
    ['Mrs  \t Okonjo', 'Mrs Okonjo'],
    ['Mrs&nbsp;Okonjo', 'Mrs Okonjo'],
    ['Mrs \u200bOkon\u00adjo', 'Mrs Okonjo'],
    ['Mrs \u001b[31mOkonjo\u001b[0m', 'Mrs Okonjo'],
    ['Rene\u0301', 'Ren\u00e9'],
    ['12\u201103\u20112026', '12-03-2026'],
    ['\u0664\u0664\u0668', '448'],
    ['ada\uff20example.org', 'ada@example.org'],
    ['one\ntwo', 'one\ntwo'],
    ['10 m\u00b2, 5\u201310 \u{1fa7a}', '10 m\u00b2, 5\u201310 \u{1fa7a}'],
  ])('reads %j as %j', (written, read) => {
    expect(foldText(written).text).toBe(read)
  })

  it.each(['Give 5 mg once daily.', 'Line one.\nLine (two): 3 % of 10/day', ''])(
    'reads the plain %j as it is',
    (text) => {
      // What is not seen behind it has it read unit by unit, as every other text is.
      const { places } = foldText(`${text}\u200b`)
      expect(foldText(text)).toEqual({ text, places: [...places.slice(0, -1), text.length] })
    },
  )

  it('knows where each unit stood', () => {
    expect(foldText('a\u200bb  \u{1fa7a}c')).toEqual({ text: 'ab \u{1fa7a}c', places: [0, 2, 3, 5, 6, 7, 8] })
  })
})

describe('the screen of texts as they are pasted', () => {
  it.each([
    'Seen by Mrs\u00a0Okonjo on the ward.',
    'Seen by Mrs  Okonjo on the ward.',
    'Seen by Mrs&nbsp;Okonjo on the ward.',
    'Seen by Mrs \u200bOkonjo on the ward.',
    'Seen on 12\u00a0March\u00a02026.',
    'Seen on 12\u201103\u20112026.',
    'MRN \uff14\uff14\uff18\uff12\uff19\uff11\uff13',
    'MRN 448\u200b2913',
    'Write to ada\uff20example.org.',
  ])('finds what is in %j', (text) => {
    const [finding] = screenText(text)
    expect(finding).toBeDefined()
    if (finding === undefined) return
    expect(finding.end).toBeLessThanOrEqual(text.length)
    expect(text.slice(finding.start, finding.end).trim()).not.toBe('')
  })

  it('marks the whole of it in the text as written', () => {
    const text = 'Write to ada\uff20exam\u00adple.org now.'
    const found = screenText(text).map(({ start, end }) => text.slice(start, end))
    expect(found).toEqual(['ada\uff20exam\u00adple.org'])
  })
})
