import { execFile } from 'node:child_process'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { projectRoot } from './command-line.ts'

/** The oldest line of Node that the project supports; the version is fixed, so that a difference is ours. */
const node22Version = '22.23.0'

const cache = join(projectRoot, '.cache')
const minutes = 60_000

/** Words of npm where no registry can be reached, as opposed to one that says no. */
const unreachable =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|EIDLETIMEOUT|ENOTCACHED/

export function installedNode22(): Promise<string | null> {
  return installedNode(node22Version)
}

/**
 * Path of a version of Node, installed by npm into the project's cache where it is not there yet; null, with a printed reason,
 * where the registry cannot be reached.
 */
export async function installedNode(wanted: string): Promise<string | null> {
  const folder = join(cache, `node-${wanted.split('.')[0]}`)
  const binary = join(folder, 'node_modules', 'node', 'bin', 'node')
  if ((await versionOf(binary)) === `v${wanted}`) return binary
  const temporary = `${folder}.new-${process.pid}`
  await mkdir(temporary, { recursive: true })
  try {
    await promisify(execFile)(
      'npm',
      [
        'install',
        '--prefix',
        temporary,
        '--no-save',
        '--no-audit',
        '--no-fund',
        '--fetch-retries=1',
        `node@${wanted}`,
      ],
      // Its install script asks the network, too; without a folder of its own it would find this project.
      { cwd: temporary, env: installEnvironment(), timeout: 5 * minutes },
    )
    await rm(folder, { recursive: true, force: true })
    await rename(temporary, folder)
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error)
    if (!unreachable.test(said)) throw error
    process.stdout.write(`Skipped: Node ${wanted} is not in .cache and npm reaches no registry.\n`)
    return null
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
  const version = await versionOf(binary)
  if (version !== `v${wanted}`) throw new Error(`npm installed Node ${version}, not ${wanted}`)
  return binary
}

/**
 * The environment without what `npm test` adds: settings of this project's run of npm would be those of the install,
 * too. The registry and the cache stay what the user made them.
 */
function installEnvironment(): NodeJS.ProcessEnv {
  const kept = ['npm_config_registry', 'npm_config_cache', 'npm_config_userconfig', 'npm_config_globalconfig']
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !name.toLowerCase().startsWith('npm_') || kept.includes(name.toLowerCase()),
    ),
  )
}

async function versionOf(node: string): Promise<string | null> {
  return promisify(execFile)(node, ['--version']).then(
    ({ stdout }) => stdout.trim(),
    () => null,
  )
}
