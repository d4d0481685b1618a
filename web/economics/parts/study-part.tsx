import {
  acceptabilityFigure,
  frontierFigure,
} from '../../../src/report/figures/economics/economics-figures.ts'
import { count, decimal, dollars, percent } from '../../../src/report/figures/economics/economics-words.ts'
import type { EconomicsPlace } from '../../../src/server/contract/economics.ts'
import { CountsTable } from '../../house/counts-table.tsx'
import { Figure } from '../../house/figure.tsx'
import type { EconomicsView } from '../state/use-economics.ts'
import { Choice } from './choice.tsx'
import { rangeOf } from './range-words.ts'
import { Sliders } from './slider-groups.tsx'

interface Props {
  readonly place: EconomicsPlace
  readonly view: EconomicsView
}

type Study = NonNullable<EconomicsPlace['study']>

/** What the study measured: costs of answers, of good answers, and whether quality is worth its price. */
export function StudyPart({ place, view }: Props) {
  const { study } = place
  if (study === null) return null
  return (
    <section aria-labelledby="study-costs">
      <h2 id="study-costs">What an answer costs</h2>
      <CostsTable study={study} />
      <p className="small">
        All calls for an answer, retries among them, at the prices of their day. Intervals are 95%: by t over
        questions, and bias-corrected since costs are skewed. An arm without calls has no cost unless the file
        of assumptions states one.
      </p>
      {study.blind && (
        <p className="notice">
          The study is blind. What quality costs is shown once an owner has unblinded it.
        </p>
      )}
      {!study.blind && study.measures.length === 0 && (
        <p>Nobody and no key has marked answers one by one yet, so nothing is said of what quality costs.</p>
      )}
      {study.measures.length > 0 && <QualityPart place={place} study={study} view={view} />}
    </section>
  )
}

function CostsTable({ study }: { readonly study: Study }) {
  const whole = (mean: number | null) => count(mean === null ? null : Math.round(mean))
  return (
    <>
      <CountsTable
        caption="Cost of an answer by arm"
        head={['Arm', 'an answer', '95% interval', 'for skew', 'answers', 'unknown']}
        rows={study.arms.map(({ arm, label, mean, ci, bca, n, unknown }) => ({
          key: arm,
          cells: [label, dollars(mean), rangeOf(ci), rangeOf(bca), count(n), count(unknown)],
        }))}
      />
      <details>
        <summary>Time, tokens and prices behind it</summary>
        <CountsTable
          caption="Use and price of an answer by arm"
          head={['Arm', 'seconds', 'tokens read', 'written', 'searches', 'price']}
          rows={study.arms.map(({ arm, label, seconds, inputTokens, outputTokens, searches, price }) => ({
            key: arm,
            cells: [
              label,
              decimal(seconds, 1),
              whole(inputTokens),
              whole(outputTokens),
              decimal(searches, 1),
              [price.source, ...(price.date === null ? [] : [price.date])].join(', '),
            ],
          }))}
          words={[5]}
        />
      </details>
    </>
  )
}

function QualityPart({ place, study, view }: Props & { readonly study: Study }) {
  const { choices, economics, values } = view
  const measure = study.measures.find(({ id }) => id === choices.measure) ?? study.measures[0]
  if (measure === undefined) return null
  const label = (arm: string) => study.arms.find((one) => one.arm === arm)?.label ?? arm
  const frontier = frontierFigure(study, measure)
  const acceptability = acceptabilityFigure(study, economics.benefits, values.worth)
  return (
    <>
      <h2>What a good answer costs</h2>
      <Choice
        label="Good means"
        value={measure.id}
        options={study.measures.map(({ id, label: words }) => ({ value: id, words }))}
        choose={(id) => view.choose({ measure: id })}
      />
      <CountsTable
        caption={`Quality, and cost of each ${measure.unit}`}
        head={[
          'Arm',
          'quality',
          '95% interval',
          'cost of each',
          '95% interval',
          'questions',
          'on the frontier',
        ]}
        rows={measure.arms.map((arm) => ({
          key: arm.arm,
          cells: [
            label(arm.arm),
            percent(arm.quality),
            arm.qualityCi === null
              ? '–'
              : `${percent(Math.max(0, arm.qualityCi.lower))} to ${percent(Math.min(1, arm.qualityCi.upper))}`,
            dollars(arm.costPerGood),
            rangeOf(arm.costPerGoodCi),
            count(arm.questions),
            percent(arm.frontierShare, 0),
          ],
        }))}
      />
      <p className="small">
        A refusal was paid for and is not a good answer. Intervals take questions and reviewers as clusters.
        On the frontier: the share of {count(study.resamples)} draws of questions in which no other arm was
        both cheaper and better. Arms close together change places from draw to draw.
      </p>
      {frontier !== null && <Figure wide={frontier.wide} narrow={frontier.narrow} />}
      <h3>Is quality worth its price?</h3>
      <div className="fields">
        <Choice
          label="Compared with"
          value={choices.against ?? ''}
          options={study.arms
            .filter(({ mean }) => mean !== null)
            .map(({ arm }) => ({ value: arm, words: label(arm) }))}
          choose={(against) => view.choose({ against })}
        />
        <Sliders group={{ ids: ['worth'] }} place={place} view={view} />
      </div>
      <CountsTable
        caption="Net benefit of an answer"
        head={['Arm', 'quality', 'cost', 'net benefit', '95% interval', 'worth it', 'times the cost']}
        rows={economics.benefits.map(({ pair, atWorth }) => ({
          key: pair.arm,
          cells: [
            label(pair.arm),
            points(pair.deltaQuality),
            dollars(pair.deltaCost),
            dollars(atWorth?.inb ?? null),
            rangeOf(atWorth?.ci ?? null),
            percent(atWorth?.probCostEffective ?? null, 0),
            decimal(pair.costRatio, 2),
          ],
        }))}
      />
      <p className="small">
        Differences from {choices.against === null ? 'none' : label(choices.against)} on the questions that
        both have. Net benefit: worth × quality − cost. Cost counts only where quality is equivalent or the
        trade is priced.
      </p>
      {acceptability !== null && <Figure wide={acceptability.wide} narrow={acceptability.narrow} />}
    </>
  )
}

function points(share: number | null): string {
  return share === null ? '–' : `${decimal(100 * share, 1)} points`
}
