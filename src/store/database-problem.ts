import { problem } from '../problem.ts'
import { errorCode, errorText } from './embedded/error-code.ts'
import { isTransient } from './embedded/lease.ts'
import { diskFull } from './embedded/start-failure.ts'
import { movedProblem } from './moving/study-place.ts'

/** What PgBouncer says where it lost the server, or found none in time. */
const poolerLost =
  /server conn crashed|query_wait_timeout|server_login|cannot connect|server closed|client_idle_timeout/

/** The sentence for what a person can mend in an error of the database; every other error as it is. */
export function databaseProblem(error: unknown): unknown {
  const code = errorCode(error)
  if (code === '53100') return diskFull('the database', errorText(error))
  // Raised by the trigger of migration 13.
  if (code === 'EQ002') return movedProblem(null)
  if (code === '55P03') {
    return problem(
      'STORE_BUSY',
      'Another process has been writing to this study for a long time.',
      'Wait until it is done, then try again.',
    )
  }
  if (code === '40P01' || code === '40001') {
    return problem(
      'STORE_BUSY',
      'Two processes wrote to this study at once, and one had to give way; its step was not stored.',
      'Try again.',
    )
  }
  if (isTransient(error) || (code === '08P01' && poolerLost.test(errorText(error)))) {
    return problem(
      'STORE_GONE',
      'The database server went away; the step was not stored.',
      'Try again; an embedded server is started anew, and one of your own has to run.',
      { value: errorText(error) },
    )
  }
  return error
}

/** Runs a step against the database and turns its errors into sentences where there are any. */
export async function withProblems<Result>(step: () => Promise<Result>): Promise<Result> {
  try {
    return await step()
  } catch (error) {
    throw databaseProblem(error)
  }
}
