import { afterAll, beforeAll, expect, it } from 'vitest'
import { keyVariable } from './support/collecting-study.ts'
import { publishedDesign } from './support/published-design.ts'
import { type SharedWorkspace, sharedWorkspace } from './support/shared-workspace.ts'

// The two designs that would settle why studies disagree, from their questions to a verdict. All marks are made up here.

const n = 12
const places = Array.from({ length: n }, (_, index) => index)
const two = (index: number) => String(index).padStart(2, '0')
const own = (strata: object) =>
  places.map((index) => ({ key: `own-${two(index)}`, question: `Query ${two(index)}?`, ...strata }))

let workspace: SharedWorkspace
beforeAll(async () => {
  process.env[keyVariable] = 'sk-stand-in'
  workspace = await sharedWorkspace()
})
afterAll(async () => {
  delete process.env[keyVariable]
  await workspace[Symbol.asyncDispose]()
})

const pairwise = {
  form: 'pairwise',
  columns: { item: 'item', armA: 'a', armB: 'b', axis: 'axis', value: 'choice', reviewer: 'reviewer' },
  values: { a: 'a', b: 'b', tie: 'tie' },
}
const pairHeader = 'item,a,b,axis,choice,reviewer'
const general = ['claude-opus-4-8', 'gemini-3.1-pro', 'gpt-5.5']

it('form-of-marking answers one question in both forms, and the winner may change', {
  timeout: 60_000,
}, async () => {
  await using design = await publishedDesign(workspace, 'form-of-marking', n)
  const { study } = design
  await design.asked(own({ specialty: 'Cardiology' }), ['specialty'])
  await study.done('lock')
  const keys = await design.keysOf(null)
  // Each of six reviewers compares OpenEvidence with each general model twice, and prefers it in five of six.
  const choices = keys.flatMap((key, place) =>
    general.map((arm, rival) =>
      [key, 'openevidence', arm, 'preference', (place + rival) % 6 === 0 ? 'b' : 'a', `dr-${place % 6}`].join(
        ',',
      ),
    ),
  )
  await design.marked('preference', pairwise, pairHeader, choices)
  // On the scale the same reviewers give it a 5 and the others a 6; each is off by one now and then.
  const marks = keys.flatMap((key, place) =>
    ['openevidence', ...general].map((arm, rival) =>
      [
        key,
        arm,
        'mark',
        (arm === 'openevidence' ? 5 : 6) - Number((place + rival) % 6 === 0),
        `dr-${place % 6}`,
      ].join(','),
    ),
  )
  const absolute = {
    form: 'absolute',
    columns: { item: 'item', arm: 'arm', axis: 'axis', value: 'mark', reviewer: 'reviewer' },
    scale: { min: 1, max: 7 },
  }
  await design.marked('mark', absolute, 'item,arm,axis,mark,reviewer', marks)
  await study.done('analyse')
  const { verdicts, plan } = await study.results()
  expect(plan.state).toBe('prospective')
  // By hand: 30 wins and 6 losses of 36; and 5 - 6, each less one in six of the time.
  expect(
    verdicts.map(({ hypothesis, verdict, estimate }) => [hypothesis.id, verdict, estimate.estimate]),
  ).toEqual([
    ['ahead-in-pairs', 'superior', expect.closeTo(24 / 36, 12)],
    ['ahead-one-at-a-time', 'inferior', expect.closeTo(-1, 12)],
  ])
})

it('neutral-questions goes from own questions to a verdict, with captured answers', {
  timeout: 60_000,
}, async () => {
  await using design = await publishedDesign(workspace, 'neutral-questions', n)
  const { study, servers } = design
  await design.asked(own({ origin: 'library' }), ['origin'])
  await study.done('lock')
  const result = JSON.parse((await study.done('run', '--json')).out)
  expect(result).toMatchObject({ stopped: 'complete', missing: 0 })
  expect([...servers.keys()]).toEqual(general)
  expect((await design.captured((arm) => `Answer of ${arm}.`)).answers).toBe(n)
  const keys = await design.keysOf(null)
  const rows = keys.flatMap((key, place) => [
    // Four of twelve with each rival won, two tied, six lost.
    ...general.map((arm) =>
      [
        key,
        'openevidence',
        arm,
        'preference',
        place % 6 < 2 ? 'a' : place % 6 === 2 ? 'tie' : 'b',
        `dr-${place % 6}`,
      ].join(','),
    ),
    [key, 'gpt-5.5', 'known-worse', 'preference', 'a', `dr-${place % 6}`].join(','),
  ])
  await design.marked('preference', pairwise, pairHeader, rows)
  await study.done('analyse')
  const { verdicts } = await study.results()
  expect(verdicts).toHaveLength(1)
  expect(verdicts[0]?.outcomes).toMatchObject({ wins: 12, ties: 6, losses: 18 })
  expect(verdicts[0]?.estimate.estimate).toBeCloseTo(-6 / 36, 12)
})
