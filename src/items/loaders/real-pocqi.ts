import { z } from 'zod'
import type { Place, Problem } from '../../problem.ts'
import { type Item, presentContent } from '../item.ts'
import { collectLines } from './json-records.ts'
import { checkRecord, notBlank, strataOf } from './loaded.ts'
import type { Loader } from './loader.ts'

const recordSchema = z.object({
  question_id: notBlank,
  question_text: notBlank,
  specialty: z.string().nullish(),
})

/** The questions of Real-POCQi in JSON Lines. Its ratings come in with `equipoise import real-pocqi`. */
export const loadRealPocqi: Loader = (files) => collectLines(files, readRecord).finish()

function readRecord(value: unknown, place: Place): Item | readonly Problem[] {
  const checked = checkRecord(recordSchema, value, place)
  if ('problems' in checked) return checked.problems
  const { question_id, question_text, specialty } = checked.value
  return {
    key: question_id,
    text: question_text,
    strata: strataOf({ specialty }),
    ...presentContent({ source: { set: 'real-pocqi', id: question_id, licence: 'CC BY 4.0' } }),
  }
}
