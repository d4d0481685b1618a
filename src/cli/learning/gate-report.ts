import { type GateResults, gateResultsSchema } from '../../learning/gate/gate-results.ts'
import { textSha256 } from '../../learning/preferences/text-sha256.ts'
import type { ReleaseEntry, ReleaseReason } from '../../learning/serving/release.ts'
import { parsedJson } from '../../parsed-json.ts'
import { problem } from '../../problem.ts'
import { labelFreePrior } from '../../search/rank/prior.ts'
import { shownPath } from '../study-folder.ts'
import { readTextFile } from '../text-file.ts'

/** A report of a gate, with the bytes that it was read from. */
export interface ReadGate {
  readonly file: string
  readonly text: string
  readonly sha256: string
  readonly report: GateResults
}

/** @throws ProblemError GATE_REPORT where the file is none, and those of `readTextFile`. */
export async function readGateReport(path: string): Promise<ReadGate> {
  const { text } = await readTextFile(path, '--gate')
  const report = gateResultsSchema.safeParse(parsedJson(text)).data
  if (report === undefined)
    throw problem('GATE_REPORT', 'The file is no report of a gate.', 'Name gate.json as the gate wrote it.', {
      place: { file: shownPath(path), field: '--gate' },
    })
  return { file: shownPath(path), text, sha256: textSha256(text), report }
}

/** What a gate calls a version: the name of its model, or of the ranking that needs none. */
export function gateNames(model: string | null): readonly string[] {
  return model === null ? [labelFreePrior.id, 'label-free-prior'] : [model]
}

/**
 * Whether a report lets a version through: it passed, it is of this very version, and it was held against what is served now.
 *
 * @param versions Models of the candidate and of what is served, by name; null is the label-free prior.
 * @throws ProblemError GATE_OTHER_MODEL, GATE_OTHER_INCUMBENT, GATE_NOT_PASSED
 */
export function passedGate(
  { file, report, sha256 }: ReadGate,
  versions: { readonly candidate: string | null; readonly served: string | null },
): ReleaseReason {
  const place = { file, field: 'candidate' }
  const own = gateNames(versions.candidate)
  if (!own.includes(report.candidate))
    throw problem('GATE_OTHER_MODEL', 'The gate was for another model.', 'Put this one through a gate.', {
      place,
      value: report.candidate,
      expected: own[0] ?? null,
    })
  const served = gateNames(versions.served)
  if (!served.includes(report.incumbent))
    throw problem(
      'GATE_OTHER_INCUMBENT',
      'The gate held the model against something else than what is served now.',
      'Put it through a gate against what is served.',
      { place: { file, field: 'incumbent' }, value: report.incumbent, expected: served[0] ?? null },
    )
  if (report.verdict === 'pass' && report.tests.some(({ verdict }) => verdict !== 'pass'))
    throw problem(
      'GATE_REPORT_ALTERED',
      'The report says pass, and its own tests do not: it was changed after the gate wrote it.',
      'Run the gate again and name what it writes.',
      { place: { file, field: 'verdict' } },
    )
  if (report.verdict !== 'pass')
    throw problem(
      'GATE_NOT_PASSED',
      `The gate did not pass: ${report.sentence}`,
      report.verdict === 'fail'
        ? 'The report says which test failed; a model that fails goes no further under this plan.'
        : 'Have the missing answers judged and run the gate again.',
      { place: { file, field: 'verdict' }, value: report.verdict, expected: 'pass' },
    )
  return { by: 'gate', verdict: 'pass', sha256 }
}

/**
 * Whether a report came after what was watched reopened the gate. A gate gives the same bytes for the same judgments, so a report
 * that was on record before has not looked again.
 *
 * @param writtenAt When its file was last written.
 */
export function looksAgain(
  entries: readonly ReleaseEntry[],
  { sha256 }: Pick<ReadGate, 'sha256'>,
  writtenAt: Date,
): boolean {
  const at = entries.findLast(({ action }) => action === 'reopen-gate')?.at
  if (at === undefined) return true
  const isOnRecord = entries.some(
    (entry) =>
      (entry.action === 'promote' || entry.action === 'try') &&
      entry.reason.by === 'gate' &&
      entry.reason.sha256 === sha256,
  )
  return !isOnRecord && writtenAt.getTime() > new Date(at).getTime()
}
