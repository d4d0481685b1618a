import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keyVariable } from './support/collecting-study.ts'
import { parsedProblems } from './support/expect-problems.ts'
import { type PublishedDesign, publishedDesign } from './support/published-design.ts'
import { type SharedWorkspace, sharedWorkspace } from './support/shared-workspace.ts'

// The shipped protocols of published designs, from their questions to a verdict: the models are stand-ins on real
// sockets, products are captured through files, and the marks are made up here.

const n = 12
const places = Array.from({ length: n }, (_, index) => index)
const two = (index: number) => String(index).padStart(2, '0')

let workspace: SharedWorkspace
beforeAll(async () => {
  process.env[keyVariable] = 'sk-stand-in'
  workspace = await sharedWorkspace()
})
afterAll(async () => {
  delete process.env[keyVariable]
  await workspace[Symbol.asyncDispose]()
})

async function ownQuestions(design: PublishedDesign): Promise<void> {
  await design.asked(places.map((index) => ({ key: `own-${two(index)}`, question: `Query ${two(index)}?` })))
}

async function publishedQuestions(
  { study }: PublishedDesign,
  set: string,
  record: (index: number) => object,
): Promise<void> {
  const lines = places.map((index) => JSON.stringify(record(index)))
  await study.done(
    'import',
    'items',
    set,
    await workspace.input(`${set}-items.jsonl`, `${lines.join('\n')}\n`),
  )
}

async function openSlotsOf({ study }: PublishedDesign, ...command: readonly string[]) {
  const { exitCode, out } = await study.run(...command, '--json')
  expect(exitCode).toBe(1)
  return parsedProblems(out).map(({ code, place, value, expected }) => [code, place.field, value, expected])
}

const slotOpen = (slot: number) => ['ITEMS_SLOT_OPEN', `items.${slot}`, '0', `at least ${n}`]

async function collected({ study, servers }: PublishedDesign, asked: number) {
  const result = JSON.parse((await study.done('run', '--json')).out)
  expect(result).toMatchObject({ stopped: 'complete', missing: 0 })
  for (const server of servers.values()) expect(server.requests).toHaveLength(asked)
  return result
}

describe('nature-medicine-2026', () => {
  it('goes from three stages of questions to a verdict on each', { timeout: 60_000 }, async () => {
    await using design = await publishedDesign(workspace, 'nature-medicine-2026', n)
    const { study, servers } = design
    expect([...servers.keys()]).toEqual(['gemini-3.1-pro', 'gpt-5.2', 'claude-opus-4.6'])
    await ownQuestions(design)
    for (const command of [['run'], ['capture', 'export', '--to', 'queue.csv']])
      expect(await openSlotsOf(design, ...command)).toEqual([slotOpen(0), slotOpen(1)])
    await publishedQuestions(design, 'medqa', (index) => ({
      question: `Exam question ${two(index)}?`,
      options: { A: 'This', B: 'That' },
      answer_idx: 'A',
    }))
    await publishedQuestions(design, 'healthbench', (index) => ({
      prompt_id: `hb-${two(index)}`,
      prompt: [
        { role: 'user', content: 'I have a headache.' },
        { role: 'assistant', content: 'Since when?' },
        { role: 'user', content: `Since ${two(index)} o'clock.` },
      ],
      rubrics: [{ criterion: 'Asks for red flags.', points: 5, tags: [] }],
      example_tags: ['theme:emergency'],
    }))
    await study.done('lock')

    const result = await collected(design, 3 * n)
    expect(result.skipped.map(({ arm, reason }: { arm: string; reason: string }) => [arm, reason])).toEqual(
      ['openevidence', 'uptodate-expert-ai', 'google-ai-overview'].map((arm) => [arm, 'captured by hand']),
    )
    const gpt = servers.get('gpt-5.2')?.requests[0]
    expect([gpt?.model, gpt?.settings.tools !== undefined]).toEqual(['gpt-5.2-2025-12-11', true])
    // UpToDate declines two real queries; Google is asked the real queries only.
    const { answers } = await design.captured((arm, item) =>
      arm === 'uptodate-expert-ai' && ['own-00', 'own-01'].includes(item) ? '' : `Answer of ${arm}.`,
    )
    expect(answers).toBe(2 * 3 * n + n)

    const general = ['gemini-3.1-pro', 'gpt-5.2', 'claude-opus-4.6']
    const products = ['openevidence', 'uptodate-expert-ai']
    const stage = async (
      set: string | null,
      axis: string,
      markOf: (arm: string, place: number) => number,
    ) => {
      const keys = await design.keysOf(set)
      const arms = set === null ? [...general, ...products, 'google-ai-overview'] : [...general, ...products]
      const reviewers = set === null ? ['dr-a', 'dr-b'] : ['']
      const rows = reviewers.flatMap((reviewer) =>
        arms.flatMap((arm) =>
          keys.flatMap((key, place) =>
            arm === 'uptodate-expert-ai' && set === null && place < 2
              ? []
              : [[key, arm, axis, markOf(arm, place), reviewer].join(',')],
          ),
        ),
      )
      const by = set === null ? { reviewer: 'reviewer' } : {}
      const columns = { item: 'item', arm: 'arm', axis: 'axis', value: 'mark', ...by }
      const mapping = { form: 'absolute', columns, scale: { min: 0, max: 4 } }
      await design.marked(axis, mapping, 'item,arm,axis,mark,reviewer', rows)
    }
    // General models miss one question, products three of twelve, the same one among them.
    await stage('medqa', 'medqa-accuracy', (arm, place) =>
      Number(general.includes(arm) ? place > 0 : place % 4 > 0),
    )
    await stage('healthbench', 'healthbench-score', (arm, place) =>
      general.includes(arm) ? 0.8 : place % 2 === 0 ? 0.5 : 0.6,
    )
    await stage(null, 'correctness', (arm, place) =>
      general.includes(arm) ? (place % 4 === 0 ? 3 : 4) : place % 2 === 0 ? 3 : 2,
    )
    await study.done('analyse')
    const { verdicts, plan, data, deviations } = await study.results()
    expect([plan.state, plan.lockVersion, deviations]).toEqual(['prospective', 1, []])
    const estimates = new Map(
      verdicts.map(({ hypothesis, estimate }) => [hypothesis.id, estimate.estimate ?? Number.NaN]),
    )
    expect(estimates.size).toBe(9)
    for (const model of ['gemini', 'gpt', 'claude']) {
      // Two questions more of twelve.
      expect(estimates.get(`${model}-on-medqa`)).toBeCloseTo(2 / 12, 12)
      expect(estimates.get(`${model}-on-healthbench`)).toBeCloseTo(0.8 - 0.55, 12)
      // Sums over twelve queries: 45 against (30 + 27 + 30) / 3, where two refusals count as 1 instead of 3 and 2.
      expect(estimates.get(`${model}-on-real-queries`)).toBeCloseTo((45 - 29) / 12, 12)
    }
    expect(data.coverage.find(({ arm }) => arm === 'uptodate-expert-ai')).toMatchObject({ refused: 2 })
    expect(data.marks).toBe(2 * 5 * n + 2 * (6 * n - 2))
  })
})

describe('real-pocqi-2026', () => {
  it('goes from the public questions to the two primary axes', { timeout: 60_000 }, async () => {
    await using design = await publishedDesign(workspace, 'real-pocqi-2026', n)
    const { study, servers } = design
    expect(await openSlotsOf(design, 'run')).toEqual([slotOpen(0)])
    await publishedQuestions(design, 'real-pocqi', (index) => ({
      question_id: `p-${two(index)}`,
      question_text: `Point-of-care question ${two(index)}?`,
      specialty: index % 2 === 0 ? 'Cardiology' : 'Dermatology',
    }))
    await study.done('lock')
    const { skipped } = await collected(design, n)
    expect(skipped).toEqual([{ arm: 'openevidence', reason: 'captured by hand' }])
    expect((await design.captured((arm) => `Answer of ${arm}.`)).answers).toBe(n)

    const keys = await design.keysOf('real-pocqi')
    const rivals = [...servers.keys()]
    const axes = ['accuracy', 'clinical_utility', 'source_quality', 'completeness', 'verifiability']
    const row = (place: number, axis: string, rendering: string, choice: string, seconds: number) =>
      [
        keys[place],
        'openevidence',
        rivals[place % 3],
        axis,
        choice,
        rendering,
        `dr-${place % 4}`,
        seconds,
      ].join(',')
    const choiceOf = (axis: string, place: number) =>
      axis === 'accuracy'
        ? place % 3 === 0
          ? 'tie'
          : 'strongly_a'
        : place % 2 === 0
          ? 'slightly_a'
          : 'slightly_b'
    const rows = axes.flatMap((axis) => [
      ...places.map((place) => row(place, axis, 'qa_text_only', choiceOf(axis, place), 60)),
      ...places.map((place) => row(place, axis, 'qa_text_citations', 'slightly_a', 60)).slice(0, 6),
    ])
    // Made in under ten seconds by another reviewer: left out.
    const hasty = row(1, 'accuracy', 'qa_text_only', 'strongly_b', 4).replace('dr-1', 'dr-9')
    const mapping = {
      form: 'pairwise',
      columns: {
        item: 'item',
        armA: 'a',
        armB: 'b',
        axis: 'axis',
        value: 'choice',
        rendering: 'rendering',
        reviewer: 'reviewer',
        activeSeconds: 'seconds',
      },
      values: {
        strongly_a: { value: 'a', strength: 2 },
        slightly_a: { value: 'a', strength: 1 },
        tie: 'tie',
        slightly_b: { value: 'b', strength: 1 },
        strongly_b: { value: 'b', strength: 2 },
      },
    }
    await design.marked('ratings', mapping, 'item,a,b,axis,choice,rendering,reviewer,seconds', [
      ...rows,
      hasty,
    ])
    await study.done('analyse')
    const { verdicts, data, sections, plan } = await study.results()
    expect([plan.state, data.underTimeFloor]).toEqual(['prospective', 1])
    expect(
      verdicts.map(({ hypothesis, outcomes, estimate }) => [
        hypothesis.axis,
        outcomes?.wins,
        outcomes?.ties,
        outcomes?.losses,
        estimate.estimate,
      ]),
    ).toEqual([
      ['accuracy', 8, 4, 0, 8 / 12],
      ['clinical_utility', 6, 0, 6, 0],
    ])
    // Five axes in two renderings; the excluded one has none.
    expect(new Set(sections.map(({ axis, rendering }) => `${axis} ${rendering}`)).size).toBe(10)
  })
})

describe('heidi-side-by-side', () => {
  it.each([
    ['a model behind an address', {}],
    [
      'answers that its maker sent in',
      { 'own-model': { via: 'vendor', vendor: 'A Maker', file: 'answers.jsonl' } },
    ],
  ])('goes from own questions to a verdict on parity, with %s', { timeout: 60_000 }, async (_, changes) => {
    await using design = await publishedDesign(workspace, 'heidi-side-by-side', n, changes)
    const { study, servers } = design
    const isSent = 'own-model' in changes
    expect([...servers.keys()]).toEqual(isSent ? ['claude-sonnet-4.6'] : ['own-model', 'claude-sonnet-4.6'])
    const sent = places.map((place) => JSON.stringify({ item: `own-${two(place)}`, text: `Sent ${place}.` }))
    await study.write('answers.jsonl', `${sent.join('\n')}\n`)
    expect(await openSlotsOf(design, 'run')).toEqual([slotOpen(0)])
    await ownQuestions(design)
    await study.done('lock')
    const { arms } = await collected(design, n)
    expect(arms.map(({ arm, answered }: { arm: string; answered: number }) => [arm, answered])).toEqual([
      ['own-model', n],
      ['claude-sonnet-4.6', n],
      ['known-worse', n],
    ])
    const keys = await design.keysOf(null)
    const row = (place: number, a: string, b: string, choice: string) =>
      [keys[place], a, b, 'preference', choice, `dr-${place % 6}`].join(',')
    const rows = places.flatMap((place) => [
      row(place, 'own-model', 'claude-sonnet-4.6', Math.floor(place / 4) % 2 === 0 ? 'a' : 'b'),
      row(place, 'own-model', 'known-worse', 'a'),
      row(place, 'claude-sonnet-4.6', 'known-worse', 'a'),
    ])
    const columns = {
      item: 'item',
      armA: 'a',
      armB: 'b',
      axis: 'axis',
      value: 'choice',
      reviewer: 'reviewer',
    }
    const mapping = { form: 'pairwise', columns, values: { a: 'a', b: 'b' } }
    await design.marked('votes', mapping, 'item,a,b,axis,choice,reviewer', rows)
    await study.done('analyse')
    const { verdicts } = await study.results()
    // Eight wins and four losses on twelve questions: a win difference of a third, far from any proof of parity.
    expect(verdicts[0]).toMatchObject({
      hypothesis: { id: 'parity', margin: { value: 5, unit: 'win-rate-points' } },
      verdict: 'cannot tell',
      outcomes: { wins: 8, ties: 0, losses: 4 },
      assaySensitivity: { shown: true, arm: 'known-worse' },
    })
    expect(verdicts[0]?.estimate.estimate).toBeCloseTo(1 / 3, 12)
  })
})
