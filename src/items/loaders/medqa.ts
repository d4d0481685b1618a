import { z } from 'zod'
import type { Place, Problem } from '../../problem.ts'
import { type Item, presentContent } from '../item.ts'
import { collectLines } from './json-records.ts'
import { checkRecord, contentKey, notBlank, optionLetter, recordProblem, strataOf } from './loaded.ts'
import type { Loader } from './loader.ts'

const recordSchema = z.object({
  question: notBlank,
  options: z.record(optionLetter, notBlank),
  /** The right option's text; its label is `answer_idx`, which the first release did not have. */
  answer: notBlank.optional(),
  answer_idx: z.string().optional(),
  meta_info: z.string().nullish(),
})

/** MedQA as published in JSON Lines, with four or five options (US) or those of the other countries. */
export const loadMedqa: Loader = (files) => collectLines(files, readRecord).finish()

function readRecord(value: unknown, place: Place): Item | readonly Problem[] {
  const checked = checkRecord(recordSchema, value, place)
  if ('problems' in checked) return checked.problems
  const record = checked.value
  const labels = Object.keys(record.options).sort()
  const options = labels.map((label) => ({ label, text: record.options[label] ?? '' }))
  const key = answerKey(options, record.answer_idx, record.answer, place)
  if (typeof key !== 'string') return [key]
  return {
    key: contentKey('medqa', [record.question, options]),
    text: record.question,
    strata: strataOf({ meta_info: record.meta_info }),
    ...presentContent({
      options,
      answerKey: key,
      source: { set: 'medqa', id: null, licence: 'MIT' },
    }),
  }
}

/** The label of the right option, by label, by text, or by both where they agree. */
function answerKey(
  options: readonly { readonly label: string; readonly text: string }[],
  label: string | undefined,
  text: string | undefined,
  place: Place,
): string | Problem {
  const byText = options.filter((option) => option.text === text)
  if (label === undefined) {
    const [only] = byText
    if (only !== undefined && byText.length === 1) return only.label
    return recordProblem(
      { ...place, field: 'answer' },
      'The answer is not the text of exactly one option.',
      text ?? null,
      options.map((option) => JSON.stringify(option.text)).join(', '),
    )
  }
  const named = options.find((option) => option.label === label)
  if (named === undefined)
    return recordProblem(
      { ...place, field: 'answer_idx' },
      'The key is not the label of an option.',
      label,
      options.map((option) => option.label).join(', '),
    )
  if (text !== undefined && named.text !== text)
    return recordProblem(
      { ...place, field: 'answer' },
      `The answer is not the text of option ${label}, which answer_idx names.`,
      text,
      named.text,
    )
  return label
}
