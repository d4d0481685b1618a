import { existsSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { problem } from '../../problem.ts'
import { counted } from '../../report/format.ts'
import { deleteStudy, readContents, type StudyContents } from '../../store/erasure/delete-study.ts'
import { findStudyAnywhere } from '../../store/moving/find-study-anywhere.ts'
import { readPlace } from '../../store/moving/study-place.ts'
import { withStore } from '../open-study.ts'
import type { CommandResult } from '../run-command.ts'
import { shellPath } from '../shell-word.ts'
import { type StudyFolder, shownPath, studyFolder } from '../study-folder.ts'
import type { Terminal } from '../terminal.ts'

export interface DeleteOptions {
  readonly confirm?: string
  readonly yes?: boolean
  readonly files?: boolean
}

/** Deletes a study from the database, or what stayed there of one that was moved away, and with `--files` its folder; what remains is an entry in the log of the workspace. */
export function deleteCommand(
  study: string,
  options: DeleteOptions,
  terminal: Terminal,
): Promise<CommandResult> {
  const folder = studyFolder(study)
  if (options.files === true) refuseWorkspace(folder)
  return withStore(folder, terminal, async (store, key) => {
    const id = await findStudyAnywhere(store, key)
    if (id === null) {
      throw problem(
        'DELETE_NO_STUDY',
        'The database knows no study of this folder; nothing was deleted.',
        'Name the folder of the study as it stands in its workspace.',
        { place: { file: shownPath(folder.path) } },
      )
    }
    const { place, peer } = await readPlace(store.database, id)
    if (options.yes !== true) refuseUnconfirmed(folder, options.confirm, await readContents(store, { id }))
    const contents = await deleteStudy(store, { id })
    if (options.files === true) await rm(folder.path, { recursive: true, force: true })
    const left = await readdir(folder.path).catch(() => [])
    return {
      json: { study: id, deleted: contents, files: left, movedTo: place === 'moved' ? peer : null },
      lines: [
        `Deleted from the database: ${inWords(contents)}.`,
        ...(place === 'moved'
          ? [`These were the rows that stayed here; the study itself is in ${peer}.`]
          : []),
        'The log of the workspace has an entry that says so: equipoise audit list --workspace.',
        ...(left.length === 0
          ? []
          : [
              `Files stay in ${shownPath(folder.path)}: ${left.join(', ')}. Remove them where they are to go too.`,
            ]),
        'Exports, backups and files that were handed on are not reached.',
      ],
    }
  })
}

function inWords({ people, items, answers, judgments, entries }: StudyContents): string {
  return `${counted(people, 'person', 'people')}, ${counted(items, 'item')}, ${counted(answers, 'answer')}, ${counted(judgments, 'judgment')}, and ${counted(entries, 'entry', 'entries')} of the audit log`
}

function refuseUnconfirmed(folder: StudyFolder, confirm: string | undefined, contents: StudyContents): void {
  const name = basename(folder.path)
  if (confirm === name) return
  throw problem(
    'DELETE_UNCONFIRMED',
    `This would delete for good: ${inWords(contents)}. Nothing was deleted.`,
    `Where that is meant: equipoise delete ${shellPath(shownPath(folder.path))} --confirm ${shellPath(name)}`,
    { place: { field: '--confirm' }, value: confirm ?? null, expected: `the name of its folder, ${name}` },
  )
}

/** A lone study is its own workspace: its folder holds the database that the command is using. */
function refuseWorkspace(folder: StudyFolder): void {
  if (!existsSync(join(folder.path, '.equipoise'))) return
  throw problem(
    'DELETE_WORKSPACE',
    'The folder holds the database of a workspace; nothing was deleted.',
    'Delete the study without --files, then remove the folder by hand once nothing uses it.',
    { place: { file: shownPath(folder.path) } },
  )
}
