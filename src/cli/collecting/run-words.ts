import Table from 'cli-table3'
import type { LaneCounts } from '../../answers/collecting/arm-lane.ts'
import type { CollectionProgress } from '../../answers/collecting/collect.ts'
import { counted, money } from '../../report/format.ts'
import { tableCell } from '../table-cell.ts'

/** One line for the progress bar: what every arm has, what was spent, and how long it will take. */
export function progressWords(progress: CollectionProgress, startedAt: number, now: number): string {
  const arms = progress.arms.map((arm) => `${arm.arm} ${done(arm)}/${arm.slots}${waitingWords(arm)}`)
  const left = minutesLeft(progress.arms, startedAt, now)
  return [arms.join(', '), money(progress.spent.usd), ...(left === null ? [] : [left])].join('; ')
}

function waitingWords({ waiting, halted }: LaneCounts): string {
  if (halted !== null) return ` (stopped: ${halted})`
  return waiting === 0 ? '' : ` (${waiting} wait)`
}

function done(arm: LaneCounts): number {
  return arm.answered + arm.refused + arm.failed + arm.withheld + arm.leftInDoubt
}

export function doneOfAll(arms: readonly LaneCounts[]): { readonly done: number; readonly total: number } {
  return {
    done: arms.reduce((sum, arm) => sum + done(arm), 0),
    total: arms.reduce((sum, arm) => sum + arm.slots, 0),
  }
}

/** By the pace so far. */
function minutesLeft(arms: readonly LaneCounts[], startedAt: number, now: number): string | null {
  const { done: ready, total } = doneOfAll(arms)
  if (ready === 0 || now - startedAt < 2000) return null
  const seconds = (((now - startedAt) / 1000) * (total - ready)) / ready
  return seconds < 60 ? `${Math.ceil(seconds)} s left` : `${Math.ceil(seconds / 60)} min left`
}

/** The arms of a run, or the judges, as a table. */
export function armTable(arms: readonly LaneCounts[], who = 'arm', what = 'slots'): string[] {
  const head = [
    who,
    what,
    'answered',
    'refused',
    'failed',
    'withheld',
    'in doubt',
    'called again',
    'stopped by',
  ]
  const table = new Table({
    head,
    colAligns: ['left', 'right', 'right', 'right', 'right', 'right', 'right', 'right', 'left'],
    style: { head: [], border: [], compact: true },
  })
  for (const arm of arms) {
    const { slots, answered, refused, failed, withheld, leftInDoubt, retries, halted } = arm
    const name = tableCell(arm.arm)
    table.push([name, slots, answered, refused, failed, withheld, leftInDoubt, retries, halted ?? ''])
  }
  return table.toString().split('\n')
}

/** What is without an answer at the end, and what may be done about it. */
export function openLines(arms: readonly LaneCounts[], noun: string): string[] {
  const failed = arms.reduce((sum, arm) => sum + arm.failed, 0)
  const leftInDoubt = arms.reduce((sum, arm) => sum + arm.leftInDoubt, 0)
  return [
    ...arms.flatMap(({ arm, reasons }) => {
      const named = Object.entries(reasons).map(([reason, n]) => `${n} ${reason}`)
      return named.length === 0 ? [] : [`  ${arm} failed: ${named.join(', ')}`]
    }),
    ...(failed === 0
      ? []
      : [
          `${counted(failed, noun)} failed. The same command tries them again; where the reason stays, so does the failure.`,
        ]),
    ...(leftInDoubt === 0
      ? []
      : [
          `${counted(leftInDoubt, noun)} left alone because a call is in doubt: collect.inDoubt: always calls them again.`,
        ]),
  ]
}
