import { z } from 'zod'
import type { Place, Problem } from '../../problem.ts'
import { type Item, presentContent } from '../item.ts'
import { jsonFile } from './json-records.ts'
import { checkRecord, ItemCollector, notBlank, optionLetter, recordProblem, strataOf } from './loaded.ts'
import type { Loader } from './loader.ts'

const fileSchema = z.record(z.string().min(1), z.record(z.string().min(1), z.unknown()))
const recordSchema = z.object({
  question: notBlank,
  options: z.record(optionLetter, notBlank),
  answer: z.string(),
  /** The examination step of MedQA and the subject of MedMCQA, where the file tells them. */
  meta: z.string().nullish(),
  subject: z.string().nullish(),
})

/** The MIRAGE bundle `benchmark.json`: five sets of multiple-choice questions. The set is a stratum. */
export const loadMirage: Loader = (files) => {
  const collector = new ItemCollector()
  for (const file of files) {
    const { place, read } = jsonFile(file)
    const checked = 'problems' in read ? read : checkRecord(fileSchema, read.value, place)
    if ('problems' in checked) {
      for (const found of checked.problems) collector.report(found)
      continue
    }
    for (const [set, questions] of Object.entries(checked.value))
      for (const [id, record] of Object.entries(questions)) {
        const at = { ...place, field: `${set}.${id}` }
        collector.add(at, readRecord(set, id, record, at))
      }
  }
  return collector.finish()
}

function readRecord(
  set: string,
  id: string,
  value: unknown,
  place: Place & { readonly field: string },
): Item | readonly Problem[] {
  const checked = checkRecord(recordSchema, value, place)
  if ('problems' in checked) return checked.problems
  const { question, answer, meta, subject, ...record } = checked.value
  const labels = Object.keys(record.options).sort()
  if (!labels.includes(answer))
    return [
      recordProblem(
        { ...place, field: `${place.field}.answer` },
        'The key is not the label of an option.',
        answer,
        labels.join(', '),
      ),
    ]
  return {
    key: id,
    text: question,
    strata: strataOf({ set, meta, subject: subject ?? mmluSubject(set, id) }),
    ...presentContent({
      options: labels.map((label) => ({ label, text: record.options[label] ?? '' })),
      answerKey: answer,
      source: { set: 'mirage', id: `${set}/${id}`, licence: null },
    }),
  }
}

/** The bundle names MMLU questions by subject and number: `anatomy-000`. */
function mmluSubject(set: string, id: string): string | null {
  return set === 'mmlu' ? (/^(.+)-\d+$/.exec(id)?.[1] ?? null) : null
}
