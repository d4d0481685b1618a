import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { deskReviewer, type SeenPair } from './support/desk-reviewer.ts'
import { expectRefused, parsedProblems } from './support/expect-problems.ts'
import { type SharedWorkspace, sharedWorkspace, type TestStudy } from './support/shared-workspace.ts'

const keys = Array.from({ length: 40 }, (_, index) => `q${index}`)
const reviewers = ['Ada', 'Bob', 'Cyd', 'Dee', 'Eve', 'Fay', 'Gus', 'Hal']
const written = {
  schemaVersion: 1,
  id: 'trial',
  title: 'Tarn against Moor',
  question: 'Does Tarn answer better than Moor?',
  arms: [
    { id: 'tarn', label: 'Tarn', kind: 'own' },
    { id: 'moor', label: 'Moor', kind: 'general' },
  ],
  axes: [{ id: 'utility', label: 'Utility', form: 'pairwise', primary: true }],
  hypotheses: [{ id: 'tarn-wins', kind: 'superiority', axis: 'utility', candidate: 'tarn', against: 'moor' }],
  looks: { information: [0.5, 1] },
  review: { reviewersPerQuestion: 2 },
  resamples: 1000,
  seed: 12,
}

let workspace: SharedWorkspace
beforeAll(async () => {
  workspace = await sharedWorkspace()
})
afterAll(() => workspace[Symbol.asyncDispose]())

/** A study whose review is open: Tarn writes lists, Moor does not. @param refused Questions that Moor refused. */
async function openStudy(name: string, { change = {}, refused = [], lock = true }: OpenStudyOptions = {}) {
  const protocol = { ...written, ...change }
  const study = await workspace.study(name, stringify(protocol))
  const table = async (kind: string, rows: readonly object[], mapping: object) =>
    study.imported(
      await workspace.input(`${name}-${kind}.jsonl`, rows.map((row) => `${JSON.stringify(row)}\n`).join('')),
      await workspace.input(`${name}-${kind}.yaml`, stringify({ schemaVersion: 1, ...mapping })),
    )
  await table(
    'items',
    keys.map((key) => ({ key, text: `What about ${key}?` })),
    { form: 'items', columns: { key: 'key', text: 'text' } },
  )
  await table(
    'answers',
    keys.flatMap((item) => [
      { item, arm: 'tarn', status: 'answered', text: `Give 5 mg.\n\n- Check.\n- Then ${item}.` },
      refused.includes(item)
        ? { item, arm: 'moor', status: 'refused', text: '' }
        : { item, arm: 'moor', status: 'answered', text: `Give 5 mg for ${item}.` },
    ]),
    {
      form: 'answers',
      columns: { item: 'item', arm: 'arm', status: 'status', text: 'text' },
      provenance: 'recorded',
    },
  )
  if (lock) await study.done('lock')
  await study.done('review', 'open')
  await study.done('invite', 'Olga', '--role', 'owner')
  await study.done('invite', 'Ann', '--role', 'analyst')
  const desks: Awaited<ReturnType<typeof deskReviewer>>[] = []
  for (const reviewer of reviewers) {
    const { out } = await study.done('invite', reviewer, '--role', 'reviewer', '--json')
    desks.push(await deskReviewer(workspace.store, name, protocol, keys, JSON.parse(out).link))
  }
  return {
    study,
    mark: async (each: number, prefersList: (pair: SeenPair) => boolean) => {
      for (const desk of desks) await desk.mark(each, prefersList)
    },
  }
}

interface OpenStudyOptions {
  readonly change?: Readonly<Record<string, unknown>>
  readonly refused?: readonly string[]
  readonly lock?: boolean
}

const take = ['look', '--by', 'Ann', '--reason', 'Half of the marks are there']
/** Everybody prefers the list, but for one question in eight. */
const mostly = ({ question }: SeenPair) => Number(/\d+/.exec(question)?.[0]) % 8 !== 0
const armWords = /tarn|moor|System [A-Z]|"[AB]"/i

async function codes(study: TestStudy, ...given: readonly string[]): Promise<readonly string[]> {
  return parsedProblems((await study.run(...given, '--json')).out).map(({ code }) => code)
}

describe('a planned look', () => {
  it('is taken once at a blind study, says crossed or not, and its alpha is spent in the report', {
    timeout: 120_000,
  }, async () => {
    const { study, mark } = await openStudy('road')
    await mark(4, mostly)
    await expectRefused(study, take, [
      { code: 'LOOK_EARLY', value: '32 marks', expected: 'at least 40 of 80' },
    ])
    for (const by of ['Ada', 'Nobody']) {
      await expectRefused(
        study,
        ['look', '--by', by, '--reason', 'Now'],
        [{ code: 'ROLE_OTHER', place: { field: '--by' }, value: by, expected: 'Olga, Ann' }],
      )
    }
    await expectRefused(study, ['look', '--by', 'Ann'], [{ code: 'LOOK_INCOMPLETE' }])

    await mark(2, mostly)
    const due = await study.done('look', '--show')
    expect(due.out).toBe(
      'No look was taken while the study was blind.\nLook 1 is due: 48 of 80 marks are there.',
    )
    const both = await Promise.all([study.run(...take, '--json'), study.run(...take, '--json')])
    expect(both.map(({ exitCode }) => exitCode).sort()).toEqual([0, 1])
    const taken = both.find(({ exitCode }) => exitCode === 0)?.out ?? ''
    expect(JSON.parse(taken)).toEqual({
      look: 1,
      of: 2,
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      by: expect.stringMatching(/^[0-9a-f-]{36}$/),
      reason: 'Half of the marks are there',
      marks: 48,
      due: 80,
      information: 0.6,
      dataHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      protocolHash: JSON.parse(await readFile(join(study.path, 'protocol.lock.json'), 'utf8')).protocolHash,
      said: [{ hypothesis: 1, kind: 'superiority', crossed: true }],
    })
    expect(await codes(study, ...take)).toEqual(['LOOK_NONE'])
    const shown = await study.done('look', '--show')
    expect(shown.out).toMatch(
      /^Look 1 of 2, \S+: 48 of 80 marks, 60.0%\.\n {2}Hypothesis 1 of 1, superiority: boundary crossed\.$/,
    )
    for (const { out, notes } of [due, shown, ...both, await study.done('audit', 'list')]) {
      expect(out + notes).not.toMatch(armWords)
    }

    await mark(20, mostly)
    await study.done('unblind', '--by', 'Olga', '--reason', 'All is marked')
    expect(await codes(study, ...take)).toEqual(['REVIEW_UNBLINDED'])
    const { out } = await study.done('analyse')
    expect(out).not.toContain('deviation')
    const results = await study.results()
    expect(results.verdicts[0]?.verdict).toBe('superior')
    expect(results.verdicts[0]?.remarks).toContainEqual(expect.stringContaining('crossed at look 1, at 60%'))
    expect(results.looks?.taken).toMatchObject([
      { number: 1, planned: 0.5, information: 0.6, outcomes: [{ hypothesis: 'tarn-wins', crossed: true }] },
    ])
    // R 4.2.2, mvtnorm: bounds("obf", 0.05, c(0.6, 1)) of test/golden/alpha_spending.R.
    expect(results.looks?.taken[0]?.bounds[0]?.z).toBeCloseTo(2.66863014290897, 8)
    expect(results.looks?.last).toMatchObject({ marks: 80, due: 80 })
    expect(results.looks?.last.bounds[0]?.z).toBeCloseTo(1.98096502877162, 8)
    await expectRefused(
      study,
      ['analyse', '--look', '1'],
      [{ code: 'LOOK_OVER', place: { field: '--look' }, expected: '2' }],
    )
    expect(JSON.parse((await study.done('audit', 'verify', '--json')).out).holds).toBe(true)

    const bundle = join(workspace.path, 'looks-bundle')
    await study.done('export', bundle)
    await using elsewhere = await sharedWorkspace()
    const moved = await elsewhere.study('moved')
    await moved.done('import', bundle)
    await moved.done('analyse')
    expect(await moved.results()).toEqual(results)
    await moved.done('export', join(elsewhere.path, 'again'))
    expect(await readFile(join(elsewhere.path, 'again', 'review_look.jsonl'), 'utf8')).toBe(
      await readFile(join(bundle, 'review_look.jsonl'), 'utf8'),
    )
  })

  it('that nobody took spends nothing and is a deviation; one that comes too late is refused', {
    timeout: 60_000,
  }, async () => {
    const { study, mark } = await openStudy('skipped')
    await mark(20, mostly)
    expect(await codes(study, ...take)).toEqual(['LOOK_LATE'])
    await study.done('unblind', '--by', 'Olga', '--reason', 'All is marked')
    await study.done('analyse')
    const results = await study.results()
    expect(results.deviations).toEqual([
      {
        kind: 'protocol',
        place: 'looks.information',
        description: expect.stringContaining('look 1, planned at 50% of the marks, was not taken'),
      },
    ])
    expect(results.looks?.taken).toEqual([])
    // qnorm(0.975): the whole of alpha.
    expect(results.looks?.last.bounds[0]?.z).toBeCloseTo(1.959963984540054, 12)
    expect(results.verdicts[0]?.p.lookAdjusted).toBe(results.verdicts[0]?.p.raw)
    expect(await codes(study, 'analyse', '--look', '1')).toEqual(['LOOK_OVER'])
  })

  it('needs a review and a plan that was locked with looks in it', { timeout: 60_000 }, async () => {
    const bare = await workspace.study('bare', stringify(written))
    await bare.done('lock')
    await bare.done('invite', 'Ann', '--role', 'analyst')
    expect(await codes(bare, ...take)).toEqual(['REVIEW_NOT_OPEN'])
    const { study: unlocked } = await openStudy('unlocked', { lock: false })
    expect(await codes(unlocked, ...take)).toEqual(['LOOK_NO_PLAN'])
    const { study: once } = await openStudy('once', { change: { looks: { information: [1] } } })
    expect(await codes(once, ...take)).toEqual(['LOOK_NONE'])
  })

  it.each([
    ['loss', true],
    ['excluded', false],
  ])(
    'has refusals before it, which count by the rule of the plan: %s',
    { timeout: 60_000 },
    async (rule, crossed) => {
      // Eight reviews of eight questions are evenly split, and of the other 32 Moor refused every one.
      const { study, mark } = await openStudy(`refusing-${rule}`, {
        change: { refusals: { rule } },
        refused: keys.slice(8),
      })
      await mark(1, ({ question }) => Number(/\d+/.exec(question)?.[0]) % 2 === 0)
      const { out } = await study.done(...take, '--json')
      expect(JSON.parse(out)).toMatchObject({ marks: 8, due: 16, said: [{ crossed }] })
    },
  )
})
