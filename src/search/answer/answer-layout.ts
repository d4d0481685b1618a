import type { AnswerSentence, AnswerSource, ClinicalAnswer } from './answer.ts'
import { retractionWords } from './citations/check-reference.ts'

/** How words are made fit for where they are shown. */
export interface AnswerDress {
  /** Words of a source or of a check, so that they stay words there. */
  readonly words: (text: string) => string
  readonly strong: (text: string) => string
  /** The address of a source, so that it can be copied as it is. */
  readonly address: (url: string) => string
}

/** An answer in blocks that stand apart, in their order. */
export interface AnswerLayout {
  /** Null where there is no red flag. It stands before everything else. */
  readonly emergency: string | null
  /** The words of declining, or the sentences with their marks like [1]. */
  readonly body: readonly string[]
  /** What is said of a reply that is not shown; null where there is none. */
  readonly note: string | null
  /** Sources, or what came nearest. */
  readonly sources: readonly string[]
  readonly statement: string
}

export function layOut(answer: ClinicalAnswer, dress: AnswerDress): AnswerLayout {
  const numbers = new Map(answer.citations.map(({ passage }, index) => [passage, index + 1]))
  const { emergency, decline, setAside, citations, nearest, intendedUse } = answer
  return {
    emergency: emergency === null ? null : emergencyBlock(emergency.line, dress),
    body: [...(decline === null ? [] : [decline.words]), ...paragraphs(answer.sentences, numbers, dress)],
    note: setAside?.words ?? null,
    sources: [
      ...(citations.length === 0 ? [] : [listed('Sources', citations, dress)]),
      ...(nearest.length === 0 ? [] : [listed('Nearest sources', nearest, dress)]),
    ],
    statement: `${intendedUse.text} (statement ${intendedUse.version})`,
  }
}

export function emergencyBlock(line: string, dress: AnswerDress): string {
  return dress.strong(line)
}

/** All blocks in their order. */
export function blocksOf({ emergency, body, note, sources, statement }: AnswerLayout): readonly string[] {
  return [
    ...(emergency === null ? [] : [emergency]),
    ...body,
    ...(note === null ? [] : [note]),
    ...sources,
    statement,
  ]
}

/** Sentences run on; entries and rows have lines of their own; a change of the passage begins a paragraph. */
function paragraphs(
  sentences: readonly AnswerSentence[],
  numbers: ReadonlyMap<string, number>,
  dress: AnswerDress,
): readonly string[] {
  const out: string[] = []
  let before: AnswerSentence | null = null
  for (const sentence of sentences) {
    const marks = sentence.citations.map((id) => `[${numbers.get(id)}]`).join('')
    const support = supportWords(sentence)
    const more = sentence.more ? ' (more stands in the source)' : ''
    const written = `${dress.words(sentence.text.replace(/\s+/g, ' '))}${marks === '' ? '' : ` ${marks}`}${support === null ? '' : ` (${dress.words(support)})`}${more}`
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

function listed(heading: string, sources: readonly AnswerSource[], dress: AnswerDress): string {
  const lines = sources.map((source, index) => `${index + 1}. ${sourceLine(source, dress)}`)
  return `${heading}:\n\n${lines.join('\n')}`
}

function sourceLine(
  { title, headings, date, url, document, check, suspicion }: AnswerSource,
  { words, address }: AnswerDress,
): string {
  const parts = [
    [title, ...headings].join(' > '),
    date,
    check.doi === null ? null : `doi ${check.doi.value}${check.doi.wellFormed ? '' : ' (not well-formed)'}`,
    check.pmid === null
      ? null
      : `PMID ${check.pmid.value}${check.pmid.wellFormed ? '' : ' (not well-formed)'}`,
    check.place === 'external' ? 'external: not read here' : null,
    retractionWords(check),
  ].filter((part) => part !== null)
  return [
    words(parts.join('; ')),
    url === null ? words(document) : address(url),
    ...(suspicion === null ? [] : [words(`words of this source were kept out: ${suspicion}`)]),
  ].join('; ')
}
