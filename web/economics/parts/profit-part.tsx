import { figureGroups } from '../../../src/economics/assumptions/figure-names.ts'
import { type Holder, holders } from '../../../src/economics/profit/profit-by-layer.ts'
import { profitScenarios, scenarioMeaning } from '../../../src/economics/profit/scenarios.ts'
import { profitFigure } from '../../../src/report/figures/economics/economics-figures.ts'
import { dollars, feedbackWords, holderNames } from '../../../src/report/figures/economics/economics-words.ts'
import type { EconomicsPlace } from '../../../src/server/contract/economics.ts'
import { CountsTable } from '../../house/counts-table.tsx'
import { Figure } from '../../house/figure.tsx'
import type { EconomicsView } from '../state/use-economics.ts'
import { Choice } from './choice.tsx'
import { Sliders } from './slider-groups.tsx'

interface Props {
  readonly place: EconomicsPlace
  readonly view: EconomicsView
}

const layer = figureGroups.filter(({ title }) => title === 'The application layer')

/** Margins of three layers over five years, by who holds the workflow and the feedback. */
export function ProfitPart({ place, view }: Props) {
  const { scenario, years, hold } = view
  const named = profitScenarios.find(
    ({ workflow, feedback }) => workflow === scenario.workflow && feedback === scenario.feedback,
  )
  const figure = profitFigure('chosen', 'Margin of each layer by year', years)
  const options = holders.map((holder) => ({ value: holder, words: holderNames[holder] }))
  return (
    <section aria-labelledby="profit">
      <h2 id="profit">Where the profit goes</h2>
      <p className="notice">
        <strong>All of this part is assumption.</strong> It is arithmetic on the figures below, no forecast
        and no measurement. Use stays as it is, so that only prices and control move. That capability becomes
        cheap is seen in list prices; that control decides who gains by it is the assumption under test here.
      </p>
      <div className="presets">
        {profitScenarios.map(({ id, title, workflow, feedback }) => (
          <button
            key={id}
            type="button"
            aria-pressed={named?.id === id}
            onClick={() => hold({ workflow, feedback })}
          >
            {title}
          </button>
        ))}
      </div>
      <div className="fields">
        <Choice<Holder>
          label="Who holds the workflow"
          value={scenario.workflow}
          options={options}
          choose={(workflow) => hold({ ...scenario, workflow })}
        />
        <Choice<Holder>
          label="Who gets the feedback"
          value={scenario.feedback}
          options={options}
          choose={(feedback) => hold({ ...scenario, feedback })}
        />
      </div>
      <p>
        {scenarioMeaning(scenario)} {feedbackWords(scenario.feedback, view.feedbackBalance)}
      </p>
      <Figure wide={figure.wide} narrow={figure.narrow} />
      <CountsTable
        caption="Margin of each layer by year, and what it comes from"
        head={[
          'Year',
          'Application',
          'Model maker',
          'Hospital',
          'price a month',
          'large model an answer',
          'revenue',
          'paid to the model maker',
          'share of the holder',
          'own model',
          'other costs',
        ]}
        rows={years.map((one) => ({
          key: String(one.year),
          cells: [
            one.year === 0 ? 'now' : `in ${one.year}`,
            dollars(one.margin.application),
            dollars(one.margin['model-maker']),
            dollars(one.margin.customer),
            dollars(one.price),
            dollars(one.modelPrice),
            dollars(one.revenue),
            dollars(one.bought),
            dollars(one.platform),
            dollars(one.ownModel),
            dollars(one.other),
          ],
        }))}
      />
      <p className="small">
        Application: revenue less all that it pays. Model maker: its margin on what it is paid, and its share
        of the revenue where it holds the workflow. Hospital: what it pays less than now, its share where it
        holds the workflow, less its own model. A model trained on the feedback takes answers over unless the
        model maker holds the feedback.
      </p>
      {layer.map((group) => (
        <Sliders key={group.title} group={group} place={place} view={view} />
      ))}
    </section>
  )
}
