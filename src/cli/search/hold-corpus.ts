import { link, mkdir, readdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isAlive } from '../../is-alive.ts'
import { type ProblemError, problem } from '../../problem.ts'
import { errorCode } from '../../store/embedded/error-code.ts'
import { unwritable } from '../unwritable.ts'

/** Marks that this very process has put. */
const held = new Set<string>()

/** Sees to it that one process at a time writes into a corpus. A process that was killed holds it no more. */
export async function holdCorpus(folder: string): Promise<AsyncDisposable> {
  // On a disk that takes nothing, a folder of several steps is said not to be there.
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw unwritable(folder, error)
  })
  const file = join(await realpath(folder), 'indexing.pid')
  if (held.has(file)) throw busy(folder, process.pid)
  // Before anything is waited for: another call in this process must see it.
  held.add(file)
  try {
    return await hold(folder, file)
  } catch (error) {
    held.delete(file)
    throw error
  }
}

async function hold(folder: string, file: string): Promise<AsyncDisposable> {
  const own = `${file}.${process.pid}`
  // Linked into its place whole: nobody reads a file without the number.
  await writeFile(own, String(process.pid))
  try {
    for (let attempt = 0; attempt < 3; attempt++) {
      try {
        await link(own, file)
        await tidy(dirname(file))
        return {
          [Symbol.asyncDispose]: async () => {
            await rm(file, { force: true })
            held.delete(file)
          },
        }
      } catch (error) {
        if (errorCode(error) !== 'EEXIST') throw error
      }
      const holder = await holderOf(file)
      if (holder !== null && lives(holder)) throw busy(folder, holder)
      if (holder !== null) await takeAway(folder, file, `${own}.left`)
    }
    throw busy(folder, null)
  } finally {
    await rm(own, { force: true })
  }
}

/** Takes away what processes left beside the mark that were killed while they put it. */
async function tidy(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const [, holder] = /^indexing\.pid\.(\d+)(?:\.left)?$/.exec(name) ?? []
    if (holder !== undefined && !lives(Number(holder))) await rm(join(folder, name), { force: true })
  }
}

/** Takes the mark of a dead process away; where a living one was faster to put its own there, that goes back. */
async function takeAway(folder: string, file: string, aside: string): Promise<void> {
  try {
    await rename(file, aside)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return
    throw error
  }
  const holder = await holderOf(aside)
  if (holder !== null && lives(holder)) {
    await link(aside, file).catch(() => {})
    await rm(aside, { force: true })
    throw busy(folder, holder)
  }
  await rm(aside, { force: true })
}

/** The process that holds the corpus; null where none does any more, 0 where the mark is not one. */
async function holderOf(file: string): Promise<number | null> {
  const text = await readFile(file, 'utf8').catch(() => null)
  return text === null ? null : Number(text) || 0
}

/** An earlier process may have had the number of this one, as in a container. */
function lives(holder: number): boolean {
  return holder > 0 && holder !== process.pid && isAlive(holder)
}

function busy(folder: string, holder: number | null): ProblemError {
  return problem(
    'CORPUS_BUSY',
    'Another process is writing into this corpus.',
    'Wait until it is done.',
    holder === null ? { place: { file: folder } } : { place: { file: folder }, value: `process ${holder}` },
  )
}
