import { type BenefitPair, isPriced } from '../../../src/economics/study/study-economics.ts'
import {
  kindWords,
  leftOutWords,
  meanWords,
  priceWords,
  sampleWords,
  uncomparedWords,
} from '../../../src/report/figures/economics/arm-cost-words.ts'
import {
  acceptabilityFigure,
  curvesDrawn,
  frontierFigure,
} from '../../../src/report/figures/economics/economics-figures.ts'
import {
  count,
  counted,
  decimal,
  dollars,
  percent,
} from '../../../src/report/figures/economics/economics-words.ts'
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
        All counted calls for an answer, retries among them, at the prices of their day. Intervals are 95%: by
        t over questions, and bias-corrected since costs are skewed. An arm without calls has no cost unless
        the file of assumptions states one.
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
        head={['Arm', 'an answer', 'known as', '95% interval', 'for skew', 'answers', 'unknown']}
        rows={study.arms.map((one) => ({
          key: one.arm,
          cells: [
            one.label,
            meanWords(one),
            kindWords[one.mean === null ? 'none' : one.price.kind],
            rangeOf(one.ci),
            rangeOf(one.bca),
            count(one.n + one.unknown),
            count(one.unknown),
          ],
        }))}
        words={[2]}
      />
      <ArmNotes study={study} />
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
              priceWords(price),
            ],
          }))}
          words={[5]}
        />
      </details>
    </>
  )
}

/** Why arms are not compared by what they cost, and what is left out of a cost. */
function ArmNotes({ study }: { readonly study: Study }) {
  const notes = study.arms.flatMap((one) => {
    const why = uncomparedWords(one)
    return [...(why === null ? [] : [why]), ...leftOutWords(one)].map((words) => ({ one, words }))
  })
  if (notes.length === 0) return null
  return (
    <ul className="small">
      {notes.map(({ one, words }) => (
        <li key={`${one.arm} ${words}`}>
          <strong>{one.label}</strong>: {words}.
        </li>
      ))}
    </ul>
  )
}

function QualityPart({ place, study, view }: Props & { readonly study: Study }) {
  const { choices, economics, values } = view
  const measure = study.measures.find(({ id }) => id === choices.measure) ?? study.measures[0]
  if (measure === undefined) return null
  const label = (arm: string) => study.arms.find((one) => one.arm === arm)?.label ?? arm
  const frontier = frontierFigure(study, measure)
  const acceptability = acceptabilityFigure(study, measure, economics.benefits, values.worth)
  const priced = study.arms.filter(isPriced)
  const samples = sampleWords(
    measure,
    economics.benefits.map(({ pair }) => pair),
  )
  const drawn = curvesDrawn(measure, economics.benefits)
  const left = economics.benefits.filter((one) => !drawn.includes(one))
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
              : `${percent(arm.qualityCi.lower)} to ${percent(arm.qualityCi.upper)}`,
            dollars(arm.costPerGood),
            rangeOf(arm.costPerGoodCi),
            count(arm.questions),
            percent(arm.frontierShare, 0),
          ],
        }))}
      />
      <p className="small">
        A refusal was paid for and is not a good answer. Intervals take questions and reviewers as clusters.
        On the frontier: the share of {count(study.resamples)} draws of the{' '}
        {counted(measure.sharedQuestions, 'question')} that all arms with known costs have marks on, in which
        no other arm was both cheaper and better. Arms close together change places from draw to draw.
      </p>
      {measure.sharedQuestions === 0 && priced.length > 0 && (
        <p>No question has marks on every arm with known costs, so there is no frontier.</p>
      )}
      {samples !== null && <p className="notice calm">{samples}</p>}
      {frontier !== null && <Figure wide={frontier.wide} narrow={frontier.narrow} />}
      {choices.against === null || priced.length < 2 ? (
        <p>
          Whether quality is worth its price takes two arms with known costs; the study has{' '}
          {priced.length === 0 ? 'none' : 'one'}.
        </p>
      ) : (
        <>
          <h3>Is quality worth its price?</h3>
          <div className="fields">
            <Choice
              label="Compared with"
              value={choices.against ?? ''}
              options={priced.map(({ arm }) => ({ value: arm, words: label(arm) }))}
              choose={(against) => view.choose({ against })}
            />
            <Sliders group={{ ids: ['worth'] }} place={place} view={view} />
          </div>
          <CountsTable
            caption="Net benefit of an answer"
            head={[
              'Arm',
              'quality',
              'cost',
              'each further',
              'net benefit',
              '95% interval',
              'worth it',
              'times the cost',
              ...(samples === null ? [] : ['questions']),
            ]}
            rows={economics.benefits.map(({ pair, atWorth, icer }) => ({
              key: pair.arm,
              cells: [
                label(pair.arm),
                points(pair.deltaQuality),
                dollars(pair.deltaCost),
                icerWords(pair, icer),
                dollars(atWorth?.inb ?? null),
                rangeOf(atWorth?.ci ?? null),
                percent(atWorth?.probCostEffective ?? null, 0),
                decimal(pair.costRatio, 2),
                ...(samples === null ? [] : [count(pair.questions)]),
              ],
            }))}
          />
          <p className="small">
            Differences from {label(choices.against)} on the questions that both have. Intervals by t, with as
            many degrees of freedom as the difference in quality. Each further good answer: the difference in
            cost over that in quality, where the arm is better and dearer. Net benefit: worth × quality −
            cost. Cost counts only where quality is equivalent or the trade is priced.
          </p>
          {acceptability !== null && <Figure wide={acceptability.wide} narrow={acceptability.narrow} />}
          {acceptability !== null && left.length > 0 && (
            <p className="small">
              Drawn are {drawn.length} of {economics.benefits.length} arms, efficient ones first; not drawn:{' '}
              {left.map(({ pair }) => label(pair.arm)).join(', ')}.
            </p>
          )}
        </>
      )}
    </>
  )
}

function points(share: number | null): string {
  return share === null ? '–' : `${decimal(100 * share, 1)} points`
}

/** Cost of a further good answer; a word where one of the two is cheaper and no worse. */
function icerWords(
  { deltaQuality, deltaCost }: Pick<BenefitPair, 'deltaQuality' | 'deltaCost'>,
  icer: number | null,
) {
  if (icer === null || deltaQuality === null || deltaCost === null) return '–'
  if (deltaQuality > 0) return deltaCost > 0 ? dollars(icer) : 'better, no dearer'
  return deltaCost >= 0 ? 'worse, no cheaper' : `${dollars(icer)} saved`
}
