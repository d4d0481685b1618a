import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Problem } from '../../problem.ts'
import type { LoadedItems, SourceFile } from '../loaders/loaded.ts'

/** A file of the public test data, unpacked. */
export function publishedFile(path: string): SourceFile {
  const bytes = readFileSync(path)
  return { name: path, text: (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8') }
}

/** Records as JSON Lines. */
export function jsonl(name: string, ...records: readonly unknown[]): SourceFile {
  return { name, text: records.map((record) => `${JSON.stringify(record)}\n`).join('') }
}

/** The part of the problems that says where and what. */
export function places(
  loaded: LoadedItems,
): readonly Pick<Problem, 'code' | 'place' | 'value' | 'expected'>[] {
  return loaded.problems.map(({ code, place, value, expected }) => ({ code, place, value, expected }))
}

/** All files below a folder whose name ends so. */
export function filesBelow(folder: string, ending: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => path.endsWith(ending) && statSync(path).isFile())
    .sort()
}
