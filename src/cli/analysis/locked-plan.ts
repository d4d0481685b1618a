import type { Lock } from '../../protocol/lock.ts'
import type { Plan } from '../../protocol/plan.ts'
import { parseProtocol } from '../../protocol/read.ts'
import type { OpenStudy } from '../open-study.ts'
import { shownPath } from '../study-folder.ts'

/** The plan that results follow: the locked one, or the protocol's where nothing was locked. @param locks Oldest first. */
export function planInForce({ protocol, folder }: OpenStudy, locks: readonly Lock[]): Plan {
  const last = locks.at(-1)
  if (last === undefined) return protocol.plan
  return parseProtocol(last.protocol, (path) => ({ file: shownPath(folder.lock), field: path.join('.') }))
    .plan
}
