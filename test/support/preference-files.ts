import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { graded, pairwise } from '../../src/learning/export/testing/preferences.ts'
import type { Preference } from '../../src/learning/preferences/preference.ts'
import { questionSha256, splitOf } from '../../src/learning/preferences/split.ts'
import { equipoise } from './command-line.ts'

/** A preference whose question, by its hash, is of the split that the preference says: its words get a number where they need one. */
export function inItsSplit<One extends Preference>(one: One): One {
  for (let number = 0; ; number++) {
    const question = number === 0 ? one.question : `${one.question} (${number})`
    const sha256 = questionSha256(question)
    if (splitOf(sha256) === one.split) return { ...one, question, questionSha256: sha256 }
  }
}

/** Writes preferences as the file that commands read. */
export async function preferenceFile(folder: string, preferences: readonly Preference[]): Promise<string> {
  const file = join(folder, 'preferences.jsonl')
  await writeFile(file, preferences.map((one) => `${JSON.stringify(inItsSplit(one))}\n`).join(''))
  return file
}

/** Enough judgments for any service: 12 questions, each a pair with a winner and a graded answer. */
export function enough(text = 'Answer'): Preference[] {
  return Array.from({ length: 12 }, (_, number) => [
    pairwise(`Question ${number}?`, `${text} ${number}`, `Worse ${number}`, 'a'),
    graded(`Question ${number}?`, `${text} ${number}`, 4),
  ]).flat()
}

/** An export for a hosted service. */
export async function hostedExport(
  folder: string,
  provider: 'openai' | 'together',
  preferences: readonly Preference[] = enough(),
): Promise<string> {
  const out = join(folder, 'training')
  const file = await preferenceFile(folder, preferences)
  const { exitCode, notes } = await equipoise(
    'export-preferences',
    file,
    '--format',
    'sft,dpo',
    '--provider',
    provider,
    '--out',
    out,
  )
  if (exitCode !== 0) throw new Error(notes)
  return out
}
