import { z } from 'zod'
import { presentContent } from '../item.ts'
import { jsonLines } from './json-records.ts'
import { checkRecord, ItemCollector, notBlank, strataOf } from './loaded.ts'
import type { Loader } from './loader.ts'

const recordSchema = z.object({
  question_id: notBlank,
  question_text: notBlank,
  specialty: z.string().nullish(),
})

/** The questions of Real-POCQi in JSON Lines. Its ratings come in with `equipoise import real-pocqi`. */
export const loadRealPocqi: Loader = (files) => {
  const collector = new ItemCollector()
  for (const file of files)
    for (const { place, read } of jsonLines(file)) {
      const checked = 'problems' in read ? read : checkRecord(recordSchema, read.value, place)
      if ('problems' in checked) {
        collector.add(place, checked.problems)
        continue
      }
      const { question_id, question_text, specialty } = checked.value
      collector.add(place, {
        key: question_id,
        text: question_text,
        strata: strataOf({ specialty }),
        ...presentContent({ source: { set: 'real-pocqi', id: question_id, licence: 'CC BY 4.0' } }),
      })
    }
  return collector.finish()
}
