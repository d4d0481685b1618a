import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { rubricScores } from '../src/analysis/judges/rubric-scores.ts'
import { readImportedMarks } from '../src/judging/rubric/imported-marks.ts'
import { expectClose } from './support/expect-close.ts'
import { testData } from './support/test-data.ts'

const healthbench = testData('healthbench')

describe.skipIf(healthbench === null)('marks of HealthBench rubrics from a file', () => {
  const exampleSchema = z.object({
    prompt_id: z.string(),
    example_tags: z.array(z.string()),
    rubrics: z.array(z.object({ criterion: z.string(), points: z.number(), tags: z.array(z.string()) })),
  })
  const text =
    healthbench === null
      ? ''
      : gunzipSync(readFileSync(join(healthbench, 'm42_sample100_generations.jsonl.gz'))).toString('utf8')
  const examples = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => exampleSchema.parse(JSON.parse(line)))
  const criteria = new Map(
    examples.map((example) => [example.prompt_id, new Set(example.rubrics.map((_, index) => String(index)))]),
  )
  /** The file holds answers and no marks, so these are SAMPLE marks: every third criterion is not met, every seventh missing. */
  const sampleMark = (index: number) => (index % 7 === 6 ? null : index % 3 !== 2)
  const file = examples
    .flatMap(({ prompt_id, rubrics }) =>
      rubrics.map((_, index) =>
        JSON.stringify({
          item: prompt_id,
          arm: 'SAMPLE',
          criterion: String(index),
          met: sampleMark(index),
          judge: 'SAMPLE',
        }),
      ),
    )
    .join('\n')

  it('are imported whole and scored as a plain sum gives', () => {
    const marks = readImportedMarks(file, 'marks.jsonl', criteria)
    expect(examples).toHaveLength(100)
    expect(marks).toHaveLength(1157)
    const met = new Map(marks.map((mark) => [`${mark.item} ${mark.criterion}`, mark.met]))
    const [score] = rubricScores(
      examples.map(({ prompt_id, example_tags, rubrics }) => ({
        item: prompt_id,
        arm: 'SAMPLE',
        tags: example_tags,
        criteria: rubrics.map(({ points, tags }, index) => ({
          points,
          tags,
          met: met.get(`${prompt_id} ${index}`) ?? null,
        })),
      })),
    )
    let sum = 0
    let count = 0
    for (const { rubrics } of examples) {
      let reached = 0
      let possible = 0
      for (const [index, { points }] of rubrics.entries()) {
        const mark = sampleMark(index)
        if (mark === null) continue
        if (points > 0) possible += points
        if (mark) reached += points
      }
      if (possible === 0) continue
      sum += reached / possible
      count += 1
    }
    expect(score?.overall.n).toBe(count)
    expectClose(score?.overall.score ?? null, sum / count)
    expect(score?.missingMarks).toBe(marks.filter((mark) => mark.met === null).length)
  })
})
