import { existsSync } from 'node:fs'
import { copyFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { problem } from '../../problem.ts'
import { counted } from '../../report/format.ts'
import { removeDatabase } from '../../store/embedded/remove-database.ts'
import { countEvents } from '../../store/review/count-events.ts'
import { findStudy } from '../../store/studies.ts'
import { runLearning } from '../demo/run-learning.ts'
import { runTrial } from '../demo/run-trial.ts'
import { assumptionsFile } from '../economics/assumptions-file.ts'
import { withStore } from '../open-study.ts'
import type { CommandResult } from '../run-command.ts'
import { shellPath } from '../shell-word.ts'
import { shownPath, studyFolder } from '../study-folder.ts'
import type { Terminal } from '../terminal.ts'
import { shippedFile } from '../version.ts'
import { analyseStudy } from './analyse.ts'
import { askQuestion } from './ask.ts'
import { importInto } from './import.ts'
import { indexCorpus } from './index-corpus.ts'
import { lockStudy } from './lock.ts'
import { markStudy } from './mark.ts'
import { placeProtocol } from './new.ts'
import { planStudyPower } from './power.ts'
import { reviewCommand } from './review.ts'
import { runStudy } from './run.ts'

const sample = 'sample'
const sampleAnswers = 'sample-answers'
/** The study of answers lies inside the folder of the demo, and in the same database. */
const answersFolder = 'answers'
const marker = '.equipoise-demo'
const tables = ['items.jsonl', 'pairs.csv', 'absolute.csv'] as const

export interface DemoOptions {
  readonly fresh?: boolean
}

/**
 * Runs the sample studies by the same commands that a user runs, in a folder that it makes anew each time; but for one in
 * which people have marked answers.
 */
export async function runDemo(
  folder: string,
  options: DemoOptions,
  terminal: Terminal,
): Promise<CommandResult> {
  const study = studyFolder(folder)
  const marked = options.fresh === true ? 0 : await workOfPeople(folder, terminal)
  if (marked > 0) return keptDemo(folder, marked)
  await clearOldDemo(study.path)
  await mkdir(study.path, { recursive: true })
  await writeFile(
    join(study.path, marker),
    'Made by equipoise demo, which makes this folder anew when it runs again, unless people have marked answers in it.\n',
  )
  // A workspace of its own, also inside another: what the demo makes goes with its folder.
  await mkdir(join(study.path, '.equipoise'))
  await placeProtocol(sample, study.path)
  // What the invented answers of the sample cost is invented too, and says so.
  await copyFile(shippedPath(sample, assumptionsFile), join(study.path, assumptionsFile))
  // Each command opens the store for itself; holding it open here lets them find the database running.
  return withStore(study, terminal, async () => {
    const answers = await runAnswers(join(folder, answersFolder), terminal)
    const asked = await runSearch(folder, terminal)
    const learned = await runLearning(join(folder, 'learning'), terminal)
    const trial = await runTrial(join(folder, 'trial'), terminal)
    const marks = await runSample(folder, terminal)
    return {
      json: {
        ...marks.json,
        answers: answers.json,
        search: asked.json,
        learning: learned.json,
        trial: trial.json,
      },
      lines: [
        ...answers.lines,
        '',
        ...asked.lines,
        '',
        ...learned.lines,
        '',
        ...trial.lines,
        '',
        ...marks.lines,
      ],
    }
  })
}

/** Answers that arms compute on this machine, marked by key and by rubric. */
async function runAnswers(folder: string, terminal: Terminal): Promise<CommandResult> {
  const study = studyFolder(folder)
  await placeProtocol(sampleAnswers, study.path)
  const items = shippedPath(sampleAnswers, 'items.jsonl')
  const imported = await importInto(items, [], { study: folder, mapping: mappingOf(items) }, terminal)
  terminal.note(imported.lines[0] ?? '')
  const locked = await lockStudy({ study: folder }, terminal)
  for (const line of locked.lines.slice(0, 2)) terminal.note(line)
  const collected = await runStudy({ study: folder, skipKeyless: true }, terminal)
  const byKey = await markStudy({ study: folder, kind: 'key' }, terminal)
  terminal.note(byKey.lines[0] ?? '')
  const from = shippedPath(sampleAnswers, 'rubric-marks.jsonl')
  const byRubric = await markStudy({ study: folder, from }, terminal)
  // Afterwards: while a review is blind, what machines marked is not told by the names of the arms.
  const opened = await reviewCommand('open', [], { study: folder }, terminal)
  terminal.note(opened.lines[0] ?? '')
  return {
    json: { collected: collected.json, marked: byRubric.json },
    lines: [
      'SAMPLE answers, collected from arms that this machine computes:',
      ...collected.lines,
      '',
      ...byRubric.lines,
      `The review desk: equipoise serve --study ${shellPath(folder)}`,
      'No judge was called: the marks by rubric are SAMPLE marks that ship, made by a script that looks for words.',
    ],
  }
}

/** The small corpus that ships, and one question to it. */
async function runSearch(folder: string, terminal: Terminal): Promise<CommandResult> {
  const near = { corpus: 'main', near: folder }
  const indexed = await indexCorpus([], { ...near, sample: true }, terminal)
  terminal.note(indexed.lines[0] ?? '')
  const question = 'How is an attack of gout treated?'
  const { json, lines } = await askQuestion(question, near, terminal)
  return {
    json: { ...json },
    lines: [`SAMPLE sources, asked by the clinical search of this machine: ${question}`, ...lines],
  }
}

function shippedPath(study: string, file: string): string {
  return fileURLToPath(shippedFile(`studies/${study}/${file}`))
}

function mappingOf(table: string): string {
  return table.replace(/\.[a-z]+$/, '.mapping.yaml')
}

async function runSample(folder: string, terminal: Terminal): Promise<CommandResult> {
  const planned = await planStudyPower({ study: folder }, terminal)
  terminal.note(planned.lines.find((line) => line.startsWith('Plan:')) ?? '')
  for (const table of tables) {
    const source = shippedPath(sample, table)
    const imported = await importInto(source, [], { study: folder, mapping: mappingOf(source) }, terminal)
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

/** How often people saved something at the review desk of an earlier demo. */
async function workOfPeople(folder: string, terminal: Terminal): Promise<number> {
  const { path } = studyFolder(folder)
  const answers = studyFolder(join(folder, answersFolder))
  // A demo that was killed early has no study or no database yet.
  const database = process.env.DATABASE_URL ? answers.identity : join(path, '.equipoise')
  if (![join(path, marker), answers.protocol, database].every((one) => existsSync(one))) return 0
  return withStore(answers, terminal, async (store, key) => {
    const record = await findStudy(store, key)
    return record === null ? 0 : countEvents(store, record)
  })
}

function keptDemo(folder: string, marked: number): CommandResult {
  const answers = shellPath(join(folder, answersFolder))
  return {
    json: { kept: true, saved: marked },
    lines: [
      `The demo in ${shownPath(studyFolder(folder).path)} was kept as it is: at its review desk ${counted(marked, 'change was', 'changes were')} saved by people.`,
      `The review desk: equipoise serve --study ${answers}`,
      `To begin anew and lose them: equipoise demo ${shellPath(folder)} --fresh`,
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
