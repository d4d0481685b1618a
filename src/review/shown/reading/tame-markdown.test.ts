import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tameMarkdown, untame } from './tame-markdown.ts'

describe('tamed markdown', () => {
  const signs = fc.array(fc.constantFrom(...'*_~[]()<>!`|\\ \n-+.1a"&#>'), { maxLength: 400 })

  it('has every character in its place, and they come back', () => {
    fc.assert(
      fc.property(signs, (units) => {
        const text = units.join('')
        const tamed = tameMarkdown(text)
        expect(tamed).toHaveLength(text.length)
        expect(untame(tamed)).toBe(text)
      }),
    )
  })

  it('leaves ordinary markup alone', () => {
    const text =
      '# A\n\n- **b** [c](d "e") `f`\n  1. g\n\n> h\n\n| i |\n|---|\n| j |\n\n[k]: l\n<b>m</b> <!-- n -->'
    expect(tameMarkdown(text)).toBe(text)
  })

  it.each(['> 65 years', '>5 mg', '>= 3', '- > 10', '> .5 mg', '5*10', '<!-- open', '[open', 'shut]'])(
    'hides a sign of %s',
    (text) => expect(tameMarkdown(text)).not.toBe(text),
  )
})
