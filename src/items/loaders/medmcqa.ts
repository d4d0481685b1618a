import { z } from 'zod'
import type { Place, Problem } from '../../problem.ts'
import { type Item, presentContent } from '../item.ts'
import { type JsonRecord, jsonRecords } from './json-records.ts'
import { checkRecord, ItemCollector, notBlank, recordProblem, strataOf } from './loaded.ts'
import type { Loader } from './loader.ts'

const recordSchema = z.object({
  id: notBlank,
  question: notBlank,
  opa: notBlank,
  opb: notBlank,
  opc: notBlank,
  opd: notBlank,
  /** Number of the right option. The authors' files count from 1, the Hugging Face copy from 0 with -1 for unknown. */
  cop: z.int().min(-1).max(4).nullish(),
  choice_type: z.string().nullish(),
  subject_name: z.string().nullish(),
  topic_name: z.string().nullish(),
})

const labels = ['A', 'B', 'C', 'D'] as const

/**
 * MedMCQA in JSON Lines or as a JSON list. Each file says by its keys whether they count from 0 or from 1; where
 * it does not, `firstOption` has to. `choice_type` is a stratum: the published key names one option either way.
 */
export const loadMedmcqa: Loader = (files, { firstOption }) => {
  const collector = new ItemCollector()
  for (const file of files) {
    const records = [...jsonRecords(file)]
    const first = firstOption ?? firstOptionOf(records)
    for (const { place, read } of records) {
      if ('problems' in read) collector.add(place, read.problems)
      else collector.add(place, readRecord(read.value, place, first))
    }
  }
  return collector.finish()
}

/** 0 or 1 where the file's keys tell; `mixed` where they contradict each other, null where they could be either. */
function firstOptionOf(records: readonly JsonRecord[]): 0 | 1 | 'mixed' | null {
  let fromZero = false
  let fromOne = false
  for (const { read } of records) {
    if ('problems' in read || typeof read.value !== 'object' || read.value === null || !('cop' in read.value))
      continue
    const { cop } = read.value
    if (cop === 0 || cop === -1) fromZero = true
    if (cop === 4) fromOne = true
  }
  if (fromZero && fromOne) return 'mixed'
  return fromZero ? 0 : fromOne ? 1 : null
}

function readRecord(value: unknown, place: Place, first: 0 | 1 | 'mixed' | null): Item | readonly Problem[] {
  const checked = checkRecord(recordSchema, value, place)
  if ('problems' in checked) return checked.problems
  const record = checked.value
  const key = answerKey(record.cop ?? null, first, place)
  if (key !== null && typeof key !== 'string') return [key]
  return {
    key: record.id,
    text: record.question,
    strata: strataOf({
      subject_name: record.subject_name,
      topic_name: record.topic_name,
      choice_type: record.choice_type,
    }),
    ...presentContent({
      options: [record.opa, record.opb, record.opc, record.opd].map((option, index) => ({
        label: labels[index] ?? '',
        text: option,
      })),
      answerKey: key,
      source: { set: 'medmcqa', id: record.id, licence: 'Apache-2.0' },
    }),
  }
}

function answerKey(cop: number | null, first: 0 | 1 | 'mixed' | null, place: Place): string | null | Problem {
  // The test questions have no key.
  if (cop === null || cop === -1) return null
  if (first === 0 || first === 1) {
    const label = labels[cop - first]
    if (label !== undefined) return label
  }
  const at = { ...place, field: place.field === undefined ? 'cop' : `${place.field}.cop` }
  if (first === null)
    return {
      code: 'ITEM_KEY_AMBIGUOUS',
      message: 'No key of the file is 0 or 4, so it could count the options from 0 or from 1.',
      place: at,
      value: String(cop),
      expected: null,
      remedy:
        'Say which: --first-option 1 for the authors’ files, --first-option 0 for the Hugging Face copy.',
    }
  return recordProblem(
    at,
    first === 'mixed'
      ? 'Keys of the file count from 0 and from 1.'
      : 'The key is not the number of an option.',
    String(cop),
    first === 'mixed' ? 'keys from 0 to 3 or from 1 to 4' : `${first} to ${first + 3}`,
  )
}
