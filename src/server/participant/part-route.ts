import { ProblemError } from '../../problem.ts'
import { refuse } from '../access/refuse.ts'
import type { Admission, Route, ServerContext } from '../access/route.ts'
import type { OpenTrial } from './open-trial.ts'

/** The trial of the study as it is now; null where the study is no assisted-use trial. */
export type ReadTrial = () => Promise<OpenTrial | null>

type Handle = (context: ServerContext, trial: OpenTrial) => Promise<Response>

/**
 * Makes routes of participants. What goes wrong is told in sentences made for them; everything else, which may name an arm, a model
 * or a file, goes to whoever runs the server.
 */
export function partRoute(readTrial: ReadTrial, onFault: (error: unknown) => void) {
  return (method: Route['method'], path: string, who: Admission, handle: Handle): Route => ({
    method,
    path,
    who,
    largestBody: 100_000,
    handle: async (context) => {
      try {
        const trial = await readTrial()
        if (trial === null) return refuse(context, 404, 'PAGE_UNKNOWN', 'There is no such page.')
        return await handle(context, trial)
      } catch (error) {
        if (error instanceof ProblemError && error.problems.every(({ code }) => isForParticipants(code))) {
          throw error
        }
        onFault(error)
        return refuse(context, 500, 'SERVER_FAULT', 'Something went wrong here. What was saved stays saved.')
      }
    },
  })
}

function isForParticipants(code: string): boolean {
  return code.startsWith('PART_') || code === 'REQUEST_INVALID'
}
