import type { ClaimView } from '../../evidence/pages/claim-view.ts'
import { escapeText } from '../escape.ts'
import { claimFacts, factList, statusMark, whoSays } from './claim-parts.ts'
import type { EvidenceLinks } from './links.ts'
import { relationWords } from './relation-words.ts'
import { evidencePage } from './shell.ts'
import { section } from './thread-parts.ts'

/** The page of one claim. @param threads Threads that list it. */
export function renderClaim(
  view: ClaimView,
  threads: readonly { readonly id: string; readonly title: string }[],
  links: EvidenceLinks,
): string {
  const { claim, status, relations } = view
  const heading = [
    `<p class="crumbs"><a href="${links.index}">Evidence</a>${threads.map(({ id, title }) => ` / <a href="${links.thread(id)}">${escapeText(title)}</a>`).join('')}</p>`,
    `<h1 class="claim-title">${escapeText(claim.statement)}</h1>`,
    `<p class="counts">${statusMark(status)} · ${escapeText(whoSays(view))}</p>`,
  ]
  const related = relations.map(
    (one) =>
      `<li><strong>${relationWords(one)}</strong>: <a href="${links.claim(one.claim)}">${escapeText(one.statement)}</a> <span class="quiet">${escapeText(one.source)}</span>. ${escapeText(one.why)} <a class="go" href="${links.compare([claim.id, one.claim])}">Side by side</a></li>`,
  )
  return evidencePage({
    title: claim.statement,
    header: heading.join('\n'),
    contents: [],
    sections: [
      section('facts', 'What it rests on', [factList(claimFacts(view))]),
      related.length === 0
        ? ''
        : section('others', 'How others bear on it', [`<ul>${related.join('')}</ul>`]),
      `<p class="quiet">In the ledger it is called <code>${escapeText(claim.id)}</code>.</p>`,
    ],
  })
}
