import { resolve } from 'node:path'
import { problem } from '../problem.ts'
import { shownPath } from './study-folder.ts'

/**
 * Refuses to write over a file that is read.
 *
 * @throws ProblemError OUT_IS_INPUT
 */
export function refuseInput(out: string, option: string, inputs: readonly string[]): void {
  const input = inputs.find((one) => resolve(one) === resolve(out))
  if (input === undefined) return
  throw problem('OUT_IS_INPUT', 'What is read would be written over.', 'Choose another name.', {
    place: { file: shownPath(input), field: option },
  })
}
