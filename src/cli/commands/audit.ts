import { counted } from '../../report/format.ts'
import { auditEntrySchema, verifyChain } from '../../review/people/audit-entry.ts'
import { readAudit } from '../../store/people/audit.ts'
import type { MarksHash } from '../../store/review/marks-hash.ts'
import { withStudy } from '../open-study.ts'
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

/** Checks the chain of the audit log and the marks that it vouches for, or prints the log. */
export function auditCommand(
  action: 'verify' | 'list',
  options: { readonly study: string },
  terminal: Terminal,
): Promise<CommandResult> {
  return withStudy(studyFolder(options.study), terminal, async (study) => {
    const { store, record } = study
    const log = await readAudit(store, record)
    if (action === 'list') {
      const entries = log.map(({ document }) => auditEntrySchema.parse(JSON.parse(document)))
      return {
        json: { entries },
        lines: entries.map(
          ({ number, at, kind, actor, detail }) =>
            `${number}  ${at}  ${kind}  ${actor ?? 'command line'}  ${JSON.stringify(detail)}`,
        ),
      }
    }
    const fault = verifyChain(log)
    const last = log.at(-1)?.hash ?? null
    if (fault !== null) {
      return {
        json: { entries: log.length, holds: false, fault },
        exitCode: exitCodes.problem,
        lines: [`The log does not hold: entry ${fault.number} ${faultWords[fault.fault]}.`],
      }
    }
    const marks = await comparedMarks(store, record, log)
    return {
      json: { entries: log.length, holds: true, last, marks },
      exitCode: marks.state === 'changed' ? exitCodes.problem : exitCodes.done,
      lines: [
        `The log holds: ${log.length} entries, each follows the one before it.`,
        ...(last === null
          ? []
          : [`Last hash: ${last}. Note it elsewhere: it shows whether entries are cut off at the end.`]),
        ...marksLines(marks),
      ],
    }
  })
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
