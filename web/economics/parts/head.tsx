import { figureIds } from '../../../src/economics/assumptions/figure-names.ts'
import type { PriceKind } from '../../../src/economics/study/price-of-arm.ts'
import { isPriced } from '../../../src/economics/study/study-economics.ts'
import { count, dollars, optionNames } from '../../../src/report/figures/economics/economics-words.ts'
import type { EconomicsPlace } from '../../../src/server/contract/economics.ts'
import type { EconomicsView } from '../state/use-economics.ts'

interface Props {
  readonly place: EconomicsPlace
  readonly view: EconomicsView
}

/** What the page is about, what of it was measured, and the answer as it stands. */
export function Head({ place: { assumptions, study }, view }: Props) {
  const { options } = view.economics
  const assumed = figureIds.filter(
    (id) => !view.moved.has(id) && assumptions.figures[id].access === 'assumption',
  ).length
  return (
    <header>
      {study !== null && <p className="kicker">{study.title}</p>}
      <h1>Economics</h1>
      {study?.sample === true && (
        <p className="sample">
          <strong>SAMPLE.</strong> The marks of this study are simulated. They are evidence about nothing.
        </p>
      )}
      <p>
        What does an answer cost, what does a good one cost, which way to get them is cheapest, and where does
        the profit go? All money is in US dollars.
      </p>
      <p className="notice calm">
        <strong>Measured and assumed.</strong>{' '}
        {study === null
          ? 'No study is looked at, so nothing on this page was measured.'
          : measuredWords(study)}{' '}
        Of the {figureIds.length} figures with a slider {assumed} are assumptions that nobody measured
        {view.moved.size === 0 ? '' : `, and ${view.moved.size} you moved yourself`}. Each names its source
        and its day. Move them: the numbers follow at once, and nothing is sent or kept.
      </p>
      <p role="status">
        At {count(options.volume)} answers a month the cheapest way is now{' '}
        <strong>{optionNames[options.cheapest].toLowerCase()}</strong>:{' '}
        {dollars(options.monthly[options.cheapest].usd)} a month.
      </p>
      <p>
        <button type="button" onClick={view.reset} disabled={view.moved.size === 0}>
          Put all sliders back
        </button>
      </p>
    </header>
  )
}

/** Of how many arms the cost was measured, stated or is not known. */
function measuredWords({ arms, measures }: NonNullable<EconomicsPlace['study']>): string {
  const known = arms.filter(isPriced)
  const of = (kinds: readonly PriceKind[]) => known.filter(({ price }) => kinds.includes(price.kind)).length
  const parts = [
    [of(['listed', 'repriced']), 'was measured', 'were measured'],
    [of(['stated']), 'is stated in economics.yaml', 'are stated in economics.yaml'],
    [of(['free']), 'is nothing for each call', 'are nothing for each call'],
    [arms.length - known.length, 'is not known of every answer', 'are not known of every answer'],
  ] as const
  const costs = parts.flatMap(([arm, one, many]) => (arm === 0 ? [] : `${arm} ${arm === 1 ? one : many}`))
  return `Of the costs of ${arms.length} arms ${costs.join(', ')}.${measures.length === 0 ? '' : ' Qualities are marks of the study.'}`
}
