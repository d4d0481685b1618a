import { readFile } from 'node:fs/promises'
import { ProblemError, problem, problemSentence } from '../../problem.ts'
import { referenceFileSchema } from '../../statistics/verify/reference-schema.ts'
import { type CaseOutcome, verifyReferenceFile } from '../../statistics/verify/verify-reference-file.ts'
import { type CommandResult, exitCodes } from '../run-command.ts'

/** Runs files of reference cases against the methods; the last line is `{"passed":n,"failed":[names]}`. */
export async function verifyStatistics(files: readonly string[]): Promise<CommandResult> {
  let passed = 0
  const failed: string[] = []
  const lines: string[] = []
  for (const file of files) {
    for (const outcome of await outcomesOf(file)) {
      if (outcome.passed) {
        passed += 1
        continue
      }
      failed.push(outcome.name)
      lines.push(...failureLines(file, outcome))
    }
  }
  const summary = { passed, failed }
  return {
    json: summary,
    jsonOnOneLine: true,
    lines: [...lines, JSON.stringify(summary)],
    exitCode: failed.length === 0 ? exitCodes.done : exitCodes.problem,
  }
}

/** A file that cannot be read fails by its name, so that the others still count. */
async function outcomesOf(file: string): Promise<readonly CaseOutcome[]> {
  try {
    return verifyReferenceFile(await readCases(file))
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    const failure = error.problems.map(problemSentence).join(' ')
    return [{ name: file, passed: false, mismatches: [], failure }]
  }
}

async function readCases(file: string) {
  const place = { file }
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    throw problem(
      'REFERENCE_FILE_UNREADABLE',
      'The file of reference cases cannot be read.',
      'Name a JSON file that you may read.',
      { place, value: error instanceof Error ? error.message : String(error) },
    )
  }
  let content: unknown
  try {
    // Some editors put a byte order mark before the text.
    content = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    throw problem(
      'REFERENCE_FILE_NOT_JSON',
      'The file of reference cases is not JSON.',
      'Mend the file at the place that the value names.',
      { place, value: error instanceof Error ? error.message : String(error) },
    )
  }
  const parsed = referenceFileSchema.safeParse(content)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw problem(
    'REFERENCE_FILE_LAYOUT',
    'The file is not of the layout of reference cases.',
    'Write it as docs/reference/reference-cases.md shows.',
    {
      place:
        issue === undefined || issue.path.length === 0 ? place : { ...place, field: issue.path.join('.') },
      value: issue?.message ?? null,
      expected: '{"method": "...", "cases": [{"name", "input", "expected", "tolerance"}]}',
    },
  )
}

function failureLines(file: string, { name, failure, mismatches }: CaseOutcome): string[] {
  const head = `FAILED  ${file}: ${name}`
  if (failure !== null) return [head, `  ${failure}`]
  return [
    head,
    ...mismatches.map(({ path, expected, actual }) => `  ${path}: expected ${expected}, got ${actual}`),
  ]
}
