import { listedPrices } from '../../economics/assumptions/listed-prices.ts'
import { canonicalHash } from '../../protocol/hash.ts'
import type { EconomicsPlace } from '../../server/contract/economics.ts'
import { Remembered } from '../../server/study/remembered.ts'
import { readModelNames } from '../../store/reading/read-model-names.ts'
import { readStudyTotals } from '../../store/reading/study-totals.ts'
import { readBlindness } from '../../store/review/unblind.ts'
import type { OpenStudy } from '../open-study.ts'
import { readAssumptions } from './assumptions-file.ts'
import { readStudyCosts } from './read-study-costs.ts'

/** What the page and the command start from. @param named File of assumptions; undefined: economics.yaml of the study. */
export async function economicsPlace(
  study: OpenStudy | null,
  named: string | undefined,
): Promise<EconomicsPlace & { readonly file: string | null }> {
  const { assumptions, file } = await assumptionsFor(study, named)
  const costs = study === null ? null : await readStudyCosts(study, assumptions)
  return { assumptions, study: costs, listed: [...listedPrices], file }
}

/** @throws ProblemError with every bad field, and every name that the study does not have. */
async function assumptionsFor(study: OpenStudy | null, named: string | undefined) {
  if (study === null) return readAssumptions(named, null, null)
  const { arms } = study.protocol.plan
  const planned = arms.flatMap(({ source }) =>
    source?.via === 'api' ? [source.model, ...(source.price === null ? [] : [source.price])] : [],
  )
  const said = await readModelNames(study.store, study.record)
  return readAssumptions(named, study.folder.path, {
    arms: arms.map(({ id }) => id),
    models: [...new Set([...planned, ...said])],
  })
}

/** The same for a server: drawn once for the same answers, marks, plan, blind and assumptions. */
export function servedEconomics(readStudy: () => Promise<OpenStudy>): () => Promise<EconomicsPlace> {
  const last = new Remembered<EconomicsPlace>()
  return async () => {
    const study = await readStudy()
    const key = [
      (await readBlindness(study.store, study.record)).state,
      canonicalHash(study.protocol.document),
      canonicalHash(await readStudyTotals(study.store, study.record)),
      canonicalHash((await assumptionsFor(study, undefined)).assumptions),
    ].join(' ')
    return last.read(key, async () => {
      const { file: _, ...place } = await economicsPlace(study, undefined)
      return place
    })
  }
}
