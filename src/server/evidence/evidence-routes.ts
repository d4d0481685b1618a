import type { LedgerIndex } from '../../evidence/ledger/ledger.ts'
import { servedLinks } from '../../report/evidence/links.ts'
import { claimPage, comparisonPage, indexPage, threadPage } from '../../report/evidence/pages.ts'
import { renderLedgerProblems } from '../../report/evidence/problem-page.ts'
import { refuse } from '../access/refuse.ts'
import { type Route, type ServerContext, visitorOf } from '../access/route.ts'
import { reportPolicy } from '../study/results-routes.ts'
import type { ServedEvidence } from './served-evidence.ts'

const everybody = ['owner', 'analyst', 'capturer', 'reviewer'] as const
const always: readonly string[] = ['owner', 'analyst']

type Draw = (index: LedgerIndex, context: ServerContext) => string | null

/**
 * The pages over the evidence ledger. Nobody changes anything here. Owners and analysts read them at any time, others once the
 * study is unblinded: who still judges answers should not have read how the systems did elsewhere.
 */
export function evidenceRoutes(served: ServedEvidence): Route[] {
  const page = (path: string, draw: Draw): Route => ({
    method: 'GET',
    path,
    who: everybody,
    handle: async (context) => {
      if (!always.includes(visitorOf(context).role) && !(await served.isOpenToAll()))
        return refuse(
          context,
          409,
          'STUDY_BLIND',
          'What others found is shown once the study is unblinded, so that nobody judges by it.',
        )
      const ledger = await served.ledger()
      if (ledger.state === 'broken') return answered(context, renderLedgerProblems(ledger.problems), 422)
      const html = draw(ledger.index, context)
      return html === null
        ? refuse(context, 404, 'EVIDENCE_UNKNOWN', 'The ledger has nothing of this name.')
        : answered(context, html, 200)
    },
  })
  return [
    page('/evidence', (index) => indexPage(index, servedLinks)),
    page('/evidence/:thread', (index, { req }) => threadPage(index, req.param('thread') ?? '', servedLinks)),
    page('/evidence/claims/:claim', (index, { req }) =>
      claimPage(index, req.param('claim') ?? '', servedLinks),
    ),
    page('/evidence/compare/*', (index, { req }) =>
      comparisonPage(index, comparedClaims(req.path), servedLinks),
    ),
  ]
}

/** Ids of the ledger need no encoding, so what needs any names no claim. */
function comparedClaims(path: string): string[] {
  return path.split('/').slice(3)
}

function answered(context: ServerContext, html: string, status: 200 | 422): Response {
  context.set('contentPolicy', reportPolicy(html))
  return context.html(html, status)
}
