import { problem } from '../../problem.ts'

/** Where a server is and how to reach it, from `DATABASE_URL` or `--to`. */
export interface ServerUrl {
  /** The address as the driver takes it, with its password. Never shown. */
  readonly connectionString: string
  /** The same without user, password and parameters, to be shown. */
  readonly shown: string
  /** The variable or option that the address stood in, for problems. */
  readonly field: string
}

const addressForm = 'postgres://user:password@host:port/database'
const tlsModes = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify']

/**
 * Reads the address of a server. Whoever asks for TLS gets it with the certificate checked in full (`require` and
 * `verify-ca` too); `no-verify` asks for encryption alone.
 *
 * @throws ProblemError STORE_URL, which never shows the address: it may hold a password.
 */
export function readServerUrl(text: string, field = 'DATABASE_URL'): ServerUrl {
  if (!/^postgres(ql)?:\/\//.test(text)) throw malformed(field, null, addressForm)
  if (!URL.canParse(text))
    throw malformed(field, null, `${addressForm}, with @ : / ? # % in a password as %40 %3A and so on`)
  const url = new URL(text)
  if (url.hostname === '') throw malformed(field, null, `${addressForm} with the name of a host`)
  for (const part of [url.username, url.password, url.pathname]) {
    if (!isDecodable(part)) throw malformed(field, null, `${addressForm}, with % in a password as %25`)
  }
  const mode = url.searchParams.get('sslmode')
  if (mode !== null && !tlsModes.includes(mode))
    throw malformed(field, `sslmode=${mode}`, `sslmode of ${tlsModes.join(', ')}`)
  const compatible = url.searchParams.get('uselibpqcompat') === 'true'
  if (!compatible && (mode === 'prefer' || mode === 'require' || mode === 'verify-ca')) {
    url.searchParams.set('sslmode', 'verify-full')
  }
  return { connectionString: url.href, shown: shownAddress(url), field }
}

function shownAddress(url: URL): string {
  return `postgres://${url.host}${url.pathname}`
}

function isDecodable(part: string): boolean {
  try {
    decodeURIComponent(part)
    return true
  } catch {
    return false
  }
}

function malformed(field: string, value: string | null, expected: string) {
  return problem('STORE_URL', `${field} is not the address of a PostgreSQL server.`, 'Correct it.', {
    place: { field },
    value,
    expected,
  })
}
