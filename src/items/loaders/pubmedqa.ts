import { z } from 'zod'
import type { Place, Problem } from '../../problem.ts'
import { type Item, presentContent } from '../item.ts'
import { jsonFile } from './json-records.ts'
import { checkRecord, ItemCollector, notBlank, recordProblem, strataOf } from './loaded.ts'
import type { Loader } from './loader.ts'

const decisions = ['yes', 'no', 'maybe'] as const
const decisionSchema = z.enum(decisions)

const recordSchema = z.object({
  QUESTION: notBlank,
  CONTEXTS: z.array(notBlank).min(1),
  YEAR: z.string().nullish(),
  final_decision: decisionSchema,
})

const fileSchema = z.record(z.string().min(1), z.unknown())
const listSchema = z.record(z.string().min(1), decisionSchema)

const options = [
  { label: 'A', text: 'yes' },
  { label: 'B', text: 'no' },
  { label: 'C', text: 'maybe' },
] as const

interface Listed {
  readonly decision: (typeof decisions)[number]
  readonly place: Place
}

/**
 * PubMedQA's labelled part: `ori_pqal.json` by PubMed number, its abstract without the conclusion as context.
 * With `test_ground_truth.json` beside it only the listed questions are taken, and the two files have to agree.
 */
export const loadPubmedqa: Loader = (files) => {
  const collector = new ItemCollector()
  const listed = new Map<string, Listed>()
  const tables: { readonly place: Place; readonly records: Readonly<Record<string, unknown>> }[] = []
  for (const file of files) {
    const { place, read } = jsonFile(file)
    const list = 'problems' in read ? null : listSchema.safeParse(read.value)
    if (list?.success) {
      for (const [id, decision] of Object.entries(list.data))
        listed.set(id, { decision, place: { ...place, field: id } })
      continue
    }
    const checked = 'problems' in read ? read : checkRecord(fileSchema, read.value, place)
    if ('problems' in checked) for (const found of checked.problems) collector.report(found)
    else tables.push({ place, records: checked.value })
  }
  const seen = new Set<string>()
  for (const { place, records } of tables)
    for (const [id, record] of Object.entries(records)) {
      const entry = listed.get(id)
      seen.add(id)
      if (listed.size > 0 && entry === undefined) collector.leaveOut()
      else collector.add({ ...place, field: id }, readRecord(id, record, { ...place, field: id }, entry))
    }
  for (const [id, { place }] of listed)
    if (!seen.has(id))
      collector.report(
        recordProblem(
          place,
          'The list names a question that no file holds.',
          id,
          'the file ori_pqal.json beside it',
        ),
      )
  return collector.finish()
}

function readRecord(
  id: string,
  value: unknown,
  place: Place,
  listed: Listed | undefined,
): Item | readonly Problem[] {
  const checked = checkRecord(recordSchema, value, place)
  if ('problems' in checked) return checked.problems
  const record = checked.value
  if (listed !== undefined && listed.decision !== record.final_decision)
    return [
      recordProblem(
        { ...place, field: `${id}.final_decision` },
        `The decision is not that of ${listed.place.file ?? 'the list'}.`,
        record.final_decision,
        listed.decision,
      ),
    ]
  return {
    key: id,
    text: record.QUESTION,
    strata: strataOf({ YEAR: record.YEAR }),
    ...presentContent({
      context: record.CONTEXTS,
      options,
      answerKey: options.find((option) => option.text === record.final_decision)?.label ?? null,
      source: { set: 'pubmedqa', id, licence: 'MIT' },
    }),
  }
}
