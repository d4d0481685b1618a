import { existsSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { problem } from '../../problem.ts'
import { lockText } from '../../protocol/lock.ts'
import { readProtocol } from '../../protocol/read.ts'
import { readBundle, verifyBundle } from '../../store/bundle/read-bundle.ts'
import { nextSteps } from '../next-step.ts'
import { withStore, withStudy } from '../open-study.ts'
import type { CommandResult } from '../run-command.ts'
import { shownPath, studyFolder } from '../study-folder.ts'
import { storedLocks } from '../study-locks.ts'
import type { Terminal } from '../terminal.ts'
import { writeWhole } from '../whole-files.ts'

/** Restores an exported study into a folder that holds none yet. */
export async function importBundle(
  bundle: string,
  studyPath: string,
  terminal: Terminal,
): Promise<CommandResult> {
  const folder = studyFolder(studyPath)
  const documentName = basename(folder.protocol)
  const manifest = await verifyBundle(bundle)
  if (!manifest.documents.some(({ name }) => name === documentName)) {
    throw problem('BUNDLE_NO_PROTOCOL', 'The bundle holds no protocol.', 'Export the study again.', {
      place: { file: shownPath(join(bundle, 'manifest.json')), field: 'documents' },
      expected: documentName,
    })
  }
  const text = await readFile(join(bundle, documentName), 'utf8')
  readProtocol(text, shownPath(join(bundle, documentName)))
  // An earlier try that was killed after the protocol was written is gone on with.
  if (existsSync(folder.protocol) && (await readFile(folder.protocol, 'utf8')) !== text) {
    throw problem(
      'STUDY_EXISTS',
      'The folder has another protocol already; it was left as it is.',
      'Choose another folder.',
      { place: { file: shownPath(folder.protocol) } },
    )
  }
  await mkdir(folder.path, { recursive: true })
  await withStore(folder, terminal, (store, key) => readBundle(store, key, bundle))
  await writeWhole(folder.protocol, text)
  return withStudy(folder, terminal, async (study) => {
    const lock = (await storedLocks(study)).at(-1)
    if (lock !== undefined) await writeWhole(folder.lock, lockText(lock))
    const rows = Object.fromEntries(manifest.files.map((file) => [file.name, file.rows]))
    return {
      json: { study: folder.path, rows },
      lines: [
        `Restored ${manifest.files.map(({ name, rows: n }) => `${n} ${basename(name, '.jsonl')}`).join(', ')} rows.`,
        await nextSteps(study, folder.path),
      ],
    }
  })
}
