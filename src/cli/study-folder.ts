import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { problem } from '../problem.ts'
import { type Protocol, readProtocol } from '../protocol/read.ts'

/** The files of a study. */
export interface StudyFolder {
  readonly path: string
  readonly protocol: string
  readonly lock: string
  /** Name of the study on a database server; only where DATABASE_URL is used. */
  readonly identity: string
  readonly report: string
}

export function studyFolder(path: string): StudyFolder {
  const whole = resolve(path)
  return {
    path: whole,
    protocol: join(whole, 'protocol.yaml'),
    lock: join(whole, 'protocol.lock.json'),
    identity: join(whole, 'study.id'),
    report: join(whole, 'report'),
  }
}

/** @throws ProblemError where the folder or its protocol is missing or cannot be used. */
export async function readStudyProtocol(study: StudyFolder): Promise<Protocol> {
  if (!existsSync(study.protocol)) {
    throw problem(
      'STUDY_NO_PROTOCOL',
      'There is no protocol here, so this is no study.',
      'Make a study with `equipoise new <protocol> <folder>`, or name its folder with --study.',
      { place: { file: shownPath(study.protocol) } },
    )
  }
  return readProtocol(await readFile(study.protocol, 'utf8'), shownPath(study.protocol))
}

/** Writes a text file so that a reader finds the old one or the new one, never a part. */
export async function writeWhole(file: string, text: string): Promise<void> {
  const partial = `${file}.partial-${process.pid}`
  try {
    await writeFile(partial, text)
    await rename(partial, file)
  } catch (error) {
    await rm(partial, { force: true })
    throw unwritable(file, error)
  }
}

/** Writes all files of a folder, replacing it as a whole. */
export async function writeFolderWhole(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  let partial: string | null = null
  try {
    partial = await mkdtemp(join(dirname(folder), `.${basename(folder)}.partial-`))
    for (const [name, text] of files) await writeFile(join(partial, name), text)
    const old = `${partial}.old`
    if (existsSync(folder)) await rename(folder, old)
    await rename(partial, folder)
    await rm(old, { recursive: true, force: true })
  } catch (error) {
    if (partial !== null) await rm(partial, { recursive: true, force: true })
    throw unwritable(folder, error)
  }
}

/** A path as a person would write it from where they stand. */
export function shownPath(path: string): string {
  const here = `${process.cwd()}/`
  return path.startsWith(here) ? path.slice(here.length) : path
}

export async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  )
}

function unwritable(path: string, error: unknown): Error {
  const code = error instanceof Error && 'code' in error ? String(error.code) : null
  const reason =
    code === 'ENOSPC'
      ? 'The disk is full.'
      : code === 'EACCES' || code === 'EPERM' || code === 'EROFS'
        ? 'This user may not write there.'
        : null
  if (reason === null) return error instanceof Error ? error : new Error(String(error))
  return problem(
    'FILE_UNWRITABLE',
    `The file cannot be written. ${reason}`,
    'Make room or choose another folder, then run the command again.',
    {
      place: { file: shownPath(path) },
    },
  )
}
