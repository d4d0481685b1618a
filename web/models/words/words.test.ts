import { describe, expect, it } from 'vitest'
import type { ModelsPage } from '../../../src/server/contract/models.ts'
import { answering } from './answering.ts'
import { standingOf, winWords } from './arm-words.ts'
import { driftWords, periodWords, stripOf, valueWords } from './drift-words.ts'
import { inOrder } from './standing-words.ts'
import { worthWords } from './worth-words.ts'

type Entry = ModelsPage['releases'][number]
type Finding = NonNullable<ModelsPage['drift']>['findings'][number]

const version = {
  model: { id: 'ranker-aaaaaaaaaaaa', sha256: 'a'.repeat(64) },
  featureSchemaSha256: 'b'.repeat(64),
  index: { corpus: 'main', sha256: 'c'.repeat(64) },
}
const by = (words: string) => ({ by: 'person' as const, words })
const fields = (at: string) => ({ schemaVersion: 1 as const, seq: 1, at, previous: null })
const promote = (at: string, words: string): Entry => ({
  ...fields(at),
  action: 'promote',
  version,
  reason: by(words),
})
const shadow = (at: string): Entry => ({
  ...fields(at),
  action: 'try',
  version,
  trial: { stage: 'shadow' },
  reason: by('a try'),
})
const back = (at: string): Entry => ({ ...fields(at), action: 'roll-back', words: 'worse' })

describe('since when, and by what, something answers', () => {
  it('is the last promotion, or the rollback that led to it with what let it through then', () => {
    expect(answering([])).toEqual({ served: null, trial: null })
    const two = [promote('1', 'first'), promote('2', 'second')]
    expect(answering(two).served).toEqual({ at: '2', reason: by('second'), back: false })
    expect(answering([...two, back('3')]).served).toEqual({ at: '3', reason: by('first'), back: true })
    expect(answering([...two, back('3'), back('4')]).served).toEqual({ at: '4', reason: null, back: true })
  })

  it('ends a trial by promotion, rollback and stopping', () => {
    expect(answering([shadow('1')]).trial?.at).toBe('1')
    expect(answering([shadow('1'), promote('2', 'x')]).trial).toBeNull()
    expect(answering([promote('1', 'x'), shadow('2'), back('3')]).trial).toBeNull()
    expect(answering([shadow('1'), { ...fields('2'), action: 'stop', words: 'slow' }]).trial).toBeNull()
    const reopened: Entry = { ...fields('2'), action: 'reopen-gate', findings: ['words'] }
    expect(answering([shadow('1'), reopened]).trial?.at).toBe('1')
  })
})

const less = (estimate: number | null, lower: number | null, upper: number | null) => ({
  estimate,
  lower,
  upper,
  questions: 20,
})

describe('win or lose', () => {
  it('goes by the interval alone', () => {
    expect(
      [less(0.1, 0.01, 0.2), less(-0.1, -0.2, -0.01), less(0.1, -0.01, 0.2), less(0.1, null, null)].map(
        standingOf,
      ),
    ).toEqual(['ahead', 'behind', 'not told apart', 'no interval'])
    expect(standingOf(less(0.1, 0, 0.2))).toBe('not told apart')
  })

  it('names each arm once, losses too, and leaves a drawn order out', () => {
    const arm = (name: string, difference: ReturnType<typeof less> | null) => ({
      arm: name,
      title: `title of ${name}`,
      ndcg: 0.5,
      trainedLess: difference,
    })
    const words = winWords([
      arm('random', less(0.3, 0.2, 0.4)),
      arm('bm25', less(0.1, 0.05, 0.15)),
      arm('prior', less(-0.1, -0.15, -0.05)),
      arm('hybrid', less(0, -0.1, 0.1)),
      arm('system', less(0, null, null)),
      arm('trained', null),
    ])
    expect(words).toBe(
      'On questions that it had not seen, the trained ranker is ahead of BM25; not told apart from title of hybrid; behind the label-free prior. There is no interval against the order of the system that retrieved, so nothing is said of them.',
    )
    expect(winWords([])).toBe('It was compared with nothing.')
  })
})

it('says what judgments are worth as an estimate, or that it cannot be told', () => {
  const interval = { lower: 0.0002, upper: 0.0008 }
  const told = worthWords({ state: 'told', gain: 0.0005, interval, points: 4 }, 'nDCG@10').join(' ')
  expect(told).toContain('About +0.0005 of nDCG@10, between +0.0002 and +0.0008 (95\u00a0% interval).')
  expect(told).toContain('This is an estimate')
  const falls = { lower: -0.0008, upper: -0.0002 }
  expect(worthWords({ state: 'told', gain: -0.0005, interval: falls, points: 4 }, 'x').join(' ')).toContain(
    'Nothing is to be expected of more of the same',
  )
  for (const words of [
    worthWords({ state: 'flat', gain: 0, interval: { lower: -0.1, upper: 0.1 }, points: 3 }, 'x'),
    worthWords({ state: 'few-points', points: 1 }, 'x'),
    worthWords({ state: 'no-curve' }, 'x'),
  ])
    expect(words[0]).toMatch(/^Cannot be told/)
})

const finding = (name: string, state: Finding['state'], value: number | null = 0.3): Finding => ({
  name,
  title: `Title of ${name}`,
  value,
  limit: 0.2,
  interval: null,
  p: null,
  n: 100,
  state,
})

describe('drift in words', () => {
  it('names what crossed, and says nothing of too few questions', () => {
    expect(driftWords({ findings: [finding('a', 'crossed'), finding('b', 'steady')] })).toBe(
      '1 limit crossed: “Title of a”.',
    )
    expect(driftWords({ findings: [finding('a', 'too few'), finding('b', 'steady')] })).toBe(
      'No limit is crossed.',
    )
    expect(driftWords({ findings: [finding('a', 'too few')] })).toBe(
      'There are too few questions yet to say anything.',
    )
    expect(valueWords(finding('a', 'too few', null))).toBe('–')
    expect(valueWords({ ...finding('a', 'steady'), interval: { lower: 0.1, upper: 0.5 } })).toBe(
      '0.300 [0.100, 0.500]',
    )
  })

  it('names periods by their weeks', () => {
    const period = (...weeks: readonly string[]) => periodWords({ weeks, questions: 1200, declined: 3 })
    expect(period()).toBe('no week yet')
    expect(period('2026-11-02')).toBe('the week of 2 Nov 2026 (1\u202f200 questions)')
    expect(period('2026-11-02', '2026-11-09')).toBe(
      '2 weeks from that of 2 Nov 2026 to that of 9 Nov 2026 (1\u202f200 questions)',
    )
  })

  it('draws weeks once there are two after the baseline', () => {
    const week = (monday: string, states: readonly Finding[] | null) => ({
      week: monday,
      questions: 60,
      findings: states,
    })
    const findings = [finding('a', 'crossed'), finding('sentinels', 'steady')]
    const first = week('2026-11-02', null)
    const second = week('2026-11-09', [finding('a', 'steady')])
    expect(stripOf({ findings, weeks: [first, second] })).toBeNull()
    const weeks = [first, second, week('2026-11-16', [finding('a', 'crossed')])]
    expect(stripOf({ findings, weeks })).toEqual({
      weeks: [
        { label: '2 Nov', questions: 60 },
        { label: '9 Nov', questions: 60 },
        { label: '16 Nov', questions: 60 },
      ],
      rows: [{ label: 'Title of a', states: ['baseline', 'steady', 'crossed'] }],
    })
  })
})

it('puts what is in use first, otherwise as it came', () => {
  const model = (id: string, standing: ModelsPage['models'][number]['standing']) => ({
    id,
    sha256: 'a'.repeat(64),
    standing,
    card: null,
    gates: [],
  })
  const given = [
    model('k1', 'kept'),
    model('b', 'before'),
    model('k2', 'kept'),
    model('c', 'canary'),
    model('s', 'served'),
  ]
  expect(inOrder(given).map(({ id }) => id)).toEqual(['s', 'c', 'b', 'k1', 'k2'])
})
