import { z } from 'zod'
import { canonicalHash } from '../../protocol/hash.ts'
import { renderTrialReport } from '../../report/assisted/trial-page.ts'
import { renderReport } from '../../report/html.ts'
import { Kept } from '../../server/study/kept.ts'
import { Remembered } from '../../server/study/remembered.ts'
import { isLarge, type StudyTotals } from '../../store/reading/study-totals.ts'
import { readBlindness } from '../../store/review/unblind.ts'
import { presentRun, studyResults } from '../analysis/study-results.ts'
import { trialPlan, trialResults } from '../analysis/trial-results.ts'
import type { OpenStudy } from '../open-study.ts'
import { storedLocks } from '../study-locks.ts'
import type { Terminal } from '../terminal.ts'
import { runAside } from './aside.ts'

interface Made {
  readonly html: string
  readonly large: boolean
}

/**
 * The report page of a study as it is now; analysed once for the same marks, plan and blind. A large study is analysed in a thread
 * of its own, and while more marks are analysed its last report stays.
 */
export function studyReport(
  readStudy: () => Promise<OpenStudy>,
  readTotals: () => Promise<StudyTotals>,
  terminal: Terminal,
): () => Promise<string> {
  const kept = new Kept<Made>(({ large }) => large)
  const last = new Remembered<Made>()
  // Nobody watches the terminal of a server for a bar.
  const quiet = { ...terminal, progress: () => {} }
  return async () => {
    const study = await readStudy()
    // What changes of a trial is in none of the totals below; while it goes on nothing of it takes long.
    if (study.protocol.plan.assisted !== null) return reportOf(study, quiet)
    const present = [
      (await readBlindness(study.store, study.record)).state,
      canonicalHash(study.protocol.document),
      ...(await storedLocks(study)).map(canonicalHash),
    ].join(' ')
    const { value } = await kept.read(present, async () => {
      const totals = await readTotals()
      return last.read(`${present} ${canonicalHash(totals)}`, async () => {
        const large = isLarge(totals)
        return {
          html: large
            ? z.string().parse(await runAside('report', study.folder))
            : await reportOf(study, quiet),
          large,
        }
      })
    })
    return value.html
  }
}

export async function reportOf(study: OpenStudy, terminal: Terminal): Promise<string> {
  const trial = await trialPlan(study)
  if (trial !== null) return renderTrialReport(await trialResults(study, trial), presentRun())
  return renderReport(await studyResults(study, {}, terminal), presentRun())
}
