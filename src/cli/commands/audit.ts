import { counted } from '../../report/format.ts'
import { auditEntrySchema, type SealedEntry, verifyChain } from '../../review/people/audit-entry.ts'
import { readWorkspaceLog } from '../../store/erasure/workspace-log.ts'
import { readAudit } from '../../store/people/audit.ts'
import type { MarksHash } from '../../store/review/marks-hash.ts'
import { withStore, withStudy } from '../open-study.ts'
import { type ComparedMarks, comparedMarks } from '../review/compared-marks.ts'
import { type CommandResult, exitCodes } from '../run-command.ts'
import { studyFolder } from '../study-folder.ts'
import type { Terminal } from '../terminal.ts'

const faultWords = {
  altered: 'is not what its hash says',
  unreadable: 'cannot be read',
  missing: 'is missing',
  'not-linked': 'does not follow the one before it',
} as const

export interface AuditOptions {
  readonly study: string
  readonly workspace?: boolean
}

/** Checks the chain of the audit log and the marks that it vouches for, or prints the log; of a study, or of its workspace. */
export function auditCommand(
  action: 'verify' | 'list',
  options: AuditOptions,
  terminal: Terminal,
): Promise<CommandResult> {
  const folder = studyFolder(options.study)
  if (options.workspace === true) {
    return withStore(folder, terminal, async (store) => {
      const log = await readWorkspaceLog(store)
      return action === 'list' ? listed(log, true) : (broken(log) ?? held(log, {}, []))
    })
  }
  return withStudy(folder, terminal, async (study) => {
    const log = await readAudit(study.store, study.record)
    if (action === 'list') return listed(log, false)
    const fault = broken(log)
    if (fault !== null) return fault
    const marks = await comparedMarks(study.store, study.record, log)
    const result = held(log, { marks }, marksLines(marks))
    return { ...result, exitCode: marks.state === 'changed' ? exitCodes.problem : exitCodes.done }
  })
}

function listed(log: readonly SealedEntry[], withStudies: boolean): CommandResult {
  const entries = log.map(({ document }) => auditEntrySchema.parse(JSON.parse(document)))
  return {
    json: { entries },
    lines: entries.map(
      ({ number, at, kind, actor, detail, study }) =>
        `${number}  ${at}  ${kind}  ${withStudies ? `study ${study}  ` : ''}${actor ?? 'command line'}  ${JSON.stringify(detail)}`,
    ),
  }
}

/** Says where the chain breaks; null where it holds. */
function broken(log: readonly SealedEntry[]): CommandResult | null {
  const fault = verifyChain(log)
  if (fault === null) return null
  return {
    json: { entries: log.length, holds: false, fault },
    exitCode: exitCodes.problem,
    lines: [`The log does not hold: entry ${fault.number} ${faultWords[fault.fault]}.`],
  }
}

function held(log: readonly SealedEntry[], more: object, lines: readonly string[]): CommandResult {
  const last = log.at(-1)?.hash ?? null
  return {
    json: { entries: log.length, holds: true, last, ...more },
    lines: [
      `The log holds: ${log.length} entries, each follows the one before it.`,
      ...(last === null
        ? []
        : [`Last hash: ${last}. Note it elsewhere: it shows whether entries are cut off at the end.`]),
      ...lines,
    ],
  }
}

function marksLines(marks: ComparedMarks): string[] {
  if (marks.state === 'not-in-log') {
    return [
      'Of marks the log says nothing yet: when a study is unblinded, a hash over all marks of its review is entered, and compared here from then on.',
    ]
  }
  const { atUnblinding, now } = marks
  const found =
    marks.state === 'same'
      ? `The marks of the review are those of the unblinding: ${inWords(now)}.`
      : `The marks of the review are not those of the unblinding: ${inWords(atUnblinding)} then, ${inWords(now)} now${now.judgments === atUnblinding.judgments ? ', and some were changed' : ''}.`
  return [
    found,
    'Not covered: marks before that moment, questions and answers, comments, and marks from files.',
  ]
}

function inWords({ judgments, withMark }: MarksHash): string {
  return `${counted(judgments, 'judgment')}, ${counted(withMark, 'mark')} given`
}
