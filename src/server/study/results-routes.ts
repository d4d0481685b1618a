import { createHash } from 'node:crypto'
import { readBlindness } from '../../store/review/unblind.ts'
import { refuse } from '../access/refuse.ts'
import type { Route, ServerContext } from '../access/route.ts'
import type { StudyResults } from '../contract/study.ts'
import type { ServedStudy } from './served-study.ts'

const readers = ['owner', 'analyst'] as const
const reportPath = '/study/report'
/** An answer that takes longer keeps a page waiting; it asks again. */
const patience = 200

/** The report of a study, once its blind is lifted. */
export function resultsRoutes(served: ServedStudy): Route[] {
  return [
    {
      method: 'GET',
      path: '/api/study/results',
      who: readers,
      handle: async (context) => {
        const refused = await refusedResults(served, context)
        if (refused !== null) return refused
        const ready = await Promise.race([served.report().then(() => true), later(false)])
        const body: StudyResults = ready ? { state: 'ready', report: reportPath } : { state: 'running' }
        return context.json(body)
      },
    },
    {
      method: 'GET',
      path: reportPath,
      who: readers,
      handle: async (context) => {
        const refused = await refusedResults(served, context)
        if (refused !== null) return refused
        const html = await served.report()
        context.set('contentPolicy', reportPolicy(html))
        return context.html(html)
      },
    },
  ]
}

async function refusedResults(
  { store, study, readProtocol, readTotals }: ServedStudy,
  context: ServerContext,
): Promise<Response | null> {
  const { state } = await readBlindness(store, study)
  if (state === 'blind') {
    return refuse(
      context,
      409,
      'STUDY_BLIND',
      'The study is blind. Results and agreement between reviewers are shown once an owner has unblinded it.',
    )
  }
  // What the report of a trial may tell, the analysis itself knows; nobody marks there.
  if ((await readProtocol()).plan.assisted !== null) return null
  const { judgments } = await readTotals()
  return judgments === 0 ? refuse(context, 409, 'STUDY_NO_MARKS', 'The study has no marks yet.') : null
}

/** A policy under which the report's own style sheets hold, each by its hash, and nothing else does. */
export function reportPolicy(html: string): string {
  const hashes = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(
    ([, sheet = '']) => `'sha256-${createHash('sha256').update(sheet, 'utf8').digest('base64')}'`,
  )
  return [
    "default-src 'none'",
    `style-src ${hashes.length === 0 ? "'none'" : hashes.join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

function later<Value>(value: Value): Promise<Value> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(value), patience).unref()
  })
}
