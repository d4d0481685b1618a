import { expect, it } from 'vitest'
import type { AnswerSource, ClinicalAnswer } from '../../search/answer/answer.ts'
import { intendedUse } from '../../search/answer/intended-use.ts'
import { chatCompletion } from './chat-completion.ts'

const source = (passage: string, url: string | null): AnswerSource => ({
  passage,
  document: passage,
  title: `About ${passage}`,
  headings: [],
  date: null,
  url,
  check: {
    doi: null,
    pmid: null,
    place: 'in the corpus',
    retraction: { status: 'retraction not checked', why: 'none' },
  },
  suspicion: null,
})

const sentence = (text: string, citation: string): ClinicalAnswer['sentences'][number] => ({
  text,
  citations: [citation],
  support: { kind: 'supported' },
  kind: 'sentence',
  place: null,
  more: false,
})

it('annotates sources that have an address at their own mark, not at words that look like one', () => {
  const answer: ClinicalAnswer = {
    question: 'q',
    status: 'answered',
    decline: null,
    emergency: null,
    way: 'abstractive',
    setAside: null,
    sentences: [sentence('As in [2], rest.', 'a'), sentence('Drink.', 'b')],
    citations: [source('a', null), source('b', 'https://example.org/b')],
    nearest: [],
    confidence: { id: 'c', score: 1, threshold: 0.4 },
    rounds: 1,
    intendedUse,
  }
  const { choices } = chatCompletion({ id: 'x', created: 0, model: 'm' }, answer, 0)
  const { content, annotations } = choices[0]!.message
  expect(content.startsWith('As in \\[2\\], rest. [1]\n\nDrink. [2]\n')).toBe(true)
  expect(annotations).toEqual([
    {
      type: 'url_citation',
      url_citation: { url: 'https://example.org/b', title: 'About b', start_index: 31, end_index: 34 },
    },
  ])
  expect(content.slice(31, 34)).toBe('[2]')
})
