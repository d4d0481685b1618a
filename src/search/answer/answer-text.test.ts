import { describe, expect, it } from 'vitest'
import type { ClinicalAnswer } from './answer.ts'
import { answerBody, answerMarkdown } from './answer-markdown.ts'
import { answerText } from './answer-text.ts'
import { intendedUse } from './intended-use.ts'

const answer: ClinicalAnswer = {
  question: 'How much?',
  status: 'answered',
  decline: null,
  emergency: { level: 'topic', kinds: ['poisoning'], line: 'Call.' },
  way: 'extractive',
  setAside: null,
  sentences: [
    {
      text: 'Give [5] mg *twice*\u202e a day.',
      citations: ['a#0'],
      support: { kind: 'verbatim' },
      kind: 'sentence',
      place: null,
      more: false,
    },
    {
      text: 'Not more.',
      citations: ['a#0'],
      support: { kind: 'not checked', why: 'short' },
      kind: 'sentence',
      place: null,
      more: false,
    },
  ],
  citations: [
    {
      passage: 'a#0',
      document: 'a',
      title: 'A <label>',
      headings: ['Dose'],
      date: '2026-01-15',
      url: 'https://example.org/a_b',
      check: {
        doi: { value: '10.1000/x', wellFormed: true },
        pmid: null,
        place: 'in the corpus',
        retraction: { status: 'retraction not checked', why: 'no list' },
      },
      suspicion: null,
    },
  ],
  nearest: [],
  confidence: { id: 'prior-1', score: 0.9, threshold: 0.4 },
  rounds: 1,
  intendedUse,
}
const statement = `${intendedUse.text} (statement ${intendedUse.version})\n`

describe('an answer as text', () => {
  it('stands on a terminal in the words of the source, without hidden characters', () => {
    expect(answerText(answer)).toBe(
      `Call.

Give [5] mg *twice* a day. [1] Not more. [1] (not checked)

Sources:

1. A <label> > Dose; 2026-01-15; doi 10.1000/x; retraction not checked; https://example.org/a_b

${statement}`,
    )
  })

  it('is escaped where it is Markdown', () => {
    expect(answerMarkdown(answer)).toBe(
      `**Call.**

Give \\[5\\] mg \\*twice\\* a day. [1] Not more. [1] (not checked)

Sources:

1. A \\<label\\> \\> Dose; 2026-01-15; doi 10.1000/x; retraction not checked; <https://example.org/a_b>

${statement}`,
    )
  })

  it('takes an address for words where it has signs that no address has', () => {
    const [source] = answer.citations
    if (source === undefined) throw new Error('no source')
    for (const [url, shown] of [
      ['https://example.org/a> [x](y)', 'https://example.org/a\\> \\[x\\](y)'],
      ['javascript:alert(1)', '; javascript:alert(1)'],
    ] as const)
      expect(answerMarkdown({ ...answer, citations: [{ ...source, url }] })).toContain(shown)
  })

  it('has a body without lists of sources and without the statement', () => {
    expect(answerBody(answer)).toBe(
      '**Call.**\n\nGive \\[5\\] mg \\*twice\\* a day. [1] Not more. [1] (not checked)',
    )
  })
})
