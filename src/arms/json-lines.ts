import type { z } from 'zod'
import { expectedValue } from '../expected-value.ts'
import { jsonFault, jsonFaultProblem } from '../json-fault.ts'
import { type Problem, ProblemError } from '../problem.ts'
import { parsedJson } from './api/documents.ts'

/**
 * Reads a JSON Lines text whose every line has one schema; empty lines do not count.
 *
 * @param file Name printed with problems.
 * @throws ProblemError with every bad line.
 */
export function readJsonLines<Row>(
  text: string,
  file: string,
  schema: z.ZodType<Row>,
): { readonly row: Row; readonly line: number }[] {
  const problems: Problem[] = []
  const rows: { readonly row: Row; readonly line: number }[] = []
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue
    const data = parsedJson(line)
    const fault = data === undefined ? null : jsonFault(line, data)
    if (fault !== null) {
      problems.push(jsonFaultProblem(fault, { file, line: index + 1 }))
      continue
    }
    const parsed = schema.safeParse(data)
    if (parsed.success) {
      rows.push({ row: parsed.data, line: index + 1 })
      continue
    }
    const issue = parsed.error.issues[0]
    problems.push({
      code: 'ARM_FILE_LINE',
      message: data === undefined ? 'The line is not JSON.' : 'The line does not have the fields it needs.',
      place: { file, line: index + 1, ...(issue?.path.length ? { field: issue.path.join('.') } : {}) },
      value: null,
      expected: data === undefined || issue === undefined ? 'a JSON object' : expectedValue(issue),
      remedy: 'Mend the line; docs/guide/arms.md lists the fields.',
    })
  }
  if (problems.length > 0) throw new ProblemError(problems)
  return rows
}
