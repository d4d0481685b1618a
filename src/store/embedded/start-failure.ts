import { type ProblemError, problem } from '../../problem.ts'

/**
 * Why a server or a new cluster did not come up, read from what PostgreSQL wrote.
 *
 * `running`: another process started it first, or stopped it at once. `orphans`: backends of a killed server have not left yet.
 */
export type StartFailure =
  | 'running'
  | 'orphans'
  | 'port'
  | 'disk-full'
  | 'permission'
  | 'not-a-database'
  | 'libraries'
  | 'no-account'
  | 'unknown'

// The first pattern found decides, so causes stand before the complaints that follow from them.
const signs: readonly (readonly [StartFailure, RegExp])[] = [
  ['disk-full', /No space left on device|Disk quota exceeded|not enough space/i],
  ['libraries', /error while loading shared libraries|Library not loaded|image not found/i],
  // A server writes its number a moment after it makes the file.
  ['running', /(lock|PID) file "[^"]*postmaster\.pid" (already exists|is empty)/],
  ['orphans', /pre-existing shared memory block/],
  ['port', /could not bind .* address|could not create any TCP\/IP sockets/],
  [
    'not-a-database',
    /database files are incompatible with server|is not a valid data directory|is not a database cluster directory|does not contain a valid/i,
  ],
  ['no-account', /could not look up effective user ID/],
  [
    'permission',
    /Permission denied|Read-only file system|has wrong ownership|has invalid permissions|EACCES/i,
  ],
  ['running', /received (fast|immediate) shutdown request/],
]

/** Reads the reason out of the output of initdb or pg_ctl joined with the server's log. */
export function readStartFailure(output: string): StartFailure {
  for (const [failure, pattern] of signs) if (pattern.test(output)) return failure
  return 'unknown'
}

/** The sentence for a failure that trying again does not mend. */
export function startProblem(failure: StartFailure, folder: string, output: string): ProblemError {
  const value = reasonLine(output)
  switch (failure) {
    case 'disk-full':
      return diskFull(folder, value)
    case 'permission':
      return noPermission(folder, value)
    case 'port':
      return problem(
        'STORE_PORT_TAKEN',
        'The database server found no free port on 127.0.0.1.',
        'Close programs that hold many ports, then try again.',
        { place: { file: folder }, value },
      )
    case 'not-a-database':
      return wrongVersion(folder, value, null)
    case 'libraries':
      return problem(
        'STORE_BINARIES_MISSING',
        'PostgreSQL lacks a library on this machine.',
        'Install the package again without --ignore-scripts, or set DATABASE_URL to a PostgreSQL server.',
        { place: { file: folder }, value },
      )
    case 'no-account':
      return problem(
        'STORE_NO_ACCOUNT',
        'PostgreSQL does not run for a user that has no name on this machine.',
        'Run the command as a user with an entry in /etc/passwd, or set DATABASE_URL to a PostgreSQL server.',
        { value },
      )
    default:
      return problem(
        'STORE_START_FAILED',
        'The database server did not start.',
        `Read ${folder}/server.log for the reason, or set DATABASE_URL to a PostgreSQL server.`,
        { place: { file: folder }, value },
      )
  }
}

export function diskFull(folder: string, value: string | null): ProblemError {
  return problem(
    'STORE_DISK_FULL',
    'The disk that holds the database is full.',
    'Free some space on that disk, then try again; what was stored before is safe.',
    { place: { file: folder }, value },
  )
}

export function noPermission(folder: string, value: string | null): ProblemError {
  return problem(
    'STORE_NO_PERMISSION',
    'The database may not read or write its folder.',
    'Give the user who runs the command the right to write there, or choose another folder.',
    { place: { file: folder }, value },
  )
}

export function wrongVersion(folder: string, value: string | null, expected: string | null): ProblemError {
  return problem(
    'STORE_WRONG_VERSION',
    'The folder is not a database folder of this version of PostgreSQL.',
    'Open it with the version of equipoise that made it and export the studies, or move the folder away.',
    { place: { file: folder }, value, expected },
  )
}

export function oldCluster(folder: string, value: string, expected: string): ProblemError {
  return problem(
    'STORE_OLD_CLUSTER',
    'The database of this workspace was made with an older PostgreSQL.',
    'Run `equipoise store upgrade` with the same --study: it carries everything over and keeps the old database.',
    { place: { file: folder }, value: `PostgreSQL ${value}`, expected: `PostgreSQL ${expected}` },
  )
}

/** The line of PostgreSQL's output where the reason stands, without its time stamp. */
function reasonLine(output: string): string | null {
  const said = output
    .split('\n')
    .map((line) => line.replace(/^\d{4}-\d\d-\d\d [\d:.]+ \S+ \[\d+\] /, '').trim())
    .filter((line) => line !== '')
  const lines = said.filter((line) => !line.startsWith('pg_ctl:'))
  const gravest = lines.findLast((line) => /^(FATAL|PANIC):/.test(line))
  // Where nothing sounds like a reason, the last that was said is the best there is.
  return gravest ?? lines.findLast((line) => /error:|could not|denied/.test(line)) ?? said.at(-1) ?? null
}
