import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { type CoverageResults, coverageSchema } from '../../analysis/coverage/coverage-schema.ts'
import { coverageOfStudy } from '../../analysis/coverage/study-coverage.ts'
import type { ItemRow } from '../../analysis/marks/mark-row.ts'
import type { PracticeTask } from '../../items/practice-mix.ts'
import { publishedPractice } from '../../items/practice-table.ts'
import { practiceTaskNames } from '../../items/practice-tasks.ts'
import { ownStrata, stratumOf } from '../../items/strata.ts'
import { type Problem, ProblemError, problem } from '../../problem.ts'
import { parseProtocol } from '../../protocol/read.ts'
import { coverageFigure } from '../../report/coverage-figure.ts'
import { readItems } from '../../store/reading/read-items.ts'
import { coverageLines } from '../coverage-lines.ts'
import { loadStudyData } from '../load-study-data.ts'
import { type OpenStudy, withStudy } from '../open-study.ts'
import { checkCoverageFolder } from '../report-folder.ts'
import type { CommandResult } from '../run-command.ts'
import { shownPath, studyFolder } from '../study-folder.ts'
import { verifiedLocks } from '../study-locks.ts'
import type { Terminal } from '../terminal.ts'
import { readTextFile } from '../text-file.ts'
import { softwareVersion } from '../version.ts'
import { writeFolderWhole } from '../whole-files.ts'

export interface CoverageOptions {
  readonly study: string
  readonly stratum: string
  /** File with a table from values to categories. */
  readonly tasks?: string
  /** Outcomes too, by the locked plan. */
  readonly results?: boolean
  readonly out?: string
}

/** Says how much of what clinicians ask the items of a study cover, and writes what it says. */
export function studyCoverage(options: CoverageOptions, terminal: Terminal): Promise<CommandResult> {
  return withStudy(studyFolder(options.study), terminal, async (study) => {
    const folder = options.out ?? study.folder.coverage
    await checkCoverageFolder(folder)
    const own = await ownTasks(options.tasks)
    const items = await itemRows(study)
    checkStratum(items, options.stratum)
    const results = coverageOfStudy({
      document: study.protocol.document,
      plan: options.results === true ? await lockedPlan(study) : study.protocol.plan,
      items,
      stratum: options.stratum,
      practice: publishedPractice(own),
      data: options.results === true ? await markedData(study, terminal) : null,
      softwareVersion,
    })
    const files = new Map([
      ['coverage.json', `${JSON.stringify(coverageSchema.parse(results), null, 2)}\n`],
      ['coverage.svg', `${coverageFigure(results, 'wide')}\n`],
      ['coverage-narrow.svg', `${coverageFigure(results, 'narrow')}\n`],
    ])
    await writeFolderWhole(folder, files)
    const paths = [...files.keys()].map((name) => shownPath(join(folder, name)))
    return resultOf(results, paths)
  })
}

function resultOf(results: CoverageResults, paths: readonly string[]): CommandResult {
  return {
    json: { ...results, files: paths },
    lines: [...coverageLines(results), '', `Files: ${paths.join(', ')}`],
  }
}

async function itemRows(study: OpenStudy): Promise<ItemRow[]> {
  const items: ItemRow[] = []
  for await (const page of readItems(study.store, study.record)) {
    for (const { key, strata } of page) items.push({ key, strata: ownStrata(strata) })
  }
  return items
}

function checkStratum(items: readonly ItemRow[], stratum: string): void {
  if (items.some(({ strata }) => stratumOf(strata, stratum) !== null)) return
  const known = [...new Set(items.flatMap(({ strata }) => Object.keys(strata)))].sort()
  throw problem(
    'COVERAGE_NO_STRATUM',
    items.length === 0 ? 'The study has no items yet.' : 'No item of the study has this stratum.',
    items.length === 0
      ? 'Bring them in with `equipoise import`.'
      : 'Name another with --stratum, or import items whose strata hold the task.',
    {
      place: { field: '--stratum' },
      value: stratum,
      expected: known.length === 0 ? null : known.join(', '),
    },
  )
}

/** The plan that results rest on: the locked one. Outcomes are not looked at before there is one. */
async function lockedPlan(study: OpenStudy) {
  const last = (await verifiedLocks(study)).at(-1)
  if (last === undefined) {
    throw problem(
      'COVERAGE_NOT_LOCKED',
      'Results are carried over to practice by a locked plan only, and the study has none.',
      'Run `equipoise lock` first, or leave --results out.',
      { place: { field: '--results' } },
    )
  }
  return parseProtocol(last.protocol, (path) => ({
    file: shownPath(study.folder.lock),
    field: path.join('.'),
  })).plan
}

async function markedData(study: OpenStudy, terminal: Terminal) {
  const data = await loadStudyData(study, terminal)
  if (data.marks.size > 0) return data
  throw problem(
    'STUDY_NO_MARKS',
    'The study has no marks yet.',
    'Bring them in with `equipoise import`, or leave --results out.',
    { place: { file: shownPath(study.folder.path) } },
  )
}

const tasksSchema = z.strictObject({ tasks: z.record(z.string().min(1), z.string()) })

/** A table of one's own: `tasks: {Follow-up: Treatment & management}`. */
async function ownTasks(file: string | undefined): Promise<ReadonlyMap<string, PracticeTask>> {
  if (file === undefined) return new Map()
  const place = { file: shownPath(file) }
  const { text } = await readTextFile(file, '--tasks')
  const table = tasksSchema.safeParse(yamlOf(text))
  if (!table.success) {
    throw problem(
      'COVERAGE_TASKS_FILE',
      'The table of tasks cannot be read.',
      'Write `tasks:` and below it one line for each value; docs/guide/coverage.md shows one.',
      { place, expected: 'tasks: {<value of the stratum>: <published category>}' },
    )
  }
  const problems: Problem[] = []
  const own = new Map<string, PracticeTask>()
  for (const [value, category] of Object.entries(table.data.tasks)) {
    const known = practiceTaskNames.find((name) => name === category)
    if (known !== undefined) own.set(value, known)
    else
      problems.push({
        code: 'COVERAGE_TASKS_FILE',
        message: 'There is no such published category.',
        place: { ...place, field: `tasks.${value}` },
        value: category,
        expected: practiceTaskNames.join(', '),
        remedy: 'Write one of them, or leave the line out.',
      })
  }
  if (problems.length > 0) throw new ProblemError(problems)
  return own
}

/** Null where the text is not YAML. */
function yamlOf(text: string): unknown {
  try {
    return parse(text)
  } catch {
    return null
  }
}
