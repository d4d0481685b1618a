import { servedVersion } from '../../learning/serving/release-state.ts'
import { checkCorpusThere, indexSha256 } from '../learning/index-sha256.ts'
import { keptModels } from '../learning/kept-models.ts'
import { readReleases } from '../learning/release-log.ts'
import { entryWords, versionWords } from '../learning/release-words.ts'
import type { CommandResult } from '../run-command.ts'
import { corpusFolder } from '../search/corpus-folder.ts'

export interface ReleasesOptions {
  readonly corpus: string
  /** A folder of the workspace. */
  readonly near?: string | undefined
}

/** The record of releases of a corpus, and what it says now. */
export async function showReleases({ corpus, near = '.' }: ReleasesOptions): Promise<CommandResult> {
  await checkCorpusThere(corpus, near)
  const { entries, state } = await readReleases(corpus, near)
  const kept = await keptModels(near)
  const served = servedVersion(state)
  const index = served?.index.corpus ?? corpus
  const sha256 = await indexSha256((await corpusFolder(index, near)).folder)
  const indexChanged = served !== null && sha256 !== served.index.sha256
  const { trial } = state
  return {
    json: {
      corpus,
      served,
      trial,
      reopened: state.reopened,
      index: { corpus: index, sha256, changedSinceRelease: indexChanged },
      entries,
      models: kept.map(({ model, sha256: own, gates }) => ({
        id: model.id,
        sha256: own,
        gates: [...gates.keys()],
      })),
    },
    lines: [
      `Answers: ${served === null ? `the label-free prior on ${corpus}; nothing was promoted` : versionWords(served)}.`,
      ...(trial === null
        ? []
        : [
            `On trial: ${versionWords(trial.version)}, ${trial.stage.stage === 'shadow' ? 'unseen' : `with ${Math.round(trial.stage.share * 1000) / 10} % of the questions`}.`,
          ]),
      ...(indexChanged
        ? [
            `The index of ${index} has changed since the release: it is ${sha256?.slice(0, 12) ?? 'gone'} now. Run the gate again.`,
          ]
        : []),
      ...state.reopened.map((finding) => `The gate is reopened: ${finding}`),
      ...(entries.length === 0 ? [] : ['']),
      ...entries.map((entry) => `${entry.seq}  ${entry.at}  ${entryWords(entry)}`),
      ...(kept.length === 0 ? [] : ['', `Models kept here: ${kept.map(({ model }) => model.id).join(', ')}`]),
    ],
  }
}
