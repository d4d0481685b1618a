import { readFile } from 'node:fs/promises'
import { rankerOfModel } from '../../learning/model/model-ranker.ts'
import { type Problem, problem } from '../../problem.ts'
import { count, counted } from '../../report/format.ts'
import { rankingRun } from '../../search/evaluation/rank-candidates.ts'
import type { RankingQuestion } from '../../search/evaluation/ranking-question.ts'
import { fieldedBm25 } from '../../search/rank/bm25-ranker.ts'
import { passageStatistics } from '../../search/rank/passage-statistics.ts'
import { labelFreePrior } from '../../search/rank/prior.ts'
import type { Ranker } from '../../search/rank/ranker.ts'
import { errorCode } from '../../store/embedded/error-code.ts'
import { readRankerModel } from '../learning/read-model-file.ts'
import { type CommandResult, exitCodes } from '../run-command.ts'
import { readCandidates } from '../search/read-judged.ts'
import { turns } from '../search/turns.ts'
import { shownPath } from '../study-folder.ts'
import type { Terminal } from '../terminal.ts'
import { writeWhole } from '../whole-files.ts'
import { leftOut, tell } from './search-eval.ts'

export interface SearchRankOptions {
  readonly out?: string | undefined
  readonly arms?: readonly string[] | undefined
  /** File of a trained ranker. */
  readonly model?: string | undefined
}

const rankers = { prior: labelFreePrior, bm25: fieldedBm25 } as const

/** Ranks given candidates, graded or not, into a TREC run. */
export async function rankGiven(
  paths: readonly string[],
  options: SearchRankOptions,
  terminal: Terminal,
): Promise<CommandResult> {
  const { out } = options
  if (out === undefined)
    throw problem(
      'USAGE_OPTION_MISSING',
      'Nothing says where the run is to be written.',
      'Name a file with --out.',
      {
        place: { field: '--out' },
        expected: 'a file, such as run.tsv',
      },
    )
  const ranker = await rankerOf(options)
  const read = await readCandidates(paths)
  const { questions, blanks } = withoutBlanks(read.questions, paths[0] ?? '')
  const problems = [...read.problems, ...blanks]
  tell(problems, terminal)
  const background = passageStatistics(
    questions.flatMap((one) => one.candidates.map((given) => given.passage)),
  )
  const lines: string[] = []
  const turn = turns()
  for (const [at, question] of questions.entries()) {
    for (const line of rankingRun([question], ranker, background)) lines.push(line)
    terminal.progress('questions ranked', at + 1, questions.length)
    await turn()
  }
  if (lines.length === 0)
    throw problem('RANK_NOTHING', 'There is nothing to rank.', 'Name files that hold candidates.', {
      place: { file: paths[0] ?? '' },
    })
  await checkRunFile(out)
  await writeWhole(out, `${lines.join('\n')}\n`)
  const empty = questions.filter(({ candidates }) => candidates.length === 0).length
  return {
    json: {
      run: out,
      ranker: ranker.id,
      questions: questions.length,
      candidates: lines.length,
      withoutCandidates: empty,
      problems: problems.map((one) => ({ ...one })),
    },
    lines: [
      `Ranked ${counted(lines.length, 'candidate')} of ${counted(questions.length, 'question')} by ${ranker.id}: ${shownPath(out)}`,
      ...(empty === 0 ? [] : [`${count(empty)} of the questions have no candidates.`]),
      ...leftOut(problems),
    ],
    exitCode: problems.length === 0 ? exitCodes.done : exitCodes.problem,
  }
}

/** Only an earlier run is written over: `--out` may have been meant for one of the files above. */
async function checkRunFile(out: string): Promise<void> {
  const text = await readFile(out, 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  })
  if (text === null || text === '' || /^\S+\tQ0\t\S+\t\d+\t/.test(text)) return
  throw problem('RANK_OUT_TAKEN', 'This file is there and is no run.', 'Choose another name.', {
    place: { file: shownPath(out), field: '--out' },
    expected: 'a file that is new, or an earlier run',
  })
}

async function rankerOf({ arms, model }: SearchRankOptions): Promise<Ranker> {
  const [name = model === undefined ? 'prior' : 'trained', ...more] = arms ?? []
  if (more.length === 0 && name === 'trained' && model !== undefined)
    return rankerOfModel(await readRankerModel(model))
  if (more.length === 0 && model === undefined && (name === 'prior' || name === 'bm25')) return rankers[name]
  throw problem('RANK_ARM', 'A run is made by one arm that ranks.', 'Choose one of the three.', {
    place: { field: '--arms' },
    value: (arms ?? []).join(', '),
    expected: 'prior or bm25; or trained, with --model and the file of a model',
  })
}

/** Blanks part the columns of a run, so that no name in it can hold one. */
function withoutBlanks(
  questions: readonly RankingQuestion[],
  file: string,
): { readonly questions: readonly RankingQuestion[]; readonly blanks: readonly Problem[] } {
  const blanks: Problem[] = []
  const fine = (id: string): boolean => {
    if (!/\s/.test(id)) return true
    blanks.push({
      code: 'RANK_ID',
      message: 'The identifier holds white space, which parts the columns of a run.',
      place: { file, field: 'id' },
      value: id,
      expected: 'an identifier without white space',
      remedy: 'Write it otherwise; it was left out.',
    })
    return false
  }
  const kept = questions
    .filter(({ id }) => fine(id))
    .map((one) => ({ ...one, candidates: one.candidates.filter(({ passage }) => fine(passage.id)) }))
  return { questions: kept, blanks }
}
