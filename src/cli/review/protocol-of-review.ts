import { problem } from '../../problem.ts'
import { canonicalHash } from '../../protocol/hash.ts'
import { type Protocol, parseProtocol } from '../../protocol/read.ts'
import { readProtocolHash } from '../../store/review/read-protocol-hash.ts'
import type { OpenStudy } from '../open-study.ts'
import { shownPath } from '../study-folder.ts'
import { storedLocks } from '../study-locks.ts'

/**
 * The protocol by which the review was opened: what reviewers are asked, and whose letters there are, stays as it was then, whatever
 * is written in the file meanwhile. Before there is a review, the protocol as it is written.
 *
 * @throws ProblemError REVIEW_PROTOCOL_CHANGED where the file is another one since, and the one of the review was never locked.
 */
export async function protocolOfReview(study: OpenStudy): Promise<Protocol> {
  const hash = await readProtocolHash(study.store, study.record)
  const written = canonicalHash(study.protocol.document)
  if (hash === null || hash === written) return study.protocol
  const lock = (await storedLocks(study)).find(({ protocolHash }) => protocolHash === hash)
  if (lock !== undefined) {
    return parseProtocol(lock.protocol, (path) => ({
      file: shownPath(study.folder.lock),
      field: path.join('.'),
    }))
  }
  throw problem(
    'REVIEW_PROTOCOL_CHANGED',
    'The protocol was changed after the review was opened by it, and was not locked before.',
    'Put it back as it was when the review was opened; reviewers must go on being asked the same.',
    { place: { file: shownPath(study.folder.protocol) }, value: written, expected: hash },
  )
}
