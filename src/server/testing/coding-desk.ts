import type { Store } from '../../store/store.ts'
import { codingProtocol } from '../../store/testing/coding-trial.ts'
import { codingRoutes } from '../coding/coding-routes.ts'

/** The routes of the coding desk for the SAMPLE trial of `codingTrial`. */
export function codingDeskRoutes(store: Store, study: { readonly id: string }) {
  const { plan, document } = codingProtocol
  const { assisted } = plan
  if (assisted === null) throw new Error('The protocol has no assisted section.')
  const { title, arms } = document
  return codingRoutes(async () => ({ store, study, title, sample: plan.sample, arms, assisted }))
}
