import { type ProblemError, problem } from '../../problem.ts'
import { errorCode, errorText } from '../embedded/error-code.ts'
import type { ServerUrl } from './server-url.ts'

interface Reason {
  readonly code: string
  readonly message: string
  readonly remedy: string
}

const certificateCodes = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
])

const wrongPassword: Reason = {
  code: 'STORE_PASSWORD',
  message: 'The database server does not accept this user and password.',
  remedy:
    'Correct them in the address; characters such as @ : / # % are written as %40 %3A %2F %23 %25 there.',
}
const noDatabase: Reason = {
  code: 'STORE_NO_DATABASE',
  message: 'The server has no database of this name.',
  remedy: 'Create it (create database ... encoding UTF8), or correct the name in the address.',
}
const certificate: Reason = {
  code: 'STORE_TLS',
  message: 'The certificate of the database server is not one to be trusted for this address.',
  remedy:
    'Name the certificate of its authority with sslrootcert=<file> in the address; sslmode=no-verify encrypts without knowing to whom.',
}
const withoutTls: Reason = {
  code: 'STORE_TLS',
  message: 'The address asks for TLS, and the database server does not offer it.',
  remedy: 'Turn TLS on at the server; sslmode=disable goes without, for a network that nobody else is on.',
}
const needsTls: Reason = {
  code: 'STORE_TLS',
  message: 'The database server does not let this user in from here without TLS.',
  remedy: 'Add sslmode=verify-full to the address, or let the server accept this machine (pg_hba.conf).',
}
const noEntry: Reason = {
  code: 'STORE_NO_ENTRY',
  message: 'The database server does not let this user in from this machine.',
  remedy: 'Let the server accept this machine, user and database (pg_hba.conf).',
}
const crowded: Reason = {
  code: 'STORE_CROWDED',
  message: 'The database server, or the pooler before it, has no connection left.',
  remedy: 'Try again later, or let it take more connections.',
}
const statementPooling: Reason = {
  code: 'STORE_POOLER_MODE',
  message: 'The connection pooler hands out connections for single statements, which allows no transactions.',
  remedy: 'Set its pool_mode to transaction or session for this database.',
}
const starting: Reason = {
  code: 'STORE_UNREACHABLE',
  message: 'The database server is starting or stopping.',
  remedy: 'Try again in a moment.',
}
const unreachable: Reason = {
  code: 'STORE_UNREACHABLE',
  message: 'The database server cannot be reached.',
  remedy: 'Check the address and that the server runs, or unset DATABASE_URL to use the workspace.',
}

/** By the words of PostgreSQL, PgBouncer and the driver, where the code alone does not tell. */
const words: readonly (readonly [RegExp, Reason])[] = [
  [/transaction blocks not allowed in statement pooling/, statementPooling],
  [/does not support SSL connections/, withoutTls],
  [/SSL (off|required)|no encryption/, needsTls],
  [/no pg_hba\.conf entry/, noEntry],
  [
    /SASL|password authentication failed|no such user|client password must be|authentication failed/,
    wrongPassword,
  ],
  [/no such database|database "[^"]*" does not exist/, noDatabase],
  [
    /query_wait_timeout|no more connections allowed|too many (clients|connections)|remaining connection slots/,
    crowded,
  ],
  [/certificate/, certificate],
]

/** The sentence for an error of connecting to a server of one's own; never with the address, which holds a password. */
export function connectProblem(error: unknown, url: ServerUrl): ProblemError {
  const reason = reasonOf(error)
  return problem(reason.code, reason.message, reason.remedy, {
    place: { field: url.field },
    value: errorText(error) || errorCode(error),
  })
}

function reasonOf(error: unknown): Reason {
  const code = errorCode(error)
  const said = errorText(error)
  if (code === '28P01') return wrongPassword
  if (code === '3D000') return noDatabase
  if (code === '53300') return crowded
  if (code === '57P03') return starting
  if (code !== null && certificateCodes.has(code)) return certificate
  return words.find(([pattern]) => pattern.test(said))?.[1] ?? unreachable
}
