import type { Study, StudyArm } from '../../../src/server/contract/study.ts'
import { CountsTable } from '../../house/counts-table.tsx'
import { count, counted, money, share } from '../words/number-words.ts'

const outcomes = ['asked', 'answered', 'refused', 'failed', 'withheld', 'waiting'] as const

/** Completeness of the answers by arm: they were collected openly, so the arms have their names. */
export function AnswersTable({ arms }: Pick<Study, 'arms'>) {
  return (
    <CountsTable
      caption="Answers by system"
      head={['System', 'To get', 'Answered', 'Refused', 'Failed', 'Withheld', 'Waiting', 'Settled']}
      rows={[
        ...arms.map((arm) => ({ key: arm.id, cells: [arm.label, ...cellsOf([arm])] })),
        ...(arms.length > 1 ? [{ key: 'all', cells: ['All', ...cellsOf(arms)], total: true }] : []),
      ]}
    />
  )
}

function cellsOf(arms: readonly StudyArm[]): readonly string[] {
  const sum = (pick: (typeof outcomes)[number]) => arms.reduce((all, arm) => all + arm[pick], 0)
  return [...outcomes.map((pick) => count(sum(pick))), share(sum('asked') - sum('waiting'), sum('asked'))]
}

/** What calls cost; calls whose outcome is not known are counted at their worst. */
export function SpendTable({ arms }: Pick<Study, 'arms'>) {
  const called = arms.filter(({ calls }) => calls > 0)
  const usd = called.reduce((sum, arm) => sum + arm.usd, 0)
  const inDoubt = called.reduce((sum, arm) => sum + arm.inDoubtUsd, 0)
  const unpriced = called.reduce((sum, arm) => sum + arm.unpriced, 0)
  if (called.length === 0) return <p>No system was called from here, so nothing was spent.</p>
  const row = (some: readonly StudyArm[]) => {
    const sum = (pick: 'calls' | 'tokens' | 'usd' | 'inDoubt' | 'inDoubtUsd') =>
      some.reduce((all, arm) => all + arm[pick], 0)
    return [
      count(sum('calls')),
      count(sum('tokens')),
      money(sum('usd')),
      count(sum('inDoubt')),
      money(sum('inDoubtUsd')),
    ]
  }
  return (
    <>
      <p>
        {money(usd)} spent{inDoubt > 0 ? `, of which ${money(inDoubt)} are in doubt` : ''}.
        {unpriced > 0 ? ` ${counted(unpriced, 'call')} with no known price are not in it.` : ''}
      </p>
      <CountsTable
        caption="Spend by system"
        head={['System', 'Calls', 'Tokens', 'USD', 'In doubt', 'USD in doubt']}
        rows={[
          ...called.map((arm) => ({ key: arm.id, cells: [arm.label, ...row([arm])] })),
          ...(called.length > 1 ? [{ key: 'all', cells: ['All', ...row(called)], total: true }] : []),
        ]}
      />
    </>
  )
}
