import type { LedgerIndex } from '../../evidence/ledger/ledger.ts'
import { claimView } from '../../evidence/pages/claim-view.ts'
import { compareClaims } from '../../evidence/pages/comparison.ts'
import { threadView } from '../../evidence/pages/thread-view.ts'
import { renderClaim } from './claim-page.ts'
import { renderComparison } from './comparison-page.ts'
import { renderThreadIndex } from './index-page.ts'
import type { EvidenceLinks } from './links.ts'
import { renderThread } from './thread-page.ts'

/*
 * The pages over a ledger, each by its name: a server and a folder of files draw the same ones. HTML; null where the ledger
 * does not hold what is asked for.
 */

export function indexPage({ ledger }: LedgerIndex, links: EvidenceLinks): string {
  const threads = ledger.threads.map(({ id, title, what, claims, openQuestions }) => ({
    id,
    title,
    what: what[0]?.text ?? '',
    claims: claims.length,
    questions: openQuestions.length,
  }))
  return renderThreadIndex(threads, ledger.claims.length, links)
}

export function threadPage(index: LedgerIndex, id: string, links: EvidenceLinks): string | null {
  const view = threadView(index, id)
  return view === null ? null : renderThread(view, links)
}

export function claimPage(index: LedgerIndex, id: string, links: EvidenceLinks): string | null {
  const view = claimView(index, id)
  if (view === null) return null
  const threads = index.ledger.threads.filter(({ claims }) => claims.includes(id))
  return renderClaim(view, threads, links)
}

export function comparisonPage(
  index: LedgerIndex,
  ids: readonly string[],
  links: EvidenceLinks,
): string | null {
  const comparison = compareClaims(index, ids)
  return comparison === null ? null : renderComparison(comparison, links)
}
