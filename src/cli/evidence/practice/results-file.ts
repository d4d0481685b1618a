import type { z } from 'zod'
import { assistedResultsSchema } from '../../../analysis/assisted/results-schema.ts'
import { marksSchema } from '../../../analysis/judges/marks-schema.ts'
import { resultsSchema } from '../../../analysis/results-schema.ts'
import type { MeasuredStudy } from '../../../evidence/practice/measures.ts'
import { parsedJson } from '../../../parsed-json.ts'
import { type Place, problem } from '../../../problem.ts'
import { shownPath } from '../../study-folder.ts'
import { readTextFile } from '../../text-file.ts'
import { assistedUse } from './assisted-use.ts'
import { machineMarks } from './machine-marks.ts'
import { sideBySide } from './side-by-side.ts'

const remedy =
  'Name files that `equipoise mark` and `equipoise analyse` wrote, with this version or write them again.'

/**
 * The measures of each file, whichever of the three kinds it is.
 *
 * @throws ProblemError PRACTICE_FILE of what is none of the three, PRACTICE_NO_MEASURE of one without a measure, PRACTICE_FILE_TWICE,
 * and those of `sideBySide`, `assistedUse` and `readTextFile`
 */
export async function measuredStudies(files: readonly string[]): Promise<readonly MeasuredStudy[]> {
  const texts = await Promise.all(files.map(async (file) => (await readTextFile(file, 'names')).text))
  return files.map((file, index) => {
    const text = texts[index] ?? ''
    const place = { file: shownPath(file) }
    const first = texts.indexOf(text)
    if (first !== index)
      throw problem('PRACTICE_FILE_TWICE', 'Two of the files are the same.', 'Leave one of them out.', {
        place,
        value: shownPath(files[first] ?? ''),
      })
    const study = measuredStudy(text, place)
    if (study.measures.length > 0) return study
    throw problem(
      'PRACTICE_NO_MEASURE',
      'The file has none of the measures that are set side by side.',
      'Leave it out.',
      { place, expected: 'an answer key, a rubric, a primary pairwise axis, or an assisted-use trial' },
    )
  })
}

function measuredStudy(text: string, place: Place): MeasuredStudy {
  const data = parsedJson(text)
  if (isRecord(data)) {
    if (data.kind === 'assisted') return assistedUse(checked(assistedResultsSchema, data, place), place)
    if ('marksHash' in data) return machineMarks(checked(marksSchema, data, place))
    if ('sections' in data) return sideBySide(checked(resultsSchema, data, place), place)
  }
  throw problem('PRACTICE_FILE', 'This is no file of results.', remedy, {
    place,
    expected: 'marks.json, results.json of a review, or results.json of an assisted-use trial',
  })
}

function checked<Schema extends z.ZodType>(schema: Schema, data: unknown, place: Place): z.infer<Schema> {
  const parsed = schema.safeParse(data)
  if (parsed.success) return parsed.data
  throw problem('PRACTICE_FILE', 'A field of the file has a value it cannot have.', remedy, {
    place: { ...place, field: parsed.error.issues[0]?.path.map(String).join('.') ?? '' },
  })
}

function isRecord(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null && !Array.isArray(data)
}
