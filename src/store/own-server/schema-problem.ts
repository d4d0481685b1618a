import { problem } from '../../problem.ts'
import { databaseProblem } from '../database-problem.ts'
import { errorCode, errorText } from '../embedded/error-code.ts'
import { connectProblem } from './connect-problem.ts'
import type { ServerUrl } from './server-url.ts'

const insufficientPrivilege = '42501'
const readOnlyTransaction = '25006'

/** The sentence for an error of bringing the tables of a server of one's own up to date. */
export function schemaProblem(error: unknown, url: ServerUrl): unknown {
  const code = errorCode(error)
  const place = { field: url.field }
  if (code === insufficientPrivilege) {
    return problem(
      'STORE_NO_RIGHTS',
      'The user may not make or use the tables of equipoise in this database.',
      'Let the owner of the database allow it: grant create, usage on schema public to <user>; tables that another user made need that user.',
      { place, value: errorText(error) },
    )
  }
  if (code === readOnlyTransaction) {
    return problem('STORE_READ_ONLY', 'The database cannot be written to.', 'Name the primary server.', {
      place,
      value: errorText(error),
    })
  }
  // PgBouncer's own refusals carry the code of a broken protocol.
  if (code === '08P01') return connectProblem(error, url)
  return databaseProblem(error)
}
