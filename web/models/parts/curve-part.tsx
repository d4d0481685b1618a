import type { ModelCard } from '../../../src/learning/model/card/model-card.ts'
import { nextJudgments } from '../../../src/learning/model/card/next-judgments.ts'
import { learningCurveFigure, learningCurveWords } from '../../../src/report/figures/learning-curve.ts'
import { count, decimal } from '../../../src/report/format.ts'
import { CountsTable } from '../../house/counts-table.tsx'
import { Figure } from '../../house/figure.tsx'
import { worthWords } from '../words/worth-words.ts'
import { Command } from './command.tsx'

const digits = 3

/** Quality against the number of preferences, and what the next ones are worth. */
export function CurvePart({ card }: { readonly card: ModelCard }) {
  const { curve, training } = card
  const worth = nextJudgments(curve, training.pairs)
  return (
    <>
      <h4>Learning curve</h4>
      {curve === null ? (
        <>
          <p>None was measured.</p>
          <Command line="equipoise learn graded/ --out model.json --curve" />
        </>
      ) : (
        <Curve curve={curve} card={card} />
      )}
      <h4>What the next 100 judgments are worth</h4>
      <div className="worth">
        {worthWords(worth, curve?.measure ?? 'quality').map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
    </>
  )
}

interface CurveProps {
  readonly curve: NonNullable<ModelCard['curve']>
  readonly card: ModelCard
}

function Curve({ curve, card }: CurveProps) {
  const frame = {
    title: `Learning curve of ${card.model}`,
    description: learningCurveWords(curve),
    sample: card.sample,
  }
  return (
    <>
      <p>
        Quality ({curve.measure}) on questions that were held out, by the number of preferences that it was
        trained on.
      </p>
      <Figure
        wide={learningCurveFigure(curve, { ...frame, id: `curve-${card.model}-wide`, layout: 'wide' })}
        narrow={learningCurveFigure(curve, { ...frame, id: `curve-${card.model}-narrow`, layout: 'narrow' })}
      />
      <details>
        <summary>Learning curve as a table</summary>
        <CountsTable
          caption={`Learning curve of ${card.model}`}
          head={['Preferences', 'Questions', curve.measure, 'Worst draw', 'Best draw']}
          rows={[
            { key: '0', cells: ['0 (prior)', '0', decimal(curve.prior, digits), '', ''] },
            ...curve.points.map(({ pairs, questions, quality, lowest, highest }) => ({
              key: String(pairs),
              cells: [
                count(pairs),
                decimal(questions, 0),
                decimal(quality, digits),
                decimal(lowest, digits),
                decimal(highest, digits),
              ],
            })),
          ]}
        />
      </details>
    </>
  )
}
