import { problem } from '../../problem.ts'
import type { AssistedPlan } from '../../protocol/assisted/assisted-plan.ts'
import { counted, money } from '../../report/format.ts'
import { readTrialState } from '../../store/assisted/trial-state.ts'
import { readCodingStatus } from '../../store/coding/coding-status.ts'
import { type OpenedTexts, openCoding } from '../../store/coding/open-coding.ts'
import { type ProposalCount, readProposalCounts } from '../../store/coding/proposal-counts.ts'
import { withRunLock } from '../../store/collecting/run-lock.ts'
import { askJudge } from '../coding/ask-judge.ts'
import { statusLines } from '../coding/status-lines.ts'
import { type OpenStudy, withStudy } from '../open-study.ts'
import { type CommandResult, exitCodeOf } from '../run-command.ts'
import { shownPath, studyFolder } from '../study-folder.ts'
import type { Terminal } from '../terminal.ts'
import { neverOpened } from '../trial/trial-protocol.ts'

export type CodingAction = 'open' | 'judge' | 'status'

export interface CodingOptions {
  readonly study: string
  readonly conversations?: number | undefined
  readonly skipKeyless?: boolean | undefined
}

/** Brings texts to the coders, asks the judge for proposals, or says how far the coding is. */
export function codingCommand(
  action: CodingAction,
  options: CodingOptions,
  terminal: Terminal,
): Promise<CommandResult> {
  return withStudy(studyFolder(options.study), terminal, async (study) => {
    const assisted = assistedPlanOf(study)
    if (action === 'open') return open(study, assisted, options.conversations ?? null)
    if (action === 'status') return status(study, assisted)
    return withRunLock(study.store, study.record, () => propose(study, assisted, options, terminal))
  })
}

/** @throws ProblemError CODING_NOT_ASSISTED where the study is no assisted-use trial. */
export function assistedPlanOf({ protocol, folder }: OpenStudy): AssistedPlan {
  const { assisted } = protocol.plan
  if (assisted !== null) return assisted
  throw problem(
    'CODING_NOT_ASSISTED',
    'In this study nobody decides about cases, so there is nothing to code.',
    'Name a study whose protocol has the section assisted.',
    { place: { file: shownPath(folder.protocol), field: 'assisted' } },
  )
}

async function open(
  study: OpenStudy,
  assisted: AssistedPlan,
  conversations: number | null,
): Promise<CommandResult> {
  const { store, record, protocol } = study
  if ((await readTrialState(store, record)) === null) throw neverOpened(study)
  const opened = await openCoding(store, record, assisted, { conversations, seed: protocol.plan.seed })
  return {
    json: { ...opened },
    lines: [
      openedLine('', opened.real, opened.answersHeldBack),
      ...(opened.simulated.texts === 0
        ? []
        : [openedLine('SIMULATED participants: ', opened.simulated, opened.answersHeldBack)]),
      ...(opened.answersHeldBack
        ? [
            'The trial is open: answers of models come once it is closed, by `equipoise coding open` again, since their number would tell arms.',
          ]
        : []),
      `Each goes to ${counted(assisted.coding.coders, 'reviewer')} at /coding of \`equipoise serve\`.`,
    ],
  }
}

function openedLine(whose: string, { texts, tasks }: OpenedTexts, decisionsAlone: boolean): string {
  const from = decisionsAlone ? 'decisions' : 'decisions, conversations and answers'
  return `${whose}${counted(texts, 'text')} came from ${from}; ${counted(tasks, 'text')} nobody was asked about before.`
}

async function status(study: OpenStudy, assisted: AssistedPlan): Promise<CommandResult> {
  const told = await readCodingStatus(study.store, study.record, assisted, study.protocol.plan.seed)
  const { coders } = assisted.coding
  return { json: { coders, ...told }, lines: statusLines(told, coders) }
}

async function propose(
  study: OpenStudy,
  assisted: AssistedPlan,
  options: CodingOptions,
  terminal: Terminal,
): Promise<CommandResult> {
  const asked = await askJudge(study, assisted, options.skipKeyless ?? false, terminal)
  if ('skipped' in asked) {
    return { json: { skipped: asked.skipped }, lines: [`Nobody was asked: ${asked.skipped}.`] }
  }
  const { outcome } = asked
  const [counts] = outcome.arms
  const judge = assisted.coding.judge ?? ''
  const proposals = await readProposalCounts(study.store, study.record, judge)
  const missing = counts === undefined ? 0 : counts.slots - counts.answered - counts.refused
  return {
    json: {
      stopped: outcome.stopped,
      judge: counts ?? null,
      proposals,
      spent: outcome.spent,
      inDoubt: outcome.inDoubt,
    },
    exitCode: exitCodeOf(outcome.stopped, missing),
    lines: [
      proposedLine(`${judge} proposes`, proposals.real),
      ...(proposals.simulated.texts === 0
        ? []
        : [proposedLine('SIMULATED participants: it proposes', proposals.simulated)]),
      `Spent on judges: ${money(outcome.spent.usd)}, ${outcome.spent.tokens.toLocaleString('en-GB')} tokens.`,
      'What it proposes is no score; `equipoise coding status` says what it is worth.',
    ],
  }
}

function proposedLine(who: string, { texts, proposed }: ProposalCount): string {
  return `${who} for ${proposed} of ${counted(texts, 'text')}; ${texts - proposed} without a proposal.`
}
