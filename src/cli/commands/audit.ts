import { auditEntrySchema, verifyChain } from '../../review/people/audit-entry.ts'
import { readAudit } from '../../store/people/audit.ts'
import { withStudy } from '../open-study.ts'
import { type CommandResult, exitCodes } from '../run-command.ts'
import { studyFolder } from '../study-folder.ts'
import type { Terminal } from '../terminal.ts'

const faultWords = {
  altered: 'is not what its hash says',
  unreadable: 'cannot be read',
  missing: 'is missing',
  'not-linked': 'does not follow the one before it',
} as const

/** Checks the chain of the audit log, or prints the log. */
export function auditCommand(
  action: 'verify' | 'list',
  options: { readonly study: string },
  terminal: Terminal,
): Promise<CommandResult> {
  return withStudy(studyFolder(options.study), terminal, async ({ store, record }) => {
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
    return {
      json: { entries: log.length, holds: true, last },
      lines: [
        `The log holds: ${log.length} entries, each follows the one before it.`,
        ...(last === null
          ? []
          : [`Last hash: ${last}. Note it elsewhere: it shows whether entries are cut off at the end.`]),
      ],
    }
  })
}
