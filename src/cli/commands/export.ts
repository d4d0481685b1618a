import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { problem } from '../../problem.ts'
import { writeBundle } from '../../store/bundle/write-bundle.ts'
import { withStudy } from '../open-study.ts'
import type { CommandResult } from '../run-command.ts'
import { shellPath } from '../shell-word.ts'
import { shownPath, studyFolder } from '../study-folder.ts'
import type { Terminal } from '../terminal.ts'

/** Writes a study as JSONL with a manifest of hashes; people only by their pseudonyms. */
export async function exportStudy(
  folder: string,
  options: { readonly study: string },
  terminal: Terminal,
): Promise<CommandResult> {
  if (existsSync(folder)) {
    throw problem(
      'EXPORT_EXISTS',
      'There is something of that name already; it was left as it is.',
      'Choose another name, or remove it first.',
      {
        place: { file: shownPath(folder) },
      },
    )
  }
  return withStudy(studyFolder(options.study), terminal, async (study) => {
    const documents = new Map([
      [basename(study.folder.protocol), await readFile(study.folder.protocol, 'utf8')],
    ])
    const manifest = await writeBundle(study.store, study.record, folder, documents)
    return {
      json: { bundle: folder, manifest },
      lines: [
        `Exported to ${shownPath(folder)}, people by their pseudonyms only.`,
        `Next: equipoise import ${shellPath(folder)} --study <another folder> reads it back.`,
      ],
    }
  })
}
