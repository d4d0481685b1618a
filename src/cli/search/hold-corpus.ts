import { mkdir, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { problem } from '../../problem.ts'
import { errorCode } from '../../store/embedded/error-code.ts'
import { isAlive } from '../../store/embedded/postmaster.ts'

/** Sees to it that one process at a time writes into a corpus. A process that was killed holds it no more. */
export async function holdCorpus(folder: string): Promise<AsyncDisposable> {
  await mkdir(folder, { recursive: true })
  const file = join(folder, 'indexing.pid')
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      const handle = await open(file, 'wx')
      await handle.writeFile(String(process.pid))
      await handle.close()
      return { [Symbol.asyncDispose]: () => rm(file, { force: true }) }
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error
      const holder = Number(await readFile(file, 'utf8').catch(() => ''))
      if (holder > 0 && isAlive(holder)) {
        throw problem(
          'CORPUS_BUSY',
          'Another process is writing into this corpus.',
          'Wait until it is done.',
          {
            place: { file: folder },
            value: `process ${holder}`,
          },
        )
      }
      await rm(file, { force: true })
    }
  }
  throw problem('CORPUS_BUSY', 'Another process is writing into this corpus.', 'Wait until it is done.', {
    place: { file: folder },
  })
}
