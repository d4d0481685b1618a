import { realpath } from 'node:fs/promises'
import { resolve } from 'node:path'
import { ProblemError } from '../../problem.ts'
import { openQueue } from '../../store/queue/open-queue.ts'
import { queueName } from '../../store/queue/queue-names.ts'
import { closeWork } from '../../store/work/work.ts'
import type { IndexOptions } from '../commands/index-corpus.ts'
import { endInOrder, untilResult } from '../interruption.ts'
import { withStore } from '../open-study.ts'
import type { CommandResult } from '../run-command.ts'
import { corpusFolder } from '../search/corpus-folder.ts'
import { tellCorpus } from '../search/corpus-lines.ts'
import { studyFolder } from '../study-folder.ts'
import type { Terminal } from '../terminal.ts'
import { softwareVersion } from '../version.ts'
import { indexOutputSchema, refusedOutputSchema } from './payloads.ts'
import { outputsOf, queuedWork, watchWork } from './queue-work.ts'
import { thisMachine } from './this-machine.ts'
import { untilLeft, WorkLeft } from './work-left.ts'

/** Has a worker of this machine read sources into a corpus, and watches it. */
export function indexInQueue(
  sources: readonly string[],
  options: IndexOptions,
  terminal: Terminal,
): Promise<CommandResult> {
  return untilResult(() => untilLeft(() => queueIndexing(sources, options, terminal)))
}

async function queueIndexing(
  sources: readonly string[],
  options: IndexOptions,
  terminal: Terminal,
): Promise<CommandResult> {
  const near = await realpath(options.near ?? '.')
  const { folder } = await corpusFolder(options.corpus, near)
  return withStore(studyFolder(near), terminal, async (store) => {
    const queue = await openQueue(store, softwareVersion)
    const left = new AbortController()
    const over = endInOrder(() => {
      terminal.note('Leaving: the worker goes on without this command. Run it again to watch it.')
      left.abort()
    })
    try {
      const payload = { arguments: argumentsOf(sources, options), folder: near }
      const { work } = await queuedWork({
        store,
        queue,
        kind: 'index',
        studyId: null,
        name: `${thisMachine()} ${folder}`,
        about: payload,
        make: async () => ({
          payload,
          parts: [
            { queue: queueName(softwareVersion, { kind: 'index', machine: thisMachine() }), payload: {} },
          ],
        }),
      })
      if (work === null) throw new RangeError('The work of indexing has one part.')
      const end = await watchWork(work, {
        store,
        queue,
        terminal,
        signal: left.signal,
        show: ({ done, told }) => terminal.progress(`indexing ${wordsOf(told)}`.trimEnd(), done, 1),
      })
      if (end === 'left') throw new WorkLeft()
      const [output] = await outputsOf(store, work)
      await closeWork(store, work)
      const { exitCode, json } = indexOutputSchema.parse(output?.output)
      const refused = refusedOutputSchema.safeParse(json)
      // Problems of single files are a result; without one the command itself was refused.
      if (refused.success && !('corpus' in json)) throw new ProblemError(refused.data.problems)
      const told = await tellCorpus(folder, options.corpus)
      return { json, lines: ['A worker has done it.', ...told.lines], exitCode }
    } finally {
      over()
      await queue.close()
    }
  })
}

function wordsOf(told: readonly Readonly<Record<string, unknown>>[]): string {
  const [first] = told
  return typeof first?.words === 'string' ? first.words : ''
}

/** The same command line for the worker's own process, with paths that do not depend on where it stands. */
function argumentsOf(sources: readonly string[], options: IndexOptions): readonly string[] {
  return [
    ...sources.map((source) => resolve(source)),
    '--corpus',
    options.corpus,
    ...(options.sample === true ? ['--sample'] : []),
    ...(options.remove === true ? ['--remove'] : []),
    ...(options.discard === true ? ['--discard'] : []),
    ...(options.fill === true ? ['--fill'] : []),
    ...(options.batch === undefined ? [] : ['--batch', String(options.batch)]),
    ...(options.settings === undefined ? [] : ['--settings', resolve(options.settings)]),
  ]
}
