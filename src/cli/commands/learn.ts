import { rewardPlan } from '../../learning/answers/reward-plan.ts'
import { cardMarkdown } from '../../learning/model/card/card-markdown.ts'
import type { ModelCard } from '../../learning/model/card/model-card.ts'
import { modelText } from '../../learning/model/model-text.ts'
import type { TrainedModel } from '../../learning/model/trained-model.ts'
import type { L2Choice } from '../../learning/training/choose-l2.ts'
import { rankerPlan } from '../../learning/training/ranker-plan.ts'
import { problem } from '../../problem.ts'
import { count, counted } from '../../report/format.ts'
import { cardLines } from '../learning/card-lines.ts'
import { gradedSource } from '../learning/graded-source.ts'
import { keptOutQuestions } from '../learning/kept-out.ts'
import { type Learned, learnFrom } from '../learning/learn-from.ts'
import type { LearningSource } from '../learning/learning-source.ts'
import { studySource } from '../learning/study-source.ts'
import { withStudy } from '../open-study.ts'
import { refuseInput } from '../refuse-input.ts'
import { type CommandResult, exitCodes } from '../run-command.ts'
import { type GradesName, readJudged } from '../search/read-judged.ts'
import { turns } from '../search/turns.ts'
import { shownPath, studyFolder } from '../study-folder.ts'
import type { Terminal } from '../terminal.ts'
import { softwareVersion } from '../version.ts'
import { writeWhole } from '../whole-files.ts'
import { leftOut, tell } from './search-eval.ts'

export interface LearnCommandOptions {
  /** Folder of a study whose preferences are learned from, in place of graded files. */
  readonly study?: string | undefined
  /** Default: ranker. */
  readonly kind?: TrainedModel['kind'] | undefined
  readonly out?: string | undefined
  readonly grades?: GradesName | undefined
  readonly seed?: number | undefined
  readonly l2?: L2Choice | undefined
  readonly gate?: number | undefined
  readonly keepOut?: readonly string[] | undefined
  readonly folds?: number | undefined
  readonly curve?: boolean | undefined
  readonly licence?: string | undefined
  /** Whether the grades are simulated; that of a study is in its protocol. */
  readonly sample?: boolean | undefined
  /** Pseudonyms of reviewers of the study who are not learned from. */
  readonly exclude?: readonly string[] | undefined
}

/** As `usualShares` has it. */
const usualGate = 25
const usualFolds = 5

/** Trains a model on graded files or on the preferences of a study, and writes it with its card beside it. */
export async function learn(
  paths: readonly string[],
  options: LearnCommandOptions,
  terminal: Terminal,
): Promise<CommandResult> {
  const out = outOf(options.out)
  const { study } = options
  if ((study === undefined) === (paths.length === 0))
    throw problem(
      'USAGE_LEARN_SOURCE',
      study === undefined ? 'Nothing says what is to be learned from.' : 'Files and a study are given.',
      'Name graded files, or a study with --study.',
    )
  if (study !== undefined) return learnFromStudy(study, out, options, terminal)
  if (options.kind === 'reward')
    throw problem(
      'LEARN_REWARD_STUDY',
      'A reward model learns from judged answers, and graded files hold passages.',
      'Name a study with --study.',
      { place: { field: '--kind' }, value: 'reward' },
    )
  refuseInput(out, '--out', paths)
  return learnFromFiles(paths, out, options, terminal)
}

function learnFromStudy(
  folder: string,
  out: string,
  options: LearnCommandOptions,
  terminal: Terminal,
): Promise<CommandResult> {
  return withStudy(studyFolder(folder), terminal, async (open) => {
    const source = await studySource(open, options.kind ?? 'ranker', {
      licence: options.licence ?? null,
      exclude: options.exclude ?? [],
    })
    const learned = await learnAndWrite(source, out, options, terminal)
    const leftOut = Object.values(source.leftOut).reduce((sum, n) => sum + n, 0)
    return {
      ...learned,
      json: {
        ...learned.json,
        leftOut: source.leftOut,
        excluded: source.excluded,
        findings: source.findings,
      },
      lines: [
        ...(leftOut === 0
          ? []
          : [
              `${counted(leftOut, 'judgment')} of the study cannot be learned from: equipoise preferences says why.`,
            ]),
        ...(source.excluded.length === 0
          ? []
          : [`Reviewers who are not learned from: ${source.excluded.join(', ')}`]),
        ...source.findings.map(({ sentence }) => sentence),
        ...learned.lines,
      ],
    }
  })
}

async function learnFromFiles(
  paths: readonly string[],
  out: string,
  options: LearnCommandOptions,
  terminal: Terminal,
): Promise<CommandResult> {
  const judged = await readJudged(paths, options.grades ?? null)
  tell(judged.problems, terminal)
  const source = await gradedSource(
    judged,
    { licence: options.licence ?? null, seed: options.seed ?? 1 },
    (done, all) => terminal.progress('features', done, all),
  )
  const sample = options.sample === true
  const learned = await learnAndWrite({ ...source, sample }, out, options, terminal)
  return {
    ...learned,
    lines: [...learned.lines, ...leftOut(judged.problems)],
    exitCode: judged.problems.length === 0 ? exitCodes.done : exitCodes.problem,
  }
}

/** Trains on a source of any kind and writes model and cards. */
export async function learnAndWrite(
  source: LearningSource,
  out: string,
  options: Omit<LearnCommandOptions, 'out' | 'grades' | 'licence'>,
  terminal: Terminal,
): Promise<CommandResult & { readonly lines: readonly string[] }> {
  const turn = turns()
  const keptOut = await keptOutQuestions(options.keepOut ?? [], terminal)
  const learned = await learnFrom(source, {
    plan: (options.kind === 'reward' ? rewardPlan : rankerPlan)({
      l2: options.l2 ?? 'usual',
      seed: options.seed ?? 1,
      licences: source.licences,
      softwareVersion,
      ...(source.findings === undefined ? {} : { findings: source.findings }),
    }),
    keptOut,
    gateShare: options.gate ?? usualGate,
    folds: options.folds ?? usualFolds,
    curve: options.curve === true,
    onStep: (step) => {
      terminal.progress(step, 0, null)
      return turn()
    },
  })
  const files = await write(out, learned)
  return {
    json: { file: out, model: learned.model, card: learned.card },
    lines: [...summary(learned.card), '', ...cardLines(learned.card), '', `Written: ${files.join(', ')}`],
  }
}

function summary({ model, training, gateQuestions, keptOutQuestions: named }: ModelCard): string[] {
  return [
    `Trained ${model} on ${counted(training.pairs, 'preference')} of ${counted(training.questions, 'question')}; L2 ${training.l2} (${training.l2Rule}).`,
    ...(gateQuestions === 0
      ? []
      : [`${count(gateQuestions)} of the questions were kept out for a gate, by the hash of their words.`]),
    ...(named === 0 ? [] : [`${count(named)} of the questions were kept out: they stand in --keep-out.`]),
  ]
}

async function write(out: string, { model, card }: Learned): Promise<readonly string[]> {
  const beside = out.replace(/\.json$/, '')
  const files = [
    [out, modelText(model)],
    [`${beside}.card.json`, `${JSON.stringify(card, null, 2)}\n`],
    [`${beside}.card.md`, cardMarkdown(card)],
  ] as const
  for (const [file, text] of files) await writeWhole(file, text)
  return files.map(([file]) => shownPath(file))
}

function outOf(out: string | undefined): string {
  if (out?.endsWith('.json') === true) return out
  throw problem('LEARN_OUT', 'The file of the model is missing or of another kind.', 'Name one with --out.', {
    place: { field: '--out' },
    value: out ?? null,
    expected: 'a file that ends in .json, such as model.json',
  })
}
