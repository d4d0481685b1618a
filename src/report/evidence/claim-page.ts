import type { ClaimView, RelatedClaim } from '../../evidence/pages/claim-view.ts'
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
  const related = relations.map((one) => `<li>${relatedItem(claim.id, one, links)}</li>`)
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

/** Another claim and how it bears on this one, with both side by side where both say something of their own. */
function relatedItem(id: string, one: RelatedClaim, links: EvidenceLinks): string {
  const pair = one.outgoing ? [id, one.claim] : [one.claim, id]
  const beside = one.kind === 'amplifies' ? '' : ` <a href="${links.compare(pair)}">Both side by side</a>`
  return [
    `<strong>${relationWords(one)}</strong>: <a href="${links.claim(one.claim)}">${escapeText(one.statement)}</a>`,
    `<span class="quiet">${escapeText(one.source)}.</span> ${escapeText(one.why)}${beside}`,
  ].join(' ')
}
