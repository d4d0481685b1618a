import { type DriftFinding, type DriftLimits, usualLimits } from '../../learning/watch/drift.ts'
import { problem } from '../../problem.ts'
import { count, counted } from '../../report/format.ts'
import { type CorpusDrift, corpusDrift, crossedFindings, newFindings } from '../learning/corpus-drift.ts'
import { checkCorpusThere } from '../learning/index-sha256.ts'
import { addRelease, readReleases } from '../learning/release-log.ts'
import { versionWords } from '../learning/release-words.ts'
import { askSentinels } from '../learning/sentinels.ts'
import { type CommandResult, exitCodes } from '../run-command.ts'
import type { GradesName } from '../search/read-judged.ts'
import { tableLines } from '../table-lines.ts'

export interface DriftOptions {
  readonly corpus: string
  readonly baseline?: string | undefined
  readonly weeks?: number | undefined
  readonly sentinels?: readonly string[] | undefined
  readonly grades?: GradesName | undefined
  readonly psi?: number | undefined
  readonly abstention?: number | undefined
  readonly unjudged?: number | undefined
  readonly winRate?: number | undefined
  readonly fewest?: number | undefined
  /** A folder of the workspace. */
  readonly near?: string | undefined
}

/** Says whether what is asked and answered has changed since the version was let through; what crossed a limit reopens the gate. */
export async function showDrift(options: DriftOptions): Promise<CommandResult> {
  const { corpus, near = '.' } = options
  await checkCorpusThere(corpus, near)
  const { entries, state } = await readReleases(corpus, near)
  const [before = null, served = null] = [state.promoted.at(-2), state.promoted.at(-1)]
  const sentinels =
    options.sentinels === undefined
      ? null
      : await askSentinels(
          options.sentinels,
          { served, before },
          { corpus, near, grades: options.grades ?? null },
        )
  const found = await corpusDrift(
    corpus,
    { entries, state },
    {
      baseline: options.baseline ?? null,
      presentWeeks: options.weeks ?? 1,
      limits: limitsOf(options),
      sentinels,
      near,
    },
  )
  const crossed = crossedFindings(found)
  const { periods } = found
  if (crossed.length === 0 && sentinels === null && periods.before.questions + periods.after.questions === 0)
    throw problem(
      'DRIFT_NOTHING_COUNTED',
      'Nothing was counted, so nothing can be said.',
      'Serve the corpus with equipoise serve --watch, or name frozen questions with --sentinels.',
      { place: { field: '--corpus' }, value: corpus },
    )
  await reopenGate(corpus, near, crossed)
  return {
    json: { corpus, ...found, sentinels, crossed },
    lines: linesOf(corpus, found, crossed),
    exitCode: crossed.length === 0 ? exitCodes.done : exitCodes.problem,
  }
}

function limitsOf(options: DriftOptions): DriftLimits {
  return {
    ...usualLimits,
    psi: options.psi ?? usualLimits.psi,
    abstention: options.abstention ?? usualLimits.abstention,
    unjudged: options.unjudged ?? usualLimits.unjudged,
    sentinelWinRate: options.winRate ?? usualLimits.sentinelWinRate,
    fewestQuestions: options.fewest ?? usualLimits.fewestQuestions,
  }
}

/** Puts what crossed a limit on record, each finding once until a gate has looked again. */
async function reopenGate(corpus: string, near: string, crossed: readonly string[]): Promise<void> {
  const { state } = await readReleases(corpus, near)
  if (newFindings(crossed, state.reopened).length === 0) return
  await addRelease(corpus, near, new Date(), async (log) => {
    const fresh = newFindings(crossed, log.state.reopened)
    // Another process may have been faster; what it wrote is then written once more, which changes nothing.
    return { action: 'reopen-gate', findings: [...(fresh.length === 0 ? crossed : fresh)] }
  })
}

function linesOf(corpus: string, found: CorpusDrift, crossed: readonly string[]): readonly string[] {
  const { served, periods, findings } = found
  const words = served === null ? `the label-free prior on ${corpus}` : versionWords(served)
  return [
    `${words}: ${periodWords(periods.weeksBefore, periods.before.questions)}, against ${periodWords(periods.weeksAfter, periods.after.questions)}.`,
    '',
    ...tableLines(
      ['what', 'value', 'limit', 'of', ''],
      findings.map((one) => [one.title, valueWords(one), String(one.limit), count(one.n), one.state]),
    ),
    '',
    ...(crossed.length === 0
      ? ['Nothing crossed a limit.']
      : ['The gate is reopened: nothing goes further before it has looked again.', ...crossed]),
  ]
}

function periodWords(weeks: readonly string[], questions: number): string {
  const [first, last] = [weeks[0], weeks.at(-1)]
  if (first === undefined) return 'no week'
  const named = first === last ? `the week of ${first}` : `the weeks of ${first} to ${last}`
  return `${named}, ${counted(questions, 'question')}`
}

function valueWords({ value, interval }: DriftFinding): string {
  if (value === null) return 'unknown'
  const shown = value.toFixed(3)
  return interval === null ? shown : `${shown} [${interval.lower.toFixed(3)}, ${interval.upper.toFixed(3)}]`
}
