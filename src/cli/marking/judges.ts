import type { CollectedArm } from '../../answers/collecting/arm-lane.ts'
import { createApiArm } from '../../arms/api/api-arm.ts'
import { keyOf } from '../../arms/api/key.ts'
import { judgeArm } from '../../judging/calls/judge-arm.ts'
import type { JudgeTask } from '../../judging/calls/judge-task.ts'
import { pairTasks, rubricTasks } from '../../judging/calls/tasks.ts'
import { wordingHash } from '../../judging/judge.ts'
import { pairwiseWording } from '../../judging/pairwise/prompt.ts'
import { rubricWording } from '../../judging/rubric/prompt.ts'
import { ProblemError } from '../../problem.ts'
import type { PlannedJudge } from '../../protocol/marking-section.ts'
import type { Plan } from '../../protocol/plan.ts'
import { type MarkJournalScope, openMarkJournal } from '../../store/marking/mark-journal.ts'
import { callTerms, knownPrice } from '../collecting/call-terms.ts'
import type { SkippedArm } from '../collecting/collected-arms.ts'
import { type KeyTerms, keysOfRun } from '../collecting/keys-of-run.ts'
import type { OpenStudy } from '../open-study.ts'
import { hasRubric, isJudgeable, type Markable, slotsOf } from './markable.ts'
import { withheldTasks } from './withheld-tasks.ts'

export type JudgedKind = JudgeTask['kind']

/** Judges that are ready to be called, with what they are to be asked. */
export interface Judging {
  readonly kind: JudgedKind
  readonly judges: readonly CollectedArm[]
  readonly skipped: readonly SkippedArm[]
  readonly prices: ReadonlyMap<string, string>
  readonly tasks: number
  /** The judges as the protocol names them, in the same order. */
  readonly named: readonly PlannedJudge[]
  readonly scope: MarkJournalScope
  readonly journal: ReturnType<typeof openMarkJournal>
  /** Whether a task must not be put to a judge, by its number. */
  readonly withheld: Awaited<ReturnType<typeof withheldTasks>>
}

/** Judges of a kind, ready to be called. */
export interface ReadyJudges extends Pick<Judging, 'judges' | 'named' | 'skipped' | 'prices'> {}

/**
 * Makes the judges of a kind ready. Null where the protocol names none.
 *
 * @throws ProblemError ARM_KEY_MISSING, RUN_PRICE_UNKNOWN.
 */
export async function judgingOf(
  study: OpenStudy,
  markable: Markable,
  kind: JudgedKind,
  options: KeyTerms & { readonly now: Date },
): Promise<Judging | null> {
  const ready = judgesOf(study.protocol.plan, kind, options)
  if (ready === null) return null
  const { judges, named, skipped, prices } = ready
  const tasks = tasksOf(study, markable, kind)
  const scope = markScope(study, kind, named, tasks)
  const journal = openMarkJournal(study.store, scope)
  const withheld = await withheldTasks(study, { judges, named, tasks, promptHash: scope.promptHash })
  return { kind, judges, skipped, prices, named, tasks: tasks.length, scope, journal, withheld }
}

/**
 * The judges that a plan names for a kind of marks, by themselves; null where it names none.
 *
 * @throws ProblemError ARM_KEY_MISSING, RUN_PRICE_UNKNOWN.
 */
export function judgesOf(
  { marking, collect }: Plan,
  kind: JudgedKind,
  options: KeyTerms & { readonly now: Date },
): ReadyJudges | null {
  const section = marking[kind]
  if (section === null) return null
  const judges: CollectedArm[] = []
  const named: PlannedJudge[] = []
  const skipped: SkippedArm[] = []
  const prices = new Map<string, string>()
  for (const [index, judge] of section.judges.entries()) {
    const found = keyOfJudge(judge, options)
    if ('reason' in found) {
      skipped.push({ arm: judge.id, ...found })
      continue
    }
    const field = `marking.${kind}.judges.${index}.source.price`
    const price = knownPrice(judge.id, judge.source.price, marking.budget, options.now, field)
    const arm = judgeArm(createApiArm({ id: judge.id, source: judge.source, ...found }))
    judges.push({ ...callTerms(collect, price), arm })
    named.push(judge)
    prices.set(judge.id, price?.source ?? 'no price known')
  }
  return { judges, named, skipped, prices }
}

/** What a journal of judges' calls is about, for these judges and tasks. */
export function markScope(
  { protocol: { plan }, record }: Pick<OpenStudy, 'protocol' | 'record'>,
  kind: JudgedKind,
  judges: readonly PlannedJudge[],
  tasks: readonly JudgeTask[],
): MarkJournalScope {
  const families = new Map(plan.arms.map(({ id, family }) => [id, family]))
  return {
    studyId: record.id,
    kind,
    judges,
    tasks,
    promptHash: wordingHash(kind === 'rubric' ? rubricWording : pairwiseWording),
    questionOf: (axis) => plan.axes.find(({ id }) => id === axis)?.question ?? '',
    familyOf: (arm) => families.get(arm) ?? null,
    clock: () => new Date().toISOString(),
  }
}

type KeyFound = { readonly key: string | null } | { readonly reason: string }

function keyOfJudge(judge: PlannedJudge, terms: KeyTerms): KeyFound {
  const { keyFrom } = judge.source
  try {
    return { key: keyOf(judge.id, keyFrom, keysOfRun(keyFrom, process.env, terms)) }
  } catch (error) {
    if (!(error instanceof ProblemError) || !terms.skipKeyless) throw error
    const missing = error.problems.find(({ code }) => code === 'ARM_KEY_MISSING')
    if (missing === undefined) throw error
    return { reason: `no key: set ${missing.place.field ?? 'it'} to call this judge` }
  }
}

function tasksOf(study: OpenStudy, markable: Markable, kind: JudgedKind): readonly JudgeTask[] {
  const slots = slotsOf(markable, kind === 'rubric' ? hasRubric : () => true).filter(isJudgeable)
  const answers = slots.map(({ item, arm, replicate }) => ({ item: item.key, arm, replicate }))
  if (kind === 'rubric') {
    return rubricTasks(
      answers,
      new Map(markable.items.map(({ key, criteria }) => [key, criteria.map(({ id }) => id)])),
    )
  }
  const { pairwise } = study.protocol.plan.marking
  return pairwise === null ? [] : pairTasks(answers, pairwise.pairs, pairwise.axes)
}
