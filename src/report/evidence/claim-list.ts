import type { DesignFactor } from '../../evidence/ledger/study-schema.ts'
import type { ClaimView } from '../../evidence/pages/claim-view.ts'
import { escapeText } from '../escape.ts'
import { fold } from '../page/parts.ts'
import { claimFacts, effectLine, factList, statusMark, whoSays } from './claim-parts.ts'
import type { EvidenceLinks } from './links.ts'

/** Design factors that a reader of a thread wants beside a claim; its own page has all of them. */
const inShort: ReadonlySet<DesignFactor> = new Set([
  'questionOrigin',
  'form',
  'rendering',
  'graders',
  'graderCount',
  'blinding',
  'funding',
])

/** The claims of a thread by their numbers: what is said, by whom, how big and how known, with the rest in a fold. HTML. */
export function claimList(claims: readonly ClaimView[], links: EvidenceLinks): string {
  const items = claims.map((view, index) => claimItem(view, index + 1, links))
  return `<ol class="claims">${items.join('\n')}</ol>`
}

function claimItem(view: ClaimView, number: number, links: EvidenceLinks): string {
  const { claim, status } = view
  const effect = effectLine(view)
  const short = { ...view, factors: view.factors.filter(({ factor }) => inShort.has(factor)) }
  const whole = `<p class="of"><a href="${links.claim(claim.id)}">All that the ledger holds of claim ${number}</a></p>`
  return [
    `<li id="claim-${number}"><span class="number">${number}</span>`,
    `<p>${escapeText(claim.statement)}</p>`,
    `<p class="of">${statusMark(status)} · ${escapeText(whoSays(view))}</p>`,
    effect === '' ? '' : `<p class="of">${escapeText(effect)}</p>`,
    fold(`What claim ${number} rests on`, factList(claimFacts(short)) + whole),
    '</li>',
  ].join('')
}
