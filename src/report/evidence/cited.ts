import type { Citation, Sentence } from '../../evidence/pages/citations.ts'
import { escapeText } from '../escape.ts'
import { shortAccess } from './fact-words.ts'

/** Small numbers that open the claims behind a sentence, each with the mark of how its claim is known. HTML. */
export function cites(citations: readonly Citation[]): string {
  const links = citations.map(
    ({ number, access }) =>
      `<a href="#claim-${number}" aria-label="Claim ${number}${access}, ${shortAccess[access]}">${number}<i>${access}</i></a>`,
  )
  return links.length === 0 ? '' : `<span class="cites">${links.join(',')}</span>`
}

/** A sentence with its numbers. HTML. */
export function cited({ text, citations }: Sentence): string {
  return `${escapeText(text.trim())}${cites(citations)}`
}

/** A paragraph of sentences. HTML. */
export function citedParagraph(sentences: readonly Sentence[], classes = ''): string {
  return `<p${classes === '' ? '' : ` class="${classes}"`}>${sentences.map(cited).join(' ')}</p>`
}
