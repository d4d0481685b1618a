import { escapeText } from '../escape.ts'
import { count, counted } from '../format.ts'
import type { EvidenceLinks } from './links.ts'
import { evidencePage } from './shell.ts'

export interface ThreadEntry {
  readonly id: string
  readonly title: string
  /** Its first sentence. */
  readonly what: string
  readonly claims: number
  readonly questions: number
}

/** The list of all threads. */
export function renderThreadIndex(
  threads: readonly ThreadEntry[],
  claims: number,
  links: EvidenceLinks,
): string {
  const items = threads.map(
    ({ id, title, what, claims: cited, questions }) =>
      `<li><a href="${links.thread(id)}">${escapeText(title)}</a><p>${escapeText(what)}</p><p class="counts">${counted(cited, 'claim')}, ${counted(questions, 'open question')}</p></li>`,
  )
  return evidencePage({
    title: 'Evidence',
    header: [
      '<h1>Evidence</h1>',
      `<p class="question">What is claimed of clinical AI, by whom, and what it rests on. ${count(claims)} claims in ${counted(threads.length, 'thread')}.</p>`,
    ].join('\n'),
    contents: [],
    sections: [
      threads.length === 0
        ? '<p>The ledger has no thread yet.</p>'
        : `<section><h2>Threads</h2><ul class="threads">${items.join('')}</ul></section>`,
    ],
  })
}
