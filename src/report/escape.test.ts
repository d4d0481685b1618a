import { describe, expect, it } from 'vitest'
import { escapeText, isolated } from './escape.ts'

describe('escapeText', () => {
  it('leaves no character that could end its place', () => {
    expect(escapeText(`</style><b class="x" id='y'>&`)).toBe(
      '&lt;/style&gt;&lt;b class=&quot;x&quot; id=&#39;y&#39;&gt;&amp;',
    )
  })

  it('drops controls, bidirectional overrides and isolates, and keeps line breaks and directional marks', () => {
    expect(escapeText('a\u0000\u001b\u202eb\u2066c\u2069\u200e\n')).toBe('abc\u200e\n')
  })

  it('replaces a lone surrogate and keeps a pair', () => {
    expect(escapeText('\ud800x😀')).toBe('\ufffdx😀')
  })

  it('isolates the direction of text of people', () => {
    expect(isolated('<')).toBe('<bdi>&lt;</bdi>')
  })
})
