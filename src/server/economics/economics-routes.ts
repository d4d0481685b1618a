import type { Route } from '../access/route.ts'
import type { EconomicsPlace } from '../contract/economics.ts'

/** What the economics page asks for; whoever may see the study page may see it. */
export function economicsRoutes(read: () => Promise<EconomicsPlace>): Route[] {
  return [
    {
      method: 'GET',
      path: '/api/economics',
      who: ['owner', 'analyst'],
      handle: async (context) => context.json(await read()),
    },
  ]
}
