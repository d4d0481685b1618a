import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { graded, pairwise } from '../../src/learning/export/testing/preferences.ts'
import type { Preference } from '../../src/learning/preferences/preference.ts'
import { equipoise } from './command-line.ts'

/** Writes preferences as the file that commands read. */
export async function preferenceFile(folder: string, preferences: readonly Preference[]): Promise<string> {
  const file = join(folder, 'preferences.jsonl')
  await writeFile(file, preferences.map((one) => `${JSON.stringify(one)}\n`).join(''))
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
