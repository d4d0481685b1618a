import type { OpenCodingDesk } from '../../server/coding/coding-routes.ts'
import type { OpenStudy } from '../open-study.ts'
import { presentStudy } from './served-study.ts'

/** The coding desk of a study by the protocol that its folder has now; null where it is no assisted-use trial. */
export function servedCoding(study: OpenStudy): () => Promise<OpenCodingDesk | null> {
  return async () => {
    const { store, record, protocol } = await presentStudy(study)
    const { title, arms } = protocol.document
    const { sample, assisted } = protocol.plan
    return assisted === null ? null : { store, study: record, title, sample, arms, assisted }
  }
}
