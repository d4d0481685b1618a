import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { problem } from '../../problem.ts'
import { errorCode } from '../../store/embedded/error-code.ts'
import { type PictureType, pictureEndings, pictureType } from './picture.ts'

/** A screenshot as it is kept: under its hash, and never changed. */
export interface KeptScreenshot {
  /** Path below the folder of the study, as records name it. */
  readonly file: string
  readonly sha256: string
  readonly type: PictureType
  readonly bytes: Uint8Array<ArrayBuffer>
}

const folderName = 'captures'
/** Before the name of a screenshot whose answer is not saved yet. */
const waiting = '.unsaved-'
const partialName = '.partial-'

/**
 * Keeps a screenshot in the folder `captures` of a study, as one that waits for its answer.
 *
 * @throws ProblemError CAPTURE_PICTURE_KIND for anything but a PNG, a JPEG or a WebP.
 */
export async function keepScreenshot(
  studyFolder: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<KeptScreenshot> {
  const type = pictureType(bytes)
  if (type === null)
    throw problem(
      'CAPTURE_PICTURE_KIND',
      'This file is none of the kinds of picture that are kept.',
      'Take a screenshot.',
      {
        place: { field: 'screenshot' },
        expected: 'a PNG, a JPEG or a WebP',
      },
    )
  const kept = { ...named(createHash('sha256').update(bytes).digest('hex'), type), type, bytes }
  const there = await bytesOf(join(studyFolder, kept.file))
  if (there !== null && createHash('sha256').update(there).digest('hex') === kept.sha256) return kept
  const partial = join(studyFolder, folderName, `${partialName}${randomUUID()}`)
  await mkdir(join(studyFolder, folderName), { recursive: true })
  try {
    await writeFile(partial, bytes)
    await rename(partial, waitingPath(studyFolder, kept.file))
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  }
  return kept
}

/** A kept screenshot by its hash, its answer saved or not; null where there is none, or where somebody changed it. */
export async function readScreenshot(studyFolder: string, sha256: string): Promise<KeptScreenshot | null> {
  if (!/^[0-9a-f]{64}$/.test(sha256)) return null
  for (const type of Object.keys(pictureEndings)) {
    if (!isPictureType(type)) continue
    const { file } = named(sha256, type)
    for (const path of [join(studyFolder, file), waitingPath(studyFolder, file)]) {
      const bytes = await bytesOf(path)
      if (bytes !== null && createHash('sha256').update(bytes).digest('hex') === sha256)
        return { file, sha256, type, bytes }
    }
  }
  return null
}

/** Gives a screenshot its name for good, now that an answer names it. */
export async function settleScreenshot(
  studyFolder: string,
  { file }: { readonly file: string },
): Promise<void> {
  try {
    await rename(waitingPath(studyFolder, file), join(studyFolder, file))
  } catch (error) {
    // It has its name already: the answer was sent twice, or another one names the same picture.
    if (errorCode(error) !== 'ENOENT') throw error
  }
}

/** A draft in a browser may wait that long for its answer to be saved. */
const abandonedAfterDays = 7

/**
 * Removes screenshots that were uploaded long ago and whose answer was never saved. What an answer names is never touched: where
 * a crash left such a one without its name, it gets it now.
 *
 * @param isNamed Whether an answer on record names the screenshot with this hash.
 * @returns How many were removed.
 */
export async function removeAbandoned(
  studyFolder: string,
  isNamed: (sha256: string) => Promise<boolean>,
  now: number,
): Promise<number> {
  const folder = join(studyFolder, folderName)
  let removed = 0
  for (const name of await namesIn(folder)) {
    const partial = name.startsWith(partialName)
    if (!partial && !name.startsWith(waiting)) continue
    const sha256 = name.slice(waiting.length, waiting.length + 64)
    if (!partial && (await isNamed(sha256))) {
      await settleScreenshot(studyFolder, { file: `${folderName}/${name.slice(waiting.length)}` })
      continue
    }
    const path = join(folder, name)
    const age = now - (await stat(path)).mtimeMs
    if (age < abandonedAfterDays * 86_400_000) continue
    await rm(path, { force: true })
    if (!partial) removed += 1
  }
  return removed
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return []
    throw error
  }
}

function waitingPath(studyFolder: string, file: string): string {
  return join(studyFolder, folderName, `${waiting}${file.slice(folderName.length + 1)}`)
}

function named(sha256: string, type: PictureType): { readonly file: string; readonly sha256: string } {
  return { file: `${folderName}/${sha256}.${pictureEndings[type]}`, sha256 }
}

function isPictureType(type: string): type is PictureType {
  return Object.hasOwn(pictureEndings, type)
}

async function bytesOf(path: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return Uint8Array.from(await readFile(path))
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  }
}
