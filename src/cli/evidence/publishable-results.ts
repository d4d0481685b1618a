import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type Results, resultsSchema } from '../../analysis/results-schema.ts'
import { parsedJson } from '../../parsed-json.ts'
import { problem } from '../../problem.ts'
import { resultsHashName } from '../../report/page/provenance-part.ts'
import { shellPath } from '../shell-word.ts'
import { type StudyFolder, shownPath } from '../study-folder.ts'
import { readTextFile } from '../text-file.ts'
import { contradictionIn } from './sound-verdict.ts'

const assistedSchema = z.object({ kind: z.literal('assisted') })

/** Results that may become claims. */
export interface PublishableResults {
  readonly results: Results
  /** Whether the report beside them vouches for their bytes; results.json alone has nobody to vouch for it. */
  readonly vouched: boolean
}

/**
 * The results of a study that is over: unblinded, with verdicts, at its last look, and as the analysis wrote them. The report carries
 * the hash of results.json; and what a verdict says must hold together by itself.
 *
 * @throws ProblemError EVIDENCE_ASSISTED for an assisted-use trial, whose results are no claims, and others for a study that is not over
 */
export async function publishableResults(study: StudyFolder): Promise<PublishableResults> {
  const path = join(study.report, 'results.json')
  const analyse = `equipoise analyse --study ${shellPath(shownPath(study.path))}`
  const again = `Analyse it again: ${analyse}`
  if (!existsSync(path))
    throw existsSync(study.path)
      ? problem('EVIDENCE_NO_RESULTS', 'The study has no results yet.', `Analyse it first: ${analyse}`, {
          place: { file: shownPath(path), field: 'study' },
        })
      : problem('EVIDENCE_NO_STUDY', 'There is no such folder.', 'Name the folder of a study.', {
          place: { file: shownPath(study.path), field: 'study' },
        })
  const { text, bytes } = await readTextFile(path, 'study')
  const place = { file: shownPath(path) }
  const data = parsedJson(text)
  if (assistedSchema.safeParse(data).success)
    throw problem(
      'EVIDENCE_ASSISTED',
      'These are results of an assisted-use trial. Claims of the ledger are of marks that answers got, and have no place for what people decided.',
      `Set them beside exam, rubric and side-by-side scores instead, see docs/guide/practice.md: equipoise evidence practice ${shellPath(shownPath(path))}`,
      { place: { ...place, field: 'kind' }, value: 'assisted', expected: 'results of a review' },
    )
  const parsed = resultsSchema.safeParse(data)
  if (!parsed.success)
    throw problem('EVIDENCE_RESULTS', 'These are no results of a study.', again, {
      place: { ...place, field: parsed.error.issues[0]?.path.map(String).join('.') ?? '' },
    })
  const vouched = await vouchedFor(study, bytes, place, again)
  checkOver(parsed.data, place)
  for (const [number, verdict] of parsed.data.verdicts.entries()) {
    const found = contradictionIn(verdict, parsed.data.plan.axes)
    if (found !== null)
      throw problem('EVIDENCE_RESULTS_CHANGED', found.message, again, {
        place: { ...place, field: `verdicts.${number}.${found.field}` },
        value: found.value,
        expected: found.expected,
      })
  }
  return { results: parsed.data, vouched }
}

function checkOver({ verdicts, plan }: Results, place: { readonly file: string }): void {
  if (verdicts.length === 0)
    throw problem(
      'EVIDENCE_NO_VERDICTS',
      'The results have no verdicts: the study is blind still, or its plan has no hypotheses.',
      'Unblind the study, analyse it again and publish then.',
      { place },
    )
  if (plan.look.number < plan.look.of)
    throw problem('EVIDENCE_LOOK', 'This is a look before the end of the study.', 'Publish the last look.', {
      place: { ...place, field: 'plan.look' },
      value: `look ${plan.look.number} of ${plan.look.of}`,
    })
}

/** @returns false where results.json stands alone, outside any study. */
async function vouchedFor(
  study: StudyFolder,
  bytes: Buffer,
  place: { readonly file: string },
  remedy: string,
): Promise<boolean> {
  const page = join(study.report, 'report.html')
  if (!existsSync(page)) {
    if (!existsSync(study.protocol) && !existsSync(study.lock)) return false
    throw problem('EVIDENCE_NO_REPORT', 'The report beside the results is gone.', remedy, {
      place: { file: shownPath(page) },
    })
  }
  const { text } = await readTextFile(page, 'study')
  const named = text.split(resultsHashName)[1] ?? ''
  const [expected] = /\b[0-9a-f]{64}\b/.exec(named.slice(0, 200)) ?? [null]
  const value = createHash('sha256').update(bytes).digest('hex')
  if (expected === value) return true
  throw problem(
    'EVIDENCE_RESULTS_CHANGED',
    expected === null
      ? 'The report does not say which results.json it was made with.'
      : 'results.json is not the one that the report was made with.',
    remedy,
    { place, value: `SHA-256 ${value}`, expected: expected === null ? null : `SHA-256 ${expected}` },
  )
}
