import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { problem } from '../../problem.ts'
import { type RetractionList, retractionList } from '../../search/answer/citations/retraction-list.ts'
import { errorCode } from '../../store/embedded/error-code.ts'
import { shownPath } from '../study-folder.ts'

const dated = z.looseObject({ date: z.string().min(4).optional() })

/** Where a workspace keeps the list of retracted papers. */
export function retractionsFile(workspace: string): string {
  return join(workspace, '.equipoise', 'retractions', 'retractions.json')
}

/**
 * The list of a workspace by the date that it names, or else the day on which it was fetched; null where none was fetched.
 *
 * @throws ProblemError RETRACTIONS_UNREADABLE: a list that is there and cannot be read is never taken for none.
 */
export async function retractionsOf(workspace: string): Promise<RetractionList | null> {
  const file = retractionsFile(workspace)
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  })
  if (text === null) return null
  try {
    const content: unknown = JSON.parse(text)
    const fetched = (await stat(file)).mtime.toISOString().slice(0, 10)
    return retractionList(content, dated.parse(content).date ?? fetched)
  } catch {
    throw problem(
      'RETRACTIONS_UNREADABLE',
      'The list of retracted papers cannot be read.',
      'Fetch it again, or move it away to go on without it.',
      { place: { file: shownPath(file) }, expected: 'JSON with retractions and concerns' },
    )
  }
}
