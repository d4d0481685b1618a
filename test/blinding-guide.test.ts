import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { type RenderingKind, renderingKinds } from '../src/review/shown/rendering-kind.ts'
import { showAnswer } from '../src/review/shown/show-answer.ts'
import { shownText } from '../src/review/shown/testing/shown-text.ts'

const page = readFileSync(new URL('../docs/guide/blinding.md', import.meta.url), 'utf8')

/** The indented text under a line that names it. */
function example(name: 'answer' | RenderingKind): string {
  const found = new RegExp(`^\`${name}\`\n\n((?: {4}.*\n|\n)+)`, 'm').exec(page)?.[1] ?? ''
  return found.replaceAll(/^ {4}/gm, '').trim()
}

it.each(renderingKinds)('the guide shows what %s does, to the letter', (kind) => {
  const shown = showAnswer({ text: example('answer'), citations: [], removed: [] }, kind)
  expect(example(kind)).toBe(shownText(shown.answer))
  expect(example(kind)).not.toBe('')
})
