import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type RenderingKind, renderingKinds } from './rendering-kind.ts'
import { type ShownWithSpans, showAnswer } from './show-answer.ts'
import { type Block, type Inline, shownAnswerSchema } from './shown-answer.ts'
import { bombs, closedBombs, type HostileAnswer, hostileAnswers } from './testing/hostile-answers.ts'

/** Milliseconds that one answer may take; of the processor and the best of three, since other tests run beside this one. */
const limit = 1000

function timed(text: string, kind: RenderingKind): ShownWithSpans {
  const citations = [{ url: 'javascript:alert(1)', title: text.slice(0, 3000), quote: text.slice(0, 3000) }]
  for (let attempt = 1; ; attempt++) {
    const before = performance.now()
    const cpuBefore = process.cpuUsage()
    const shown = showAnswer({ text, citations, removed: [] }, kind)
    const wall = performance.now() - before
    const { user, system } = process.cpuUsage(cpuBefore)
    const took = Math.min(wall, (user + system) / 1000)
    if (took < limit) return shown
    if (attempt === 3) throw new Error(`took ${Math.round(took)} ms`)
  }
}

/** Every string that a page would draw, code or not. */
function strings(value: unknown, code = true): readonly string[] {
  if (typeof value === 'string') return [value]
  if (!code && typeof value === 'object' && value !== null && 'kind' in value && isCode(value.kind)) return []
  return typeof value === 'object' && value !== null
    ? Object.values(value).flatMap((part) => strings(part, code))
    : []
}

function sentenceNumbers(blocks: readonly (Block | Inline)[]): readonly number[] {
  return (
    JSON.stringify(blocks)
      .match(/"sentence":\d+/g)
      ?.map((found) => Number(found.slice(11))) ?? []
  )
}

/** What is never shown: controls, bidirectional controls, zero-width and private characters, halves of pairs. */
const unseen = /[^\P{Cc}\n\t]|[\p{Cf}\p{Cs}\p{Co}\ufdd0-\ufdef]|[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}]/u

function expectSound({ answer, spans }: ShownWithSpans, text: string): void {
  expect(shownAnswerSchema.parse(answer)).toEqual(answer)
  for (const shown of strings(answer)) {
    expect(shown).not.toMatch(unseen)
    expect(shown).not.toMatch(/\p{M}{5}/u)
  }
  const numbers = sentenceNumbers(answer.blocks)
  expect(numbers).toEqual([...numbers].sort((left, right) => left - right))
  expect(Math.max(-1, ...new Set(numbers))).toBeLessThan(answer.sentences)
  expect(spans).toHaveLength(answer.sentences)
  let sound = true
  for (const [start, end] of spans) sound &&= 0 <= start && start <= end && end <= text.length
  expect(sound).toBe(true)
}

describe.each(renderingKinds)('hostile answers, %s', (kind) => {
  it('are 300', () => expect(hostileAnswers).toHaveLength(300))

  it.each(hostileAnswers)('$name', ({ name, text }) => {
    const shown = timed(text, kind)
    expectSound(shown, text)
    const seen = strings(shown.answer, false).join('\n')
    if (kind !== 'native') expect(seen).not.toMatch(/https?:\/\/|www\./i)
    // What markdown calls HTML is gone; what only a browser would take for it may stay, as text.
    if (/^(?:script|event handler|style and import|iframe),/.test(name)) {
      expect(seen).not.toMatch(/<(?:script|img|style|iframe)/i)
    }
  })
})

const isCode = (kind: unknown): boolean => kind === 'code' || kind === 'preformatted'

it('any text at all is shown as known kinds of text', () => {
  const pieces = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom(
      '**',
      '[1]',
      '](',
      '\n',
      '\n\n',
      '- ',
      '> ',
      '| a |',
      '|-|',
      '<b>',
      '&lt;',
      '[^1]: ',
      '```',
      '\ud800',
      'References\n',
      '. ',
    ),
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), fc.constantFrom(...renderingKinds), (parts, kind) => {
      const text = parts.join('')
      expectSound(showAnswer({ text, citations: [], removed: [] }, kind), text)
    }),
    { numRuns: 500 },
  )
})

describe('bombs', () => {
  it.each([...bombs, ...closedBombs])('$name', ({ text }: HostileAnswer) => {
    const shown = timed(text, 'cited')
    expectSound(shown, text)
    if (text.length > 200_000)
      expect(JSON.stringify(shown.answer.blocks.at(-1))).toContain('cut at this place')
  })
})
