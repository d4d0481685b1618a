import { readdir } from 'node:fs/promises'
import { extname } from 'node:path'
import { exportFileNames } from '../learning/export/export-files.ts'
import { recipeFileNames } from '../learning/tuning/recipe.ts'
import { problem } from '../problem.ts'
import { errorCode } from '../store/embedded/error-code.ts'
import { shownPath } from './study-folder.ts'
import { unwritable } from './unwritable.ts'

const always = ['report.html', 'results.json', 'run.json']
const powerFiles = ['power.json', 'power.svg', 'power-narrow.svg']
const registrationFiles = ['preregistration', 'consort-ai', 'chart'].flatMap((name) => [
  `${name}.json`,
  `${name}.md`,
])
const coverageFiles = ['coverage.json', 'coverage.svg', 'coverage-narrow.svg']
const leftByFileManagers = ['.DS_Store', 'Thumbs.db', 'desktop.ini']

/**
 * Checks that a report may be put there: nothing is, or an earlier report. A report replaces the folder as a whole,
 * so anything else in it would be lost.
 *
 * @throws ProblemError REPORT_FOLDER, or FILE_UNWRITABLE where the folder cannot be entered.
 */
export function checkReportFolder(folder: string): Promise<void> {
  return checkOwnFolder(folder, {
    code: 'REPORT_FOLDER',
    name: 'report',
    always,
    mayHold: (name) => always.includes(name) || extname(name) === '.csv',
  })
}

/** The same for the files of `equipoise power`; POWER_FOLDER. */
export function checkPowerFolder(folder: string): Promise<void> {
  return checkOwnFolder(folder, {
    code: 'POWER_FOLDER',
    name: 'sample size',
    always: powerFiles,
    mayHold: (name) => powerFiles.includes(name),
  })
}

/** The same for the files of `equipoise coverage`; COVERAGE_FOLDER. */
export function checkCoverageFolder(folder: string): Promise<void> {
  return checkOwnFolder(folder, {
    code: 'COVERAGE_FOLDER',
    name: 'coverage',
    always: coverageFiles,
    mayHold: (name) => coverageFiles.includes(name),
  })
}

/** The same for the files of `equipoise register`; REGISTRATION_FOLDER. */
export function checkRegistrationFolder(folder: string): Promise<void> {
  return checkOwnFolder(folder, {
    code: 'REGISTRATION_FOLDER',
    name: 'registration',
    always: registrationFiles,
    mayHold: (name) => registrationFiles.includes(name),
  })
}

/** The same for the files of `equipoise mark`; MARKS_FOLDER. */
export function checkMarksFolder(folder: string): Promise<void> {
  return checkOwnFolder(folder, {
    code: 'MARKS_FOLDER',
    name: 'table of marks',
    always: ['marks.json'],
    mayHold: (name) => name === 'marks.json' || extname(name) === '.csv',
    remedy: 'Move that away.',
  })
}

/** The same for the files of `equipoise search eval`; EVALUATION_FOLDER. */
export function checkEvaluationFolder(folder: string): Promise<void> {
  return checkOwnFolder(folder, {
    code: 'EVALUATION_FOLDER',
    name: 'evaluation',
    always: ['evaluation.json'],
    mayHold: (name) => name === 'evaluation.json' || name.endsWith('.run.tsv'),
  })
}

/** The same for the files of `equipoise export-preferences`; EXPORT_FOLDER. */
export function checkExportFolder(folder: string): Promise<void> {
  return checkOwnFolder(folder, {
    code: 'EXPORT_FOLDER',
    name: 'export',
    always: ['manifest.json'],
    mayHold: (name) => name === 'manifest.json' || exportFileNames.some((known) => known === name),
  })
}

/** The same for the files of `equipoise tune recipe`; RECIPE_FOLDER. */
export function checkRecipeFolder(folder: string): Promise<void> {
  return checkOwnFolder(folder, {
    code: 'RECIPE_FOLDER',
    name: 'recipe',
    always: ['recipe.json'],
    mayHold: (name) => recipeFileNames.some((known) => known === name),
  })
}

/** The same for the files of `equipoise gate`; GATE_FOLDER. */
export function checkGateFolder(folder: string): Promise<void> {
  return checkOwnFolder(folder, {
    code: 'GATE_FOLDER',
    name: 'gate',
    always: ['gate.html', 'gate.json'],
    mayHold: (name) => name === 'gate.html' || name === 'gate.json',
  })
}

/** The same for the pages of `equipoise evidence page`; EVIDENCE_FOLDER. */
export function checkEvidencePagesFolder(folder: string): Promise<void> {
  return checkOwnFolder(folder, {
    code: 'EVIDENCE_FOLDER',
    name: 'evidence pages',
    always: ['index.html'],
    mayHold: (name) => name === 'index.html' || /^(thread|claim|compare)-.*\.html$/.test(name),
  })
}

/** The same for the files of `equipoise evidence meta`; META_FOLDER. */
export function checkMetaFolder(folder: string): Promise<void> {
  return checkOwnFolder(folder, {
    code: 'META_FOLDER',
    name: 'meta-analysis',
    always: ['meta.json'],
    mayHold: (name) => name === 'meta.json' || /^forest-\d+(-narrow)?\.svg$/.test(name),
  })
}

/** The same for the files of `equipoise evidence practice`; PRACTICE_FOLDER. */
export function checkPracticeFolder(folder: string): Promise<void> {
  const files = ['practice.html', 'practice.json']
  return checkOwnFolder(folder, {
    code: 'PRACTICE_FOLDER',
    name: 'benchmark against practice',
    always: files,
    mayHold: (name) => files.includes(name),
  })
}

/** The same for the files of `equipoise economics`; ECONOMICS_FOLDER. */
export function checkEconomicsFolder(folder: string): Promise<void> {
  const files = ['economics.html', 'economics.json']
  return checkOwnFolder(folder, {
    code: 'ECONOMICS_FOLDER',
    name: 'economics',
    always: files,
    mayHold: (name) => files.includes(name),
  })
}

interface OwnFolder {
  readonly code: string
  readonly name: string
  /** Files that tell an earlier one. */
  readonly always: readonly string[]
  readonly mayHold: (name: string) => boolean
  readonly remedy?: string
}

async function checkOwnFolder(folder: string, own: OwnFolder): Promise<void> {
  const { code, name, always, mayHold, remedy = 'Move that away, or name another folder with --out.' } = own
  const found = await readdir(folder).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return []
    throw unwritable(folder, error)
  })
  const entries = found.filter((entry) => !leftByFileManagers.includes(entry))
  const other = entries.find((entry) => !mayHold(entry))
  const earlier = always.every((entry) => entries.includes(entry))
  if (entries.length === 0 || (earlier && other === undefined)) return
  throw problem(
    code,
    `The folder for the ${name} holds what no earlier run of it wrote; it was left as it is.`,
    remedy,
    { place: { file: shownPath(folder) }, value: other ?? entries[0] ?? null },
  )
}
