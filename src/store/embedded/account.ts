import { readFile } from 'node:fs/promises'
import { problem } from '../../problem.ts'

/** The operating system's user that the database server runs as. */
export interface ServerAccount {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

/**
 * The user to run PostgreSQL as: null means the present one.
 *
 * PostgreSQL refuses to run as root, so root hands it to `nobody`.
 *
 * @throws ProblemError STORE_NO_ACCOUNT where root finds no such user in the password file.
 */
export async function serverAccount(passwordFile = '/etc/passwd'): Promise<ServerAccount | null> {
  if (process.getuid === undefined || process.getuid() !== 0) return null
  const account = parseAccount(await readFile(passwordFile, 'utf8'), 'nobody')
  if (account !== null) return account
  throw problem(
    'STORE_NO_ACCOUNT',
    'PostgreSQL does not run as root, and this machine has no user named nobody to run it as.',
    'Run the command as an ordinary user, or set DATABASE_URL to a PostgreSQL server.',
    { place: { file: passwordFile } },
  )
}

/** The entry of one user in the text of a passwd(5) file; null where it is absent or is root itself. */
export function parseAccount(text: string, name: string): ServerAccount | null {
  for (const line of text.split('\n')) {
    const [entry, , uidText, gidText] = line.split(':')
    if (entry !== name) continue
    const uid = Number.parseInt(uidText ?? '', 10)
    const gid = Number.parseInt(gidText ?? '', 10)
    if (uid > 0 && gid >= 0) return { name, uid, gid }
  }
  return null
}
