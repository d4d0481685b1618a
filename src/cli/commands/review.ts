import { join } from 'node:path'
import { problem } from '../../problem.ts'
import type { Plan } from '../../protocol/plan.ts'
import { counted } from '../../report/format.ts'
import { checkedReason } from '../../review/people/words-of-people.ts'
import { openReview, planReview, type ReviewedStudy } from '../../server/review/open-review.ts'
import { openingRemarks, progressInWords, reviewCounts } from '../../server/review/opening-words.ts'
import { type ScreenedStudyAnswer, screenAnswers } from '../../server/review/prepare-review.ts'
import { recordIdentityDecisions } from '../../store/review/identity-decisions.ts'
import { readAnswersToShow } from '../../store/review/read-answers-to-show.ts'
import { readReviewState } from '../../store/review/review-state.ts'
import { type OpenStudy, withStudy } from '../open-study.ts'
import { namedOwner } from '../review/named-owner.ts'
import { type CommandResult, exitCodes } from '../run-command.ts'
import { shellPath } from '../shell-word.ts'
import { studyFolder } from '../study-folder.ts'
import { storedLocks } from '../study-locks.ts'
import { tableLines } from '../table-lines.ts'
import type { Terminal } from '../terminal.ts'
import { readTextFile } from '../text-file.ts'

export interface ReviewOptions {
  readonly study: string
  readonly as?: 'clear' | 'mask' | 'exclude'
  readonly by?: string
  readonly reason?: string
}

const shownFindings = 40

/** The road to an open review: what names are in the answers, who decided about them, and the opening. */
export function reviewCommand(
  action: 'screen' | 'decide' | 'open' | 'status',
  answers: readonly string[],
  options: ReviewOptions,
  terminal: Terminal,
): Promise<CommandResult> {
  return withStudy(studyFolder(options.study), terminal, async (study) => {
    switch (action) {
      case 'screen':
        return screened(await screenOf(study))
      case 'decide':
        return decide(study, answers, options)
      case 'open':
        return opened(study, options)
      case 'status':
        return status(study)
    }
  })
}

async function screenOf({ store, record, protocol }: OpenStudy): Promise<readonly ScreenedStudyAnswer[]> {
  return screenAnswers(protocol.document, await readAnswersToShow(store, record))
}

function screened(all: readonly ScreenedStudyAnswer[]): CommandResult {
  const found = all.filter(({ findings }) => findings.length > 0)
  const open = found.filter(({ state }) => state === 'open')
  return {
    json: { answers: all.length, found, open: open.length },
    exitCode: open.length === 0 ? exitCodes.done : exitCodes.problem,
    lines: [
      `${counted(all.length, 'answer')} read; names in ${found.length}, ${open.length} of them undecided.`,
      ...(found.length === 0
        ? []
        : tableLines(
            ['answer', 'found', 'kind', 'state'],
            found
              .slice(0, shownFindings)
              .map(({ item, arm, findings, state }) => [
                `${item}/${arm}`,
                [...new Set(findings.map(({ phrase }) => phrase))].join(', '),
                findings.some(({ level }) => level === 'self') ? 'says who it is' : 'names a system',
                state,
              ]),
            ['left', 'left', 'left', 'left'],
          )),
      ...(found.length > shownFindings
        ? [`and ${found.length - shownFindings} more; --json prints all.`]
        : []),
      'The screen finds the names that it knows. A person should read a sample of the answers.',
    ],
  }
}

async function decide(
  study: OpenStudy,
  names: readonly string[],
  { as, by, reason }: ReviewOptions,
): Promise<CommandResult> {
  if (as === undefined || by === undefined || reason === undefined || names.length === 0) {
    throw problem(
      'DECISION_INCOMPLETE',
      'A decision names answers, what is decided, who decides and why.',
      'Write item/arm, --as, --by and --reason.',
    )
  }
  const why = checkedReason(reason, '--reason')
  const owner = await namedOwner(study, by, 'decide about names')
  const all = await screenOf(study)
  const decisions = names.map((name) => {
    const answer = all.find(({ item, arm }) => `${item}/${arm}` === name)
    if (answer === undefined) {
      throw problem(
        'ANSWER_UNKNOWN',
        'The study has no such answer.',
        'Write it as `equipoise review screen` does.',
        {
          value: name,
          expected: 'item/arm',
        },
      )
    }
    return { answer: answer.answer, decision: as, found: answer.findings, reason: why }
  })
  await recordIdentityDecisions(study.store, study.record, decisions, owner)
  return {
    json: { decided: decisions.length, as },
    lines: [`Decided about ${counted(decisions.length, 'answer')}: ${as}.`],
  }
}

async function opened(study: OpenStudy, options: ReviewOptions): Promise<CommandResult> {
  const reviewed = await reviewedStudy(study)
  const prepared = await openReview(reviewed, null)
  const counts = reviewCounts(prepared)
  return {
    json: {
      ...counts,
      answers: prepared.answers.length,
      leftOut: prepared.leftOut.length,
      unshown: prepared.unshown,
    },
    lines: [
      `The review is open: ${counted(counts.reviews, 'review')} to be dealt, ${counted(prepared.answers.length, 'answer')} to be shown.`,
      ...openingRemarks(prepared),
      ...((await storedLocks(study)).length > 0
        ? []
        : ['The protocol is not locked: lock it before the first mark, or every result is exploratory.']),
      `Next: equipoise invite <name> --role reviewer --study ${shellPath(options.study)}, and equipoise serve --study ${shellPath(options.study)}`,
    ],
  }
}

async function reviewedStudy(study: OpenStudy): Promise<ReviewedStudy> {
  const { rulebook } = study.protocol.plan.review
  const text =
    rulebook === null ? null : (await readTextFile(join(study.folder.path, rulebook), 'review.rulebook')).text
  return { store: study.store, study: study.record, protocol: study.protocol, rulebook: text }
}

async function status(study: OpenStudy): Promise<CommandResult> {
  const state = await readReviewState(study.store, study.record)
  if (state.openedAt === null) {
    const prepared = await planReview(await reviewedStudy(study))
    const counts = reviewCounts(prepared)
    const open = prepared.screened.filter(({ state: identity }) => identity === 'open').length
    return {
      json: { state, planned: counts, leftOut: prepared.leftOut.length, undecided: open },
      lines: [
        `The review is not open. It would have ${counted(counts.reviews, 'review')} to deal.`,
        ...openingRemarks(prepared),
        ...(open === 0 ? [] : [`${counted(open, 'answer')} with names wait for a decision.`]),
      ],
    }
  }
  return { json: { state }, lines: statusLines(state, study.protocol.plan) }
}

function statusLines(state: Awaited<ReturnType<typeof readReviewState>>, plan: Plan): string[] {
  return [
    `${plan.review.title}: open since ${state.openedAt}${state.unblinded ? ', unblinded' : ', blind'}.`,
    progressInWords(state),
  ]
}
