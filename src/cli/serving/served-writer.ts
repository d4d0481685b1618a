import { problem } from '../../problem.ts'
import { type ModelWriter, modelWriter, type WriterOptions } from '../search/model-writer.ts'
import type { Terminal } from '../terminal.ts'
import { oneLine } from '../visible-text.ts'

/** The model that writes for programs; null where none was named. Nothing that it was sent, or says of it, is noted. */
export function servedWriter(options: WriterOptions, terminal: Terminal): ModelWriter | null {
  return modelWriter(options, process.env, ({ reason }) =>
    terminal.note(`The model did not write (${oneLine(reason)}); sentences of the sources were given.`),
  )
}

/** @throws ProblemError SERVE_WRITER where a writer is named and no search is served */
export function checkWriterHasSearch({ writer }: WriterOptions): void {
  if (writer === undefined) return
  throw problem(
    'SERVE_WRITER',
    'A model writes answers from a corpus, and none is served.',
    'Add --corpus, or --search.',
    { place: { field: '--writer' }, value: writer },
  )
}
