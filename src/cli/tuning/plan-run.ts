import { resolve } from 'node:path'
import type { Manifest } from '../../learning/export/manifest-schema.ts'
import { openai } from '../../learning/tuning/hosted/openai.ts'
import {
  type RunIdentity,
  type RunState,
  runStateSchema,
  stageNames,
  tagOf,
} from '../../learning/tuning/hosted/run-state.ts'
import type { HostedService } from '../../learning/tuning/hosted/service.ts'
import { together } from '../../learning/tuning/hosted/together.ts'
import { problem } from '../../problem.ts'
import { isLoopback } from '../../protocol/loopback.ts'
import { counted } from '../../report/format.ts'
import { shownPath } from '../study-folder.ts'
import { exportedFile } from './read-export.ts'
import type { TuneOptions } from './tune-options.ts'

export const services = { openai, together } as const

export interface WantedRun extends TuneOptions {
  readonly service: 'openai' | 'together'
  readonly baseModel: string
}

/**
 * The run that an export and options ask for, with nothing done yet.
 *
 * @throws ProblemError TUNE_NO_DATA, TUNE_PROVIDER, TUNE_TOO_FEW, TUNE_ADDRESS
 */
export function plannedRun(exported: string, manifest: Manifest, wanted: WantedRun): RunState {
  const service = services[wanted.service]
  checkAddress(wanted.baseUrl)
  const files = stageNames
    .map((stage) => ({ stage, file: exportedFile(manifest, `${stage}.jsonl`) }))
    .flatMap(({ stage, file }) => (file === null ? [] : [{ stage, file }]))
  if (files.length === 0)
    throw problem(
      'TUNE_NO_DATA',
      'The export holds no examples for a hosted service.',
      `Export with --format sft,dpo --provider ${service.id}.`,
      { place: { file: shownPath(exported) } },
    )
  checkFields(exported, manifest, service)
  const few = files.find(({ file }) => file.examples < service.fewest)
  if (few !== undefined)
    throw problem(
      'TUNE_TOO_FEW',
      `${service.title} takes no file of fewer than ${counted(service.fewest, 'example')}.`,
      'Collect more judgments, or leave this stage out of the export.',
      { place: { file: few.file.name }, value: String(few.file.examples) },
    )
  const identity: RunIdentity = {
    service: wanted.service,
    baseUrl: wanted.baseUrl?.replace(/\/+$/, '') ?? null,
    name: wanted.name ?? 'equipoise',
    baseModel: wanted.baseModel,
    epochs: wanted.epochs ?? null,
    beta: wanted.beta ?? null,
    seed: wanted.seed,
  }
  return runStateSchema.parse({
    schemaVersion: 1,
    kind: 'equipoise-tuning-run',
    ...identity,
    keyFrom: wanted.keyFrom ?? service.keyFrom,
    exported: resolve(exported),
    dataSha256: manifest.dataSha256,
    licences: leaving(files.map(({ file }) => file)),
    stages: files.map(({ stage, file: { name, sha256, bytes, examples } }, place) => ({
      stage,
      file: { name, sha256, bytes, examples },
      tag: tagOf(
        identity,
        stage,
        files.slice(0, place + 1).map(({ file }) => file.sha256),
        1,
      ),
      attempt: 1,
      fileId: null,
      status: 'planned',
      jobId: null,
      model: null,
      message: null,
    })),
  })
}

/** The same run with its failed or cancelled stage to be tried once more; null where there is none. */
export function triedAgain(state: RunState): RunState | null {
  const place = state.stages.findIndex(({ status }) => status === 'failed' || status === 'cancelled')
  const stage = state.stages[place]
  if (stage === undefined) return null
  const attempt = stage.attempt + 1
  const files = state.stages.slice(0, place + 1).map(({ file }) => file.sha256)
  const fresh = {
    ...stage,
    attempt,
    tag: tagOf(state, stage.stage, files, attempt),
    fileId: null,
    status: 'planned' as const,
    jobId: null,
    model: null,
    message: null,
  }
  return { ...state, stages: state.stages.map((one, at) => (at === place ? fresh : one)) }
}

/** Answers by licence over the files of all stages; an answer that stands in two files leaves twice, and is told twice. */
function leaving(files: readonly Pick<Manifest['files'][number], 'licences'>[]): RunState['licences'] {
  const sums = new Map<string, RunState['licences'][number]>()
  for (const { licences } of files)
    for (const one of licences) {
      const before = sums.get(one.licence)
      sums.set(one.licence, { ...one, answers: one.answers + (before?.answers ?? 0) })
    }
  return [...sums.values()].sort((a, b) => (a.licence < b.licence ? -1 : 1))
}

function checkFields(exported: string, { provider }: Manifest, { id }: HostedService): void {
  const fits = id === 'openai' ? ['openai', 'azure'] : ['together', 'fireworks']
  if (provider !== null && fits.includes(provider)) return
  throw problem(
    'TUNE_PROVIDER',
    'The export has the fields of another service.',
    `Export again with --provider ${id}.`,
    { place: { file: shownPath(exported) }, value: provider, expected: fits.join(' or ') },
  )
}

function checkAddress(baseUrl: string | undefined): void {
  if (baseUrl === undefined) return
  const whole = /^https?:\/\/[^\s@?#]+$/.test(baseUrl) && URL.canParse(baseUrl)
  if (whole && (baseUrl.startsWith('https:') || isLoopback(baseUrl))) return
  throw problem(
    'TUNE_ADDRESS',
    'Answers and a key are not sent there.',
    'Give an address that begins with https://, or one of this machine.',
    { place: { field: '--base-url' }, value: baseUrl, expected: 'https://, or http:// on this machine' },
  )
}
