import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'

const corpusFolder = path.join(import.meta.dirname, 'corpus')

/** The kept inputs of a parser, in the order of their names. */
export async function keptInputs(target: string): Promise<readonly Uint8Array[]> {
  const folder = path.join(corpusFolder, target)
  const names = await readdir(folder).catch(() => [])
  return Promise.all(names.toSorted().map((name) => readFile(path.join(folder, name))))
}

/** Adds inputs to those that are kept; each is named for its content, so that none is there twice. */
export function keepInputs(target: string, inputs: readonly Uint8Array[]): Promise<void> {
  return writeInputs(path.join(corpusFolder, target), inputs)
}

export async function writeInputs(folder: string, inputs: readonly Uint8Array[]): Promise<void> {
  if (inputs.length === 0) return
  await mkdir(folder, { recursive: true })
  for (const input of inputs) await writeFile(path.join(folder, inputName(input)), input)
}

export function inputName(input: Uint8Array): string {
  return createHash('sha256').update(input).digest('hex').slice(0, 12)
}

/**
 * The fewest and shortest inputs that still reach every place that all of them reach, or as many places as so many inputs
 * can: the greedy cover.
 *
 * @param placesOf What each input reaches.
 */
export function smallestCover(
  inputs: readonly Uint8Array[],
  placesOf: readonly (readonly number[])[],
  most: number,
): readonly Uint8Array[] {
  const seen = new Set<number>()
  const left = new Set<number>()
  // Short ones first, those that bring nothing new left out: few enough to be compared with each other.
  const unused = new Set(
    [...inputs.keys()]
      .sort((a, b) => inputs[a]!.length - inputs[b]!.length)
      .filter((index) => {
        const before = seen.size
        for (const place of placesOf[index] ?? []) seen.add(place)
        return seen.size > before
      }),
  )
  for (const place of seen) left.add(place)
  const kept: Uint8Array[] = []
  while (left.size > 0 && kept.length < most) {
    let best: number | null = null
    let bestGain = 0
    for (const index of unused) {
      let gain = 0
      for (const place of placesOf[index] ?? []) if (left.has(place)) gain++
      if (gain > bestGain) {
        best = index
        bestGain = gain
      }
    }
    if (best === null) break
    unused.delete(best)
    kept.push(inputs[best]!)
    for (const place of placesOf[best] ?? []) left.delete(place)
  }
  return kept
}
