import { join } from 'node:path'
import { sql } from 'kysely'
import { z } from 'zod'
import { counted } from '../../report/format.ts'
import { readScreenshot, settleScreenshot } from '../../server/capture/screenshot-folder.ts'
import { hashOfFile } from '../../store/backup/hashed-file.ts'
import { withProblems } from '../../store/database-problem.ts'
import type { Store } from '../../store/store.ts'
import { kindOf } from '../backup/entries.ts'
import { type StudyOfWorkspace, studyPath } from '../backup/workspace-studies.ts'
import { shownPath } from '../study-folder.ts'
import { type Finding, note, notWhole, type Repair, whole } from './finding.ts'

const rowsSchema = z.array(z.object({ file: z.string(), sha256: z.string() }))

/** The screenshots that captured answers name, each by its hash. */
export async function checkCaptures(
  store: Store,
  workspace: string,
  studies: readonly StudyOfWorkspace[],
): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  for (const study of studies) {
    const path = studyPath(workspace, study)
    if (path !== null) findings.push(...(await checkStudy(store, study, path)))
  }
  return findings
}

async function checkStudy(store: Store, study: StudyOfWorkspace, path: string): Promise<readonly Finding[]> {
  const { rows } = await withProblems(() =>
    sql`select distinct screenshot as file, screenshot_sha256 as sha256 from capture
      where study_id = ${study.id}::uuid and screenshot is not null and screenshot_sha256 is not null
      order by 1`.execute(store.database),
  )
  const findings: Finding[] = []
  let held = 0
  let elsewhere = 0
  for (const { file, sha256 } of rowsSchema.parse(rows)) {
    if (await isThere(join(path, file), sha256)) held += 1
    // Only the capture desk keeps its pictures in the study's folder; those of a file stay where that was.
    else if (file.startsWith('captures/')) findings.push(await lostPicture(path, file, sha256))
    else elsewhere += 1
  }
  const name = study.folder ?? study.key
  if (held > 0) findings.push(whole('captures', `${name}: ${counted(held, 'screenshot')} by its hash`))
  if (elsewhere > 0)
    findings.push(
      note('captures', `${name}: ${counted(elsewhere, 'screenshot')} lie elsewhere and were not looked at`),
    )
  return findings
}

async function isThere(file: string, sha256: string): Promise<boolean> {
  return (await kindOf(file)) === 'file' && (await hashOfFile(file)).sha256 === sha256
}

async function lostPicture(study: string, file: string, sha256: string): Promise<Finding> {
  const waiting =
    (await kindOf(join(study, file))) === 'other' && (await readScreenshot(study, sha256)) !== null
  const settle: Repair = {
    does: `gives the screenshot ${file} the name that its answer says`,
    asks: false,
    run: async () => {
      await settleScreenshot(study, { file })
      return `Gave the screenshot ${file} the name that its answer says; a crash had come between.`
    },
  }
  return notWhole(
    'captures',
    {
      code: waiting ? 'DOCTOR_SCREENSHOT_WAITING' : 'DOCTOR_SCREENSHOT',
      message: waiting
        ? 'A screenshot is there and has not got its name yet.'
        : 'The screenshot of an answer is gone or was changed.',
      place: { file: shownPath(join(study, file)) },
      value: null,
      expected: sha256,
      remedy: waiting ? 'Run `equipoise doctor --repair`.' : 'Restore it from a backup.',
    },
    waiting ? settle : null,
  )
}
