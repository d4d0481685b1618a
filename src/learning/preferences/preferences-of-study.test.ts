import { expect, it } from 'vitest'
import { preferenceSchema } from './preference.ts'
import { preferencesOfStudy } from './preferences-of-study.ts'
import { itemOf, judgmentOf, studyOf } from './testing/study-of.ts'

it('makes a preference of every mark of people, pairwise or graded, by the schema', () => {
  const { preferences, none } = preferencesOfStudy(
    studyOf({
      judgments: [
        judgmentOf({ id: 'pair', strength: 2, side: 'b', decidedAt: '2026-01-01T00:00:00.000Z' }),
        judgmentOf({
          id: 'grade',
          form: 'absolute',
          axis: 'risk',
          armB: null,
          value: 1,
          side: null,
          strength: null,
        }),
      ],
      specialties: new Map([['r1', 'Surgery']]),
    }),
  )
  for (const one of preferences) expect(preferenceSchema.parse(one)).toEqual(one)
  expect(preferences[0]).toMatchObject({
    form: 'pairwise',
    outcome: 'a',
    strength: 2,
    first: 'b',
    a: { arm: 'one', text: 'Give 5 mg.' },
    specialty: 'Surgery',
    // `printf 'what about q1' | sha256sum`: its first thirteen digits, modulo 100, are 71.
    split: 'train',
    screened: true,
    blinded: true,
  })
  // 1 is the best point of a scale of risk from 1 to 4.
  expect(preferences[1]).toMatchObject({ form: 'graded', grade: 4, scale: [1, 4], first: null })
  expect(none).toEqual({ practice: 0, 'no-question': 0, 'unknown-axis': 0 })
})

it('counts what is no preference, and keeps gold and repeats apart', () => {
  const { preferences, none } = preferencesOfStudy(
    studyOf({
      items: [itemOf('q1'), itemOf('bare', null)],
      judgments: [
        judgmentOf({ id: '1', role: 'training' }),
        judgmentOf({ id: '2', item: 'bare' }),
        judgmentOf({ id: '3', item: 'gone' }),
        judgmentOf({ id: '4', axis: 'other' }),
        judgmentOf({ id: '5', axis: 'risk' }),
        judgmentOf({ id: '6', role: 'gold' }),
        judgmentOf({ id: '7', role: 'repeat' }),
      ],
    }),
  )
  expect(none).toEqual({ practice: 1, 'no-question': 2, 'unknown-axis': 2 })
  expect(preferences.map(({ id, gold, repeat }) => [id, gold, repeat])).toEqual([
    ['6', true, false],
    ['7', false, true],
  ])
})

it('takes an answer without a record as an answer whose text is not known', () => {
  const { preferences } = preferencesOfStudy(studyOf({ answers: [], judgments: [judgmentOf({ id: '1' })] }))
  expect(preferences[0]?.a).toEqual({
    arm: 'one',
    version: null,
    text: null,
    textSha256: null,
    status: 'answered',
    sources: [],
  })
})

it('what a reviewer said last of consent counts for all marks; a tie of nobody goes with those beside it', () => {
  const judgments = [
    judgmentOf({ id: 'mark', consent: true }),
    judgmentOf({ id: 'earlier', reviewer: 'r2', consent: null }),
    judgmentOf({ id: 'nobody', reviewer: null, value: 0, consent: true }),
  ]
  const consents = (said: readonly (readonly [string, boolean])[]) =>
    preferencesOfStudy(studyOf({ judgments, consents: new Map(said) })).preferences.map(
      ({ consent }) => consent,
    )
  expect(consents([])).toEqual([true, null, true])
  expect(consents([['r1', false]])).toEqual([false, null, false])
  expect(
    consents([
      ['r1', false],
      ['r2', true],
    ]),
  ).toEqual([false, true, true])
})

it('is held back by what the screen finds until a person clears the item as it stands', () => {
  const text = 'Mr John Smith, born 3 May 1950, has gout. What now?'
  const item = itemOf('q1', text)
  const judgments = [judgmentOf({ id: '1' })]
  const screened = (decisions: Parameters<typeof studyOf>[0]) =>
    preferencesOfStudy(studyOf({ items: [item], judgments, ...decisions })).preferences[0]?.screened
  expect(screened({})).toBe(false)
  const decision = { item: 'q1', itemHash: item.hash, decision: 'cleared' } as const
  expect(screened({ decisions: [decision] })).toBe(true)
  expect(screened({ decisions: [{ ...decision, itemHash: 'of before' }] })).toBe(false)
  expect(screened({ decisions: [decision, { ...decision, decision: 'held' }] })).toBe(false)
})

it('holds back numbers and mailboxes of persons in answers, and every kind in what people wrote', () => {
  const [one, two] = studyOf().answers
  if (one === undefined || two === undefined) throw new Error('the study has two answers')
  const screened = (text: string, peopleArms: readonly string[] = []) =>
    preferencesOfStudy(
      studyOf({ answers: [{ ...one, text }, two], judgments: [judgmentOf({ id: '1' })], peopleArms }),
    ).preferences[0]?.screened
  expect(screened('Write to a.b@example.org.')).toBe(false)
  expect(screened('Call the poison centre at 0800 192 1111.')).toBe(true)
  expect(screened('Call Mr John Smith at 0800 192 1111.', ['one'])).toBe(false)
})
