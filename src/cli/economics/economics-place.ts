import { listedPrices } from '../../economics/assumptions/listed-prices.ts'
import { canonicalHash } from '../../protocol/hash.ts'
import { type EconomicsPlace, economicsPlaceSchema } from '../../server/contract/economics.ts'
import { Kept } from '../../server/study/kept.ts'
import { Remembered } from '../../server/study/remembered.ts'
import { readModelNames } from '../../store/reading/read-model-names.ts'
import { isLarge, type StudyTotals } from '../../store/reading/study-totals.ts'
import { readBlindness } from '../../store/review/unblind.ts'
import type { OpenStudy } from '../open-study.ts'
import { runAside } from '../serving/aside.ts'
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

interface Made {
  readonly place: EconomicsPlace
  readonly large: boolean
}

/**
 * The same for a server: drawn once for the same answers, marks, plan, blind and assumptions. Of a large study it is drawn in a
 * thread of its own, and while more answers are read what was drawn last stays.
 */
export function servedEconomics(
  readStudy: () => Promise<OpenStudy>,
  readTotals: () => Promise<StudyTotals>,
): () => Promise<EconomicsPlace> {
  const kept = new Kept<Made>(({ large }) => large)
  const last = new Remembered<Made>()
  return async () => {
    const study = await readStudy()
    const present = [
      (await readBlindness(study.store, study.record)).state,
      canonicalHash(study.protocol.document),
      canonicalHash((await assumptionsFor(study, undefined)).assumptions),
    ].join(' ')
    const { value } = await kept.read(present, async () => {
      const totals = await readTotals()
      return last.read(`${present} ${canonicalHash(totals)}`, async () => {
        if (isLarge(totals)) {
          return { place: economicsPlaceSchema.parse(await runAside('economics', study.folder)), large: true }
        }
        const { file: _, ...place } = await economicsPlace(study, undefined)
        return { place, large: false }
      })
    })
    return value.place
  }
}
