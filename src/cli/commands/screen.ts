import type { Finding } from '../../items/screen/finding.ts'
import { type LeavingCounts, leavingCounts } from '../../items/screen/leaving-counts.ts'
import { mayLeave } from '../../items/screen/may-leave.ts'
import { kindCounts, screenItem } from '../../items/screen/screen-item.ts'
import { screenText } from '../../items/screen/screen-text.ts'
import { type Problem, ProblemError, problem } from '../../problem.ts'
import { readItems } from '../../store/reading/read-items.ts'
import {
  type NewScreenDecision,
  readDecisions,
  recordDecisions,
  type StoredScreenDecision,
} from '../../store/screen-decisions.ts'
import { leavingArms } from '../collecting/leaving-arms.ts'
import { type OpenStudy, withStudy } from '../open-study.ts'
import { type CommandResult, exitCodes } from '../run-command.ts'
import { decidedLines, screenLines } from '../screen-lines.ts'
import { studyFolder } from '../study-folder.ts'
import type { Terminal } from '../terminal.ts'

export interface ScreenOptions {
  readonly study: string
  /** Keys of items to clear or to hold. */
  readonly clear?: readonly string[]
  readonly hold?: readonly string[]
  readonly by?: string
  readonly reason?: string
}

/** How the screen and people left an item. */
export interface ItemScreen {
  readonly item: string
  readonly hash: string
  /** `no-text` where only the key of the item is known: there is nothing to screen or to send. */
  readonly state: 'clear' | 'no-text' | 'findings' | 'cleared' | 'held'
  readonly findings: readonly Finding[]
}

export interface StudyScreen {
  readonly items: readonly ItemScreen[]
  readonly decisions: readonly StoredScreenDecision[]
  readonly arms: readonly LeavingCounts[]
}

/** Lists what may tell who somebody is in the items of a study, or records a person's decision about single ones. */
export function screenStudy(options: ScreenOptions, terminal: Terminal): Promise<CommandResult> {
  return withStudy(studyFolder(options.study), terminal, async (study) => {
    const chosen = [...(options.clear ?? []), ...(options.hold ?? [])]
    refuseBoth(options)
    if (chosen.length > 0 || options.by !== undefined || options.reason !== undefined)
      return decide(study, options, terminal)
    const screen = await screenOf(study, terminal)
    const stopped = screen.items.some(({ state }) => state === 'findings')
    return {
      json: {
        items: screen.items.length,
        states: counted(screen.items),
        findings: screen.items.flatMap(({ item, state, findings }) =>
          findings.map((finding) => ({ item, state, ...finding })),
        ),
        decisions: screen.decisions,
        arms: screen.arms,
      },
      lines: screenLines(screen),
      exitCode: stopped ? exitCodes.problem : exitCodes.done,
    }
  })
}

async function screenOf(study: OpenStudy, terminal: Terminal): Promise<StudyScreen> {
  const decisions = await readDecisions(study.store, study.record)
  const items: ItemScreen[] = []
  for await (const page of readItems(study.store, study.record)) {
    for (const item of page) {
      const findings = screenItem(item)
      items.push({ item: item.key, hash: item.hash, state: stateOf(item, findings, decisions), findings })
    }
    terminal.progress('items screened', items.length, null)
  }
  const withText = items
    .filter(({ state }) => state !== 'no-text')
    .map(({ item, hash, findings }) => ({ key: item, hash, findings }))
  const leaving = await leavingArms(study.protocol, study.folder.path)
  const arms = leaving.map((arm) => leavingCounts(withText, decisions, arm))
  return { items, decisions, arms }
}

function stateOf(
  item: { readonly key: string; readonly hash: string; readonly text: string | null },
  findings: readonly Finding[],
  decisions: readonly StoredScreenDecision[],
): ItemScreen['state'] {
  const leave = mayLeave(item, findings, decisions, { id: '' })
  if (!leave.allowed) return leave.because
  if (item.text === null && findings.length === 0) return 'no-text'
  return leave.because === 'cleared' ? 'cleared' : 'clear'
}

function counted(items: readonly ItemScreen[]): Readonly<Record<ItemScreen['state'], number>> {
  const n = (state: ItemScreen['state']) => items.filter((item) => item.state === state).length
  return {
    clear: n('clear'),
    'no-text': n('no-text'),
    findings: n('findings'),
    cleared: n('cleared'),
    held: n('held'),
  }
}

async function decide(study: OpenStudy, options: ScreenOptions, terminal: Terminal): Promise<CommandResult> {
  const { by, reason } = checkedWords(options)
  const { items } = await screenOf(study, terminal)
  const problems: Problem[] = []
  const decisions: NewScreenDecision[] = []
  const wanted = [
    ...(options.clear ?? []).map((key) => ({ key, decision: 'cleared' as const })),
    ...(options.hold ?? []).map((key) => ({ key, decision: 'held' as const })),
  ]
  for (const { key, decision } of wanted) {
    const item = items.find((one) => one.item === key)
    if (item === undefined || item.state === 'no-text') problems.push(noItem(key))
    else if (decision === 'cleared' && item.findings.length === 0 && item.state !== 'held')
      problems.push(nothingFound(key))
    else {
      const found = kindCounts(item.findings)
      decisions.push({ item: key, itemHash: item.hash, decision, by, reason, found })
    }
  }
  if (problems.length > 0) throw new ProblemError(problems)
  await recordDecisions(study.store, study.record, decisions)
  return {
    json: { decisions: decisions.map(({ by: _, ...decision }) => decision), by },
    lines: decidedLines(decisions),
  }
}

/** Who decides and why; the reason is kept with the study, so it may not tell who somebody is either. */
function checkedWords(options: ScreenOptions): { readonly by: string; readonly reason: string } {
  const by = options.by?.trim() ?? ''
  const reason = options.reason?.trim() ?? ''
  if ((options.clear ?? []).length + (options.hold ?? []).length === 0)
    throw missing('--clear', 'the key of an item')
  if (by === '') throw missing('--by', 'the name of the person who looked at the item')
  if (reason === '') throw missing('--reason', 'why the item may go, or may not')
  if (screenText(reason).length > 0) {
    throw problem(
      'SCREEN_REASON',
      'The reason itself may tell who somebody is, and it is kept with the study.',
      'Say why without names, dates and numbers.',
      { place: { field: '--reason' }, expected: 'for example "The patient is invented."' },
    )
  }
  return { by, reason }
}

function missing(option: string, expected: string) {
  return problem(
    'SCREEN_DECISION_WHO',
    'A decision about an item needs to say which, by whom and why.',
    'Give --clear or --hold with --by and --reason.',
    { place: { field: option }, expected },
  )
}

function noItem(key: string): Problem {
  return {
    code: 'SCREEN_NO_ITEM',
    message: 'The study has no item of this key with a text.',
    place: { field: 'item' },
    value: key,
    expected: null,
    remedy: 'Name an item as `equipoise screen` lists it; nothing was recorded.',
  }
}

function nothingFound(key: string): Problem {
  return {
    code: 'SCREEN_NOTHING_FOUND',
    message: 'Nothing was found in the item, so there is nothing to clear.',
    place: { field: 'item' },
    value: key,
    expected: null,
    remedy: 'Leave it out, or keep it back with --hold; nothing was recorded.',
  }
}

function refuseBoth({ clear = [], hold = [] }: ScreenOptions): void {
  const both = clear.filter((item) => hold.includes(item))
  if (both.length === 0) return
  throw problem(
    'SCREEN_BOTH',
    'An item is to be cleared and held at once; nothing was recorded.',
    'Name it under --clear or under --hold.',
    { place: { field: '--hold' }, value: both.join(', ') },
  )
}
