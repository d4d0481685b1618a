import { expect, it } from 'vitest'
import { renderingKind } from './rendering-kind.ts'

it('a rendering is known by its id, or by what the protocol says; else it shows least', () => {
  expect(
    [
      'plain',
      'cited',
      'native',
      'qa_text_only',
      'qa_text_citations',
      'qa_full_render',
      'Text only',
      'constructor',
      '',
    ].map((id) => renderingKind(id)),
  ).toEqual(['plain', 'cited', 'native', 'plain', 'cited', 'native', 'plain', 'plain', 'plain'])
  expect(renderingKind(null)).toBe('plain')
  expect(renderingKind('house-style', 'native')).toBe('native')
})
