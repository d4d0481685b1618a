import { z } from 'zod'
import type { Place, Problem } from '../../problem.ts'
import { type Item, presentContent } from '../item.ts'
import { jsonFile } from './json-records.ts'
import { checkRecord, ItemCollector, notBlank, recordProblem } from './loaded.ts'
import type { Loader } from './loader.ts'

const fileSchema = z.object({ questions: z.array(z.unknown()) })
const recordSchema = z.object({
  id: notBlank,
  body: notBlank,
  type: z.enum(['yesno', 'factoid', 'list', 'summary']),
  snippets: z.array(z.object({ text: notBlank })).optional(),
  exact_answer: z.unknown().optional(),
})

const options = [
  { label: 'A', text: 'yes' },
  { label: 'B', text: 'no' },
] as const

/**
 * BioASQ task B files. A yes/no question has two options and, in the golden files, a key; the exact and ideal
 * answers of the other types are not kept, since no mark is made by them. Snippets are the context.
 */
export const loadBioasq: Loader = (files) => {
  const collector = new ItemCollector()
  for (const file of files) {
    const { place, read } = jsonFile(file)
    const checked = 'problems' in read ? read : checkRecord(fileSchema, read.value, place)
    if ('problems' in checked) {
      for (const found of checked.problems) collector.report(found)
      continue
    }
    for (const [index, record] of checked.value.questions.entries()) {
      const at = { ...place, field: `questions.${index}` }
      collector.add(at, readRecord(record, at))
    }
  }
  return collector.finish()
}

function readRecord(value: unknown, place: Place & { readonly field: string }): Item | readonly Problem[] {
  const checked = checkRecord(recordSchema, value, place)
  if ('problems' in checked) return checked.problems
  const record = checked.value
  const key = record.type === 'yesno' ? yesOrNo(record.exact_answer, place) : null
  if (key !== null && typeof key !== 'string') return [key]
  return {
    key: record.id,
    text: record.body,
    strata: { type: record.type },
    ...presentContent({
      context: record.snippets?.map((snippet) => snippet.text) ?? null,
      options: record.type === 'yesno' ? options : null,
      answerKey: key,
      source: { set: 'bioasq', id: record.id, licence: 'CC BY 2.5' },
    }),
  }
}

/** The key of a yes/no question; null where the file holds no answers. */
function yesOrNo(answer: unknown, place: Place & { readonly field: string }): string | null | Problem {
  if (answer === undefined || answer === null) return null
  const one: unknown = Array.isArray(answer) && answer.length === 1 ? answer[0] : answer
  const word = typeof one === 'string' ? one.trim().toLowerCase().replace(/\.$/, '') : null
  return (
    options.find((option) => option.text === word)?.label ??
    recordProblem(
      { ...place, field: `${place.field}.exact_answer` },
      'The answer to a yes/no question is neither.',
      JSON.stringify(answer),
      'yes or no',
    )
  )
}
