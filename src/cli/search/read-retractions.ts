import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse'
import { z } from 'zod'
import { type ProblemError, problem } from '../../problem.ts'
import { readDoi } from '../../search/answer/citations/identifiers.ts'
import {
  type RetractionRecords,
  type RetractionWatchRow,
  readRetractionWatch,
  retractionWatchColumns,
} from '../../search/answer/citations/retraction-watch.ts'
import { shownPath } from '../study-folder.ts'

const notices = z.record(z.string(), z.string())
const day = /^\d{4}-\d{2}(?:-\d{2})?$/

const listSchema = z.looseObject({
  retractions: notices,
  concerns: notices,
  date: z.string().regex(day).optional(),
})

const row = z.looseObject({
  OriginalPaperDOI: z.string(),
  RetractionDOI: z.string(),
  RetractionNature: z.string(),
  RetractionDate: z.string(),
})

/** Of 100 entries of a list, so many at least have a DOI; fewer, and it is another kind of file. */
const leastDois = 90

/**
 * Reads a list of retracted papers: the table of Retraction Watch (CSV), or JSON with `retractions` and `concerns`, plain or
 * gzipped.
 *
 * @throws ProblemError RETRACTIONS_FORM where it is something else, cut short or empty
 */
export async function readRetractions(file: string): Promise<RetractionRecords> {
  const records = /\.csv$/i.test(file) ? await readTable(file) : await readJson(file)
  const dois = Object.keys(records.retractions)
  if (dois.length === 0) throw form(file, 'no retracted paper')
  const wellFormed = dois.filter((doi) => readDoi(doi).wellFormed).length
  if (100 * wellFormed < leastDois * dois.length)
    throw form(file, `${dois.length} entries, ${wellFormed} of them with a DOI`)
  return records
}

async function readJson(file: string): Promise<RetractionRecords> {
  const bytes = await readFile(file)
  let content: unknown
  try {
    const text = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes
    content = JSON.parse(text.toString('utf8'))
  } catch (error) {
    throw form(file, error instanceof Error ? error.message : null)
  }
  const checked = listSchema.safeParse(content)
  if (!checked.success)
    throw form(file, `the field ${checked.error.issues[0]?.path.join('.') || 'retractions'}`)
  const { retractions, concerns, date = null } = checked.data
  return { retractions, concerns, date }
}

/** Bytes that are no UTF-8, which the table has had, are read as the replacement sign: they stand in names, never in DOIs. */
async function readTable(file: string): Promise<RetractionRecords> {
  const rows: RetractionWatchRow[] = []
  const parser = parse({ bom: true, columns: true, relax_quotes: true })
  try {
    await pipeline(createReadStream(file), parser, async (records: AsyncIterable<unknown>) => {
      for await (const record of records) {
        const checked = row.safeParse(record)
        if (!checked.success) throw form(file, 'a table without these columns')
        const { OriginalPaperDOI, RetractionDOI, RetractionNature, RetractionDate } = checked.data
        rows.push({ OriginalPaperDOI, RetractionDOI, RetractionNature, RetractionDate })
      }
    })
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_'))
      throw form(file, error.message)
    throw error
  }
  return readRetractionWatch(rows)
}

function form(file: string, value: string | null): ProblemError {
  return problem(
    'RETRACTIONS_FORM',
    'This is no list of retracted papers, or only a part of one; it was not kept.',
    'Fetch it again, or name another.',
    {
      place: { file: shownPath(file) },
      value,
      expected: `the table of Retraction Watch (CSV with ${retractionWatchColumns.join(', ')}), or JSON with retractions and concerns, each from a DOI to that of its notice`,
    },
  )
}
