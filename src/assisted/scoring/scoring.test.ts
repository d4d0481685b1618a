import { describe, expect, it } from 'vitest'
import type { Encounter, TrialParticipant } from '../trial-data.ts'
import { calibrateProposals } from './calibration.ts'
import type { Code } from './code.ts'
import { type CodesOfText, coderAgreement } from './coder-agreement.ts'
import { type Consensus, consensus } from './consensus.ts'
import { namesOne, scoreDecisions } from './score-decisions.ts'

const code = (condition: string | null, change: Partial<Code> = {}): Code => ({
  condition,
  disposition: null,
  unsure: false,
  ...change,
})
const final = (condition: string | null): Consensus => ({
  state: 'final',
  by: 'agreement',
  code: code(condition),
})

describe('consensus', () => {
  const text = (codes: readonly Code[], adjudicated: Code | null = null) =>
    ({ kind: 'condition', codes, adjudicated }) as const

  it('is open until every planned coder coded', () => {
    expect(consensus(text([]), 2)).toEqual({ state: 'open' })
    expect(consensus(text([code('Stroke')]), 2)).toEqual({ state: 'open' })
    expect(consensus(text([code('Stroke')]), 1)).toMatchObject({ state: 'final', by: 'agreement' })
  })

  it('is final where all say the same and nobody is unsure', () => {
    expect(consensus(text([code('Stroke'), code('Stroke')]), 2)).toMatchObject({ by: 'agreement' })
    expect(consensus(text([code(null), code(null)]), 2)).toMatchObject({ code: { condition: null } })
    expect(consensus(text([code('Stroke'), code('TIA')]), 2).state).toBe('disagreed')
    expect(consensus(text([code('Stroke'), code('Stroke', { unsure: true })]), 2).state).toBe('disagreed')
  })

  it('knows no majority: one of three is enough to disagree', () => {
    expect(consensus(text([code('Stroke'), code('Stroke'), code(null)]), 3).state).toBe('disagreed')
  })

  it('goes by the adjudicator, whoever said what', () => {
    const codes = [code('Stroke'), code(null)]
    expect(consensus(text(codes, code('TIA')), 2)).toMatchObject({
      by: 'adjudication',
      code: { condition: 'TIA' },
    })
  })

  it('of an answer asks whether one is named, and for the disposition', () => {
    const reply = (one: Code, other: Code) =>
      consensus({ kind: 'reply', codes: [one, other], adjudicated: null }, 2).state
    const here = { disposition: 'ambulance' }
    expect(reply(code('Stroke', here), code('TIA', here))).toBe('final')
    expect(reply(code('Stroke', here), code(null, here))).toBe('disagreed')
    expect(reply(code('Stroke', here), code('Stroke'))).toBe('disagreed')
  })
})

describe('agreement of coders', () => {
  const pairs = (n: number, one: string | null, other: string | null): CodesOfText[] =>
    Array.from({ length: n }, () => ({
      kind: 'condition',
      codes: new Map([
        ['p', code(one)],
        ['q', code(other)],
      ]),
    }))
  const table = [
    ...pairs(8, 'A', 'A'),
    ...pairs(2, 'A', null),
    ...pairs(1, null, 'A'),
    ...pairs(9, null, null),
  ]

  it('is what R and the formulas by hand say', () => {
    const agreement = coderAgreement(table, 1)
    // R 4.2.2 prop.test(17, 20, correct = FALSE) and vcd 1.4-11 Kappa, confint.
    expect(agreement.same).toMatchObject({ n: 17, share: 0.85 })
    expect(agreement.same?.ci.lower).toBeCloseTo(0.639581135259, 10)
    expect(agreement.same?.ci.upper).toBeCloseTo(0.947631254104, 10)
    expect(agreement.kappa?.value).toBeCloseTo(0.7, 10)
    expect(agreement.kappa?.ci?.lower).toBeCloseTo(0.38858768822, 8)
    expect(agreement.kappa?.ci?.upper).toBeCloseTo(0.7 + 1.959963984540054 * 0.158886752122, 8)
    // 1 - (3/20)/(2 x 19 x 21/(40 x 39)).
    expect(agreement.alpha.value).toBeCloseTo(1 - 0.15 / (798 / 1560), 12)
    const { lower, upper } = agreement.alpha.ci ?? { lower: 1, upper: 0 }
    expect(lower).toBeGreaterThan(0.2)
    expect(lower).toBeLessThan(0.7)
    expect(upper).toBeGreaterThan(0.75)
    expect(upper).toBeLessThanOrEqual(1)
  })

  it('counts names too, where the question of one or none agrees', () => {
    const agreement = coderAgreement([...pairs(3, 'A', 'B'), ...pairs(3, null, null)], 1)
    expect(agreement.same?.n).toBe(3)
    expect(agreement.alpha.value).toBe(1)
  })

  it('has no kappa with three coders, and nothing without a shared text', () => {
    const third: CodesOfText = {
      kind: 'condition',
      codes: new Map([
        ['p', code('A')],
        ['r', code('A', { unsure: true })],
      ]),
    }
    expect(coderAgreement([...table, third], 1)).toMatchObject({ kappa: null, texts: 21, unsure: 1 })
    const alone: CodesOfText = { kind: 'condition', codes: new Map([['p', code('A')]]) }
    expect(coderAgreement([alone], 1)).toMatchObject({ texts: 0, same: null, alpha: { value: null } })
  })
})

describe('calibration of proposals', () => {
  const checked = [
    { proposed: 'A', score: 1, final: 'A' },
    { proposed: 'A', score: 0.95, final: 'A' },
    { proposed: 'B', score: 0.65, final: 'A' },
    { proposed: 'A', score: 0.65, final: null },
    { proposed: null, score: 0.45, final: 'A' },
    { proposed: null, score: 0, final: null },
    { proposed: null, score: 0.1, final: null },
    { proposed: undefined, score: null, final: 'A' },
  ]

  it('is counted by hand, with intervals by R', () => {
    const calibration = calibrateProposals(checked)
    expect(calibration).toMatchObject({ texts: 7, failed: 1 })
    expect(calibration.sensitivity).toMatchObject({ n: 3, of: 4 })
    expect(calibration.specificity).toMatchObject({ n: 2, of: 3 })
    expect(calibration.sameCondition).toMatchObject({ n: 2, of: 3 })
    expect(calibration.sensitivity?.ci.lower).toBeCloseTo(0.300641842582, 10)
    expect(calibration.sensitivity?.ci.upper).toBeCloseTo(0.95441273919, 10)
    expect(calibration.kappa.value).toBeCloseTo(0.416666666667, 10)
    expect(calibration.bands.map(({ from, to, n, of }) => [from, to, n, of])).toEqual([
      [0, 0.3, 2, 2],
      [0.3, 0.5, 0, 1],
      [0.5, 0.7, 0, 2],
      [0.9, 1, 2, 2],
    ])
  })

  it('of nothing is null and not zero', () => {
    expect(calibrateProposals([])).toMatchObject({
      texts: 0,
      sensitivity: null,
      specificity: null,
      kappa: { value: null },
      bands: [],
    })
  })
})

describe('scores of decisions', () => {
  const plan = {
    dispositions: ['self-care', 'routine', 'ambulance'].map((id) => ({ id, label: id })),
    cases: [
      {
        id: 'c1',
        title: 't',
        text: 't',
        expertQuery: 'q',
        conditions: [{ name: 'Stroke', synonyms: [] }],
        disposition: 'routine',
        strata: {},
      },
    ],
  }
  const person: TrialParticipant = {
    id: 'p',
    kind: 'real',
    strata: {},
    number: 1,
    attentive: true,
    withdrawn: false,
  }
  const encounter = (conditions: readonly string[] | null, disposition = 'routine'): Encounter => ({
    id: 'e',
    participant: 'p',
    arm: 'tarn',
    case: 'c1',
    place: 0,
    decision: conditions === null ? null : { conditions, disposition, confidence: 60, seconds: null },
  })
  const codes = new Map<string, Consensus>([
    ['stroke', final('Stroke')],
    ['flu', final(null)],
    ['?', { state: 'disagreed' }],
    ['new', { state: 'open' }],
  ])
  const score = (...one: Parameters<typeof encounter>) =>
    scoreDecisions(plan, [person], [encounter(...one)], () =>
      (one[0] ?? []).map((typed) => codes.get(typed) ?? null),
    )[0]

  it.each([
    [['stroke'], true],
    [['flu', 'stroke'], true],
    [['?', 'stroke'], true],
    [['flu'], false],
    [[], false],
    [['flu', '?'], null],
    [['new'], null],
    [['never coded'], null],
    [null, null],
  ] as const)('the condition of %j is %s', (typed, condition) => {
    expect(score(typed)?.condition).toBe(condition)
  })

  it.each([
    ['routine', true, 0],
    ['self-care', false, -1],
    ['ambulance', false, 1],
  ] as const)('the disposition %s', (given, disposition, triage) => {
    expect(score(['flu'], given)).toMatchObject({ disposition, triage, confidence: 60 })
  })

  it('keeps a missing decision missing', () => {
    expect(score(null)).toEqual({
      encounter: 'e',
      participant: 'p',
      kind: 'real',
      arm: 'tarn',
      case: 'c1',
      attentive: true,
      condition: null,
      disposition: null,
      triage: null,
      confidence: null,
    })
  })

  it('of no code at all is no condition', () => {
    expect(namesOne([])).toBe(false)
  })
})
