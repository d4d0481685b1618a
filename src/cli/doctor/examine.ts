import { knownBackupFolders } from '../backup/backups-folder.ts'
import { studyPath } from '../backup/workspace-studies.ts'
import type { Terminal } from '../terminal.ts'
import { checkBackups, checkRestore } from './check-backups.ts'
import { checkCorpora } from './check-corpora.ts'
import { checkDatabase } from './check-database.ts'
import { checkDisk, checkVersions } from './check-machine.ts'
import { checkModels, checkReleases } from './check-models.ts'
import { checkProcesses } from './check-processes.ts'
import { checkNames, type Finding } from './finding.ts'

/** Looks at everything in a workspace, in the order in which it is told. */
export async function examine(workspace: string, terminal: Terminal): Promise<readonly Finding[]> {
  const database = await checkDatabase(workspace, terminal)
  const folders = database.studies.flatMap((study) => studyPath(workspace, study) ?? [])
  const findings = [
    ...(await checkVersions(workspace)),
    ...(await checkDisk(workspace)),
    ...(await checkProcesses(workspace, [...folders, ...(await knownBackupFolders(workspace))])),
    ...(await checkRestore(workspace)),
    ...database.findings,
    ...(await checkCorpora(workspace, terminal)),
    ...(await checkReleases(workspace)),
    ...(await checkModels(workspace)),
    ...(await checkBackups(workspace)),
  ]
  terminal.endProgress()
  return findings.toSorted((one, other) => checkNames.indexOf(one.check) - checkNames.indexOf(other.check))
}
