import { ProblemError } from '../../problem.ts'
import type { Route } from '../access/route.ts'
import { type EconomicsPlace, economicsProblemsSchema } from '../contract/economics.ts'

/** What the economics page asks for; whoever may see the study page may see it. */
export function economicsRoutes(read: () => Promise<EconomicsPlace>): Route[] {
  return [
    {
      method: 'GET',
      path: '/api/economics',
      who: ['owner', 'analyst'],
      handle: async (context) => {
        try {
          return context.json(await read())
        } catch (error) {
          if (!(error instanceof ProblemError)) throw error
          // A mistake in economics.yaml: owners and analysts are those who can mend it. The name of the file and not its path.
          const problems = error.problems.map(({ place, ...one }) => ({
            ...one,
            file: place.file?.split(/[/\\\\]/).at(-1) ?? null,
            line: place.line ?? null,
            field: place.field ?? null,
          }))
          return context.json(economicsProblemsSchema.parse({ problems }), 422)
        }
      },
    },
  ]
}
