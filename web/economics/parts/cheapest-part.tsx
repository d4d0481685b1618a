import { useState } from 'react'
import { figureNames } from '../../../src/economics/assumptions/figure-names.ts'
import type { ComparedPair } from '../../../src/economics/options/compare-options.ts'
import { optionIds } from '../../../src/economics/options/cost-option.ts'
import { isPriced } from '../../../src/economics/study/study-economics.ts'
import { kindWords } from '../../../src/report/figures/economics/arm-cost-words.ts'
import { costFigure, tornadoFigure } from '../../../src/report/figures/economics/economics-figures.ts'
import {
  count,
  crossoverSentences,
  dollars,
  optionNames,
  rangeWords,
  wayWords,
} from '../../../src/report/figures/economics/economics-words.ts'
import type { EconomicsPlace } from '../../../src/server/contract/economics.ts'
import { CountsTable } from '../../house/counts-table.tsx'
import { Figure } from '../../house/figure.tsx'
import type { EconomicsView } from '../state/use-economics.ts'
import { Choice } from './choice.tsx'
import { SliderGroups } from './slider-groups.tsx'

interface Props {
  readonly place: EconomicsPlace
  readonly view: EconomicsView
}

/** Tokens, seats or a model of one's own: monthly costs, where they cross, and what the saving hangs on. */
export function CheapestPart({ place, view }: Props) {
  const { options } = view.economics
  const costs = costFigure(view.economics)
  const [compared, setCompared] = useState('own-token')
  const pair = options.savings.find((one) => nameOf(one) === compared) ?? options.savings[0]
  const tornado = pair === undefined ? null : tornadoFigure(pair, place.assumptions)
  return (
    <section aria-labelledby="cheapest">
      <h2 id="cheapest">Tokens, seats or a model of one’s own</h2>
      <PriceChoices place={place} view={view} />
      <SliderGroups place={place} view={view} titles={['Use']} open />
      <SliderGroups
        place={place}
        view={view}
        titles={[
          'Bought by the token',
          'Bought by the seat',
          'A model of one’s own',
          'Judging and re-validation',
        ]}
      />
      <CountsTable
        caption="Cost a month of each way"
        head={['Way', 'whatever the volume', 'units', 'a unit', 'an answer', 'in all']}
        rows={optionIds.map((id) => ({
          key: id,
          cells: [
            `${optionNames[id]}${id === options.cheapest ? ', the cheapest' : ''}`,
            dollars(options.options[id].base),
            count(options.monthly[id].units),
            dollars(options.options[id].perUnit),
            dollars(options.options[id].perAnswer),
            dollars(options.monthly[id].usd),
          ],
        }))}
      />
      <p className="small">
        A month of {count(options.volume)} answers. Whatever the volume: trials of what is bought, and of an
        own model training, judging, trials and the people who run it. A unit is a seat, or a machine; each
        begun is paid.
      </p>
      <Figure wide={costs.wide} narrow={costs.narrow} />
      <ul>
        {crossoverSentences(options).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <CountsTable
        caption="The three ways at other numbers of clinicians, US dollars a month"
        head={['Clinicians', 'answers a month', ...optionIds.map((id) => optionNames[id]), 'the cheapest']}
        rows={options.sizes.map(({ clinicians, volume, usd, cheapest }) => ({
          key: String(clinicians),
          cells: [
            count(clinicians),
            count(volume),
            ...optionIds.map((id) => dollars(usd[id])),
            optionNames[cheapest],
          ],
        }))}
        words={[5]}
      />
      <h3>What the saving hangs on</h3>
      {pair !== undefined && tornado !== null && (
        <>
          <div className="fields">
            <Choice
              label="Saving of"
              value={nameOf(pair)}
              options={options.savings.map((one) => ({
                value: nameOf(one),
                words: `${wayWords[one.option]} over ${wayWords[one.over]}`,
              }))}
              choose={setCompared}
            />
          </div>
          <p>{savingWords(pair)} Each bar takes one figure to the ends of its range and leaves the others.</p>
          <Figure wide={tornado.wide} narrow={tornado.narrow} />
          <details>
            <summary>The bars as a table</summary>
            <CountsTable
              caption="Saving a month at the ends of each range"
              head={['Figure', 'range', 'at the low end', 'at the high end']}
              rows={pair.bars.map(({ id, atLow, atHigh }) => ({
                key: id,
                cells: [
                  figureNames[id].label,
                  rangeWords(id, place.assumptions.figures[id]),
                  dollars(atLow),
                  dollars(atHigh),
                ],
              }))}
              words={[1]}
            />
          </details>
        </>
      )}
    </section>
  )
}

function nameOf({ option, over }: ComparedPair): string {
  return `${option}-${over}`
}

function savingWords({ option, over, saving }: ComparedPair): string {
  const way = wayWords[option].replace(/^./, (first) => first.toUpperCase())
  const [costs, saves] = option === 'own' ? ['costs', 'saves'] : ['cost', 'save']
  return saving < 0
    ? `${way} ${costs} ${dollars(-saving)} a month more than ${wayWords[over]}.`
    : `${way} ${saves} ${dollars(saving)} a month over ${wayWords[over]}.`
}

const fromAssumptions = 'assumptions'

/** Where the cost of an answer by the token comes from. */
function PriceChoices({ place, view }: Props) {
  const priced = (place.study?.arms ?? []).filter(isPriced)
  const named = place.listed.findIndex(({ name }) => name === view.listed?.name)
  return (
    <div className="fields">
      {priced.length > 0 && (
        <Choice
          label="An answer by the token costs"
          value={view.choices.tokenArm ?? fromAssumptions}
          options={[
            { value: fromAssumptions, words: 'what the sliders say (assumption)' },
            ...priced.map(({ arm, label, mean, price }) => ({
              value: arm,
              words: `as ${label}: ${dollars(mean)} (${kindWords[price.kind]})`,
            })),
          ]}
          choose={(arm) => view.choose({ tokenArm: arm === fromAssumptions ? null : arm })}
        />
      )}
      {view.choices.tokenArm === null && (
        <Choice
          label="At the list price of"
          value={String(named)}
          options={[
            { value: '-1', words: 'none: as the sliders stand' },
            ...place.listed.map(({ name, inputPrice, outputPrice, date }, index) => ({
              value: String(index),
              words: `${name}: ${dollars(inputPrice)} and ${dollars(outputPrice)} (${date})`,
            })),
          ]}
          choose={(index) => view.takeListed(place.listed[Number(index)] ?? null)}
        />
      )}
    </div>
  )
}
