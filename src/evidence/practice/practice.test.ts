import { describe, expect, it } from 'vitest'
import { practice } from './practice.ts'
import { practiceCorrelations } from './practice-correlations.ts'
import { practiceTable } from './practice-table.ts'
import { withSameArms } from './same-arms.ts'
import { reading, study } from './testing/invented-studies.ts'

const arms = ['a', 'b', 'c', 'd', 'e'] as const
const exam = study('exam', { exam: arms.map((arm, place) => reading(arm, 0.9 - place / 10)) })
const trial = study(
  'trial',
  {
    'assisted-condition': arms.map((arm, place) => reading(arm, [0.1, 0.05, 0.2, -0.1, -0.2][place] ?? 0)),
  },
  { a: 'Alder', c: 'Cedar' },
)

describe('the table', () => {
  it('has arms by what people decided with them, and the same whatever the order of the files', () => {
    const table = practiceTable([exam, trial])
    expect(table.arms.map(({ label }) => label)).toEqual(['Cedar', 'Alder', 'b', 'd', 'e'])
    expect(table.columns.map(({ id }) => id)).toEqual(['exam:exam', 'assisted-condition:trial'])
    expect(practiceTable([trial, exam])).toEqual(table)
  })

  it('keeps what is missing as null, and what is undefined as another thing', () => {
    const rubric = study('rubric', { rubric: [reading('a', null), reading('z', 0.5)] })
    const table = practiceTable([exam, rubric])
    const readings = new Map(table.arms.map((arm) => [arm.id, arm.readings]))
    expect(readings.get('z')?.[0]).toBe(null)
    expect(readings.get('b')?.[1]).toBe(null)
    expect(readings.get('a')?.[1]).toMatchObject({ estimate: null, n: 100 })
  })

  it('takes two exams as two measures, and one exam twice as a mistake', () => {
    const other = study('other', { exam: [reading('a', 0.5)] })
    expect(practiceTable([exam, other]).columns.map(({ id }) => id)).toEqual(['exam:exam', 'exam:other'])
    expect(() => practiceTable([exam, { ...exam, dataHash: 'c'.repeat(64) }])).toThrow(
      '[PRACTICE_MEASURE_TWICE]',
    )
  })

  it('is refused where no arm has two measures', () => {
    const strangers = study('s', { rubric: [reading('x', 0.5)] })
    expect(() => practiceTable([exam, strangers])).toThrow('exam:exam has a, b, c, d, e; rubric:s has x')
    expect(() => practiceTable([exam])).toThrow('[PRACTICE_NO_COMMON_ARM]')
  })
})

describe('arms that are the same', () => {
  const theirs = study(
    'theirs',
    { rubric: [reading('alder-2', 0.5), reading('b2', 0.4)] },
    { 'alder-2': 'A' },
  )

  it('are joined as somebody says, in one study or in all', () => {
    for (const same of ['alder-2=a', 'theirs/alder-2=a']) {
      const [, joined] = withSameArms([exam, theirs], [same])
      expect(joined?.measures[0]?.readings.map(({ arm }) => arm)).toEqual(['a', 'b2'])
      expect(joined?.labels.get('a')).toBe('A')
    }
    const [same] = withSameArms([exam, theirs], ['theirs/alder-2=a'])
    expect(same).toEqual(exam)
  })

  it.each([
    'alder-2',
    'alder-2=',
    '=a',
    'x/y/z=a',
    'nobody=a',
    'alder-2=nobody',
    'exam/alder-2=a',
    'none/a=b2',
  ])('are not as %s says', (same) => {
    expect(() => withSameArms([exam, theirs], [same])).toThrow('[PRACTICE_SAME]')
  })

  it('never make two arms of one study one', () => {
    expect(() => withSameArms([exam, theirs], ['a=b'])).toThrow('[PRACTICE_SAME_TWICE]')
    expect(() => withSameArms([exam, theirs], ['alder-2=a', 'b2=a'])).toThrow('alder-2 and b2, both a')
  })
})

describe('correlations over arms', () => {
  const options = { seed: 1, resamples: 200 }

  it('begin at five arms, and say below how many are missing', () => {
    const [whole] = practiceCorrelations(practiceTable([exam, trial]), options)
    expect(whole).toMatchObject({ missing: 0, oneStudy: false, arms: ['c', 'a', 'b', 'd', 'e'] })
    // Ranks 1 to 5 against 4, 3, 5, 2, 1 from below: 1 - 6 x (0 + 0 + 4 + 1 + 1 + ...) by hand: d = 1, 1, 2, 0, 0.
    expect(whole?.correlation?.spearman).toBeCloseTo(1 - (6 * (1 + 1 + 4)) / 120, 12)
    const fewer = study('exam', { exam: arms.slice(0, 4).map((arm) => reading(arm, 0.5)) })
    const [few] = practiceCorrelations(practiceTable([fewer, trial]), options)
    expect(few).toMatchObject({ missing: 1, correlation: null, error: null })
  })

  it('leave out arms whose score is undefined, and never take it for 0', () => {
    const holes = study('exam', { exam: arms.map((arm) => reading(arm, arm === 'e' ? null : 0.5)) })
    const [pair] = practiceCorrelations(practiceTable([holes, trial]), options)
    expect(pair).toMatchObject({ missing: 1, arms: ['c', 'a', 'b', 'd'] })
  })

  it('put pairs with a decision first, and mark those of one study', () => {
    const both = study('exam', {
      exam: exam.measures[0]?.readings ?? [],
      rubric: exam.measures[0]?.readings ?? [],
    })
    const pairs = practiceCorrelations(practiceTable([both, trial]), options)
    expect(pairs.map(({ x, y, oneStudy }) => [x, y, oneStudy])).toEqual([
      ['exam:exam', 'assisted-condition:trial', false],
      ['rubric:exam', 'assisted-condition:trial', false],
      ['exam:exam', 'rubric:exam', true],
    ])
    // A measure against itself is a straight line, which has no interval.
    expect(pairs[2]?.correlation).toMatchObject({ pearson: 1, ci: null, p: 2 / 120 })
  })

  it('tell what is error of measurement', () => {
    // By hand: the variance of 0.9, 0.8, ... 0.5 is 0.025, and the errors of 0.02 make 0.0004 of it.
    const [pair] = practiceCorrelations(practiceTable([exam, trial]), options)
    expect(pair?.error?.reliabilityX).toBeCloseTo(1 - 0.0004 / 0.025, 12)
  })
})

it('gives the same numbers again', () => {
  expect(practice([exam, trial], [])).toEqual(practice([trial, exam], []))
})
