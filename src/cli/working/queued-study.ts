import { readFile } from 'node:fs/promises'
import { readProtocol } from '../../protocol/read.ts'
import type { Store } from '../../store/store.ts'
import type { OpenStudy } from '../open-study.ts'
import { shownPath, studyFolder } from '../study-folder.ts'
import type { StudyPayload } from './payloads.ts'

/** What workers have to know of a study. Its folder may be on another machine, so the protocol goes along. */
export async function studyPayload({ folder, record }: OpenStudy): Promise<StudyPayload> {
  return {
    protocol: await readFile(folder.protocol, 'utf8'),
    file: shownPath(folder.protocol),
    folder: folder.path,
    record: { ...record },
  }
}

/** The study as a worker sees it. */
export function queuedStudy(store: Store, { protocol, file, folder, record }: StudyPayload): OpenStudy {
  return { folder: studyFolder(folder), protocol: readProtocol(protocol, file), store, record }
}
