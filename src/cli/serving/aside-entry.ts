import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { economicsPlace } from '../economics/economics-place.ts'
import { withStudy } from '../open-study.ts'
import { studyFolder } from '../study-folder.ts'
import { faultWords } from './fault-words.ts'
import { reportOf } from './study-report.ts'

const { task, path } = z.object({ task: z.enum(['report', 'economics']), path: z.string() }).parse(workerData)
const quiet = { out: () => {}, note: () => {}, progress: () => {}, endProgress: () => {} }

try {
  const value = await withStudy(studyFolder(path), quiet, async (study) => {
    if (task === 'report') return reportOf(study, quiet)
    const { file: _, ...place } = await economicsPlace(study, undefined)
    return place
  })
  parentPort?.postMessage({ done: true, value })
} catch (error) {
  parentPort?.postMessage({ done: false, words: faultWords(error) })
}
