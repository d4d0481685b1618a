import { listedPrices } from '../../economics/assumptions/listed-prices.ts'
import { canonicalHash } from '../../protocol/hash.ts'
import type { EconomicsPlace } from '../../server/contract/economics.ts'
import { Remembered } from '../../server/study/remembered.ts'
import type { StudyTotals } from '../../store/reading/study-totals.ts'
import { readBlindness } from '../../store/review/unblind.ts'
import type { OpenStudy } from '../open-study.ts'
import { readAssumptions } from './assumptions-file.ts'
import { readStudyCosts } from './read-study-costs.ts'

/** What the page and the command start from. @param named File of assumptions; undefined: economics.yaml of the study. */
export async function economicsPlace(
  study: OpenStudy | null,
  named: string | undefined,
): Promise<EconomicsPlace & { readonly file: string | null }> {
  const { assumptions, file } = await readAssumptions(named, study?.folder.path ?? null)
  const costs = study === null ? null : await readStudyCosts(study, assumptions)
  return { assumptions, study: costs, listed: [...listedPrices], file }
}

/** The same for a server: drawn once for the same answers, marks, plan, blind and assumptions. */
export function servedEconomics(
  readStudy: () => Promise<OpenStudy>,
  readTotals: () => Promise<StudyTotals>,
): () => Promise<EconomicsPlace> {
  const last = new Remembered<EconomicsPlace>()
  return async () => {
    const study = await readStudy()
    const key = [
      (await readBlindness(study.store, study.record)).state,
      canonicalHash(study.protocol.document),
      canonicalHash(await readTotals()),
      canonicalHash((await readAssumptions(undefined, study.folder.path)).assumptions),
    ].join(' ')
    return last.read(key, async () => {
      const { file: _, ...place } = await economicsPlace(study, undefined)
      return place
    })
  }
}
