import { type Marks, marksSchema } from '../../analysis/judges/marks-schema.ts'
import { canonicalHash } from '../../protocol/hash.ts'
import { criterionListCsv, keyListCsv, preferenceListCsv } from '../../report/marks/mark-lists.ts'
import { marksText, summaryFiles } from '../../report/marks/summary-files.ts'
import type { OpenStudy } from '../open-study.ts'
import { softwareVersion } from '../version.ts'
import { keySummary } from './key-marks.ts'
import type { Markable } from './markable.ts'
import { pairSummary } from './pair-marks.ts'
import { rubricSummary } from './rubric-marks.ts'

export interface MarksSummary {
  readonly marks: Marks
  /** Texts of the folder of marks by file name. */
  readonly files: ReadonlyMap<string, string>
}

/** All machine marks of a study, whoever made them, as figures and as lists. */
export async function summariseMarks(study: OpenStudy, markable: Markable): Promise<MarksSummary> {
  const { document, plan } = study.protocol
  const key = await keySummary(study, markable)
  const rubric = await rubricSummary(study, markable)
  const pairwise = await pairSummary(study, markable)
  const marks = marksSchema.parse({
    schemaVersion: 1,
    software: `equipoise ${softwareVersion}`,
    study: { id: plan.id, title: plan.title, sample: plan.sample },
    protocolHash: canonicalHash(document),
    marksHash: canonicalHash({
      key: key?.rows ?? null,
      rubric: rubric === null ? null : { answers: rubric.answers, votes: rubric.votes },
      pairwise: pairwise?.rows ?? null,
    }),
    key: key?.part ?? null,
    rubric: rubric?.part ?? null,
    pairwise: pairwise?.part ?? null,
  })
  const { sample } = plan
  const lists: readonly (readonly [string, string])[] = [
    ...(key === null ? [] : [['key-marks.csv', keyListCsv(sample, key.lines)] as const]),
    ...(rubric === null ? [] : [['rubric-marks.csv', criterionListCsv(sample, rubric.lines)] as const]),
    ...(pairwise === null
      ? []
      : [['pairwise-marks.csv', preferenceListCsv(sample, pairwise.lines)] as const]),
  ]
  return { marks, files: new Map([['marks.json', marksText(marks)], ...summaryFiles(marks), ...lists]) }
}
