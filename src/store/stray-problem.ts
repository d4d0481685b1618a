import { databaseProblem } from './database-problem.ts'
import { errorCode, errorText } from './embedded/error-code.ts'

const sqlState = /^[0-9A-Z]{5}$/
/** What the driver says of a connection that broke under a query. */
const broken =
  /^(Connection terminated|Client (has encountered a connection error|was closed)|timeout exceeded when trying to connect)/

/**
 * The sentence for an error of the database that reached the front door as it was thrown: a connection may break between
 * any two steps. Every other error as it is.
 */
export function strayProblem(error: unknown): unknown {
  const code = errorCode(error)
  const ofDatabase = code === null ? broken.test(errorText(error)) : sqlState.test(code)
  return ofDatabase ? databaseProblem(error) : error
}
