import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
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
  readonly power: string
  readonly coverage: string
  readonly marks: string
  readonly registration: string
}

export function studyFolder(path: string): StudyFolder {
  const whole = resolve(path)
  return {
    path: whole,
    protocol: join(whole, 'protocol.yaml'),
    lock: join(whole, 'protocol.lock.json'),
    identity: join(whole, 'study.id'),
    report: join(whole, 'report'),
    power: join(whole, 'power'),
    coverage: join(whole, 'coverage'),
    marks: join(whole, 'marks'),
    registration: join(whole, 'registration'),
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
