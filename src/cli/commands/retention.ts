import { resolve } from 'node:path'
import { counted } from '../../report/format.ts'
import {
  applyRule,
  type Due,
  type RetentionRule,
  readDue,
  readRule,
  setRule,
} from '../../store/erasure/retention.ts'
import { withStore } from '../open-study.ts'
import type { CommandResult } from '../run-command.ts'
import { studyFolder } from '../study-folder.ts'
import type { Terminal } from '../terminal.ts'

/** How long something is kept: a number of days, or until somebody deletes it. */
export type Kept = number | 'forever'

export interface RetentionOptions {
  readonly workspace: string
  /** Days, or for ever; absent: as it is. */
  readonly people?: Kept
  readonly asked?: Kept
  readonly apply?: boolean
}

/** Shows the rule of retention and what is due by it, changes the rule, or deletes what is due. */
export function retentionCommand(options: RetentionOptions, terminal: Terminal): Promise<CommandResult> {
  return withStore(studyFolder(resolve(options.workspace)), terminal, async (store) => {
    const before = await readRule(store)
    const rule: RetentionRule = {
      peopleDays: daysOf(options.people, before.peopleDays),
      askedDays: daysOf(options.asked, before.askedDays),
    }
    if (rule.peopleDays !== before.peopleDays || rule.askedDays !== before.askedDays)
      await setRule(store, rule)
    const applied = options.apply === true
    const due = applied ? await applyRule(store, rule) : await readDue(store, rule)
    return { json: { rule, applied, due }, lines: [...ruleLines(rule), ...dueLines(due, applied)] }
  })
}

function daysOf(kept: Kept | undefined, before: number | null): number | null {
  return kept === undefined ? before : kept === 'forever' ? null : kept
}

function ruleLines({ peopleDays, askedDays }: RetentionRule): readonly string[] {
  const kept = (days: number | null, from: string) =>
    days === null ? 'until somebody deletes it' : `${counted(days, 'day')} ${from}`
  return [
    `What is known of reviewers is kept ${kept(peopleDays, 'after their study was unblinded')}.`,
    `Questions of the ask page are kept ${kept(askedDays, 'after they were asked')}.`,
  ]
}

function dueLines({ people, asked }: Due, applied: boolean): readonly string[] {
  const done = applied ? 'Deleted' : 'Due'
  const lines = [
    ...people.map(
      (one) => `${done}: ${counted(one.people.length, 'person', 'people')} of ${one.title} (${one.study}).`,
    ),
    ...asked.map(
      (one) => `${done}: ${counted(one.questions, 'asked question')} of ${one.title} (${one.study}).`,
    ),
  ]
  if (lines.length === 0) return [applied ? 'Nothing was due.' : 'Nothing is due.']
  return applied ? lines : [...lines, 'Next: equipoise retention --apply deletes it.']
}
