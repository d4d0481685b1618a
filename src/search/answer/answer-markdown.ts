import type { AnswerSentence, AnswerSource, ClinicalAnswer } from './answer.ts'
import { retractionWords } from './citations/check-reference.ts'

/**
 * The answer as text with marks like [1]: for the command line, an API that speaks in text, and an arm. Signs that Markdown or a
 * page would act on are escaped, so that words of a source stay words.
 */
export function answerMarkdown(answer: ClinicalAnswer): string {
  const numbers = new Map(answer.citations.map(({ passage }, index) => [passage, index + 1]))
  const parts: string[] = []
  if (answer.emergency !== null) parts.push(`**${answer.emergency.line}**`)
  if (answer.decline !== null) parts.push(answer.decline.words)
  parts.push(...paragraphs(answer.sentences, numbers))
  if (answer.citations.length > 0) parts.push(listed('Sources', answer.citations))
  if (answer.nearest.length > 0) parts.push(listed('Nearest sources', answer.nearest))
  parts.push(`${answer.intendedUse.text} (statement ${answer.intendedUse.version})`)
  return `${parts.join('\n\n')}\n`
}

/** Sentences run on; entries and rows have lines of their own; a change of the passage begins a paragraph. */
function paragraphs(
  sentences: readonly AnswerSentence[],
  numbers: ReadonlyMap<string, number>,
): readonly string[] {
  const out: string[] = []
  let before: AnswerSentence | null = null
  for (const sentence of sentences) {
    const marks = sentence.citations.map((id) => `[${numbers.get(id)}]`).join('')
    const support = supportWords(sentence)
    const written = `${escaped(sentence.text.replace(/\s+/g, ' '))}${marks === '' ? '' : ` ${marks}`}${support === null ? '' : ` (${escaped(support)})`}`
    const last = out.at(-1)
    if (sentence.kind !== 'sentence' && last !== undefined && before !== null) {
      out[out.length - 1] =
        `${last}\n${before.kind === 'sentence' ? '\n' : ''}- ${written.replace(/^\\?[-–•*·]\s*/, '')}`
    } else if (sentence.kind !== 'sentence') {
      out.push(`- ${written.replace(/^\\?[-–•*·]\s*/, '')}`)
    } else if (
      last !== undefined &&
      before?.kind === 'sentence' &&
      before.citations[0] === sentence.citations[0]
    ) {
      out[out.length - 1] = `${last} ${written}`
    } else {
      out.push(written)
    }
    before = sentence
  }
  return out
}

function supportWords({ support }: AnswerSentence): string | null {
  switch (support.kind) {
    case 'verbatim':
    case 'supported':
      return null
    case 'not checked':
      return 'not checked'
    case 'flagged':
      return `not supported: ${support.why.join('; ')}`
  }
}

function listed(heading: string, sources: readonly AnswerSource[]): string {
  return `${heading}:\n\n${sources.map((source, index) => `${index + 1}. ${sourceLine(source)}`).join('\n')}`
}

function sourceLine({ title, headings, date, url, document, check, suspicion }: AnswerSource): string {
  const parts = [
    [title, ...headings].join(' > '),
    date,
    check.doi === null ? null : `doi ${check.doi.value}${check.doi.wellFormed ? '' : ' (not well-formed)'}`,
    check.pmid === null
      ? null
      : `PMID ${check.pmid.value}${check.pmid.wellFormed ? '' : ' (not well-formed)'}`,
    check.place === 'external' ? 'external: not read here' : null,
    retractionWords(check),
    url ?? document,
    suspicion === null ? null : `words of this source were kept out: ${suspicion}`,
  ].filter((part) => part !== null)
  return escaped(parts.join('; '))
}

/** The words of a sentence as they stand in `answerMarkdown`, without the sign of an entry before them. */
export function markdownText(sentence: string): string {
  return escaped(sentence.replace(/\s+/g, ' ')).replace(/^\\?[-–•*·]\s*/, '')
}

/** Backslashes before what opens a link, an image, a tag, code or emphasis; hidden characters out. */
function escaped(text: string): string {
  return text
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]|[\u{e0000}-\u{e007f}]/gu, '')
    .replace(/[\\`*_[\]<>|]/g, '\\$&')
    .replace(/^([#+-]|\d+[.)])(?=\s)/, '\\$1')
}
