import { z } from 'zod'
import { expectedValue } from '../../expected-value.ts'
import { parsedJson } from '../../parsed-json.ts'
import { type Problem, ProblemError } from '../../problem.ts'
import { shownPath } from '../study-folder.ts'
import { readTextFile } from '../text-file.ts'

const names = z.array(z.string().min(1)).default([])

/** A line of --details: what the graded files do not say of a question. */
const detailSchema = z.strictObject({
  question: z.string().min(1),
  strata: z.record(z.string().min(1), z.string()).default({}),
  /** Clinicians who looked at the top answer of an arm for serious harm. */
  harm: z
    .array(z.strictObject({ arm: z.enum(['candidate', 'incumbent']), upheldBy: names, clearedBy: names }))
    .default([]),
})

export type QuestionDetail = Readonly<z.infer<typeof detailSchema>>

/** @throws ProblemError GATE_DETAILS, one for each line that is wrong. */
export async function readDetails(path: string | undefined): Promise<ReadonlyMap<string, QuestionDetail>> {
  if (path === undefined) return new Map()
  const { text } = await readTextFile(path, '--details')
  const problems: Problem[] = []
  const details = new Map<string, QuestionDetail>()
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const parsed = detailSchema.safeParse(parsedJson(line))
    const wrong = (value: string | null, expected: string | null) =>
      problems.push({
        code: 'GATE_DETAILS',
        message: 'The line does not tell of a question.',
        place: { file: shownPath(path), line: index + 1 },
        value,
        expected,
        remedy: 'Mend the line; docs/guide/gate.md shows some.',
      })
    if (!parsed.success) wrong(line, parsed.error.issues.map(expectedValue).join('; '))
    else if (details.has(parsed.data.question)) wrong(parsed.data.question, 'each question once')
    else details.set(parsed.data.question, parsed.data)
  }
  if (problems.length > 0) throw new ProblemError(problems)
  return details
}
