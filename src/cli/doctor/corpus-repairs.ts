import { rename } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { counted } from '../../report/format.ts'
import { buildIndex } from '../../search/files/build-index.ts'
import {
  type CorpusManifest,
  lastRuns,
  readManifest,
  writeManifest,
} from '../../search/files/corpus-manifest.ts'
import { fileSha256 } from '../../search/files/file-sha256.ts'
import { indexCorpus } from '../commands/index-corpus.ts'
import { disposing } from '../disposing.ts'
import { corpusFolder } from '../search/corpus-folder.ts'
import { rememberSettings, settingsOf } from '../search/corpus-settings.ts'
import { holdCorpus } from '../search/hold-corpus.ts'
import { shownPath } from '../study-folder.ts'
import type { Terminal } from '../terminal.ts'
import type { Repair } from './finding.ts'

/** Builds an index again out of the batches of a corpus, which give the same bytes. */
export function rebuildIndex(name: string, folder: string): Repair {
  return {
    does: `builds the index of the corpus ${name} again from its batches`,
    asks: false,
    run: async () =>
      disposing(await holdCorpus(folder), async () => {
        const manifest = await readManifest(folder)
        const file = manifest.index?.file ?? `index-${manifest.runs.length}.parts`
        const { passages } = await buildIndex(folder, manifest.runs, join(folder, file))
        const sha256 = await fileSha256(join(folder, file))
        await writeManifest(folder, { ...manifest, index: { file, passages, sha256 } })
        return `Built the index of the corpus ${name} again from its batches: ${counted(passages, 'passage')}.`
      }),
  }
}

/**
 * Reads a corpus again from its sources, the damaged one kept beside it; null where a source is gone or is another file
 * now, for then it would be another corpus.
 */
export async function rebuildFromSources(
  name: string,
  workspace: string,
  manifest: CorpusManifest,
  terminal: Terminal,
): Promise<Repair | null> {
  const sources = await unchangedSources(workspace, manifest)
  if (sources === null) return null
  return {
    does: `reads the corpus ${name} again from its ${counted(sources.length, 'source')}`,
    asks: false,
    run: async () => {
      const { folder } = await corpusFolder(name, workspace)
      const settings = await settingsOf(folder)
      const aside = `${folder}.damaged-${new Date().toISOString().replaceAll(/[-:.]/g, '')}`
      await rename(folder, aside)
      await indexCorpus(sources, { corpus: name, near: workspace }, terminal)
      await rememberSettings(folder, settings)
      return `Read the corpus ${name} again from its sources; the damaged one is in ${shownPath(aside)}.`
    },
  }
}

async function unchangedSources(
  workspace: string,
  { runs }: CorpusManifest,
): Promise<readonly string[] | null> {
  const last = lastRuns(runs)
  const entries = runs.flatMap(({ run, sources }) =>
    sources.filter(({ name, sha256 }) => last.get(name) === run && sha256 !== null),
  )
  const files: string[] = []
  for (const { name, sha256 } of entries) {
    const file = resolve(workspace, name)
    if ((await fileSha256(file).catch(() => null)) !== sha256) return null
    files.push(file)
  }
  return files.length === 0 ? null : files
}
