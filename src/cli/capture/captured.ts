import type { CapturedStudy } from '../../server/capture/queue.ts'
import type { OpenStudy } from '../open-study.ts'
import { shownPath } from '../study-folder.ts'

/** A study as the queue of questions knows it. */
export function captured({ store, record, protocol, folder }: OpenStudy): CapturedStudy {
  return {
    store,
    record,
    plan: protocol.plan,
    named: { folder: shownPath(folder.path), protocol: shownPath(folder.protocol) },
  }
}
