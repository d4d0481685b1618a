import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
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

/**
 * Keeps a screenshot in the folder `captures` of a study.
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
      'This is no picture of a kind that is kept.',
      'Take a screenshot.',
      {
        place: { field: 'screenshot' },
        expected: 'a PNG, a JPEG or a WebP',
      },
    )
  const kept = { ...named(createHash('sha256').update(bytes).digest('hex'), type), type, bytes }
  const target = join(studyFolder, kept.file)
  const partial = join(studyFolder, folderName, `.partial-${randomUUID()}`)
  await mkdir(join(studyFolder, folderName), { recursive: true })
  try {
    await writeFile(partial, bytes)
    await rename(partial, target)
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  }
  return kept
}

/** A kept screenshot by its hash; null where there is none, or where somebody changed it. */
export async function readScreenshot(studyFolder: string, sha256: string): Promise<KeptScreenshot | null> {
  if (!/^[0-9a-f]{64}$/.test(sha256)) return null
  for (const type of Object.keys(pictureEndings)) {
    if (!isPictureType(type)) continue
    const { file } = named(sha256, type)
    const bytes = await bytesOf(join(studyFolder, file))
    if (bytes !== null && createHash('sha256').update(bytes).digest('hex') === sha256)
      return { file, sha256, type, bytes }
  }
  return null
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
