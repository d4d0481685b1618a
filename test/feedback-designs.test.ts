import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PublishedDesign, publishedDesign } from './support/published-design.ts'
import { type SharedWorkspace, sharedWorkspace } from './support/shared-workspace.ts'

// The two shipped designs on feedback, from their questions to a verdict: all arms are recorded, and the marks are made up here.

const n = 12
const places = Array.from({ length: n }, (_, index) => index)
const keyOf = (place: number) => `own-${String(place).padStart(2, '0')}`

let workspace: SharedWorkspace
beforeAll(async () => {
  workspace = await sharedWorkspace()
})
afterAll(() => workspace[Symbol.asyncDispose]())

const recordedFrom = (arm: string) => ({
  via: 'recorded',
  file: `${arm}.jsonl`,
  provenance: 'Written for this test.',
})

/** A shipped design whose models are recorded files, with its answers collected. */
async function recordedDesign(
  name: string,
  models: readonly string[],
  strata: Readonly<Record<string, (place: number) => string>> = {},
): Promise<PublishedDesign> {
  const changes = Object.fromEntries(models.map((arm) => [arm, recordedFrom(arm)]))
  const design = await publishedDesign(workspace, name, n, changes)
  expect([...design.servers]).toEqual([])
  for (const arm of models) {
    const answers = places.map((place) => ({
      item: keyOf(place),
      text: `Answer ${place}. Check the kidneys first. Then give 5 mg, and look again after a week.`,
    }))
    await design.study.write(`${arm}.jsonl`, `${answers.map((one) => JSON.stringify(one)).join('\n')}\n`)
  }
  await design.asked(
    places.map((place) => ({
      key: keyOf(place),
      question: `What about case ${keyOf(place)}?`,
      ...Object.fromEntries(Object.entries(strata).map(([stratum, of]) => [stratum, of(place)])),
    })),
    Object.keys(strata),
  )
  await design.study.done('lock')
  const { stopped, missing } = JSON.parse((await design.study.done('run', '--json')).out)
  expect([stopped, missing]).toEqual(['complete', 0])
  return design
}

const columns = { item: 'item', arm: 'arm', axis: 'axis', value: 'mark', reviewer: 'reviewer' }
const header = 'item,arm,axis,mark,reviewer'

async function markedOn(
  design: PublishedDesign,
  axis: string,
  scale: readonly [number, number],
  markOf: Readonly<Record<string, (place: number, reviewer: number) => number>>,
): Promise<void> {
  const keys = await design.keysOf(null)
  const rows = keys.flatMap((key, place) =>
    [place % 4, (place + 1) % 4].flatMap((reviewer) =>
      Object.entries(markOf).map(([arm, mark]) =>
        [key, arm, axis, mark(place, reviewer), `dr-${reviewer}`].join(','),
      ),
    ),
  )
  const [min, max] = scale
  const mapping = { form: 'absolute', columns, scale: { min, max } }
  await design.marked(axis, mapping, header, rows)
}

/** The fourth reviewer is severe. */
const severe = (mark: number, reviewer: number) => mark - Number(reviewer === 3 && mark > 1)
const every = (divisor: number, place: number) => Number(place % divisor === 0)

describe('scale-or-feedback', () => {
  const models = ['small', 'small-dpo', 'large', 'large-dpo', 'frontier']

  it('goes from recorded answers to both effects, their interaction and the preferences', {
    timeout: 60_000,
  }, async () => {
    await using design = await recordedDesign('scale-or-feedback', models)
    const { study } = design
    await markedOn(design, 'quality', [1, 4], {
      small: (q, r) => severe(2 - every(6, q), r),
      'small-dpo': (q, r) => severe(3 - Number(q % 4 === 1), r),
      large: (q, r) => severe(3 - every(3, q), r),
      'large-dpo': (q, r) => severe(4 - every(5, q), r),
      frontier: (q, r) => severe(4 - every(2, q), r),
      'known-worse': () => 1,
    })
    await study.done('analyse')
    const { factorial, verdicts } = await study.results()
    if (factorial === null) throw new Error('The study has a factorial.')
    // R 4.2.2: lm(y ~ 0 + arm) on the same marks with sandwich, and uniroot, as in test/golden/factorial.R.
    const close = (value: number) => expect.closeTo(value, 9)
    expect(factorial.arms.map(({ mean }) => mean)).toEqual([1.625, 2.5, close(2.416666666667), 3.5])
    expect(factorial.size.step).toEqual({
      estimate: close(0.895833333333),
      se: close(0.085818110115),
      df: 3,
      ci95: { lower: close(0.622721805871), upper: close(1.168944860795) },
      p: close(0.001876553425),
    })
    const [dpo] = factorial.stages
    expect(dpo?.effect).toMatchObject({ estimate: close(0.979166666667), se: close(0.139188439596) })
    expect(dpo?.interaction).toMatchObject({
      estimate: close(0.208333333333),
      ci95: { lower: close(-0.561754842976), upper: close(0.978421509643) },
    })
    expect(dpo?.preferencesPerStep).toEqual({
      estimate: expect.closeTo(9148.93617, 5),
      ci95: { lower: expect.closeTo(4717.926338, 5), upper: expect.closeTo(19680.819336, 4) },
      undefinedBecause: null,
    })
    expect(factorial.sentences.at(-1)).toBe(
      'One step of size is worth about 9,100 preferences of preference optimisation (DPO) (95% interval 4,700 to 20,000), if every preference does the same.',
    )
    // By hand: marks of 4 and 3 on half of the questions each, less 1 by the severe reviewer of one mark in four.
    expect(factorial.others).toEqual([{ arm: 'frontier', size: 'undisclosed', mean: 3.25 }])
    expect(factorial.limits.join(' ')).toContain('differ in more than size')
    expect(verdicts.map(({ hypothesis, verdict }) => [hypothesis.id, verdict])).toEqual([
      ['feedback-improves-the-small-model', 'superior'],
      // 2.5 against 2.42 with four reviewers.
      ['feedback-makes-up-for-size', 'cannot tell'],
      ['feedback-does-no-more-harm', 'undetermined'],
    ])
    const file = (name: string) => readFile(join(study.path, 'report', name), 'utf8')
    const page = await file('report.html')
    expect(page).toContain('<section id="factorial">')
    expect(page).toContain('parameters, billions (logarithmic)')
    expect(page).toContain('Claude Sonnet 4.6 (undisclosed)')
    const rows = (await file('factorial.csv')).trim().split('\r\n')
    expect(rows.map((row) => row.split(',')[3])).toEqual([
      'quantity',
      'size step',
      'size doubling',
      'feedback',
      'interaction',
      'thousand preferences',
      'preferences per size step',
    ])
    expect((await file('factorial-arms.csv')).trim().split('\r\n')).toHaveLength(5)
  })
})

describe('beyond-search', () => {
  const models = ['search-trained', 'base', 'general']
  const tasks = ['diagnosis', 'treatment-planning', 'search']
  const taskOf = (place: number) => tasks[place % 3] ?? ''

  it('goes from recorded answers to a verdict for each stratum, and to harm', {
    timeout: 60_000,
  }, async () => {
    await using design = await recordedDesign('beyond-search', models, { task: taskOf })
    // As good as the general model in diagnosis, a point worse where treatment is planned.
    const loss = (place: number) => Number(taskOf(place) === 'treatment-planning')
    const wobble = (place: number, reviewer: number) => Number((place + reviewer) % 5 === 0)
    await markedOn(design, 'correctness', [1, 4], {
      'search-trained': (q) => 3 - loss(q) + Number(q % 12 === 0),
      base: (q, r) => 2 + wobble(q, r),
      general: () => 3,
      'known-worse': (q, r) => 1 + wobble(q, r),
    })
    await markedOn(design, 'harm', [0, 1], {
      'search-trained': (q) => loss(q),
      base: (q, r) => wobble(q, r),
      general: () => 0,
      'known-worse': (q, r) => wobble(q, r),
    })
    await design.study.done('analyse')
    const { verdicts, sections } = await design.study.results()
    const found = new Map(verdicts.map((one) => [one.hypothesis.id, one]))
    const diagnosis = found.get('diagnosis')
    // By hand: four questions of diagnosis (0, 3, 6, 9) with two marks each, of which one is a point better.
    expect(diagnosis?.estimate).toMatchObject({ estimate: 2 / 8, n: 8, nQuestions: 4 })
    expect(diagnosis?.hypothesis.stratum).toEqual({ name: 'task', level: 'diagnosis', questions: 200 })
    expect(diagnosis?.headline).toContain('among questions whose task is diagnosis')
    expect(diagnosis?.p.familySize).toBe(2)
    // Every pair of marks in treatment planning differs by exactly a point, which leaves no error to test with.
    expect(found.get('treatment-planning')).toMatchObject({
      verdict: 'undetermined',
      estimate: { estimate: -1, n: 8, nQuestions: 4 },
    })
    expect(found.get('treatment-planning-harm')?.estimate).toMatchObject({ estimate: -1, nQuestions: 4 })
    expect(found.get('diagnosis-nothing-lost')?.estimate.estimate).toBeGreaterThan(0)
    expect(verdicts.map(({ hypothesis }) => hypothesis.family)).toEqual([
      ...Array(2).fill('carries-over'),
      ...Array(2).fill('nothing-lost'),
      ...Array(2).fill('harm'),
      'search',
    ])
    // The table of strata stands beside the verdicts, on the same marks.
    const strata = sections.find(({ axis }) => axis === 'correctness')?.strata[0]
    expect(strata?.rows.filter(({ candidate }) => candidate === 'general').map(({ level }) => level)).toEqual(
      [...tasks].sort(),
    )
  })
})
