import { problem } from '../../problem.ts'
import type { DenseConfig } from './dense-config.ts'

/** Whether passages of a source may be turned into vectors where the configuration says. */
export function passagesMayLeave(config: DenseConfig, source: string): boolean {
  if (config.via === 'onnx' || config.staysOnMachine) return true
  return config.sendSources === 'all' || config.sendSources.includes(source)
}

/** @throws `EMBEDDING_NOT_ALLOWED` before a question would leave the machine that may not */
export function checkQuestionMayLeave(config: DenseConfig): void {
  if (config.via === 'onnx' || config.staysOnMachine || config.sendQuestions) return
  throw problem(
    'EMBEDDING_NOT_ALLOWED',
    'Questions would leave this machine to be turned into vectors, and nothing allows it.',
    'Set sendQuestions to true, or staysOnMachine where the server passes nothing on.',
    { place: { field: 'sendQuestions' }, value: config.baseUrl },
  )
}
