import type { Route } from '../access/route.ts'
import type { ModelsPage } from '../contract/models.ts'

const readers = ['owner', 'analyst'] as const

/** Models with their cards and gates, releases and drift, for those who run the study. @param read What is there now. */
export function modelsRoutes(read: () => Promise<ModelsPage>): Route[] {
  return [
    {
      method: 'GET',
      path: '/api/models',
      who: readers,
      handle: async (context) => context.json(await read()),
    },
  ]
}
