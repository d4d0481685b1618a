import { expect } from 'vitest'
import { z } from 'zod'
import type { TestStudy } from './shared-workspace.ts'

const problemsSchema = z.strictObject({
  problems: z.array(
    z.strictObject({
      code: z.string().regex(/^[A-Z][A-Z0-9_]+$/),
      message: z.string().min(1),
      place: z.strictObject({
        file: z.string().optional(),
        line: z.int().min(1).optional(),
        field: z.string().optional(),
      }),
      value: z.string().nullable(),
      expected: z.string().nullable(),
      remedy: z.string().min(1),
    }),
  ),
})

export type ReportedProblem = z.infer<typeof problemsSchema>['problems'][number]

/** The part of a problem that a test knows: what is given must be so, what is left out may be anything. */
export interface ExpectedProblem {
  readonly code: string
  readonly place?: ReportedProblem['place']
  readonly value?: string | null
  readonly expected?: string | null
  readonly message?: string
}

/** The problems in the output of a command with `--json`. */
export function parsedProblems(out: string): readonly ReportedProblem[] {
  return problemsSchema.parse(JSON.parse(out)).problems
}

/**
 * Runs a command that must be refused: the same problems as data and as sentences, each with its place and what
 * to do, exit code 1, and a study that is as it was before.
 *
 * @param also Options that the second run has besides, which must change nothing.
 */
export async function expectRefused(
  study: TestStudy,
  given: readonly string[],
  expected: readonly ExpectedProblem[],
  also: readonly string[] = [],
): Promise<void> {
  const before = await study.state()
  const asData = await study.run(...given, '--json')
  const asText = await study.run(...given, ...also)
  expect([asData.exitCode, asText.exitCode], asText.notes).toEqual([1, 1])
  const problems = parsedProblems(asData.out)
  expect(problems).toMatchObject(expected)
  expect(problems, 'no other problems').toHaveLength(expected.length)
  expect(asText.out).toBe('')
  for (const { code, message, place, value, remedy } of problems) {
    const where = [
      place.file,
      place.line === undefined ? undefined : `line ${place.line}`,
      place.field === undefined ? undefined : `field ${place.field}`,
    ].filter((part) => part !== undefined)
    const start = `${where.length === 0 ? '' : `${where.join(', ')}: `}${message}`
    const sentence = asText.notes
      .split('\n')
      .find((line) => line.startsWith(start) && line.endsWith(` ${remedy} [${code}]`))
    expect(sentence, `a sentence for ${code} in ${asText.notes}`).toBeDefined()
    if (value !== null && value.length <= 80) expect(sentence).toContain(JSON.stringify(value))
    expect(remedy, 'a whole sentence').toMatch(/^[A-Z].*\.$/)
  }
  expect(await study.state(), 'nothing was written').toEqual(before)
}

/** A bad row of a table with what is wrong in it. */
export type BadRow = readonly [
  row: string,
  problem: Omit<ExpectedProblem, 'place'> & { readonly field?: string },
]

/** The problems of a table that has a header, a good row, and then these. */
export function badRows(file: string, bad: readonly BadRow[]): readonly ExpectedProblem[] {
  const named = bad.map(([, { field, ...problem }], index): ExpectedProblem => {
    const line = index + 3
    return { ...problem, place: field === undefined ? { file, line } : { file, line, field } }
  })
  const whole = `Nothing was imported: ${bad.length} of ${bad.length + 1} rows ${bad.length === 1 ? 'is' : 'are'} bad (`
  return [...named, { code: 'IMPORT_BAD_ROWS', message: expect.stringContaining(whole) }]
}
