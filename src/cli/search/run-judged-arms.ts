import { problem } from '../../problem.ts'
import type { RunningOptions, Runs } from '../../search/evaluation/arm-run.ts'
import { runCandidateArms } from '../../search/evaluation/candidate-arms.ts'
import type { JudgedRetrieval } from '../../search/evaluation/judged-set.ts'
import { Pool } from '../../search/evaluation/pool-search.ts'
import { listLength, runRetrievalArms } from '../../search/evaluation/retrieval-arms.ts'
import { plainScoring, usualScoring } from '../../search/index/scoring.ts'
import type { ReadJudged } from './read-judged.ts'
import { runCorpusArms } from './run-corpus-arms.ts'

export interface JudgedRuns extends Runs {
  readonly corpus: { readonly name: string; readonly sha256: string } | null
  /** Documents ranked or searched. */
  readonly documents: number
  readonly listLength: number | null
}

/** Runs the arms on the questions that were judged: over given candidates, a pool, or a corpus of the workspace. */
export async function runJudgedArms(
  { set, judgments }: ReadJudged,
  corpus: string | null,
  options: RunningOptions,
  onIndexed: (passages: number) => Promise<void>,
): Promise<JudgedRuns> {
  if (set.mode === 'candidates') {
    if (corpus !== null)
      throw problem(
        'EVAL_CORPUS',
        'These candidates are given and not searched for.',
        'Leave --corpus out.',
        {
          place: { field: '--corpus' },
          value: corpus,
        },
      )
    const questions = set.questions.filter(({ id }) => judgments.has(id))
    const runs = await runCandidateArms(questions, options)
    const documents = questions.reduce((sum, { candidates }) => sum + candidates.length, 0)
    return { ...runs, corpus: null, documents, listLength: null }
  }
  const questions = set.questions.filter(({ id }) => judgments.has(id))
  if (set.pool !== null) return runPool({ ...set, questions }, corpus, options, onIndexed)
  const name = corpus ?? 'main'
  const { runs, sha256, passages } = await runCorpusArms({ ...set, questions }, name, options)
  return { ...runs, corpus: { name, sha256 }, documents: passages, listLength }
}

async function runPool(
  { questions, judgments, pool }: JudgedRetrieval,
  corpus: string | null,
  options: RunningOptions,
  onIndexed: (passages: number) => Promise<void>,
): Promise<JudgedRuns> {
  if (corpus !== null)
    throw problem(
      'EVAL_CORPUS',
      'The snippets of these files are what is searched.',
      'Leave --corpus out, or give questions with TREC relevance judgments of the documents of a corpus.',
      { place: { field: '--corpus' }, value: corpus },
    )
  const passages = pool ?? []
  const built = await Pool.of(passages, onIndexed)
  const places = {
    usual: built.search(usualScoring),
    plain: built.search(plainScoring),
    dense: null,
    whyNoVectors: 'a pool of snippets has no vectors',
    idOf: (passage: { readonly id: string }) => passage.id,
  }
  const runs = await runRetrievalArms(questions, judgments, places, options)
  return { ...runs, corpus: null, documents: passages.length, listLength }
}
