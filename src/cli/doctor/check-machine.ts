import { readFile, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { count } from '../../report/format.ts'
import { packagedBinaries } from '../../store/embedded/binaries.ts'
import { existingCluster } from '../../store/embedded/place.ts'
import { softwareVersion } from '../version.ts'
import { type Finding, note, notWhole, whole } from './finding.ts'

/** PostgreSQL writes as much before it throws old records away (`max_wal_size`), and an import as much again. */
const leastFreeBytes = 512e6

/** What runs here, and whether the files of the database are of its version. */
export async function checkVersions(workspace: string): Promise<readonly Finding[]> {
  const own = `equipoise ${softwareVersion}, Node ${process.versions.node}`
  const cluster = await existingCluster(workspace)
  if (cluster === null) return [whole('versions', own)]
  const needed = await majorOfPackage()
  const found =
    (await readFile(join(cluster, 'data', 'PG_VERSION'), 'utf8').catch(() => null))?.trim() ?? null
  if (found === needed) return [whole('versions', `${own}, PostgreSQL ${found}`)]
  return [
    notWhole('versions', {
      code: 'DOCTOR_DATABASE_VERSION',
      message: 'The files of the database are not of the version of PostgreSQL that this software brings.',
      place: { file: cluster },
      value: found,
      expected: needed,
      remedy: 'Open it with the version of equipoise that made it and save it with `equipoise backup`.',
    }),
  ]
}

async function majorOfPackage(): Promise<string> {
  const text = await readFile(join(packagedBinaries(), '..', 'package.json'), 'utf8')
  return /"version":\s*"(\d+)\./.exec(text)?.[1] ?? ''
}

/** Whether there is room to work in. */
export async function checkDisk(workspace: string): Promise<readonly Finding[]> {
  const cluster = await existingCluster(workspace)
  const findings: Finding[] = []
  for (const place of new Set([workspace, cluster ?? workspace])) {
    const found = await statfs(place).catch(() => null)
    if (found === null) {
      findings.push(note('disk', `How much room there is at ${place} cannot be said.`))
      continue
    }
    const free = found.bavail * found.bsize
    const words = `${count(Math.floor(free / 1e6))} MB free`
    findings.push(
      free >= leastFreeBytes
        ? whole('disk', `${words} at ${place}`)
        : notWhole('disk', {
            code: 'DOCTOR_DISK_NEARLY_FULL',
            message: 'The disk is nearly full; what comes next may not be stored.',
            place: { file: place },
            value: words,
            expected: `at least ${leastFreeBytes / 1e6} MB free`,
            remedy: 'Free some space on that disk. What was stored before is safe.',
          }),
    )
  }
  return findings
}
