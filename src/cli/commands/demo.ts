import { existsSync } from 'node:fs'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { problem } from '../../problem.ts'
import { removeDatabase } from '../../store/embedded/remove-database.ts'
import { withStore } from '../open-study.ts'
import type { CommandResult } from '../run-command.ts'
import { shownPath, studyFolder } from '../study-folder.ts'
import type { Terminal } from '../terminal.ts'
import { shippedFile } from '../version.ts'
import { analyseStudy } from './analyse.ts'
import { importInto } from './import.ts'
import { lockStudy } from './lock.ts'
import { placeProtocol } from './new.ts'
import { planStudyPower } from './power.ts'

const sample = 'sample'
const marker = '.equipoise-demo'
const tables = ['items.jsonl', 'pairs.csv', 'absolute.csv'] as const

/** Runs the sample study by the same commands that a user runs, in a folder that it makes anew each time. */
export async function runDemo(folder: string, terminal: Terminal): Promise<CommandResult> {
  const study = studyFolder(folder)
  await clearOldDemo(study.path)
  await mkdir(study.path, { recursive: true })
  await writeFile(
    join(study.path, marker),
    'Made by equipoise demo, which removes this folder when it runs again.\n',
  )
  await placeProtocol(sample, study.path)
  // Each command opens the store for itself; holding it open here lets them find the database running.
  return withStore(study, terminal, () => runSample(folder, terminal))
}

async function runSample(folder: string, terminal: Terminal): Promise<CommandResult> {
  const planned = await planStudyPower({ study: folder }, terminal)
  terminal.note(planned.lines.find((line) => line.startsWith('Plan:')) ?? '')
  for (const table of tables) {
    const source = fileURLToPath(shippedFile(`studies/${sample}/${table}`))
    const mapping = source.replace(/\.[a-z]+$/, '.mapping.yaml')
    const imported = await importInto(source, [], { study: folder, mapping }, terminal)
    terminal.note(imported.lines[0] ?? '')
  }
  const locked = await lockStudy({ study: folder }, terminal)
  for (const line of locked.lines.slice(0, 2)) terminal.note(line)
  const analysed = await analyseStudy({ study: folder }, terminal)
  return {
    json: analysed.json,
    lines: [
      ...analysed.lines,
      `What a study of this size can show: ${shownPath(join(studyFolder(folder).power, 'power.svg'))}`,
      `Open them in a browser; the study is in ${shownPath(studyFolder(folder).path)}.`,
    ],
  }
}

/** Empties the folder of an earlier demo, the marker last: whoever is killed before can do it again. */
async function clearOldDemo(path: string): Promise<void> {
  if (!existsSync(path)) return
  const entries = await readdir(path)
  if (entries.length === 0) return
  if (!entries.includes(marker)) {
    throw problem(
      'DEMO_FOLDER',
      'The folder holds something else than an earlier demo; it was left as it is.',
      'Name another folder: equipoise demo <folder>.',
      { place: { file: shownPath(path) } },
    )
  }
  await removeDatabase(path)
  for (const entry of entries.filter((name) => name !== marker))
    await rm(join(path, entry), { recursive: true })
  await rm(join(path, marker))
}
