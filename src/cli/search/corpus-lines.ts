import { join } from 'node:path'
import { z } from 'zod'
import { problemSentence } from '../../problem.ts'
import { count, counted } from '../../report/format.ts'
import { readBatchProblems } from '../../search/files/batch.ts'
import { type CorpusManifest, readManifest, runFolder } from '../../search/files/corpus-manifest.ts'
import { interruptedRun } from '../../search/files/index-sources.ts'
import type { CommandResult } from '../run-command.ts'
import { shownPath } from '../study-folder.ts'
import { tableLines } from '../table-lines.ts'
import { settingsOf } from './corpus-settings.ts'
import { ofCorpus, settingsLines } from './filling-result.ts'

const problemsShown = 20

/** What a corpus holds, and which problems were met when it was read. */
export async function tellCorpus(folder: string, corpus: string): Promise<CommandResult> {
  const manifest = await readManifest(folder)
  const { runs, index } = manifest
  const searched = settingsLines(await settingsOf(folder))
  const waiting = await waitingLines(folder, corpus)
  if (index === null) {
    const into = ofCorpus(corpus)
    const fill = `The corpus ${corpus} is empty. Fill it with equipoise index <source>${into}, or try equipoise index --sample${into}.`
    return {
      json: { corpus, passages: 0, runs: [], interrupted: waiting.length > 0 },
      lines: [...(waiting.length > 0 ? waiting : [fill]), ...searched],
    }
  }
  const problems = await toldProblems(folder, manifest)
  return {
    json: {
      corpus,
      passages: index.passages,
      sha256: index.sha256,
      runs: runs.map((run) => ({ ...run })),
      problems: problems.map((one) => ({ ...one })),
      interrupted: waiting.length > 0,
      ...(searched.length === 0 ? {} : { searched }),
    },
    lines: [
      `${counted(index.passages, 'passage')} in ${shownPath(folder)}, index ${index.sha256.slice(0, 12)}`,
      ...searched,
      ...tableLines(
        ['run', 'files', 'documents', 'passages', 'problems'],
        runs.map(({ run, sources, documents, passages, problems: met }) => [
          String(run),
          count(sources.length),
          count(documents),
          count(passages),
          count(met),
        ]),
        ['right', 'right', 'right', 'right', 'right'],
      ),
      ...problems.slice(0, problemsShown).map((one) => `run ${one.run}: ${problemSentence(one.problem)}`),
      ...(problems.length > problemsShown
        ? [`and ${count(problems.length - problemsShown)} more; --json has all of them`]
        : []),
      ...waiting,
    ],
  }
}

async function waitingLines(folder: string, corpus: string): Promise<readonly string[]> {
  const waiting = await interruptedRun(folder)
  if (waiting === null) return []
  const [first] = waiting.sources
  const others = waiting.sources.length - 1
  const sources = `${first?.name ?? ''}${others > 0 ? ` and ${counted(others, 'other file')}` : ''}`
  return [
    `A run over ${sources} was interrupted. Give the same sources again to go on with it, or drop what it had read: equipoise index --discard${ofCorpus(corpus)}.`,
  ]
}

const problemSchema = z.strictObject({
  code: z.string(),
  message: z.string(),
  place: z.strictObject({
    file: z.string().optional(),
    line: z.number().optional(),
    field: z.string().optional(),
  }),
  value: z.string().nullable(),
  expected: z.string().nullable(),
  remedy: z.string(),
})

/** Problems that were met, run by run, as they were told then. */
export async function toldProblems(folder: string, { runs }: CorpusManifest) {
  const told = []
  for (const { run, batches, problems } of runs) {
    if (problems === 0) continue
    for (const batch of batches)
      for (const text of await readBatchProblems(join(folder, runFolder(run)), batch)) {
        const { place, ...rest } = problemSchema.parse(JSON.parse(text))
        const { file, line, field } = place
        told.push({
          run,
          problem: {
            ...rest,
            place: {
              ...(file === undefined ? {} : { file }),
              ...(line === undefined ? {} : { line }),
              ...(field === undefined ? {} : { field }),
            },
          },
        })
      }
  }
  return told
}
