import type { CardDifference, ModelCard } from './model-card.ts'

/** A model card for people. */
export function cardMarkdown(card: ModelCard): string {
  const { training, heldOut } = card
  return `${[
    `# Model card: ${card.model}`,
    '',
    ...(card.sample ? ['**SAMPLE: trained on simulated marks.** Nothing here is evidence.', ''] : []),
    what(card),
    '',
    '## Data',
    '',
    ...table(
      ['', ''],
      [
        ['questions', String(training.questions)],
        ['preferences (pairs)', String(training.pairs)],
        [
          'reviewers',
          training.reviewers === 0 ? 'not told apart: grades agreed on' : String(training.reviewers),
        ],
        ['questions kept out for the gate', String(card.gateQuestions)],
        ['questions kept out by name', String(card.keptOutQuestions)],
        ['licences', training.licences.join('; ') || 'none stated'],
        ['SHA-256 of the data', `\`${training.dataSha256}\``],
        ...card.files.map(({ name, sha256 }) => [`file ${name}`, `\`${sha256}\``]),
      ],
    ),
    '',
    '## Training',
    '',
    ...table(
      ['', ''],
      [
        ['features', `${card.features}, schema \`${card.featureSchemaSha256}\``],
        ['penalty (L2)', `${training.l2}, ${l2Words[training.l2Rule]}`],
        ['seed', String(training.seed)],
        ['weight of the label-free prior', number(card.priorWeight)],
        ['mean loss of a pair', number(training.loss)],
        ['greatest weights', card.weightiest.map((one) => `${one.feature} ${number(one.weight)}`).join(', ')],
        ['software', card.softwareVersion],
      ],
    ),
    '',
    `## On held-out questions (${heldOut.folds} folds of whole questions)`,
    '',
    ...armLines(card),
    `Of two candidates the better one is told ${number(heldOut.pairs.trained)} of the time, by the prior ${number(heldOut.pairs.prior)}; difference ${difference(heldOut.pairs.difference)}.`,
    '',
    ...abstentionLines(card),
    ...curveLines(card),
    '## Limits',
    '',
    ...card.limits.map((limit) => `- ${limit}`),
  ].join('\n')}\n`
}

const l2Words: Readonly<Record<ModelCard['training']['l2Rule'], string>> = {
  'by-pairs': 'by the number of pairs',
  'cross-validated': 'chosen by cross-validation',
  given: 'as given',
}

function what({ kind, threshold }: ModelCard): string {
  const use =
    kind === 'ranker'
      ? 'A linear ranker of passages: the label-free prior plus weighed features, fitted to judged pairs (Bradley and Terry).'
      : 'A reward model of answers: weighed features, fitted to judged pairs (Bradley and Terry).'
  if (threshold === null) return use
  return `${use} Its abstention head gives the probability that the first passage is good; below ${threshold} the question is declined.`
}

function armLines({ heldOut: { arms, questions } }: ModelCard): string[] {
  if (arms === null) return []
  return [
    ...table(
      ['arm', 'nDCG@10', 'trained less this arm'],
      arms.map(({ title, ndcg, trainedLess }) => [
        title,
        number(ndcg),
        trainedLess === null ? '' : difference(trainedLess),
      ]),
    ),
    '',
    `${questions} questions; intervals of 95 %, paired by question.`,
    '',
  ]
}

function abstentionLines({ heldOut: { abstention }, calibrationQuestions }: ModelCard): string[] {
  if (abstention === null) return []
  const { auc, lower, upper, questions, good, answered, goodOfAnswered } = abstention
  return [
    `The abstention head tells good top answers from bad ones with an area under the curve of ${number(auc)} [${number(lower)}, ${number(upper)}] (${good} of ${questions} good). At its threshold ${answered} are answered, ${number(goodOfAnswered)} of them good. Calibrated on ${calibrationQuestions ?? 0} questions.`,
    '',
  ]
}

function curveLines({ curve }: ModelCard): string[] {
  if (curve === null) return []
  return [
    '## Quality against the number of preferences',
    '',
    ...table(
      ['preferences', 'questions', curve.measure, 'lowest draw', 'highest draw'],
      [
        ['0 (prior)', '0', number(curve.prior), '', ''],
        ...curve.points.map((one) => [
          String(one.pairs),
          one.questions.toFixed(0),
          number(one.quality),
          number(one.lowest),
          number(one.highest),
        ]),
      ],
    ),
    '',
  ]
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replace(/\s+/g, ' ')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)]
}

function number(value: number | null): string {
  return value === null ? '–' : value.toFixed(3)
}

function difference({ estimate, lower, upper }: CardDifference): string {
  if (estimate === null) return '–'
  const signed = (value: number) => `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(3)}`
  return lower === null || upper === null
    ? `${signed(estimate)}, no interval`
    : `${signed(estimate)} [${signed(lower)}, ${signed(upper)}]`
}
