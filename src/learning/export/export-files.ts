import { createHash } from 'node:crypto'
import type { Preference } from '../preferences/preference.ts'
import { type AnswerExample, answerExamples } from './answer-examples.ts'
import { dpoLine, type HostedProvider } from './dpo.ts'
import { answerKey } from './eligible.ts'
import { type GradedAnswer, gradedAnswers } from './graded-answers.ts'
import { type FeatureTable, letorLines } from './letor.ts'
import { licenceCounts, type PlacedAnswer } from './licence-counts.ts'
import type { ExportFormat, ManifestFile } from './manifest-schema.ts'
import { type PairChoice, type PairExample, pairExamples } from './pair-examples.ts'
import { chatLine } from './sft.ts'
import type { Counts } from './tally.ts'
import { preferredShares, qrelsLines, scoredRunLines } from './trec.ts'
import { rewardLine, type TrlStyle, trlCompletionLine, trlPreferenceLine, trlUnpairedLine } from './trl.ts'

export interface ExportChoice extends PairChoice {
  readonly formats: readonly ExportFormat[]
  readonly provider: HostedProvider
  readonly style: TrlStyle
  /** Of the answers, for `letor`; an answer without features is left out and counted. */
  readonly features: FeatureTable
}

export interface ExportedFile {
  readonly entry: ManifestFile
  readonly text: string
  readonly placed: readonly PlacedAnswer[]
}

/** Every name that an export may write. */
export const exportFileNames = [
  'dpo.jsonl',
  'sft.jsonl',
  'trl-preference.jsonl',
  'trl-unpaired.jsonl',
  'trl-sft.jsonl',
  'reward.jsonl',
  'letor.txt',
  'qrels.txt',
  'preferences.run.tsv',
] as const
type ExportFileName = (typeof exportFileNames)[number]

/** The files of the wanted formats; those without a line are among them, with their counts. */
export function exportFiles(preferences: readonly Preference[], choice: ExportChoice): ExportedFile[] {
  return choice.formats.flatMap((format) => filesOf(format, preferences, choice))
}

function filesOf(
  format: ExportFormat,
  preferences: readonly Preference[],
  choice: ExportChoice,
): ExportedFile[] {
  const { provider, style } = choice
  const pairs = (name: ExportFileName, line: (example: PairExample) => string) => {
    const { examples, counts } = pairExamples(preferences, choice)
    return fileOf({
      name,
      format,
      counts,
      questions: examples,
      lines: examples.map(line),
      placed: placedPairs(examples),
    })
  }
  const answers = (
    name: ExportFileName,
    use: 'good-answers' | 'labelled-answers',
    line: (example: AnswerExample) => string,
  ) => {
    const { examples, counts } = answerExamples(preferences, { ...choice, use })
    return fileOf({ name, format, counts, questions: examples, lines: examples.map(line), placed: examples })
  }
  switch (format) {
    case 'dpo':
      return [pairs('dpo.jsonl', (example) => dpoLine(example, provider))]
    case 'sft':
      return [answers('sft.jsonl', 'good-answers', chatLine)]
    case 'trl':
      return [
        answers('trl-sft.jsonl', 'good-answers', (example) => trlCompletionLine(example, style)),
        pairs('trl-preference.jsonl', (example) => trlPreferenceLine(example, style)),
        answers('trl-unpaired.jsonl', 'labelled-answers', (example) => trlUnpairedLine(example, style)),
      ]
    case 'reward':
      return [pairs('reward.jsonl', (example) => rewardLine(example, style))]
    case 'letor':
      return [letorFile(preferences, choice)]
    case 'trec':
      return trecFiles(preferences, choice)
  }
}

function letorFile(preferences: readonly Preference[], choice: ExportChoice): ExportedFile {
  const { examples, counts } = gradedAnswers(preferences, choice)
  const hasFeatures = (one: GradedAnswer) =>
    choice.features.has(answerKey(one.questionSha256, one.answer.sha256))
  const kept = examples.filter(hasFeatures)
  const lacking = examples.filter((one) => !hasFeatures(one)).reduce((sum, one) => sum + one.judgments, 0)
  const leftOut = lacking === 0 ? counts.leftOut : { ...counts.leftOut, 'no-features': lacking }
  return fileOf({
    name: 'letor.txt',
    format: 'letor',
    counts: { ...counts, used: counts.used - lacking, leftOut },
    questions: kept,
    lines: letorLines(kept, choice.features),
    placed: kept,
  })
}

function trecFiles(preferences: readonly Preference[], choice: ExportChoice): ExportedFile[] {
  const graded = gradedAnswers(preferences, choice)
  const paired = pairExamples(preferences, choice)
  return [
    fileOf({
      name: 'qrels.txt',
      format: 'trec',
      counts: graded.counts,
      questions: graded.examples,
      lines: qrelsLines(graded.examples),
      placed: graded.examples,
    }),
    fileOf({
      name: 'preferences.run.tsv',
      format: 'trec',
      counts: paired.counts,
      questions: paired.examples,
      lines: scoredRunLines(preferredShares(paired.examples), 'preferences'),
      placed: placedPairs(paired.examples),
    }),
  ]
}

function placedPairs(examples: readonly PairExample[]): PlacedAnswer[] {
  return examples.flatMap(({ questionSha256, chosen, rejected }) => [
    { questionSha256, answer: chosen },
    { questionSha256, answer: rejected },
  ])
}

interface FileParts {
  readonly name: ExportFileName
  readonly format: ExportFormat
  readonly counts: Counts
  readonly questions: readonly { readonly questionSha256: string }[]
  readonly lines: readonly string[]
  readonly placed: readonly PlacedAnswer[]
}

function fileOf({ name, format, counts, questions, lines, placed }: FileParts): ExportedFile {
  const text = lines.map((line) => `${line}\n`).join('')
  return {
    text,
    placed,
    entry: {
      name,
      format,
      sha256: createHash('sha256').update(text).digest('hex'),
      bytes: Buffer.byteLength(text),
      examples: lines.length,
      questions: new Set(questions.map(({ questionSha256 }) => questionSha256)).size,
      judgments: counts,
      licences: licenceCounts(placed),
    },
  }
}
