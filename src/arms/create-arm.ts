import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { problem } from '../problem.ts'
import type { PlannedArm } from '../protocol/plan.ts'
import { createApiArm } from './api/api-arm.ts'
import { type Environment, keyOf } from './api/key.ts'
import type { Arm } from './arm.ts'
import { createBaselineArm, readPassages } from './baseline-arm.ts'
import { createCaptureArm } from './capture-arm.ts'
import { type AnswerLookup, createDegradedArm } from './degraded-arm.ts'
import { createRecordedArm } from './recorded-arm.ts'
import { createSearchArm, type QuestionSearch, type SearchedPlace, searchKey } from './search-arm.ts'

/** What arms need from the world around them. */
export interface ArmSurroundings {
  readonly environment: Environment
  /** Folder of the study, in which files of arms are. */
  readonly studyFolder: string
  /** Answers that are recorded already, for arms that are made from others. */
  readonly lookUp: AnswerLookup
  /** Searches that are open, by the name of their corpus. */
  readonly searches: ReadonlyMap<string, QuestionSearch>
}

/**
 * Makes the arm that a protocol describes. An arm without a source is never called: its answers are imported.
 *
 * @throws ProblemError where a key is missing or a file cannot be used.
 */
export function createArm(planned: PlannedArm, surroundings: ArmSurroundings): Arm {
  const { id, source } = planned
  const read = (file: string) => readArmFile(id, join(surroundings.studyFolder, file))
  if (source === null) return createCaptureArm(id, true)
  switch (source.via) {
    case 'api':
      return createApiArm({ id, source, key: keyOf(id, source.keyFrom, surroundings.environment) })
    case 'recorded':
      return createRecordedArm(id, read(source.file), source.file)
    case 'baseline':
      return createBaselineArm(
        id,
        source.corpus === null ? null : readPassages(read(source.corpus), source.corpus),
        source.passages,
      )
    case 'search':
      return createSearchArm(id, openedSearch(surroundings, source))
    case 'degraded':
      return createDegradedArm(id, source.of, source.degradation, surroundings.lookUp)
    case 'capture':
      return createCaptureArm(id, source.cites)
    case 'vendor':
      return source.file === null
        ? createCaptureArm(id, true)
        : createRecordedArm(id, read(source.file), source.file)
  }
}

function openedSearch({ searches }: ArmSurroundings, source: SearchedPlace): QuestionSearch {
  const search = searches.get(searchKey(source))
  if (search === undefined) throw new RangeError(`the corpus ${source.corpus} of an arm was not opened`)
  return search
}

const whyUnreadable: Readonly<Record<string, string>> = {
  ENOENT: 'is not there',
  ENOTDIR: 'is not there',
  EISDIR: 'is a folder',
  EACCES: 'may not be read by this user',
  EPERM: 'may not be read by this user',
}

function readArmFile(arm: string, path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    throw problem(
      'ARM_FILE_UNREADABLE',
      `The file that the arm ${arm} takes its answers or passages from ${whyUnreadable[String(error.code)] ?? 'cannot be read'}.`,
      `Put the file there, or mend its name in the source of the arm ${arm} in the protocol.`,
      { place: { file: path } },
    )
  }
}
