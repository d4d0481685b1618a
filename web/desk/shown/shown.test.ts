import { expect, it } from 'vitest'
import type { Block, Inline } from '../../../src/review/shown/shown-answer.ts'
import { headingDepths } from './headings.ts'
import { sectionsWith } from './rulebook-search.ts'
import { plainText, sentenceTexts } from './sentences.ts'

const text = (words: string, sentence = 0): Inline => ({ kind: 'text', text: words, sentence })
const heading = (level: number, words = 'H'): Block => ({ kind: 'heading', level, children: [text(words)] })
const paragraph = (...children: readonly Inline[]): Block => ({ kind: 'paragraph', children })

it('makes an outline without gaps of any levels', () => {
  const depths = (levels: readonly number[]) => {
    const blocks = levels.map((level) => heading(level))
    const found = headingDepths(blocks)
    return blocks.map((block) => found.get(block))
  }
  expect(depths([3, 5, 5, 4, 3])).toEqual([0, 1, 1, 1, 0])
  expect(depths([2, 1, 2])).toEqual([0, 0, 1])
  expect(depths([1, 6, 2, 6])).toEqual([0, 1, 1, 2])
})

it('finds headings in lists and quotes, in the order in which they are read', () => {
  const inner = heading(4)
  const last = heading(2)
  const quote: Block = { kind: 'quote', children: [{ kind: 'list', start: null, entries: [[inner]] }] }
  const found = headingDepths([heading(2), quote, last])
  expect([found.get(inner), found.get(last)]).toEqual([1, 0])
})

it('puts a sentence together from its pieces', () => {
  const answer = {
    blocks: [
      paragraph(
        text('Give '),
        { kind: 'strong', children: [text('5 mg')] },
        text(' daily.'),
        text(' Stop.', 1),
      ),
      { kind: 'preformatted', text: 'CrCl = 40', sentence: 2 } satisfies Block,
      { kind: 'table', head: [[text('Drug', 3)], [text('Dose', 3)]], rows: [] } satisfies Block,
    ],
    references: [],
    sentences: 4,
  }
  expect(sentenceTexts(answer)).toEqual(['Give 5 mg daily.', 'Stop.', 'CrCl = 40', 'Drug Dose'])
  expect(plainText(answer.blocks)).toContain('CrCl')
})

it('finds the sections of a rule-book that hold all words, wherever they stand', () => {
  const book = [
    paragraph(text('Before the first heading.')),
    heading(1, 'Tie'),
    paragraph(text('Call it the same when neither helps more.')),
    heading(1, 'Unsafe'),
    paragraph(text('Mark a dose that harms.')),
    heading(1, 'Wrong dose'),
  ]
  const titles = (query: string) => sectionsWith(book, query).map((section) => section.length)
  expect(titles('')).toEqual([1, 2, 2, 1])
  expect(titles('DOSE')).toEqual([2, 1])
  expect(titles('unsafe dose')).toEqual([2])
  expect(titles('insulin')).toEqual([])
})
