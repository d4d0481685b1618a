import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { keyVariable } from './support/collecting-study.ts'
import { equipoise } from './support/command-line.ts'
import { economicsQuestions, economicsStudy } from './support/economics-study.ts'
import { markedItems, markingStudy } from './support/marking-study.ts'
import { type SharedWorkspace, sharedWorkspace } from './support/shared-workspace.ts'

let workspace: SharedWorkspace
beforeAll(async () => {
  process.env[keyVariable] = 'sk-stand-in-economics'
  workspace = await sharedWorkspace()
})
afterAll(async () => {
  delete process.env[keyVariable]
  await workspace[Symbol.asyncDispose]()
})

const number = z.number()
const toldSchema = z.looseObject({
  study: z.looseObject({
    blind: z.boolean(),
    arms: z.array(
      z.looseObject({
        arm: z.string(),
        mean: number.nullable(),
        n: number,
        unknown: number,
        price: z.looseObject({ source: z.string() }),
      }),
    ),
    measures: z.array(
      z.looseObject({
        id: z.string(),
        frontier: z.array(z.string()),
        arms: z.array(
          z.looseObject({
            arm: z.string(),
            quality: number.nullable(),
            costPerGood: number.nullable(),
            reviewers: number.nullable(),
            frontierShare: number.nullable(),
          }),
        ),
      }),
    ),
  }),
  options: z.looseObject({ perAnswer: z.looseObject({ value: number, arm: z.string().nullable() }) }),
})

async function told(...given: readonly string[]) {
  const { exitCode, out, notes } = await equipoise('economics', ...given, '--json')
  expect(exitCode, notes).toBe(0)
  return toldSchema.parse(JSON.parse(out))
}

describe('economics of a study', () => {
  it('tells costs by measured tokens at the prices of the day, and what a good answer costs', {
    timeout: 120_000,
  }, async () => {
    await using made = await economicsStudy(workspace, 'costs')
    const { study, options } = await told(made.study.path, '--arm', 'arm-2')
    const [first, , third] = study.arms
    // By hand: 100 tokens and a name of 6 + 37 k letters for question k, of which 40 cached, and 50 written.
    // GPT-4.1: 2, 0.5 and 8 dollars a million; the mean of k over 24 questions is 11.5.
    const names = 6 + 37 * ((economicsQuestions - 1) / 2)
    expect(first?.mean).toBeCloseTo(((100 + names - 40) * 2 + 40 * 0.5 + 50 * 8) / 1e6, 12)
    // Claude Opus 4.6: 5, 0.5 and 25 dollars a million; names grow by 20 letters.
    expect(third?.mean).toBeCloseTo(((60 + 6 + 20 * 11.5) * 5 + 40 * 0.5 + 50 * 25) / 1e6, 12)
    expect(options.perAnswer).toEqual({ value: third?.mean, arm: 'arm-2', kind: 'listed' })
    const [acceptable] = study.measures
    expect(study.measures.map(({ id }) => id)).toEqual(['acceptable'])
    for (const { arm, quality, costPerGood, reviewers } of acceptable?.arms ?? []) {
      expect(reviewers).toBe(4)
      // Every question has as many marks, so the cost per good answer is mean cost over mean quality.
      expect(costPerGood).toBeCloseTo(
        (study.arms.find((one) => one.arm === arm)?.mean ?? 0) / (quality ?? 0),
        12,
      )
    }
    // The second arm is cheaper than the first and better than the third.
    expect(acceptable?.frontier).toContain('arm-1')
    const { out } = await equipoise('economics', made.study.path)
    expect(out).toContain('ASSUMPTIONS: 7\u202f000 answers a month')
    expect(out).toMatch(/Reviewers who would act on the answer: cost of an acceptable answer/)
  })

  it('takes prices, costs of arms and figures of economics.yaml in their place', {
    timeout: 120_000,
  }, async () => {
    await using made = await economicsStudy(workspace, 'priced')
    const sourced = 'source: A contract, date: 2026-11-01, access: P'
    await made.study.write(
      'economics.yaml',
      [
        'schemaVersion: 1',
        'figures:',
        `  hosting: {value: 10, low: 5, high: 20, ${sourced}}`,
        'prices:',
        `  - {model: openai/gpt-4.1, inputPerMillion: 1, outputPerMillion: 2, ${sourced}}`,
        'arms:',
        `  - {arm: arm-2, perAnswer: 0.5, ${sourced}}`,
      ].join('\n'),
    )
    const { study } = await told(made.study.path)
    expect(study.arms[0]?.mean).toBeCloseTo((100 + 6 + 37 * 11.5 + 2 * 50) / 1e6, 12)
    expect(study.arms[2]).toMatchObject({ mean: 0.5, price: { source: 'A contract' } })
    await made.study.write(
      'other.yaml',
      [
        'schemaVersion: 1',
        'prices:',
        `  - {model: openai/gpt-4.l, inputPerMillion: 1, outputPerMillion: 2, ${sourced}}`,
        // In the price table, though not in this study: a list of contracts may be longer than a study.
        `  - {model: anthropic/claude-sonnet-4-6, inputPerMillion: 1, outputPerMillion: 2, ${sourced}}`,
        'arms:',
        `  - {arm: arm-9, perAnswer: 0.5, ${sourced}}`,
      ].join('\n'),
    )
    const refused = await equipoise(
      'economics',
      made.study.path,
      '--assumptions',
      join(made.study.path, 'other.yaml'),
    )
    expect(refused.exitCode).toBe(1)
    expect(refused.notes).toMatch(
      /line 6, field arms\.0\.arm: .*Found "arm-9"\. Expected an arm of the study: arm-0/,
    )
    expect(refused.notes).toMatch(/line 3, field prices\.0\.model: .*Found "openai\/gpt-4\.l"/)
    expect(refused.notes).not.toContain('sonnet')
    const { out } = await equipoise('economics', made.study.path, '--json')
    expect(JSON.parse(out).assumptions.figures.hosting).toMatchObject({ value: 10, source: 'A contract' })
  })

  it('tells no quality of a blind study', { timeout: 60_000 }, async () => {
    const study = await markingStudy(workspace, 'blind-costs')
    await study.done('mark')
    const open = await told(study.path)
    // Two arms, three questions with a key: careful is right on two and ambiguous on one; careless wrong, right, refused.
    expect(markedItems.filter(({ right }) => right !== null)).toHaveLength(3)
    expect(open.study.measures).toMatchObject([
      {
        id: 'correct',
        arms: [
          { quality: 1, questions: 2 },
          { quality: 1 / 3, questions: 3 },
          // An arm without an answer is told, and has no quality.
          { quality: null, questions: 0 },
        ],
      },
    ])
    await study.done('lock')
    await study.done('review', 'open')
    const blind = await told(study.path)
    expect(blind.study).toMatchObject({ blind: true, measures: [] })
    const asked = await equipoise('economics', study.path, '--measure', 'correct')
    expect([asked.exitCode, asked.notes]).toEqual([1, expect.stringContaining('The study is blind')])
  })
})

describe('economics without a study', () => {
  it('is assumption, and says so', async () => {
    const { out, exitCode } = await equipoise('economics')
    expect(exitCode).toBe(0)
    expect(out).toContain('No study: everything below is assumption.')
    expect(out).toContain('no forecast, arithmetic on assumptions')
  })

  it('writes a file that it reads back to the same numbers, and writes over none', async () => {
    const file = join(workspace.path, 'usual-economics.yaml')
    expect((await equipoise('economics', '--new', file)).exitCode).toBe(0)
    const [shipped, read] = await Promise.all([
      equipoise('economics', '--json'),
      equipoise('economics', '--assumptions', file, '--json'),
    ])
    const { assumptionsFile, ...rest } = JSON.parse(read.out)
    expect(assumptionsFile).not.toBe(null)
    expect({ ...rest, assumptionsFile: null }).toEqual(JSON.parse(shipped.out))
    const again = await equipoise('economics', '--new', file)
    expect([again.exitCode, again.notes]).toEqual([1, expect.stringContaining('ECONOMICS_FILE_EXISTS')])
  })

  it('names file, line, field and what was expected of bad YAML', async () => {
    const bad = async (text: string) => {
      const { exitCode, notes } = await equipoise(
        'economics',
        '--assumptions',
        await workspace.input('bad.yaml', text),
      )
      expect(exitCode).toBe(1)
      return notes
    }
    const figure = 'low: 1, high: 9, source: x, date: 2026-11-01, access: P'
    expect(await bad(`schemaVersion: 1\nfigures:\n  hosting: {value: 99, ${figure}}\n`)).toMatch(
      /bad\.yaml, line 3, field figures\.hosting\.value: .*a value from low to high, 1 to 9.*\[ECONOMICS_FIELD\]/,
    )
    expect(await bad('schemaVersion: 1\nfigures:\n  hostings: {}\n')).toMatch(
      /line 3, field figures\.hostings/,
    )
    expect(await bad(`schemaVersion: 1\nfigures:\n  hosting: {value: 2, low: 1, high: 9}\n`)).toMatch(
      /field figures\.hosting\.source/,
    )
    expect(
      await bad(`schemaVersion: 1\nfigures:\n  usefulMonths: {value: 2, low: 0, ${figure.slice(8)}}\n`),
    ).toMatch(/field figures\.usefulMonths\.low: .*Found "0"\. Expected a number of at least 1/)
    const whole = 'source: x, date: 2026-11-01, access: P'
    for (const [figures, expected] of [
      [
        'clinicians: {value: 20.5, low: 1, high: 90, W}',
        /Found "20\.5"\. Expected a whole number of at least 1/,
      ],
      ['clinicians: {value: 0, low: 0, high: 90, W}', /Found "0"\. Expected a whole number of at least 1/],
      ['hosting: {value: -5, low: 1, high: 9, W}', /Found "-5"\. Expected a number of at least 0/],
      ['hosting: {value: lots, low: 1, high: 9, W}', /Found "lots"\. Expected a number of at least 0/],
      [
        'hosting: {value: 5, low: 10, high: 1, W}',
        /Found "10"\. Expected a low end that is not above high, 1/,
      ],
      [
        'modelFall: {value: 34, low: 0, high: 90, W}',
        /Found "34"\. Expected a share from 0 to 1, such as 0\.34 for 34%/,
      ],
      [
        'hosting: {value: 5, low: 1, high: 9, source: x, access: P}',
        /is missing\. Expected a day such as 2026-11-20/,
      ],
      [
        'hosting: {value: 5, low: 1, high: 9, date: 2026-11-01, access: P}',
        /is missing\. Expected text: who says so/,
      ],
      [
        'hosting: {value: 5, low: 1, high: 9, source: x, date: 2126-11-01, access: P}',
        /Found "2126-11-01"\. Expected a day that is not still to come/,
      ],
    ] as const) {
      expect(await bad(`schemaVersion: 1\nfigures:\n  ${figures.replace('W', whole)}\n`)).toMatch(expected)
    }
    const twice = `{model: openai/gpt-5.2, inputPerMillion: 1, outputPerMillion: 1, ${whole}}`
    expect(await bad(`schemaVersion: 1\nprices:\n  - ${twice}\n  - ${twice}\n`)).toMatch(
      /line 4, field prices\.1\.model: .*Expected each model once; entry 1 of the list has it already/,
    )
    expect(await bad('figures: [')).toMatch(/line 1.*\[ECONOMICS_NOT_YAML\]/)
  })

  it('takes nothing beside --new, which would be passed over', async () => {
    const beside = await equipoise(
      'economics',
      'some-study',
      '--new',
      join(workspace.path, 'x.yaml'),
      '--out',
      'there',
    )
    expect([beside.exitCode, beside.notes]).toEqual([2, expect.stringContaining('some-study, --out')])
  })

  it('refuses names that nothing has', async () => {
    const { exitCode, notes } = await equipoise('economics', '--arm', 'nobody')
    expect([exitCode, notes]).toEqual([1, expect.stringContaining('ECONOMICS_CHOICE')])
  })
})
