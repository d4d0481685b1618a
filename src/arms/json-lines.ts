import type { z } from 'zod'
import { expectedValue } from '../expected-value.ts'
import { jsonFault, jsonFaultProblem } from '../json-fault.ts'
import { parsedJson } from '../parsed-json.ts'
import { type Problem, ProblemError } from '../problem.ts'

/** How a line that does not fit is spoken of. */
export interface LineFault {
  readonly code: string
  readonly remedy: string
}

const faultOfArms: LineFault = {
  code: 'ARM_FILE_LINE',
  remedy: 'Mend the line; docs/guide/arms.md lists the fields.',
}

/**
 * Reads a JSON Lines text whose every line has one schema; empty lines do not count.
 *
 * @param file Name printed with problems.
 * @param fault Default: of the files of arms.
 * @throws ProblemError with every bad line.
 */
export function readJsonLines<Row>(
  text: string,
  file: string,
  schema: z.ZodType<Row>,
  fault: LineFault = faultOfArms,
): { readonly row: Row; readonly line: number }[] {
  const problems: Problem[] = []
  const rows: { readonly row: Row; readonly line: number }[] = []
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue
    const data = parsedJson(line)
    const lost = data === undefined ? null : jsonFault(line, data)
    if (lost !== null) {
      problems.push(jsonFaultProblem(lost, { file, line: index + 1 }))
      continue
    }
    const parsed = schema.safeParse(data)
    if (parsed.success) {
      rows.push({ row: parsed.data, line: index + 1 })
      continue
    }
    const issue = parsed.error.issues[0]
    problems.push({
      code: fault.code,
      message: data === undefined ? 'The line is not JSON.' : 'The line does not have the fields it needs.',
      place: { file, line: index + 1, ...(issue?.path.length ? { field: issue.path.join('.') } : {}) },
      value: null,
      expected: data === undefined || issue === undefined ? 'a JSON object' : expectedValue(issue),
      remedy: fault.remedy,
    })
  }
  if (problems.length > 0) throw new ProblemError(problems)
  return rows
}
