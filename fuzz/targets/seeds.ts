import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { bytesOf } from '../target.ts'

const root = path.join(import.meta.dirname, '..', '..')

/** Files of the repository that are as the format wants them. Long ones are cut, at the end of a line. */
export function filesOf(...names: readonly string[]): () => Promise<readonly Uint8Array[]> {
  return async () => {
    const texts: Uint8Array[] = []
    for (const name of names) texts.push(shortened(await readFile(path.join(root, name))))
    return texts
  }
}

/** All files of a folder with an ending. */
export function folderOf(folder: string, ending: string): () => Promise<readonly Uint8Array[]> {
  return async () => {
    const names = (await readdir(path.join(root, folder))).filter((name) => name.endsWith(ending)).toSorted()
    return filesOf(...names.map((name) => path.join(folder, name)))()
  }
}

export function textsOf(...texts: readonly string[]): () => Promise<readonly Uint8Array[]> {
  return async () => texts.map(bytesOf)
}

const longest = 3000

function shortened(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= longest) return bytes
  return bytes.subarray(0, bytes.lastIndexOf(10, longest) + 1)
}

/** The first byte of an input chooses among variants, so that one target can hold several readers of one kind. */
export function chosen<T>(input: Uint8Array, variants: readonly T[]): readonly [T, Uint8Array] {
  const first = input[0] ?? 0
  const variant = variants[(first >= 97 ? first - 97 : first) % variants.length]
  if (variant === undefined) throw new TypeError('There is no variant.')
  return [variant, input.subarray(1)]
}

/** A seed for the variant of this number: a letter before the text. */
export function seedFor(variant: number, text: string): Uint8Array {
  return bytesOf(String.fromCharCode(97 + variant) + text)
}
