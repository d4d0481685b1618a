import { count, counted, decimal, percent, signed } from '../../report/format.ts'
import type { EvaluatedArm, Evaluation } from '../../search/evaluation/evaluation-schema.ts'
import { tableLines } from '../table-lines.ts'

type Difference = NonNullable<EvaluatedArm['differences']>['ndcg']

/** An evaluation as a person reads it. Unjudged documents are told with every arm; there is no way to leave them out. */
export function evaluationLines(found: Evaluation): string[] {
  const { depth, reference } = found
  return [
    ...setLines(found),
    '',
    `Means over the questions. Documents that nobody judged count as wrong (raw), or are taken out first (condensed).`,
    ...tableLines(
      [
        'arm',
        `nDCG@${depth}`,
        'condensed',
        'MAP',
        'MRR',
        `recall@${depth}`,
        `judged@${depth}`,
        'unjudged',
        'same top',
        'p50 ms',
        'p95 ms',
      ],
      found.arms.map((arm) => [
        arm.arm,
        decimal(arm.means.raw.ndcg, 3),
        decimal(arm.means.condensed.ndcg, 3),
        decimal(arm.means.raw.averagePrecision, 3),
        decimal(arm.means.raw.reciprocalRank, 3),
        decimal(arm.means.raw.recall, 3),
        percent(arm.means.raw.judged ?? 0),
        count(arm.unjudged),
        arm.sameTopAsReference === null ? '–' : percent(arm.sameTopAsReference),
        decimal(arm.latency?.p50 ?? null, 1),
        decimal(arm.latency?.p95 ?? null, 1),
      ]),
      ['left', ...Array.from({ length: 10 }, () => 'right' as const)],
    ),
    '',
    `Difference to ${reference}, paired by question, with its 95 % interval.`,
    ...tableLines(
      ['arm', `nDCG@${depth}`, 'condensed', 'MAP', 'MRR', `recall@${depth}`],
      found.arms.flatMap((arm) =>
        arm.differences === null
          ? []
          : [
              [
                arm.arm,
                difference(arm.differences.ndcg),
                difference(arm.differences.ndcgCondensed),
                difference(arm.differences.averagePrecision),
                difference(arm.differences.reciprocalRank),
                difference(arm.differences.recall),
              ],
            ],
      ),
      ['left', 'right', 'right', 'right', 'right', 'right'],
    ),
    ...found.arms.map((arm) => `${arm.arm}: ${arm.title}`),
    ...trainedLines(found),
    ...found.absent.map(({ arm, why }) => `${arm}: absent; ${why}`),
  ]
}

function setLines(found: Evaluation): string[] {
  const { questions, withoutJudgments, answerable, documents, judgments, mode, corpus } = found
  const where =
    mode === 'candidates'
      ? `${counted(documents, 'given candidate')}`
      : `${counted(documents, 'passage')} to search${corpus === null ? '' : ` in the corpus ${corpus.name}`}`
  return [
    `${counted(questions, 'question')}, ${where}, ${counted(judgments, 'judgment')}.`,
    ...(answerable === questions
      ? []
      : [
          `${counted(questions - answerable, 'question')} without a relevant answer: MAP and MRR are 0 there, recall is not defined.`,
        ]),
    ...(withoutJudgments === 0
      ? []
      : [`${counted(withoutJudgments, 'question')} left out: nobody judged an answer of theirs.`]),
  ]
}

function trainedLines({ trained, questions }: Evaluation): string[] {
  if (trained === null) return []
  const { model, folds, questionsTrainedOn } = trained
  if (folds !== null)
    return [
      `trained: each question by what was trained on the other folds (${folds} folds of whole questions)`,
    ]
  return [
    `trained: ${model}`,
    ...(questionsTrainedOn === 0
      ? []
      : [
          `trained: it was trained on ${count(questionsTrainedOn)} of these ${counted(questions, 'question')}, so that its figures say nothing of new ones`,
        ]),
  ]
}

function difference({ estimate, lower, upper }: Difference): string {
  if (estimate === null) return '–'
  const bounds =
    lower === null || upper === null ? 'no interval' : `[${signed(lower, 3)}, ${signed(upper, 3)}]`
  return `${signed(estimate, 3)} ${bounds}`
}
