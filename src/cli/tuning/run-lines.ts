import type { RunState } from '../../learning/tuning/hosted/run-state.ts'
import type { JobEvent } from '../../learning/tuning/hosted/service.ts'
import { counted, listed } from '../../report/format.ts'
import { shellPath, shellWord } from '../shell-word.ts'
import { services } from './plan-run.ts'

/** What leaves the machine when a run is started: how many answers of which licence, and to whom. */
export function leavingLines({ service, baseUrl, baseModel, stages, licences }: RunState): string[] {
  const where = baseUrl === null ? services[service].title : `${services[service].title} at ${baseUrl}`
  return [
    `To ${where}, to tune ${baseModel}: ${listed(stages.map(({ stage, file }) => `${counted(file.examples, 'example')} for ${stage} (${counted(file.bytes, 'byte')})`))}.`,
    'Questions and answers that leave this machine, by licence of the answers:',
    ...licences.map(
      ({ licence, training, answers }) =>
        `  ${licence}${training === 'restricted' ? ' (restricted)' : ''}: ${counted(answers, 'answer')}`,
    ),
    ...(licences.some(({ licence }) => licence === 'unknown')
      ? ['Nobody said under which licence the answers called "unknown" stand; --licences of the export does.']
      : []),
  ]
}

/** Where each stage of a run stands. */
export function stageLines({ stages }: RunState): string[] {
  return stages.map(({ stage, status, jobId, model, message }) =>
    [
      `${stage}: ${status}`,
      ...(jobId === null ? [] : [`job ${jobId}`]),
      ...(model === null ? [] : [`model ${model}`]),
      ...(message === null ? [] : [message]),
    ].join(', '),
  )
}

export function eventLines(events: readonly JobEvent[]): string[] {
  return events.map(({ at, message }) => `  ${at}  ${message}`)
}

/** The command that tries a stage of a run once more, with the options that it was started with. */
export function againCommand(state: RunState, folder: string): string {
  const { exported, service, baseUrl, keyFrom, name, baseModel, epochs, beta, seed } = state
  const options: readonly (readonly [string, string | null])[] = [
    ['--service', service],
    ['--base-model', shellWord(baseModel)],
    ['--out', shellPath(folder)],
    ['--name', name],
    ['--epochs', epochs === null ? null : String(epochs)],
    ['--beta', beta === null ? null : String(beta)],
    ['--seed', String(seed)],
    ['--base-url', baseUrl === null ? null : shellWord(baseUrl)],
    ['--key-from', keyFrom === services[service].keyFrom ? null : keyFrom],
  ]
  const written = options.flatMap(([option, value]) => (value === null ? [] : [`${option} ${value}`]))
  return ['equipoise tune start', shellPath(exported), ...written, '--yes --again'].join(' ')
}
