import { basename } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { type ParityDesign, parityProtocol } from '../../learning/prove/parity-protocol.ts'
import { type ParitySize, paritySize } from '../../learning/prove/parity-size.ts'
import { planPower } from '../../power/plan-power.ts'
import type { PowerResults } from '../../power/power-schema.ts'
import { problem } from '../../problem.ts'
import type { Plan } from '../../protocol/plan.ts'
import { type Protocol, parseProtocol, readProtocol } from '../../protocol/read.ts'
import { count, decimal, percent } from '../../report/format.ts'
import { parityArm } from '../learning/parity-arm.ts'
import { powerLines } from '../power-lines.ts'
import type { CommandResult } from '../run-command.ts'
import { shellPath } from '../shell-word.ts'
import { shownPath, studyFolder } from '../study-folder.ts'
import { softwareVersion } from '../version.ts'
import { placeProtocolDocument, refuseProtocolThere, shippedProtocolText } from './new.ts'

export interface ProveOptions {
  /** The general model. */
  readonly against: string
  readonly name?: string
  readonly againstName?: string
  /** Points of win rate. */
  readonly margin: number
  /** Questions at hand; as many as are needed when left out. */
  readonly questions?: number
  readonly reviewers?: number
  readonly reviewersPerQuestion?: number
  readonly ties?: number
  readonly components: 'low' | 'mid' | 'high'
  /** Wanted chance of the verdict if the arms are equal. */
  readonly power: number
}

const shippedDesign = 'heidi-side-by-side'

/** Makes a blinded side-by-side study that can prove parity of a candidate with a general model, or says why it could not. */
export async function proveParity(
  candidate: string,
  folder: string | undefined,
  options: ProveOptions,
): Promise<CommandResult> {
  const study = studyFolder(folder ?? 'parity')
  refuseProtocolThere(study)
  const shipped = readProtocol(await shippedProtocolText(shippedDesign), `${shippedDesign}/protocol.yaml`)
  const planned = shipped.plan.reviewPlan
  const design: Omit<ParityDesign, 'questions'> = {
    id: studyId(study.path),
    candidate: await parityArm(candidate, 'candidate', options.name),
    general: await parityArm(options.against, '--against', options.againstName),
    margin: options.margin,
    reviewers: options.reviewers ?? planned?.reviewers ?? 80,
    reviewersPerQuestion: options.reviewersPerQuestion ?? planned?.reviewersPerQuestion ?? 2,
    tieShare: options.ties ?? 0,
    components: options.components,
  }
  if (isDeepStrictEqual(design.candidate.source, design.general.source))
    throw problem(
      'PROVE_SAME_ARM',
      'The candidate and the general model are the same arm.',
      'Name two that differ. Nothing was written.',
      { place: { field: '--against' }, value: options.against },
    )
  const protocolWith = (questions: number): Protocol =>
    parseProtocol(parityProtocol(shipped.document, { ...design, questions }), (path) => ({
      field: path.map(String).join('.'),
    }))
  const size = paritySize((questions) => protocolWith(questions).plan, options.power)
  if (size.kind === 'too few reviewers') throw tooFewReviewers(size, design.reviewers)
  const questions = options.questions ?? size.questions
  const protocol = protocolWith(questions)
  const results = powerOf(protocol)
  if (questions < size.questions) throw tooFewQuestions(questions, size.questions, results, options)
  await placeProtocolDocument(protocol.document, study)
  return made(study.path, protocol.plan, results, size.questions, options.power)
}

/** The name of the folder, made fit to be an id. */
function studyId(path: string): string {
  const id = basename(path)
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[^a-z0-9]+/, '')
  return id === '' ? 'parity' : id
}

function powerOf({ document, plan }: Protocol): PowerResults {
  if (plan.reviewPlan === null) throw new RangeError('a study of parity plans its size')
  return planPower({
    document,
    plan,
    review: plan.reviewPlan,
    differences: new Map(),
    fromCommandLine: [],
    softwareVersion,
  }).results
}

function plannedLevel(results: PowerResults) {
  return results.hypotheses[0]?.levels.find(({ planned }) => planned)
}

function tooFewQuestions(given: number, needed: number, results: PowerResults, options: ProveOptions) {
  const margin = plannedLevel(results)?.provableMargin90 ?? null
  const wider =
    margin === null
      ? 'or widen the margin'
      : `or widen the margin: with ${given} questions about ${decimal(margin * 50, 1)} points of win rate can be proved with a chance of 90%`
  return problem(
    'PROVE_TOO_FEW_QUESTIONS',
    `So few questions prove parity within ${options.margin} points of win rate too seldom: the chance is ${percent(plannedLevel(results)?.powerAtMargin ?? 0, 0)} if the arms are equal, and ${percent(options.power, 0)} is wanted.`,
    `Bring at least ${needed} questions, ${wider}. Nothing was written.`,
    { place: { field: '--questions' }, value: String(given), expected: `at least ${needed}` },
  )
}

function tooFewReviewers(size: Extract<ParitySize, { kind: 'too few reviewers' }>, given: number) {
  return problem(
    'PROVE_TOO_FEW_REVIEWERS',
    'So few reviewers cannot prove parity within this margin, however many questions there are: how they differ from one another is too uncertain.',
    'Bring more reviewers, or widen the margin. Nothing was written.',
    {
      place: { field: '--reviewers' },
      value: String(given),
      expected: size.reviewers === null ? 'a wider margin' : `at least ${size.reviewers}`,
    },
  )
}

function made(
  path: string,
  plan: Plan,
  results: PowerResults,
  needed: number,
  wanted: number,
): CommandResult {
  const study = studyFolder(path)
  const [hypothesis] = results.hypotheses
  const level = plannedLevel(results)
  const word = shellPath(study.path)
  const questions = results.review.questions
  const files = plan.arms.flatMap(({ source }) =>
    source?.via === 'recorded' || source?.via === 'vendor' ? (source.file ?? []) : [],
  )
  const margin = plan.hypotheses[0]?.margin?.value ?? null
  return {
    json: {
      study: study.path,
      protocol: study.protocol,
      arms: plan.arms.map(({ id, label }) => ({ id, label })),
      marginWinRatePoints: margin,
      questions,
      questionsNeeded: needed,
      wantedPower: wanted,
      power: level?.powerAtMargin ?? null,
      reviewers: results.review.reviewers,
      reviewersPerQuestion: results.review.reviewersPerQuestion,
      comparisons: hypothesis?.rows ?? null,
      assumptions: results.assumptions,
      hypotheses: results.hypotheses,
    },
    lines: [
      `Study of parity made in ${shownPath(study.path)}: ${plan.arms[0]?.label ?? ''} against ${plan.arms[1]?.label ?? ''}, blinded, side by side.`,
      `Needed: ${count(needed)} questions, for a chance of ${percent(wanted, 0)} to prove parity within ${margin} points of win rate if the two are equal. Planned: ${count(questions)} questions, chance ${percent(level?.powerAtMargin ?? 0, 0)}.`,
      '',
      ...powerLines(results, plan),
      '',
      ...(files.length === 0 ? [] : [`Put ${files.join(' and ')} into ${shownPath(study.path)}.`]),
      `Next: read ${shownPath(study.protocol)}, then bring in ${count(questions)} questions, lock the plan and collect the answers:`,
      `  equipoise import questions.csv --mapping questions.yaml --study ${word}`,
      `  equipoise lock --study ${word}`,
      `  equipoise run --study ${word}`,
      'Then the review by people who do not know the arms, and when it is unblinded the verdict:',
      `  equipoise review open --study ${word}`,
      `  equipoise serve --study ${word}`,
      `  equipoise prove --verdict --study ${word}`,
    ],
  }
}
