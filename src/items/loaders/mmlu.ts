import { CsvError } from 'csv-parse'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { presentContent } from '../item.ts'
import {
  checkRecord,
  contentKey,
  ItemCollector,
  notBlank,
  recordProblem,
  type SourceFile,
  strataOf,
} from './loaded.ts'
import type { Loader } from './loader.ts'

const labels = ['A', 'B', 'C', 'D'] as const
const recordSchema = z.tuple([notBlank, notBlank, notBlank, notBlank, notBlank, z.enum(labels)])
const columns = ['question', 'A', 'B', 'C', 'D', 'answer'] as const
const parsedSchema = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.int() }) }))

/** The six subjects that are called MMLU-Med. */
export const mmluMedSubjects = [
  'anatomy',
  'clinical_knowledge',
  'college_biology',
  'college_medicine',
  'medical_genetics',
  'professional_medicine',
] as const

/** MMLU's CSV files: six columns without a header. The subject and the split stand in the file's name. */
export const loadMmlu: Loader = (files) => {
  const collector = new ItemCollector()
  const others = new Set<string>()
  for (const file of files) {
    const { subject, split } = nameParts(file.name)
    if (!mmluMedSubjects.some((known) => known === subject)) others.add(subject)
    for (const { line, cells } of rows(file, collector)) {
      const place = { file: file.name, line }
      if (cells.length !== columns.length) {
        collector.add(place, [
          recordProblem(
            place,
            'The row does not have six cells.',
            `${cells.length} cells`,
            columns.join(', '),
          ),
        ])
        continue
      }
      const checked = checkRecord(recordSchema, cells, place)
      if ('problems' in checked) {
        collector.add(
          place,
          checked.problems.map((found) => ({
            ...found,
            place: { ...found.place, field: columns[Number(found.place.field)] ?? 'answer' },
          })),
        )
        continue
      }
      const [question, a, b, c, d, answerKey] = checked.value
      const options = [a, b, c, d].map((option, index) => ({ label: labels[index] ?? '', text: option }))
      collector.add(place, {
        key: contentKey('mmlu', [subject, question, options]),
        text: question,
        strata: strataOf({ subject, split }),
        ...presentContent({ options, answerKey, source: { set: 'mmlu-med', id: null, licence: 'MIT' } }),
      })
    }
  }
  return collector.finish(
    others.size === 0
      ? []
      : [`Subjects that are not among the six of MMLU-Med: ${[...others].sort().join(', ')}.`],
  )
}

/** `data/test/college_medicine_test.csv` is about college_medicine and the split test. */
function nameParts(name: string): { readonly subject: string; readonly split: string | null } {
  const stem = (name.split('/').at(-1) ?? name).replace(/\.csv(\.gz)?$/i, '')
  const [, subject, split] = /^(.+)_(test|dev|val)$/.exec(stem) ?? []
  return { subject: subject ?? stem, split: split ?? null }
}

function rows(
  file: SourceFile,
  collector: ItemCollector,
): readonly { readonly line: number; readonly cells: readonly string[] }[] {
  try {
    const parsed: unknown = parse(file.text, {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    })
    // A record's number of lines is counted to its end.
    return parsedSchema.parse(parsed).map(({ record, info }) => ({
      line: info.lines - breaksWithin(record),
      cells: record,
    }))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    collector.report(
      recordProblem({ file: file.name }, 'The file is not CSV.', error.message, columns.join(', ')),
    )
    return []
  }
}

function breaksWithin(record: readonly string[]): number {
  return record.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0)
}
