import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import {
  type InventedClaim,
  inventedDesign,
  inventedEffect,
  inventedIndex,
} from '../testing/invented-ledger.ts'
import { metaForest } from './forest-data.ts'
import { isRefusal, ledgerMeta, poolClaims } from './meta-analysis.ts'

const four: readonly InventedClaim[] = [
  { number: 1, effect: inventedEffect(24.4, 18.3, 30.4), independence: 'vendor' },
  { number: 2, effect: inventedEffect(10, 2, 18), independence: 'vendor-linked' },
  { number: 3, effect: inventedEffect(31, 20, 42) },
  { number: 4, effect: inventedEffect(-5, -15, 5) },
]

describe('ledgerMeta', () => {
  /*
   * R 4.2.2 metafor 3.8-1: y = qlogis((1 + D)/2), v = ((qlogis of the upper end - of the lower end)/(2 qnorm(.975)))^2;
   * rma(y, v, method = "REML", test = "adhoc", control = list(threshold = 1e-14, maxiter = 10000)); the prediction interval by hand with qt(.975, k - 2).
   */
  it('pools win differences as metafor does', () => {
    const [group, ...others] = ledgerMeta(inventedIndex(four), 'systems').groups
    expect(others).toEqual([])
    expectClose(group?.all.reml?.tau2 ?? null, 0.0950133630662674, 1e-8)
    expectClose(group?.all.reml?.estimate ?? null, 0.308099137357351, 1e-9)
    expectClose(group?.all.reml?.hkAdHoc?.ci?.lower ?? null, -0.210355431162558, 1e-8)
    expectClose(group?.all.reml?.hkAdHoc?.ci?.upper ?? null, 0.826553705877259, 1e-8)
    expectClose(group?.all.reml?.pi?.lower ?? null, -1.18892518193754, 1e-8)
    expectClose(group?.all.reml?.pi?.upper ?? null, 1.80512345665224, 1e-8)
  })

  it('keeps vendors and independent studies apart', () => {
    const [group] = ledgerMeta(inventedIndex(four), 'systems').groups
    expectClose(group?.subgroups.vendor?.reml?.estimate ?? null, 0.353577114223739, 1e-9)
    expectClose(group?.subgroups.vendor?.reml?.hkAdHoc?.ci?.upper ?? null, 2.24207157043508, 1e-8)
    expectClose(group?.subgroups.independent?.reml?.estimate ?? null, 0.267073829030621, 1e-8)
    // rma of the two means with their Wald errors, method = "FE", mods = the subgroup: QM and QMp.
    expectClose(group?.difference?.q ?? null, 0.0469397463647306, 1e-7)
    expectClose(group?.difference?.p ?? null, 0.828476577044528, 1e-7)
    expect(group?.remarks).toEqual([
      'Two studies of vendors: their interval rests on one degree of freedom and is very wide.',
      'Two studies of others: their interval rests on one degree of freedom and is very wide.',
      'Fewer than five studies: the range of their estimates is the honest summary.',
    ])
  })

  it('gives a forest plot its rows, two subgroups and all', () => {
    const index = inventedIndex(four)
    const [group] = ledgerMeta(index, 'systems').groups
    if (group === undefined) throw new Error('no group')
    const forest = metaForest(index, group)
    expect(forest.studies.map(({ claim, subgroup }) => [claim, subgroup])).toEqual([
      ['claim-1', 'vendor'],
      ['claim-2', 'vendor'],
      ['claim-3', 'independent'],
      ['claim-4', 'independent'],
    ])
    expectClose(forest.studies[0]?.weight ?? null, 26.2168244289284, 1e-8)
    expect(forest.summaries.map(({ label, k }) => [label, k])).toEqual([
      ['Vendor', 2],
      ['Independent', 2],
      ['All', 4],
    ])
    // The study's own interval: exp(qlogis(.5915)) and exp(qlogis(.652)), by hand .5915/.4085 and .652/.348.
    const [own] = forest.studies
    expectClose(Math.exp(own?.interval.lower ?? Number.NaN), 0.5915 / 0.4085)
    expectClose(Math.exp(own?.interval.upper ?? Number.NaN), 0.652 / 0.348)
    // metafor: QE, I2 by Higgins from it.
    const all = forest.summaries[2]?.heterogeneity
    expectClose(all?.q ?? null, 32.7341336675592, 1e-9)
    expectClose(all?.i2 ?? null, 90.8352546291056, 1e-9)
    expectClose(all?.tau2 ?? null, 0.0950133630662674, 1e-8)
    expect(all?.df).toBe(3)
    expect(forest).toMatchObject({
      logarithm: true,
      contrast: { first: 'Tool', second: 'Model' },
      favours: { negative: 'Model', positive: 'Tool' },
    })
  })

  /*
   * R 4.2.2 metafor 3.8-1 as above, seven studies; QM of rma(means, sei, mods = subgroup, method = "FE") with Wald errors. The
   * interval of tau2 by uniroot on Q at 1e-14, since confint stops early; the prediction interval by hand with the SE of rma(test = "z") and qt(.975, 5).
   */
  it('is equal to metafor on seven studies, two of them of vendors', () => {
    const of = (number: number, value: number, lower: number, upper: number, vendor = false) => ({
      number,
      effect: inventedEffect(value, lower, upper),
      ...(vendor ? { independence: 'vendor' as const } : {}),
    })
    const index = inventedIndex([
      of(1, 10, 2, 18),
      of(2, -4, -12, 4),
      of(3, 6, 0, 12),
      of(4, 30, 20, 40, true),
      of(5, 22, 15, 29, true),
      of(6, 3, -9, 15),
      of(7, 12, 4, 20),
    ])
    const [group] = ledgerMeta(index, 'systems').groups
    if (group === undefined) throw new Error('no group')
    const { studies, summaries, difference } = metaForest(index, group)
    const weights = [
      14.6065284686637, 14.6391967383454, 15.5180612688276, 13.1198219053764, 14.9444607513402,
      12.5827946803078, 14.5891361871388,
    ]
    for (const [place, weight] of weights.entries()) expectClose(studies[place]?.weight ?? null, weight, 1e-7)
    const [vendor, independent, all] = summaries
    expectClose(vendor?.estimate ?? null, 0.512658506507188, 1e-7)
    expectClose(vendor?.interval?.lower ?? null, -0.546736050808762, 1e-6)
    expectClose(independent?.interval?.upper ?? null, 0.271927009981212, 1e-7)
    expectClose(all?.estimate ?? null, 0.227038125097195, 1e-8)
    expectClose(all?.interval?.lower ?? null, 0.0113252907405047, 1e-6)
    expectClose(all?.interval?.upper ?? null, 0.442750959453886, 1e-7)
    expectClose(all?.prediction?.lower ?? null, -0.362420215318854, 1e-7)
    expectClose(all?.prediction?.upper ?? null, 0.816496465513245, 1e-7)
    const unlike = all?.heterogeneity
    expectClose(unlike?.tau2 ?? null, 0.0450106284906442, 1e-7)
    expectClose(unlike?.tau2Interval?.lower ?? null, 0.0139403560909939, 1e-7)
    expectClose(unlike?.tau2Interval?.upper ?? null, 0.262237550926986, 1e-7)
    expectClose(unlike?.q ?? null, 39.4219930616745, 1e-9)
    expectClose(unlike?.p ?? null, 5.91570163877986e-7, 1e-7)
    expectClose(unlike?.i2 ?? null, 84.7800693622639, 1e-9)
    expectClose(difference?.q ?? null, 15.6327137931271, 1e-6)
    expectClose(difference?.p ?? null, 7.69124179021861e-5, 1e-5)
  })

  it('shows the one study of a subgroup with its own interval', () => {
    const index = inventedIndex(four.filter(({ number }) => number !== 2))
    const [group] = ledgerMeta(index, 'systems').groups
    if (group === undefined) throw new Error('no group')
    const [vendor] = metaForest(index, group).summaries
    expect(vendor).toMatchObject({ label: 'Vendor', k: 1, prediction: null, heterogeneity: null })
    expectClose(Math.exp(vendor?.interval?.upper ?? Number.NaN), 0.652 / 0.348)
    expect(group.remarks).toContain('One study of vendors: its own interval stands.')
  })

  it('turns a contrast that is told from the other side', () => {
    const told = inventedEffect(-10, -18, -2)
    const index = inventedIndex([
      { number: 1, effect: inventedEffect(10, 2, 18) },
      { number: 2, effect: { ...told, of: ['model'], against: ['tool'] } },
    ])
    const [group] = ledgerMeta(index, 'systems').groups
    // By hand: log(0.55/0.45).
    for (const row of group?.rows ?? []) expectClose(row.estimate, 0.200670695462151, 1e-12)
    expect(group?.rows).toHaveLength(2)
    expect(group?.key).toMatchObject({ first: 'tool', second: 'model' })
  })

  it('takes one row of studies that share their data, by n and never by effect', () => {
    const large = inventedEffect(1, -1, 3)
    const index = inventedIndex([
      { number: 1, effect: inventedEffect(40, 30, 50) },
      {
        number: 2,
        effect: { ...large, n: { value: 900, access: 'P', source: 'paper-2' } },
        study: { sharesDataWith: ['study-3'] },
      },
      { number: 3, effect: inventedEffect(60, 50, 70), study: { sharesDataWith: ['study-1'] } },
    ])
    const [group] = ledgerMeta(index, 'systems').groups
    expect(group?.rows.map(({ claim }) => claim.id)).toEqual(['claim-2'])
    expect(group?.leftOut.map(({ claim }) => claim).sort()).toEqual(['claim-1', 'claim-3'])
  })

  it('pools other systems of the same kinds only where that is asked for', () => {
    const effect = inventedEffect(10, 2, 18)
    const index = inventedIndex([
      { number: 1, effect },
      { number: 2, effect: { ...effect, against: ['other'] } },
    ])
    expect(ledgerMeta(index, 'systems').groups).toHaveLength(2)
    expect(ledgerMeta(index, 'kinds').groups).toHaveLength(1)
  })

  it('says why a claim cannot be pooled', () => {
    const effect = inventedEffect(10, 2, 18)
    const { groups, refused } = ledgerMeta(
      inventedIndex([
        { number: 1, effect: { ...effect, interval: { value: null, reason: 'not given' } } },
        { number: 2, effect: inventedEffect(null, 1, 2) },
        {
          number: 3,
          effect,
          study: { design: { ...inventedDesign, form: { value: null, reason: 'not given' } } },
        },
        { number: 4, effect: null },
      ]),
      'systems',
    )
    expect(groups).toEqual([])
    expect(refused).toEqual([
      { claim: 'claim-1', reason: 'It has no interval, so nobody knows how much it should weigh.' },
      { claim: 'claim-2', reason: 'It gives no estimate.' },
      { claim: 'claim-3', reason: 'Its form of marking is not known.' },
    ])
  })

  it('never pools differences in different units', () => {
    const effect = { ...inventedEffect(10, 2, 18), kind: 'difference-of-differences' as const }
    const claims = [
      {
        number: 1,
        effect: { ...inventedEffect(0.1, 0.02, 0.18), kind: effect.kind, unit: 'marks on 1 to 4' },
      },
      { number: 2, effect },
      { number: 3, effect: { ...effect, unit: 'Comparisons ' } },
    ]
    const { groups } = ledgerMeta(inventedIndex(claims), 'systems')
    expect(groups.map(({ rows }) => rows.map(({ claim }) => claim.id))).toEqual([
      ['claim-1'],
      ['claim-2', 'claim-3'],
    ])
    const refusal = poolClaims(inventedIndex(claims), ['claim-1', 'claim-2'], 'systems')
    expect(isRefusal(refusal) ? refusal.reasons : []).toEqual([
      'They are in different units: comparisons; marks on 1 to 4.',
    ])
  })

  it('never pools SAMPLE data with real ones', () => {
    const index = inventedIndex([{ number: 1 }, { number: 2, study: { sample: true } }])
    expect(ledgerMeta(index, 'systems').groups).toHaveLength(2)
  })
})

describe('poolClaims', () => {
  it('refuses unlike effects, one reason for each difference', () => {
    const effect = inventedEffect(10, 2, 18)
    const result = poolClaims(
      inventedIndex([
        { number: 1, effect },
        { number: 2, effect: { ...effect, kind: 'risk-difference' }, claim: { outcome: 'harm' } },
      ]),
      ['claim-1', 'claim-2'],
      'systems',
    )
    expect(isRefusal(result) ? result.reasons : []).toEqual([
      'They measure different outcomes: accuracy; harm.',
      'They are effects of different kinds: preference-log-odds; risk-difference.',
    ])
  })

  it('refuses a claim that is named twice', () => {
    const result = poolClaims(inventedIndex([{ number: 1 }]), ['claim-1', 'claim-1'], 'systems')
    expect(isRefusal(result) ? result.reasons : []).toEqual(['claim-1: It is named twice.'])
  })

  it('never pools conditional with marginal odds ratios', () => {
    const effect = inventedEffect(1.2, 1, 1.5)
    const result = poolClaims(
      inventedIndex([
        { number: 1, effect: { ...effect, kind: 'odds-ratio' } },
        { number: 2, effect: { ...effect, kind: 'paired-odds-ratio' } },
      ]),
      ['claim-1', 'claim-2'],
      'systems',
    )
    expect(isRefusal(result)).toBe(true)
  })

  it('pools what is alike, and says what two studies are worth', () => {
    const result = poolClaims(
      inventedIndex([{ number: 1 }, { number: 2 }]),
      ['claim-1', 'claim-2'],
      'systems',
    )
    expect(isRefusal(result) ? null : result.all.k).toBe(2)
    expect(isRefusal(result) ? [] : result.remarks).toEqual([
      'Two studies: the interval rests on one degree of freedom and is very wide; a new study cannot be predicted.',
      'All of them are independent.',
    ])
  })
})
