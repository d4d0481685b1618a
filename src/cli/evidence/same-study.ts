import type { Results } from '../../analysis/results-schema.ts'
import type { LedgerIndex } from '../../evidence/ledger/ledger.ts'
import type { LedgerFile } from '../../evidence/ledger/ledger-file.ts'
import { problem } from '../../problem.ts'
import { ownSource, type Publication } from './own-study.ts'

/**
 * Refuses to write a study over another of the same name. The same is one with the same locked protocol, published by at least one of
 * the same people; its data may have grown.
 *
 * @throws ProblemError EVIDENCE_OTHER_STUDY
 */
export function checkSameStudy(
  earlier: LedgerFile,
  { plan }: Results,
  { as, by }: Pick<Publication, 'as' | 'by'>,
  file: string,
): void {
  const source = earlier.sources.find(({ id }) => id === ownSource(as))
  const remedy = 'Give this one a name of its own with --as <name>, or take the file away.'
  const place = { file, field: 'sources' }
  if (source?.results === undefined || source.results.protocol !== plan.protocolHash)
    throw problem('EVIDENCE_OTHER_STUDY', 'The ledger holds another study of this name.', remedy, {
      place,
      value: `protocol ${plan.protocolHash}`,
      expected: source?.results === undefined ? null : `protocol ${source.results.protocol}`,
    })
  if (!source.authors.some((author) => by.includes(author)))
    throw problem('EVIDENCE_OTHER_STUDY', 'Others have published this study.', remedy, {
      place,
      value: by.join(', '),
      expected: `one of ${source.authors.join(', ')}`,
    })
}

/** Studies of the ledger that were published out of the same data or the same protocol: not independent of this one. */
export function studiesOnTheSameData({ ledger, sources }: LedgerIndex, { plan, data }: Results): string[] {
  return ledger.studies
    .filter((study) =>
      study.sources.some((id) => {
        const from = sources.get(id)?.results
        return from !== undefined && (from.data === data.hash || from.protocol === plan.protocolHash)
      }),
    )
    .map(({ id }) => id)
}

/** Arms and axes that are called like something of the ledger and are not taken for it, since nobody said so. */
export function namesakes(
  { plan, verdicts }: Results,
  { systems, outcomes }: Pick<Publication, 'systems' | 'outcomes'>,
  index: LedgerIndex,
): string[] {
  const note = (word: string, option: string, id: string, other: string) =>
    `The ${word} ${id} is not taken for ${other} of the ledger; where it is, add ${option} ${id}=${other}.`
  const arms = new Set(verdicts.flatMap(({ hypothesis }) => [hypothesis.candidate, ...hypothesis.against]))
  const axes = new Set(verdicts.map(({ hypothesis }) => hypothesis.axis))
  return [
    ...plan.arms
      .filter(({ id }) => arms.has(id) && !systems.has(id))
      .flatMap((arm) =>
        namesake(arm, index.ledger.systems).map((other) => note('arm', '--system', arm.id, other)),
      ),
    ...plan.axes
      .filter(({ id }) => axes.has(id) && !outcomes.has(id))
      .flatMap((axis) =>
        namesake(axis, index.ledger.outcomes).map((other) => note('axis', '--outcome', axis.id, other)),
      ),
  ]
}

interface Named {
  readonly id: string
  readonly label: string
}

function namesake(own: Named, known: readonly Named[]): string[] {
  const words = [own.id, own.label.toLowerCase()]
  return known
    .filter(({ id, label }) => words.includes(id) || words.includes(label.toLowerCase()))
    .map(({ id }) => id)
}
