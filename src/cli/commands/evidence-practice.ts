import { join } from 'node:path'
import type { Reading } from '../../evidence/practice/measures.ts'
import { type Practice, practice } from '../../evidence/practice/practice.ts'
import { problem } from '../../problem.ts'
import { renderPractice } from '../../report/evidence/practice/practice-page.ts'
import { practiceLines } from '../evidence/practice/practice-lines.ts'
import { measuredStudies } from '../evidence/practice/results-file.ts'
import { checkPracticeFolder } from '../report-folder.ts'
import type { CommandResult } from '../run-command.ts'
import { shownPath } from '../study-folder.ts'
import { softwareVersion } from '../version.ts'
import { writeFolderWhole } from '../whole-files.ts'

export interface EvidencePracticeOptions {
  readonly out?: string | undefined
  /** `theirs=ours` or `study/theirs=ours`. */
  readonly same?: readonly string[] | undefined
}

/** Sets exam, rubric and side-by-side scores of arms beside what people decided with them, from files of results of any studies. */
export async function evidencePractice(
  files: readonly string[],
  { out, same = [] }: EvidencePracticeOptions,
): Promise<CommandResult> {
  if (files.length === 0)
    throw problem(
      'USAGE_EVIDENCE_PRACTICE',
      '`evidence practice` takes files of results.',
      'Name marks.json or results.json of the studies.',
      { place: { field: 'names' } },
    )
  if (out !== undefined) await checkPracticeFolder(out)
  const found = practice(await measuredStudies(files), same)
  const json = practiceJson(found)
  const lines = practiceLines(found)
  if (out === undefined) return { json, lines }
  const page = join(out, 'practice.html')
  await writeFolderWhole(
    out,
    new Map([
      ['practice.html', renderPractice(found, software)],
      ['practice.json', `${JSON.stringify(json, null, 2)}\n`],
    ]),
  )
  return { json: { ...json, page }, lines: [...lines, '', `Page: ${shownPath(page)}`] }
}

const software = `equipoise ${softwareVersion}`

/** Values are shares: 0.1 is 10 percent or 10 points. */
function practiceJson({ table, correlations, seed, resamples }: Practice) {
  return {
    schemaVersion: 1,
    software,
    sample: table.sample,
    seed,
    resamples,
    studies: table.studies,
    measures: table.columns,
    arms: table.arms.map(({ id, label, readings }) => ({
      id,
      label,
      readings: Object.fromEntries(
        table.columns.map((column, place) => [column.id, readingJson(readings[place] ?? null)]),
      ),
    })),
    correlations,
  }
}

/** The arm is told once, above its readings. */
function readingJson(reading: Reading | null): Omit<Reading, 'arm'> | null {
  if (reading === null) return null
  const { arm: _arm, ...measured } = reading
  return measured
}
