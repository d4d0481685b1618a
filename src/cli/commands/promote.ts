import { readFile, stat } from 'node:fs/promises'
import { type ModelCard, modelCardSchema } from '../../learning/model/card/model-card.ts'
import { modelText } from '../../learning/model/model-text.ts'
import type { TrainedModel } from '../../learning/model/trained-model.ts'
import { textSha256 } from '../../learning/preferences/text-sha256.ts'
import type { ReleasedVersion, ReleaseReason, TrialStage } from '../../learning/serving/release.ts'
import { type ReleaseState, servedVersion } from '../../learning/serving/release-state.ts'
import { parsedJson } from '../../parsed-json.ts'
import { problem } from '../../problem.ts'
import { featureSchemaHash } from '../../search/rank/features/feature-schema.ts'
import { labelFreePrior } from '../../search/rank/prior.ts'
import { chosenModel, noModel } from '../learning/chosen-model.ts'
import { looksAgain, passedGate, type ReadGate, readGateReport } from '../learning/gate-report.ts'
import { isModelId, keepGate, keepModel } from '../learning/kept-models.ts'
import { addRelease, type ReleaseLog } from '../learning/release-log.ts'
import { versionWords } from '../learning/release-words.ts'
import type { CommandResult } from '../run-command.ts'
import { ofCorpus } from '../search/filling-result.ts'
import { openSearch } from '../search/open-search.ts'

export interface PromoteOptions {
  readonly corpus: string
  readonly stage?: 'full' | 'shadow' | 'canary' | undefined
  readonly share?: number | undefined
  /** Report of the gate. */
  readonly gate?: string | undefined
  /** Why it goes on without one. */
  readonly withoutGate?: string | undefined
  /** Corpus whose index is to answer. */
  readonly index?: string | undefined
  /** A folder of the workspace. */
  readonly near?: string | undefined
}

const usualShare = 0.1

/** Lets a version answer, or run beside what answers. */
export async function promoteModel(name: string, options: PromoteOptions): Promise<CommandResult> {
  const near = options.near ?? '.'
  const trial = trialOf(options)
  const gate = options.gate === undefined ? null : await readGateReport(options.gate)
  const words = wordsOf(options, gate)
  const model = await chosenModel(name, near)
  const card = model === null ? null : await cardOf(name, model.id)
  const version: ReleasedVersion = {
    model: model === null ? null : { id: model.id, sha256: textSha256(modelText(model)) },
    featureSchemaSha256: featureSchemaHash,
    index: await indexOf(options.index ?? options.corpus, near),
  }
  const log = await addRelease(options.corpus, near, new Date(), async (before) => {
    checkDifferent(before.state, version)
    checkTrial(before.state, version, trial)
    const reason = await reasonOf(before, version, gate, words, options.gate)
    // Before the entry is written, so that none names a model that is not there; after the checks, so that what is refused leaves nothing.
    if (model !== null) await keepModel(model, card, near)
    return trial === null ? { action: 'promote', version, reason } : { action: 'try', version, trial, reason }
  })
  if (gate !== null && model !== null) await keepGate(model.id, gate.text, near)
  return {
    json: { release: log.entries.at(-1), state: log.state },
    lines: linesOf(version, trial, model, options),
  }
}

function trialOf({ stage = 'full', share }: PromoteOptions): TrialStage | null {
  if (share !== undefined && stage !== 'canary')
    throw problem('PROMOTE_SHARE', 'A share is that of a canary.', 'Add --stage canary, or leave it out.', {
      place: { field: '--share' },
      value: String(share),
    })
  if (stage === 'full') return null
  return stage === 'shadow' ? { stage } : { stage, share: share ?? usualShare }
}

function wordsOf({ withoutGate }: PromoteOptions, gate: ReadGate | null): string | null {
  const words = withoutGate?.trim() ?? null
  if (words !== null && words !== '' && gate === null) return words
  if (words === null && gate !== null) return null
  throw problem(
    'PROMOTE_GATE',
    words === null
      ? 'Nothing says that this version is good enough.'
      : gate === null
        ? 'No reason is given.'
        : 'A gate is named, and that there is none.',
    'Name the report of its gate with --gate, or say with --without-gate why it goes on without one: that stays on record.',
    { place: { field: '--gate' } },
  )
}

/** The card that `equipoise learn` wrote beside the file; null where there is none, or one of another model. */
async function cardOf(name: string, id: string): Promise<ModelCard | null> {
  if (isModelId(name) || name === noModel) return null
  const text = await readFile(name.replace(/\.json$/, '.card.json'), 'utf8').catch(() => null)
  const card = text === null ? undefined : modelCardSchema.safeParse(parsedJson(text)).data
  return card?.model === id ? card : null
}

async function indexOf(corpus: string, near: string): Promise<ReleasedVersion['index']> {
  const open = await openSearch(corpus, null, near)
  try {
    return { corpus, sha256: open.passages.sha256 }
  } finally {
    await open[Symbol.asyncDispose]()
  }
}

async function reasonOf(
  { entries, state }: ReleaseLog,
  version: ReleasedVersion,
  gate: ReadGate | null,
  words: string | null,
  file: string | undefined,
): Promise<ReleaseReason> {
  const isReopened = state.reopened.length > 0
  if (gate === null || file === undefined) {
    if (isReopened) throw reopened(state)
    return { by: 'person', words: words ?? '' }
  }
  const reason = passedGate(gate, {
    candidate: version.model?.id ?? null,
    served: servedVersion(state)?.model?.id ?? null,
  })
  if (isReopened && !looksAgain(entries, gate, (await stat(file)).mtime)) throw reopened(state)
  return reason
}

function reopened({ reopened: findings }: ReleaseState) {
  return problem(
    'GATE_REOPENED',
    'What was watched crossed a limit since: nothing goes further before a gate has looked again.',
    'Run the gate on questions of now, and name its report. `equipoise rollback` works meanwhile.',
    { value: findings.join('; ') },
  )
}

function checkDifferent(state: ReleaseState, version: ReleasedVersion): void {
  const served = servedVersion(state)
  const same =
    served !== null &&
    served.model?.sha256 === version.model?.sha256 &&
    served.index.corpus === version.index.corpus &&
    served.index.sha256 === version.index.sha256
  if (same)
    throw problem('PROMOTE_SERVED', 'This version answers already.', 'There is nothing to do.', {
      value: versionWords(version),
    })
}

/** Both rankings of a canary order the same passages, so they read one index. */
function checkTrial(state: ReleaseState, version: ReleasedVersion, trial: TrialStage | null): void {
  const served = servedVersion(state)
  if (trial?.stage !== 'canary' || served === null || served.index.corpus === version.index.corpus) return
  throw problem(
    'CANARY_INDEX',
    'A canary puts two rankings of one index together, and this version reads another.',
    'Try it with --stage shadow.',
    { place: { field: '--index' }, value: version.index.corpus, expected: served.index.corpus },
  )
}

function linesOf(
  version: ReleasedVersion,
  trial: TrialStage | null,
  model: TrainedModel | null,
  { corpus }: PromoteOptions,
): readonly string[] {
  const words = versionWords(version)
  const done =
    trial === null
      ? `${words} answers questions to the corpus ${corpus} from now on.`
      : trial.stage === 'shadow'
        ? `${words} ranks questions to the corpus ${corpus} beside what answers; nobody sees it.`
        : `${words} has a share in ${Math.round(trial.share * 1000) / 10} % of the questions on the ask page of the corpus ${corpus}.`
  const arm = model?.id ?? labelFreePrior.id
  return [
    done,
    'A server that runs takes it up by itself, within a second of the next question.',
    `Its arm, for a copy of the protocol of the ask page: - {id: ${arm}, label: Trained ranker, kind: own}`,
    trial === null
      ? `Back: equipoise rollback${ofCorpus(corpus)}`
      : `End of the trial: equipoise rollback --trial${ofCorpus(corpus)}`,
  ]
}
