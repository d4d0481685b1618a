import type { ModelCard } from '../../../src/learning/model/card/model-card.ts'
import { forestPlot } from '../../../src/report/figures/forest.ts'
import { counted, decimal, interval, percent, signed } from '../../../src/report/format.ts'
import { CountsTable } from '../../house/counts-table.tsx'
import { Figure } from '../../house/figure.tsx'
import { comparedArms, standingOf, winWords } from '../words/arm-words.ts'

type Arms = NonNullable<ModelCard['heldOut']['arms']>

const digits = 3

/** What was measured on questions that were held out of training, win or lose. */
export function HeldOutPart({ card }: { readonly card: ModelCard }) {
  const { heldOut } = card
  const { arms, pairs } = heldOut
  return (
    <>
      <h4>On held-out questions</h4>
      {arms !== null && (
        <>
          <p>{winWords(arms)}</p>
          {comparedArms(arms).length > 0 && <ArmsFigure arms={arms} card={card} />}
          <ArmsTable arms={arms} />
        </>
      )}
      <p>
        Of two candidates it tells the better one {percent(pairs.trained)} of the time, the prior{' '}
        {percent(pairs.prior)}; difference {differenceWords(pairs.difference)}.
      </p>
      <AbstentionWords card={card} />
      <p className="small">
        {counted(heldOut.questions, 'question')} in {heldOut.folds} folds, each ranked by what was trained on
        the others. Intervals of 95{'\u00a0'}%, paired by question. Its own training questions are no evidence
        for use: that is what the gate is for.
      </p>
    </>
  )
}

interface ArmsProps {
  readonly arms: Arms
}

function ArmsFigure({ arms, card }: ArmsProps & { readonly card: ModelCard }) {
  const compared = comparedArms(arms)
  const data = {
    rows: compared.map(({ title, trainedLess: { estimate, lower, upper } }) => ({
      label: title,
      estimate,
      interval: lower === null || upper === null ? null : { lower, upper },
      reason: null,
      published: [],
      margins: [],
    })),
    axisTitle: 'Trained less the other, nDCG@10',
    favours: { negative: 'the other is better', positive: 'trained is better' },
    digits,
  }
  const description = compared
    .map(({ title, trainedLess }) => `${title}: ${differenceWords(trainedLess)}, ${standingOf(trainedLess)}.`)
    .join(' ')
  const frame = {
    title: `The trained ranker less other rankings, ${card.model}`,
    description,
    sample: card.sample,
  }
  return (
    <Figure
      wide={forestPlot(data, { ...frame, id: `arms-${card.model}-wide`, layout: 'wide' })}
      narrow={forestPlot(data, { ...frame, id: `arms-${card.model}-narrow`, layout: 'narrow' })}
    />
  )
}

function ArmsTable({ arms }: ArmsProps) {
  return (
    <CountsTable
      caption="Rankings on held-out questions"
      head={['Ranking', 'nDCG@10', 'Trained less it', '95\u00a0% interval', 'Trained is']}
      words={[4]}
      rows={arms.map(({ arm, title, ndcg, trainedLess }) => ({
        key: arm,
        cells: [
          title,
          decimal(ndcg, digits),
          ...(trainedLess === null
            ? ['', '', '']
            : [
                signed(trainedLess.estimate, digits),
                trainedLess.lower === null || trainedLess.upper === null
                  ? 'none'
                  : interval({ lower: trainedLess.lower, upper: trainedLess.upper }, digits),
                standingOf(trainedLess),
              ]),
        ],
      }))}
    />
  )
}

function AbstentionWords({ card: { heldOut, threshold } }: { readonly card: ModelCard }) {
  const { abstention } = heldOut
  if (abstention === null || threshold === null) return null
  const { auc, lower, upper, questions, good, answered, goodOfAnswered } = abstention
  const bounds = lower === null || upper === null ? '' : ` ${interval({ lower, upper }, digits)}`
  return (
    <p>
      {auc === null
        ? 'How well it tells when to decline is not known: all first passages are good, or none is.'
        : `It tells questions whose first passage is good from others with an area under the curve of ${decimal(auc, digits)}${bounds}.`}{' '}
      Of {counted(questions, 'question')} {good} have a good first passage. Declining below{' '}
      {decimal(threshold, 2)}, {answered} are answered, {percent(goodOfAnswered)} of them well.
    </p>
  )
}

function differenceWords({ estimate, lower, upper }: ModelCard['heldOut']['pairs']['difference']): string {
  const bounds = lower === null || upper === null ? 'no interval' : interval({ lower, upper }, digits)
  return `${signed(estimate, digits)} ${bounds}`
}
