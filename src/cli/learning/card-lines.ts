import type { CardDifference, ModelCard } from '../../learning/model/card/model-card.ts'
import { count, counted, decimal, interval, percent, signed } from '../../report/format.ts'
import { tableLines } from '../table-lines.ts'

/** What was measured of a model, as a person reads it. */
export function cardLines({ heldOut, threshold, curve }: ModelCard): string[] {
  return [
    `On held-out questions: ${heldOut.folds} folds of whole questions, each ranked by what was trained on the others.`,
    ...armLines(heldOut),
    `Of two candidates the better one is told ${percent(heldOut.pairs.trained ?? 0)} of the time, by the prior ${percent(heldOut.pairs.prior ?? 0)}: ${difference(heldOut.pairs.difference)}`,
    ...abstentionLines(heldOut.abstention, threshold),
    ...(curve === null ? [] : ['', `Quality against the number of preferences (${curve.measure}).`]),
    ...(curve === null
      ? []
      : tableLines(
          ['preferences', 'questions', 'mean', 'lowest', 'highest'],
          [
            ['0', '0', decimal(curve.prior, 3), '', ''],
            ...curve.points.map((point) => [
              count(point.pairs),
              decimal(point.questions, 0),
              decimal(point.quality, 3),
              decimal(point.lowest, 3),
              decimal(point.highest, 3),
            ]),
          ],
          ['right', 'right', 'right', 'right', 'right'],
        )),
  ]
}

function armLines({ arms }: ModelCard['heldOut']): string[] {
  if (arms === null) return []
  return tableLines(
    ['arm', 'nDCG@10', 'trained less this arm'],
    arms.map(({ arm, ndcg, trainedLess }) => [
      arm,
      decimal(ndcg, 3),
      trainedLess === null ? '' : difference(trainedLess),
    ]),
    ['left', 'right', 'right'],
  )
}

function abstentionLines(found: ModelCard['heldOut']['abstention'], threshold: number | null): string[] {
  if (found === null || threshold === null) return []
  const { auc, lower, upper, questions, good, answered, goodOfAnswered } = found
  const bounds = lower === null || upper === null ? '' : ` ${interval({ lower, upper }, 3)}`
  return [
    `Good top answers from bad ones: area under the curve ${decimal(auc, 3)}${bounds}; ${count(good)} of ${counted(questions, 'question')} good.`,
    `Declining below ${threshold}: ${count(answered)} answered, ${percent(goodOfAnswered ?? 0)} of them good.`,
  ]
}

function difference({ estimate, lower, upper }: CardDifference): string {
  if (estimate === null) return '–'
  const bounds =
    lower === null || upper === null ? 'no interval' : `[${signed(lower, 3)}, ${signed(upper, 3)}]`
  return `${signed(estimate, 3)} ${bounds}`
}
