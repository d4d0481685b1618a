import type { CollectedArm } from '../../answers/collecting/arm-lane.ts'
import { usualBackoff } from '../../answers/collecting/backoff.ts'
import { type CollectionOutcome, collect } from '../../answers/collecting/collect.ts'
import { isPutTo, openSlots } from '../../items/slots.ts'
import { ProblemError, problem } from '../../problem.ts'
import { counted, money } from '../../report/format.ts'
import { openCallJournal } from '../../store/collecting/call-journal.ts'
import { collectionScope, recordedAnswer } from '../../store/collecting/collection.ts'
import { withRunLock } from '../../store/collecting/run-lock.ts'
import { readArmCalls } from '../../store/reading/read-collection.ts'
import { type ArmsOfRun, armsOfRun } from '../collecting/collected-arms.ts'
import { attemptLine, budgetLine, firstAttempts } from '../collecting/first-attempts.ts'
import { provenanceOf } from '../collecting/provenance.ts'
import { armTable, doneOfAll, openLines, progressWords } from '../collecting/run-words.ts'
import { withheldItems } from '../collecting/withheld-items.ts'
import { disposing } from '../disposing.ts'
import { endInOrder, untilResult } from '../interruption.ts'
import { type OpenStudy, withStudy } from '../open-study.ts'
import { type CommandResult, exitCodeOf } from '../run-command.ts'
import { type SearchesOfArms, searchesOfArms } from '../search/search-of-arm.ts'
import { shownPath, studyFolder } from '../study-folder.ts'
import type { Terminal } from '../terminal.ts'
import { collectInQueue, type QueuedCollection } from '../working/collect-in-queue.ts'

export interface RunOptions {
  readonly study: string
  readonly arms?: readonly string[] | undefined
  readonly dryRun?: boolean | undefined
  readonly skipKeyless?: boolean | undefined
  /** Workers make the calls. */
  readonly queue?: boolean | undefined
}

/** Collects the answers that a study still lacks from the arms that can be called. */
export function runStudy(options: RunOptions, terminal: Terminal): Promise<CommandResult> {
  return untilResult(() =>
    withStudy(studyFolder(options.study), terminal, async (study) => {
      const run = async () => {
        const { plan } = study.protocol
        const searches = await searchesOfArms(plan, options.arms ?? null, study.folder.path)
        return disposing(searches, ({ byKey }) => runArms(study, options, byKey, terminal))
      }
      // Workers hold the calls of a queue by themselves.
      return inQueue(options) ? run() : withRunLock(study.store, study.record, run)
    }),
  )
}

function inQueue({ queue, dryRun }: RunOptions): boolean {
  return queue === true && dryRun !== true
}

async function runArms(
  study: OpenStudy,
  options: RunOptions,
  searches: SearchesOfArms['byKey'],
  terminal: Terminal,
): Promise<CommandResult> {
  /** Arms that this run has called to the end. */
  const ended = new Set<string>()
  const arms = armsOfRun({
    plan: study.protocol.plan,
    studyFolder: study.folder.path,
    lookUp: async (arm, item, replicate) => {
      const found = await recordedAnswer(study.store, study.record, arm, item, replicate)
      if (found === null) return ended.has(arm) ? 'ended' : 'not-yet'
      return { ...found, reason: null, citations: found.citations ?? [] }
    },
    searches,
    only: options.arms ?? null,
    skipKeyless: options.skipKeyless ?? false,
    // The keys are where the workers are.
    dryRun: options.dryRun === true || inQueue(options),
    now: new Date(),
  })
  if (options.dryRun === true) return dryRun(study, arms)
  const outcomes: CollectionOutcome[] = []
  const interruption = new AbortController()
  const collected = endInOrder(() => {
    terminal.note(
      inQueue(options)
        ? 'Leaving: workers go on without this command. Run it again to watch them.'
        : 'Ending: calls in flight are waited for. Press again to stop at once; they are then in doubt.',
    )
    interruption.abort()
  })
  for (const group of [arms.first, arms.second].filter((list) => list.length > 0)) {
    if (interruption.signal.aborted) break
    const outcome = inQueue(options)
      ? await queueGroup(study, group, group === arms.first ? 'first' : 'second', {
          ended: [...ended],
          searches,
          signal: interruption.signal,
          terminal,
        })
      : await collectGroup(study, group, interruption.signal, terminal)
    outcomes.push(outcome)
    if (outcome.stopped === 'complete') for (const { arm } of outcome.arms) ended.add(arm)
  }
  collected()
  const calls = await readArmCalls(study.store, study.record, false)
  const unpriced = calls.reduce((sum, one) => sum + one.unpriced, 0)
  const result = runResult(outcomes, arms, { interrupted: interruption.signal.aborted, unpriced })
  return { ...result, lines: [...trialLines(study), ...result.lines] }
}

async function scopeOf(study: OpenStudy, arms: readonly CollectedArm[]) {
  const { replicates } = study.protocol.plan.collect
  const scope = await collectionScope(
    study.store,
    study.record,
    arms.map(({ arm }) => arm.id),
    replicates,
  )
  const { items } = study.protocol.plan
  const open = openSlots(items, scope.origins, shownPath(study.folder.protocol))
  if (open.length > 0) throw new ProblemError(open)
  if (scope.itemIds.length > 0) return scope
  if (study.protocol.plan.assisted !== null) {
    throw problem(
      'RUN_TRIAL_NOT_OPEN',
      'The cases of an assisted-use trial are asked only once the trial was opened.',
      'Open it with `equipoise trial open`. `equipoise run` then collects what the models say by themselves; participants come in by `equipoise serve`.',
      { place: { file: shownPath(study.folder.path) } },
    )
  }
  throw problem(
    'RUN_NO_ITEMS',
    'The study has no items with a text to ask.',
    'Bring them in with `equipoise import items`, or with a table of your own questions.',
    { place: { file: shownPath(study.folder.path) } },
  )
}

/** The arms with the questions that the protocol puts to each. */
function askedOnly(
  study: OpenStudy,
  origins: readonly string[],
  arms: readonly CollectedArm[],
): readonly CollectedArm[] {
  return arms.map((collected) => ({
    ...collected,
    asks: (place) => isPutTo(study.protocol.plan.items, origins[place] ?? '', collected.arm.id),
  }))
}

async function collectGroup(
  study: OpenStudy,
  arms: readonly CollectedArm[],
  signal: AbortSignal,
  terminal: Terminal,
): Promise<CollectionOutcome> {
  const { collect: plan } = study.protocol.plan
  const scope = await scopeOf(study, arms)
  const startedAt = Date.now()
  return collect({
    arms: askedOnly(study, scope.origins, arms),
    items: scope.itemIds.length,
    replicates: plan.replicates,
    withheld: await withheldItems(
      study,
      arms.map(({ arm }) => arm),
    ),
    journal: openCallJournal(study.store, {
      ...scope,
      provenances: arms.map(({ arm }) => provenanceOf(study.protocol.plan, arm.id)),
    }),
    policy: {
      attempts: plan.attempts,
      inDoubt: plan.inDoubt,
      backoff: usualBackoff,
      timeoutMilliseconds: plan.timeoutSeconds * 1000,
      ceiling: plan.budget,
    },
    random: Math.random,
    signal,
    onProgress: (progress) => {
      const { done, total } = doneOfAll(progress.arms)
      terminal.progress(progressWords(progress, startedAt, Date.now()), done, total)
    },
  })
}

async function queueGroup(
  study: OpenStudy,
  arms: readonly CollectedArm[],
  group: QueuedCollection['group'],
  rest: Pick<QueuedCollection, 'ended' | 'searches' | 'signal' | 'terminal'>,
): Promise<CollectionOutcome> {
  const scope = await scopeOf(study, arms)
  return collectInQueue({ study, group, scope, arms: askedOnly(study, scope.origins, arms), ...rest })
}

/** What a run would do and cost at most, without a call. */
async function dryRun(study: OpenStudy, arms: ArmsOfRun): Promise<CommandResult> {
  const all = [...arms.first, ...arms.second]
  const scope = await scopeOf(study, all)
  const size = {
    items: scope.itemIds.length,
    replicates: scope.replicates,
    withheld: await withheldItems(
      study,
      all.map(({ arm }) => arm),
    ),
  }
  const { rows, spent } = await firstAttempts(
    askedOnly(study, scope.origins, all),
    openCallJournal(study.store, scope),
    size,
    arms.prices,
  )
  const { budget } = study.protocol.plan.collect
  return {
    json: { arms: rows, skipped: arms.skipped, spent, budget },
    lines: [
      ...trialLines(study),
      'Nothing was called. The first attempts would cost at most:',
      ...rows.map((row) => attemptLine(row, 'slot')),
      ...skippedLines(arms),
      `Spent so far: ${money(spent.usd ?? 0)}, ${spent.tokens.toLocaleString('en-GB')} tokens.`,
      budgetLine(budget, 'collect'),
    ],
  }
}

/** What a run is in a trial, where people decide: the first stage alone. */
function trialLines({ protocol }: OpenStudy): string[] {
  return protocol.plan.assisted === null
    ? []
    : [
        'Models alone, each asked about every case: the stage expert-query of `equipoise stages`. No participant is asked here.',
      ]
}

function skippedLines({ skipped }: ArmsOfRun): string[] {
  return skipped.map(({ arm, reason }) => `  ${arm}: skipped (${reason})`)
}

const endings = {
  complete: 'Complete: every slot that could be called was.',
  budget:
    'Stopped before the call that could break the budget. Raise collect.budget in the protocol and run again.',
  interrupted: 'Interrupted. Run the same command again to go on.',
} as const

/** @param run.unpriced Calls of this study of which nobody knows the price. */
function runResult(
  outcomes: readonly CollectionOutcome[],
  arms: ArmsOfRun,
  { interrupted, unpriced }: { readonly interrupted: boolean; readonly unpriced: number },
): CommandResult {
  const lanes = outcomes.flatMap((outcome) => outcome.arms)
  const last = outcomes.at(-1)
  const ended = outcomes.map((outcome) => outcome.stopped).find((word) => word !== 'complete') ?? 'complete'
  // Between two groups of arms an interruption leaves no outcome of its own.
  const stopped = interrupted ? 'interrupted' : ended
  const missing = lanes.reduce((sum, { slots, answered, refused }) => sum + slots - answered - refused, 0)
  const withheld = lanes.reduce((sum, lane) => sum + lane.withheld, 0)
  const spent = last?.spent ?? { usd: 0, tokens: 0 }
  const inDoubt = last?.inDoubt ?? 0
  return {
    json: { stopped, arms: lanes, skipped: arms.skipped, spent, unpriced, inDoubt, missing },
    exitCode: exitCodeOf(stopped, missing),
    lines: [
      ...(lanes.length === 0 ? ['No arm of this study can be called.'] : armTable(lanes)),
      ...skippedLines(arms),
      `Spent: ${money(spent.usd)}, ${spent.tokens.toLocaleString('en-GB')} tokens${inDoubt === 0 ? '' : `, the worst case of ${counted(inDoubt, 'call')} in doubt among them`}.`,
      ...(unpriced === 0
        ? []
        : [`${counted(unpriced, 'call')} without a known price are in no sum of money.`]),
      endings[stopped],
      ...(withheld === 0
        ? []
        : [
            `${counted(withheld, 'slot')} withheld: \`equipoise screen\` shows what was found in their items, and clears them.`,
          ]),
      ...openLines(lanes, 'slot'),
    ],
  }
}
