import { join } from 'node:path'
import { type Problem, problem, problemSentence } from '../../problem.ts'
import { counted } from '../../report/format.ts'
import { type ArmName, type ArmRun, armNames, type RunningOptions } from '../../search/evaluation/arm-run.ts'
import { evaluateRuns } from '../../search/evaluation/evaluate-runs.ts'
import { type Evaluation, evaluationSchema } from '../../search/evaluation/evaluation-schema.ts'
import { trainedArm } from '../learning/trained-arm.ts'
import { checkEvaluationFolder } from '../report-folder.ts'
import { type CommandResult, exitCodes } from '../run-command.ts'
import { evaluationLines } from '../search/evaluation-lines.ts'
import { judgedDocumentsMissing } from '../search/judged-missing.ts'
import { type GradesName, readJudged } from '../search/read-judged.ts'
import { runJudgedArms } from '../search/run-judged-arms.ts'
import { runText } from '../search/run-text.ts'
import { turns } from '../search/turns.ts'
import { shownPath } from '../study-folder.ts'
import type { Terminal } from '../terminal.ts'
import { writeFolderWhole } from '../whole-files.ts'

export interface SearchEvalOptions {
  readonly corpus?: string | undefined
  readonly arms?: readonly string[] | undefined
  readonly against?: string | undefined
  readonly grades?: GradesName | undefined
  readonly seed?: number | undefined
  readonly out?: string | undefined
  /** File of a trained ranker. */
  readonly model?: string | undefined
  /** Trains for each fold of the questions on the others. */
  readonly folds?: number | undefined
}

const depth = 10
const problemsShown = 20

/** Compares ways to search or to rank on judged questions. */
export async function evaluateSearch(
  paths: readonly string[],
  options: SearchEvalOptions,
  terminal: Terminal,
): Promise<CommandResult> {
  const reference = armOf(options.against ?? 'bm25', '--against')
  const arms = new Set(armNames.filter((name) => wanted(options.arms).has(name) || name === reference))
  if (options.out !== undefined) await checkEvaluationFolder(options.out)
  const judged = await readJudged(paths, options.grades ?? null)
  tell(judged.problems, terminal)
  const turn = turns()
  const seed = options.seed ?? 1
  const trained = await trainedArm(judged, { ...options, seed }, terminal)
  const running: RunningOptions = {
    arms,
    seed,
    trained: trained?.rankerOf ?? null,
    onQuestion: async (arm, done) => {
      terminal.progress(`questions, ${arm}`, done, judged.judgments.size)
      await turn()
    },
  }
  const { runs, absent, ...searched } = await runJudgedArms(
    judged,
    options.corpus ?? null,
    running,
    (done) => {
      terminal.progress('passages indexed', done, null)
      return turn()
    },
  )
  const whyAbsent = absent.find(({ name }) => name === reference)?.why
  if (whyAbsent !== undefined)
    throw problem('EVAL_REFERENCE', 'The reference arm cannot be run here.', 'Choose another.', {
      place: { field: '--against' },
      value: reference,
      expected: `an arm that can; of this one: ${whyAbsent}`,
    })
  const found: Evaluation = evaluationSchema.parse({
    schemaVersion: 1,
    mode: judged.set.mode,
    ...searched,
    files: judged.files.map(({ name, sha256 }) => ({ name, sha256 })),
    questions: judged.judgments.size,
    withoutJudgments: judged.set.questions.length - judged.judgments.size,
    judgments: [...judged.judgments.values()].reduce((sum, own) => sum + own.size, 0),
    depth,
    seed,
    reference,
    ...evaluateRuns(runs, reference, judged.judgments, { scale: judged.set.scale, depth }),
    trained: trained?.origin ?? null,
    absent: absent.map(({ name, why }) => ({ arm: name, why })),
    problems: judged.problems.length,
  })
  const strange = judgedDocumentsMissing(judged.set, judged.judgments, runs)
  tell(strange, terminal)
  const problems = [...judged.problems, ...strange]
  const written = options.out === undefined ? [] : await write(options.out, found, runs)
  return {
    json: found,
    lines: [...evaluationLines(found), ...written, ...leftOut(judged.problems)],
    exitCode: problems.length === 0 ? exitCodes.done : exitCodes.problem,
  }
}

async function write(folder: string, found: Evaluation, runs: readonly ArmRun[]): Promise<string[]> {
  const files = new Map([['evaluation.json', `${JSON.stringify(found, null, 2)}\n`]])
  for (const run of runs) files.set(`${run.name}.run.tsv`, runText(run))
  await writeFolderWhole(folder, files)
  return [`Written: ${shownPath(join(folder, 'evaluation.json'))} and a TREC run of each arm.`]
}

function wanted(given: readonly string[] | undefined): ReadonlySet<ArmName> {
  return new Set(given === undefined ? armNames : given.map((name) => armOf(name, '--arms')))
}

function armOf(name: string, field: string): ArmName {
  const arm = armNames.find((one) => one === name)
  if (arm !== undefined) return arm
  throw problem('EVAL_ARM', 'There is no such arm.', 'Choose of those there are.', {
    place: { field },
    value: name,
    expected: armNames.join(', '),
  })
}

export function tell(problems: readonly Problem[], terminal: Terminal): void {
  for (const found of problems.slice(0, problemsShown)) terminal.note(problemSentence(found))
  if (problems.length > problemsShown) terminal.note(`and ${problems.length - problemsShown} more`)
}

export function leftOut(problems: readonly Problem[]): string[] {
  return problems.length === 0
    ? []
    : [`${counted(problems.length, 'problem')}: what they name was left out of the questions above.`]
}
