import { join } from 'node:path'
import { type Problem, ProblemError, problem } from '../../problem.ts'
import { counted } from '../../report/format.ts'
import { checkBatch } from '../../search/files/batch.ts'
import { type CorpusManifest, readManifest, runFolder } from '../../search/files/corpus-manifest.ts'
import { fileSha256 } from '../../search/files/file-sha256.ts'
import { interruptedRun } from '../../search/files/index-sources.ts'
import { errorCode } from '../../store/embedded/error-code.ts'
import { kindOf, namesIn } from '../backup/entries.ts'
import { corpusFolder } from '../search/corpus-folder.ts'
import { settingsOf } from '../search/corpus-settings.ts'
import { ofCorpus } from '../search/filling-result.ts'
import { shownPath } from '../study-folder.ts'
import type { Terminal } from '../terminal.ts'
import { rebuildFromSources, rebuildIndex } from './corpus-repairs.ts'
import { type Finding, foundBy, note, notWhole, whole } from './finding.ts'

/** Every corpus of a workspace: what it holds, its index, and the batches that the index is made from. */
export async function checkCorpora(workspace: string, terminal: Terminal): Promise<readonly Finding[]> {
  const folder = join(workspace, '.equipoise', 'corpora')
  const findings: Finding[] = []
  for (const name of [...(await namesIn(folder))].sort()) {
    // A dot stands in no name of a corpus: this is one that was set aside.
    if ((await kindOf(join(folder, name))) !== 'folder' || name.includes('.')) continue
    findings.push(...(await foundBy('corpora', () => checkCorpus(name, workspace, terminal))))
  }
  return findings
}

async function checkCorpus(name: string, workspace: string, terminal: Terminal): Promise<readonly Finding[]> {
  const { folder } = await corpusFolder(name, workspace)
  await settingsOf(folder)
  const manifest = await readManifest(folder)
  const unfinished = await unfinishedRun(name, folder)
  const bad = await badBatch(folder, manifest, terminal)
  if (bad !== null) {
    const repair = await rebuildFromSources(name, workspace, manifest, terminal)
    return [...bad.map((found) => notWhole('corpora', found, repair)), ...unfinished]
  }
  if (!(await isIndexWhole(folder, manifest)))
    return [notWhole('corpora', badIndex(folder, manifest), rebuildIndex(name, folder)), ...unfinished]
  const passages = counted(manifest.index?.passages ?? 0, 'passage')
  return [whole('corpora', `${name}: ${passages}, index and batches by their hashes`), ...unfinished]
}

/** The first batch that is not whole; null where all are. */
async function badBatch(
  folder: string,
  { runs }: CorpusManifest,
  terminal: Terminal,
): Promise<readonly Problem[] | null> {
  const batches = runs.flatMap(({ run, batches: names }) => names.map((name) => ({ run, name })))
  for (const [at, { run, name }] of batches.entries()) {
    terminal.progress('reading the corpora', at, batches.length)
    try {
      await checkBatch(join(folder, runFolder(run)), name)
    } catch (error) {
      if (error instanceof ProblemError) return error.problems
      if (errorCode(error) === null) throw error
      return missing(join(folder, runFolder(run), `${name}.parts`), errorCode(error)).problems
    }
  }
  return null
}

async function isIndexWhole(folder: string, { runs, index }: CorpusManifest): Promise<boolean> {
  if (index === null) return runs.length === 0
  return (await fileSha256(join(folder, index.file)).catch(() => null)) === index.sha256
}

async function unfinishedRun(name: string, folder: string): Promise<readonly Finding[]> {
  if ((await interruptedRun(folder)) === null) return []
  return [
    note(
      'corpora',
      `Reading into the corpus ${name} was interrupted. Give the same sources again to go on, or drop it with equipoise index --discard${ofCorpus(name)}`,
    ),
  ]
}

function missing(file: string, value: string | null): ProblemError {
  return problem(
    'DOCTOR_BATCH_MISSING',
    'A batch of the corpus cannot be read.',
    'Read the corpus again from its sources, or restore it from a backup.',
    { place: { file: shownPath(file) }, value },
  )
}

function badIndex(folder: string, { index }: CorpusManifest): Problem {
  return {
    code: 'DOCTOR_INDEX',
    message: 'The index is not the one that was built; the batches that it is made from are whole.',
    place: { file: shownPath(join(folder, index?.file ?? 'corpus.json')) },
    value: null,
    expected: index?.sha256 ?? null,
    remedy: 'Build it again with `equipoise doctor --repair`.',
  }
}
