import { z } from 'zod'
import type { Place, Problem } from '../../problem.ts'
import { type Criterion, type Item, presentContent } from '../item.ts'
import { collectLines } from './json-records.ts'
import { checkRecord, contentKey, notBlank, recordProblem, strataOf } from './loaded.ts'
import type { Loader } from './loader.ts'

const answeredSchema = z.object({
  Question: notBlank,
  Must_have: z.array(z.string()),
  Nice_to_have: z.array(z.string()),
  ICD_10_diag: z.string().nullish(),
})
const questionSchema = z.object({
  Question: notBlank,
  ICD_10_diag: z.string().nullish(),
  entity_text: z.array(z.string()).nullish(),
  matched_entity: z.string().nullish(),
})

/**
 * K-QA: `questions_w_answers.jsonl` with its statements as criteria (one point for each that an answer must have,
 * none for those nice to have), or `questions.jsonl`, which has questions alone. The set numbers nothing, so the
 * key is made of the record; the same words asked about another diagnosis are another item. The published file
 * has a few blank statements, which state nothing: they are left out and counted.
 */
export const loadKqa: Loader = (files) => {
  let blank = 0
  const countBlank = (): void => {
    blank += 1
  }
  const collector = collectLines(files, (value, place) => readRecord(value, place, countBlank))
  return collector.finish(blank === 0 ? [] : [`Statements left out because they are blank: ${blank}.`])
}

function readRecord(value: unknown, place: Place, onBlank: () => void): Item | readonly Problem[] {
  const isAnswered =
    typeof value === 'object' && value !== null && ('Must_have' in value || 'Nice_to_have' in value)
  return isAnswered ? answered(value, place, onBlank) : question(value, place)
}

const source = { set: 'k-qa', id: null, licence: 'MIT' } as const

function answered(value: unknown, place: Place, onBlank: () => void): Item | readonly Problem[] {
  const checked = checkRecord(answeredSchema, value, place)
  if ('problems' in checked) return checked.problems
  const record = checked.value
  const statements = (texts: readonly string[], points: number, tag: string): readonly Criterion[] => {
    const stated = texts.filter((statement) => statement.trim() !== '')
    for (let blank = stated.length; blank < texts.length; blank++) onBlank()
    return stated.map((statement, index) => ({
      id: `${tag}-${index + 1}`,
      text: statement,
      points,
      tags: [tag],
    }))
  }
  const mustHave = statements(record.Must_have, 1, 'must-have')
  if (mustHave.length === 0)
    return [
      recordProblem(
        { ...place, field: 'Must_have' },
        'No statement says what the answer must have.',
        JSON.stringify(record.Must_have),
        'at least one statement',
      ),
    ]
  return {
    key: contentKey('k-qa', [record.Question, record.ICD_10_diag ?? null, record.Must_have]),
    text: record.Question,
    strata: strataOf({ ICD_10_diag: record.ICD_10_diag }),
    ...presentContent({
      criteria: [...mustHave, ...statements(record.Nice_to_have, 0, 'nice-to-have')],
      source,
    }),
  }
}

function question(value: unknown, place: Place): Item | readonly Problem[] {
  const checked = checkRecord(questionSchema, value, place)
  if ('problems' in checked) return checked.problems
  const { Question, ICD_10_diag, matched_entity, entity_text } = checked.value
  return {
    key: contentKey('k-qa', [Question, ICD_10_diag ?? null, matched_entity ?? null, entity_text ?? null]),
    text: Question,
    strata: strataOf({ ICD_10_diag }),
    ...presentContent({ source }),
  }
}
