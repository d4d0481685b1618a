import { z } from 'zod'
import { expectedValue } from '../expected-value.ts'
import {
  type Criterion,
  contradictions,
  type ItemContent,
  type Option,
  presentContent,
  type Turn,
} from '../items/item.ts'
import { jsonFault, jsonFaultProblem } from '../json-fault.ts'
import { type CellRules, readText } from './cells.ts'
import type { ItemPartColumns } from './mapping.ts'
import { badCell, type Read, type Row } from './row.ts'
import { fieldOf, nameReader } from './sources.ts'

const textSchema = z.string().min(1)
const turnsSchema = z
  .array(
    z.union([
      z.strictObject({ role: z.enum(['system', 'user', 'assistant']), text: textSchema }),
      z.strictObject({ role: z.enum(['system', 'user', 'assistant']), content: textSchema }),
    ]),
  )
  .min(1)
const optionsSchema = z.union([z.record(textSchema, textSchema), z.array(textSchema).max(26)])
const criteriaSchema = z
  .array(
    z.strictObject({
      id: textSchema.optional(),
      text: textSchema,
      points: z.number(),
      tags: z.array(z.string()).optional(),
    }),
  )
  .min(1)
const contextSchema = z.array(textSchema).min(1)

/**
 * Reader of the parts of an item besides its text: options, key, criteria, context and earlier turns. An empty
 * cell is a part that the item does not have. What is wrong is reported on the row.
 */
export function itemPartsReader(
  columns: ItemPartColumns,
  rules: CellRules,
): (row: Row, text: string | null) => ItemContent {
  const { turns, context, options, answerKey, criteria } = columns
  const readKey = nameReader(answerKey, rules)
  return (row, text) => {
    const content = presentContent({
      turns: turns === undefined ? null : readTurns(row, turns, rules),
      context: context === undefined ? null : readContext(row, context, rules),
      options: options === undefined ? null : readOptions(row, options, rules),
      answerKey: readKey(row),
      criteria: criteria === undefined ? null : readCriteria(row, criteria, rules),
    })
    if (row.problems.length > 0) return content
    for (const { message, path } of contradictions({ text, ...content }))
      badCell(row, path === 'answerKey' ? fieldOf(answerKey, path) : path, {
        code: 'ROW_ITEM_INVALID',
        message,
        value: path === 'answerKey' ? (content.answerKey ?? null) : null,
        ...(path === 'answerKey'
          ? {
              expected:
                (content.options ?? []).map(({ label }) => label).join(', ') || 'a table with options',
            }
          : {}),
        remedy: 'Correct the row.',
      })
    return content
  }
}

function readTurns(row: Row, column: string, rules: CellRules): Read<readonly Turn[]> {
  const found = readJson(row, column, rules, turnsSchema)
  return found?.map((turn) => ({ role: turn.role, text: 'text' in turn ? turn.text : turn.content })) ?? null
}

function readContext(row: Row, columns: readonly string[], rules: CellRules): Read<readonly string[]> {
  const passages = columns.flatMap((column) => {
    const text = readText(row, column, rules)
    if (text === null || text === undefined) return []
    return text.trimStart().startsWith('[') ? (readJson(row, column, rules, contextSchema) ?? []) : [text]
  })
  return passages.length === 0 ? null : passages
}

function readOptions(
  row: Row,
  columns: string | Readonly<Record<string, string>>,
  rules: CellRules,
): Read<readonly Option[]> {
  if (typeof columns === 'string') {
    const found = readJson(row, columns, rules, optionsSchema)
    if (found === null || found === undefined) return found
    const options = Array.isArray(found)
      ? found.map((text, index) => ({ label: letter(index), text }))
      : Object.entries(found).map(([label, text]) => ({ label, text }))
    return enough(row, columns, options)
  }
  const options = Object.entries(columns).flatMap(([label, column]) => {
    const text = readText(row, column, rules)
    return text === null || text === undefined ? [] : [{ label, text }]
  })
  return options.length === 0 ? null : enough(row, 'options', options)
}

function enough(row: Row, field: string, options: readonly Option[]): Read<readonly Option[]> {
  if (options.length > 1) return options
  return badCell(row, field, {
    code: 'ROW_ITEM_INVALID',
    message: 'The question has one option only.',
    value: options[0]?.text ?? null,
    expected: 'at least two options, or none',
    remedy: 'Fill in the other options.',
  })
}

function readCriteria(row: Row, column: string, rules: CellRules): Read<readonly Criterion[]> {
  const found = readJson(row, column, rules, criteriaSchema)
  return (
    found?.map(({ id, text, points, tags }, index) => ({
      id: id ?? String(index + 1),
      text,
      points,
      tags: tags ?? [],
    })) ?? null
  )
}

function readJson<T>(row: Row, column: string, rules: CellRules, schema: z.ZodType<T>): Read<T> {
  const text = readText(row, column, rules)
  if (text === null || text === undefined) return text
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return notPart(row, column, text, 'JSON')
  }
  const fault = jsonFault(text, value)
  if (fault !== null) {
    row.problems.push(jsonFaultProblem(fault, { file: row.file, line: row.line, field: column }))
    return undefined
  }
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const where =
    issue === undefined || issue.path.length === 0 ? '' : ` at ${issue.path.map(String).join('.')}`
  return notPart(row, column, text, issue === undefined ? 'the part' : `${expectedValue(issue)}${where}`)
}

function notPart(row: Row, column: string, value: string, expected: string): undefined {
  return badCell(row, column, {
    code: 'ROW_PART_INVALID',
    message: 'The cell does not read as this part of an item.',
    value,
    expected,
    remedy: 'See the parts of an item in the guide to items.',
  })
}

/** A, B, C, ... */
function letter(index: number): string {
  return String.fromCodePoint(65 + index)
}
