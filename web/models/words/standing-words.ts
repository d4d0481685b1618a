import type { KeptModelView } from '../../../src/server/contract/models.ts'

type Standing = KeptModelView['standing']

/** What a model is at the moment, behind its name. */
export const standingWords: Readonly<Record<Standing, string>> = {
  served: 'answers now',
  canary: 'on trial, with a share of the questions',
  shadow: 'on trial, unseen',
  before: 'answered before',
  kept: 'kept, not in use',
}

const order: readonly Standing[] = ['served', 'canary', 'shadow', 'before', 'kept']

/** What is in use first; otherwise as the server has them. */
export function inOrder(models: readonly KeptModelView[]): readonly KeptModelView[] {
  return [...models].sort((one, other) => order.indexOf(one.standing) - order.indexOf(other.standing))
}

/** Whether it answers or is tried: these are shown whole, others on request. */
export function isInUse({ standing }: Pick<KeptModelView, 'standing'>): boolean {
  return standing === 'served' || standing === 'canary' || standing === 'shadow'
}
