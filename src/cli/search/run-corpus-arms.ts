import type { RunningOptions, Runs } from '../../search/evaluation/arm-run.ts'
import type { JudgedRetrieval } from '../../search/evaluation/judged-set.ts'
import { runRetrievalArms } from '../../search/evaluation/retrieval-arms.ts'
import { type CorpusPassages, openCorpus } from '../../search/files/open-corpus.ts'
import { plainScoring } from '../../search/index/scoring.ts'
import type { SearchSettings } from '../../search/settings/search-settings.ts'
import { corpusFolder } from './corpus-folder.ts'
import { questionsGoTo, settingsOf } from './corpus-settings.ts'
import { openEngine, openVectors } from './open-engine.ts'
import { withCorpusNamed } from './open-search.ts'
import { identifiersIn } from './screen-question.ts'

type Questions = JudgedRetrieval['questions']

/** Runs the arms in a corpus of the workspace, as it was set up. `bm25-plain` is run on its index in memory, whatever the engine. */
export async function runCorpusArms(
  { questions, judgments }: Pick<JudgedRetrieval, 'questions' | 'judgments'>,
  name: string,
  options: RunningOptions,
): Promise<{ readonly runs: Runs; readonly sha256: string; readonly passages: number }> {
  const { folder } = await corpusFolder(name)
  try {
    const settings = await settingsOf(folder)
    const { search: usual, corpus } = await openEngine(folder, settings, process.env)
    try {
      const plain = options.arms.has('bm25-plain') ? await openCorpus(folder, plainScoring) : null
      try {
        const places = {
          usual,
          plain: plain ?? usual,
          idOf: (passage: { readonly document: string }) => passage.document,
          ...(await vectorsFor(questions, corpus, settings, options)),
        }
        const runs = await runRetrievalArms(questions, judgments, places, options)
        return { runs, sha256: usual.sha256, passages: usual.statistics.passages }
      } finally {
        await plain?.close()
      }
    } finally {
      await usual.close()
    }
  } catch (error) {
    throw withCorpusNamed(error, name, folder)
  }
}

/** The vectors of the corpus, or why the arms that need them are absent. */
async function vectorsFor(
  questions: Questions,
  corpus: CorpusPassages,
  settings: SearchSettings,
  { arms }: RunningOptions,
) {
  const absent = (whyNoVectors: string) => ({ dense: null, whyNoVectors })
  if (settings.embedder === null) return absent('no embedder is set up for this corpus')
  if (!(arms.has('dense') || arms.has('hybrid') || arms.has('hybrid-prior')))
    return absent('it was not asked for')
  const goTo = questionsGoTo(settings)
  const telling = goTo === null ? [] : questions.filter(({ text }) => identifiersIn(text).length > 0)
  if (telling.length > 0) {
    const some = telling.slice(0, 3).map(({ id }) => id)
    return absent(
      `${telling.length} of the questions may tell who somebody is and would be sent to ${goTo}: ${some.join(', ')}${telling.length > some.length ? ', ...' : ''}`,
    )
  }
  return { dense: await openVectors(corpus, settings, process.env), whyNoVectors: '' }
}
