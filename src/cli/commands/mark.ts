import { usualBackoff } from '../../answers/collecting/backoff.ts'
import { type CollectionOutcome, collect } from '../../answers/collecting/collect.ts'
import { problem } from '../../problem.ts'
import { counted, money } from '../../report/format.ts'
import { withRunLock } from '../../store/collecting/run-lock.ts'
import { readBlindness } from '../../store/review/unblind.ts'
import { attemptLine, budgetLine, firstAttempts } from '../collecting/first-attempts.ts'
import { armTable, doneOfAll, openLines, progressWords } from '../collecting/run-words.ts'
import { endInOrder, untilResult } from '../interruption.ts'
import { type Judging, judgingOf } from '../marking/judges.ts'
import { markSlotsByKey, withoutKeyMark } from '../marking/key-marks.ts'
import { blindLines, marksLines } from '../marking/mark-words.ts'
import { hasKey, type Markable, readMarkable } from '../marking/markable.ts'
import { importMarksFile } from '../marking/marks-file.ts'
import { summariseMarks } from '../marking/summary.ts'
import { type OpenStudy, withStudy } from '../open-study.ts'
import { checkMarksFolder } from '../report-folder.ts'
import { type CommandResult, exitCodeOf } from '../run-command.ts'
import { shownPath, studyFolder } from '../study-folder.ts'
import type { Terminal } from '../terminal.ts'
import { writeFolderWhole } from '../whole-files.ts'
import { judgeInQueue } from '../working/judge-in-queue.ts'

export const markKinds = ['key', 'rubric', 'pairwise'] as const

export interface MarkOptions {
  readonly study: string
  readonly kind?: (typeof markKinds)[number] | undefined
  readonly from?: string | undefined
  readonly dryRun?: boolean | undefined
  readonly skipKeyless?: boolean | undefined
  /** Workers call the judges. */
  readonly queue?: boolean | undefined
}

/** Marks the answers of a study that have no mark yet, and says what all machine marks come to. */
export function markStudy(options: MarkOptions, terminal: Terminal): Promise<CommandResult> {
  return untilResult(() =>
    withStudy(studyFolder(options.study), terminal, async (study) => {
      const mark = async () => {
        await checkMarksFolder(study.folder.marks)
        const markable = await readMarkable(study)
        if (options.from !== undefined) return markFromFile(study, markable, options)
        const work = await workOf(study, markable, options)
        if (options.dryRun === true) return dryRun(study, work)
        return markAll(study, markable, work, inQueue(options), terminal)
      }
      // Workers hold the calls of a queue by themselves.
      return inQueue(options) ? mark() : withRunLock(study.store, study.record, mark)
    }),
  )
}

function inQueue({ queue, dryRun, from }: MarkOptions): boolean {
  return queue === true && dryRun !== true && from === undefined
}

/** What there is to do, by the kinds of marks that were asked for. */
interface Work {
  /** Answers that the key has to mark; null where the key is not asked for. */
  readonly byKey: Awaited<ReturnType<typeof withoutKeyMark>> | null
  readonly judgings: readonly Judging[]
}

async function workOf(study: OpenStudy, markable: Markable, options: MarkOptions): Promise<Work> {
  const wants = (kind: (typeof markKinds)[number]) => options.kind === undefined || options.kind === kind
  const keyed = markable.items.some(hasKey)
  const terms = {
    skipKeyless: options.skipKeyless ?? false,
    // The keys are where the workers are.
    dryRun: options.dryRun === true || inQueue(options),
    now: new Date(),
  }
  const judgings: Judging[] = []
  for (const kind of ['rubric', 'pairwise'] as const) {
    const judging = wants(kind) ? await judgingOf(study, markable, kind, terms) : null
    if (judging !== null) judgings.push(judging)
  }
  const byKey = wants('key') && keyed ? await withoutKeyMark(study, markable) : null
  if (byKey === null && judgings.length === 0) throw nothingToMark(study, options)
  return { byKey, judgings }
}

function nothingToMark(study: OpenStudy, { kind }: MarkOptions): Error {
  if (study.protocol.plan.assisted !== null) return decisionsAreCoded(study)
  const place = { place: { file: shownPath(study.folder.protocol), field: 'marking' } }
  if (kind === 'rubric' || kind === 'pairwise') {
    return problem(
      'MARK_NO_JUDGE',
      `The protocol names no judge for marking ${kind === 'rubric' ? 'by rubric' : 'in pairs'}.`,
      kind === 'rubric'
        ? 'Name one in marking.rubric.judges, or bring marks in with --from.'
        : 'Name one in marking.pairwise.judges.',
      place,
    )
  }
  return problem(
    'MARK_NO_KEY',
    'The study has no item with an answer key, and the protocol names no judge.',
    'Import items with a key, name judges in the section marking, or bring marks in with --from.',
    place,
  )
}

function decisionsAreCoded({ folder }: OpenStudy): Error {
  return problem(
    'MARK_TRIAL',
    'In an assisted-use trial people decide, and decisions are scored by coding: there is no key and no rubric to mark by.',
    'Run `equipoise coding open` and see `equipoise coding status`; once the trial is closed and coded, `equipoise analyse` says what came of it.',
    { place: { file: shownPath(folder.protocol), field: 'assisted' } },
  )
}

async function markFromFile(
  study: OpenStudy,
  markable: Markable,
  { from = '', kind, dryRun: dry }: MarkOptions,
): Promise<CommandResult> {
  if ((kind !== undefined && kind !== 'rubric') || dry === true) {
    throw problem(
      'MARK_OPTION',
      'A file holds marks by rubric, and they are brought in at once.',
      'Leave the other option out.',
      {
        place: { field: '--from' },
        value: dry === true ? '--dry-run' : `--kind ${kind}`,
      },
    )
  }
  const imported = await importMarksFile(study, markable, from)
  const shown = await writeSummary(study, markable)
  return {
    json: { imported, ...shown.json },
    lines: [`Imported ${counted(imported, 'mark')} by rubric from ${shownPath(from)}.`, '', ...shown.lines],
  }
}

async function markAll(
  study: OpenStudy,
  markable: Markable,
  { byKey, judgings }: Work,
  queued: boolean,
  terminal: Terminal,
): Promise<CommandResult> {
  const marked = byKey === null ? null : await markSlotsByKey(study, byKey, new Date().toISOString())
  const outcomes: { readonly judging: Judging; readonly outcome: CollectionOutcome }[] = []
  const interruption = new AbortController()
  const collected = endInOrder(() => {
    terminal.note(
      queued
        ? 'Leaving: workers go on without this command. Run it again to watch them.'
        : 'Ending: calls in flight are waited for. Press again to stop at once; they are then in doubt.',
    )
    interruption.abort()
  })
  for (const judging of judgings) {
    if (interruption.signal.aborted || judging.judges.length === 0) continue
    const call = queued ? judgeInQueue : callJudges
    outcomes.push({ judging, outcome: await call(study, judging, interruption.signal, terminal) })
  }
  collected()
  terminal.endProgress()
  const shown = await writeSummary(study, markable)
  const asked = outcomes.flatMap(({ outcome }) => outcome.arms)
  const withheld = asked.reduce((sum, arm) => sum + arm.withheld, 0)
  const missing = asked.reduce((sum, { slots, answered, refused }) => sum + slots - answered - refused, 0)
  const stopped =
    outcomes.map(({ outcome }) => outcome.stopped).find((word) => word !== 'complete') ?? 'complete'
  const ending = interruption.signal.aborted ? 'interrupted' : stopped
  const skipped = judgings.flatMap(({ kind, skipped: left }) => left.map((one) => ({ kind, ...one })))
  const last = outcomes.at(-1)?.outcome ?? null
  return {
    json: {
      stopped: ending,
      byKey: marked,
      judges: outcomes.flatMap(({ judging, outcome }) =>
        outcome.arms.map((arm) => ({ kind: judging.kind, ...arm })),
      ),
      skipped,
      missing,
      withheld,
      spent: last?.spent ?? null,
      inDoubt: last?.inDoubt ?? 0,
      ...shown.json,
    },
    exitCode: exitCodeOf(ending, missing),
    lines: [
      ...(marked === null ? [] : [`Marked ${counted(marked, 'answer')} by the key.`]),
      ...outcomes.flatMap(({ judging, outcome }) => [
        `Judges ${judging.kind === 'rubric' ? 'by rubric' : 'of pairs'}:`,
        ...armTable(outcome.arms, 'judge', 'tasks'),
      ]),
      ...skipped.map(({ arm, kind, reason }) => `  ${arm} (${kind}): skipped (${reason})`),
      ...(last === null ? [] : [spentLine(last), endings[ending]]),
      ...(withheld === 0
        ? []
        : [
            `${counted(withheld, 'task')} withheld: an identifier was found in the question or in an answer. An agreement in the judge's source lets them go.`,
          ]),
      ...openLines(asked, 'task'),
      '',
      ...shown.lines,
    ],
  }
}

function spentLine({ spent, inDoubt }: CollectionOutcome): string {
  const doubt = inDoubt === 0 ? '' : `, the worst case of ${counted(inDoubt, 'call')} in doubt among them`
  return `Spent on judges: ${money(spent.usd)}, ${spent.tokens.toLocaleString('en-GB')} tokens${doubt}.`
}

const endings = {
  complete: 'Complete: every task was put to its judge.',
  budget:
    'Stopped before the call that could break the budget. Raise marking.budget in the protocol and run again.',
  interrupted: 'Interrupted. Run the same command again to go on.',
} as const

function callJudges(
  study: OpenStudy,
  { judges, tasks, journal, withheld }: Judging,
  signal: AbortSignal,
  terminal: Terminal,
): Promise<CollectionOutcome> {
  const { collect: plan, marking } = study.protocol.plan
  const startedAt = Date.now()
  return collect({
    arms: judges,
    items: tasks,
    replicates: 1,
    journal,
    withheld,
    policy: {
      attempts: plan.attempts,
      inDoubt: plan.inDoubt,
      backoff: usualBackoff,
      timeoutMilliseconds: plan.timeoutSeconds * 1000,
      ceiling: marking.budget,
    },
    random: Math.random,
    signal,
    onProgress: (progress) => {
      const { done, total } = doneOfAll(progress.arms)
      terminal.progress(progressWords(progress, startedAt, Date.now()), done, total)
    },
  })
}

/**
 * Writes the figures of all machine marks. While a review is blind they would tell outcomes by the names of the arms, so
 * that they are neither written nor printed before it is unblinded.
 */
async function writeSummary(study: OpenStudy, markable: Markable) {
  const { state } = await readBlindness(study.store, study.record)
  const { marks, files } = await summariseMarks(study, markable)
  if (state === 'blind') {
    return { json: { folder: null, marks: null, blind: true }, lines: blindLines(marks) }
  }
  await writeFolderWhole(study.folder.marks, files)
  return {
    json: { folder: study.folder.marks, marks },
    lines: [...marksLines(marks), `Marks: ${shownPath(study.folder.marks)}`],
  }
}

/** What marking would do and cost at most, without a call or a mark. */
async function dryRun(study: OpenStudy, { byKey, judgings }: Work): Promise<CommandResult> {
  const { budget } = study.protocol.plan.marking
  const kinds = []
  for (const { kind, judges, journal, tasks, prices, skipped, withheld } of judgings) {
    const size = { items: tasks, replicates: 1, withheld }
    const { rows, spent } = await firstAttempts(judges, journal, size, prices)
    kinds.push({ kind, judges: rows, skipped, spent })
  }
  const spent = kinds.at(-1)?.spent ?? null
  return {
    json: {
      byKey: byKey?.length ?? null,
      kinds: kinds.map(({ kind, judges, skipped }) => ({ kind, judges, skipped })),
      spent,
      budget,
    },
    lines: [
      'Nothing was marked and nobody was called.',
      ...(byKey === null ? [] : [`By the key: ${counted(byKey.length, 'answer')}.`]),
      ...kinds.flatMap(({ kind, judges, skipped }) => [
        `${kind === 'rubric' ? 'By rubric' : 'In pairs'}, the first attempts would cost at most:`,
        ...judges.map((row) => attemptLine(row, 'task')),
        ...skipped.map(({ arm, reason }) => `  ${arm}: skipped (${reason})`),
      ]),
      ...(spent === null
        ? []
        : [
            `Spent on judges so far: ${money(spent.usd ?? 0)}, ${spent.tokens.toLocaleString('en-GB')} tokens.`,
            budgetLine(budget, 'marking'),
          ]),
    ],
  }
}
