import { canonicalHash } from '../../protocol/hash.ts'
import { renderReport } from '../../report/html.ts'
import { Remembered } from '../../server/study/remembered.ts'
import type { StudyTotals } from '../../store/reading/study-totals.ts'
import { readBlindness } from '../../store/review/unblind.ts'
import { presentRun, studyResults } from '../analysis/study-results.ts'
import type { OpenStudy } from '../open-study.ts'
import { storedLocks } from '../study-locks.ts'
import type { Terminal } from '../terminal.ts'

/** The report page of a study as it is now; analysed once for the same marks, plan and blind. */
export function studyReport(
  readStudy: () => Promise<OpenStudy>,
  readTotals: () => Promise<StudyTotals>,
  terminal: Terminal,
): () => Promise<string> {
  const last = new Remembered<string>()
  // Nobody watches the terminal of a server for a bar.
  const quiet = { ...terminal, progress: () => {} }
  return async () => {
    const study = await readStudy()
    const key = [
      (await readBlindness(study.store, study.record)).state,
      canonicalHash(study.protocol.document),
      ...(await storedLocks(study)).map(canonicalHash),
      canonicalHash(await readTotals()),
    ].join(' ')
    return last.read(key, async () => renderReport(await studyResults(study, {}, quiet), presentRun()))
  }
}
