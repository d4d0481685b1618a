import { describe, expect, it } from 'vitest'
import { problemSentence } from '../problem.ts'
import { longMapping, marksOf, pairwiseHead, placesOf, recordsOf, stagingFolder } from './testing/staging.ts'

const tables = stagingFolder()

describe('pairwise marks', () => {
  it('read every field', async () => {
    const csv = `q,a,b,v,x,r,mode,secs,from,to,okA,okB,what,may,book,stA,stB,text,Specialty,left
q1, m1 ,m2,A,acc,dr1,text,12.5,2026-06-12 09:30,2026-06-12T09:31:00+0200,yes,0,gold,TRUE,2,ok,no,"Why?
",Cardio,m2
`
    const staged = await tables.stage(
      csv,
      `${pairwiseHead}columns: {item: q, armA: a, armB: b, value: v, axis: x, reviewer: r, rendering: mode,
  activeSeconds: secs, shownAt: from, decidedAt: to, adequacyA: okA, adequacyB: okB, role: what, consent: may,
  rulebookVersion: book, statusA: stA, statusB: stB, itemText: text, strata: {specialty: Specialty}}
values: {A: {value: a, strength: 2}}
firstShown: {armColumn: left}
statuses: {ok: answered, no: refused}
utcOffset: "+02:00"
`,
    )
    expect(staged.problems.map(problemSentence)).toEqual([])
    expect(await recordsOf(staged)).toEqual([
      { kind: 'item', line: 2, item: { key: 'q1', text: 'Why?\n', strata: { specialty: 'Cardio' } } },
      {
        kind: 'answer',
        line: 2,
        answer: { item: 'q1', arm: 'm1', status: 'answered', text: null, provenance: 'recorded' },
      },
      {
        kind: 'answer',
        line: 2,
        answer: { item: 'q1', arm: 'm2', status: 'refused', text: null, provenance: 'recorded' },
      },
      {
        kind: 'judgment',
        line: 2,
        judgment: {
          form: 'pairwise',
          item: 'q1',
          axis: 'acc',
          armA: 'm1',
          armB: 'm2',
          value: 1,
          strength: 2,
          rendering: 'text',
          reviewer: 'dr1',
          shownAt: '2026-06-12T09:30:00+02:00',
          decidedAt: '2026-06-12T09:31:00+02:00',
          activeSeconds: 12.5,
          adequacyA: true,
          adequacyB: false,
          role: 'gold',
          consent: true,
          rulebookVersion: '2',
          harm: null,
          side: 'b',
        },
      },
    ])
  })

  it('keep a tie, a missing mark and a mark without strength apart', async () => {
    const staged = await tables.stage(
      'q,a,b,v,x,r\n1,m,n,=,x,r\n2,m,n,,x,r\n3,m,n,b,x,r\n4,m,n,a,x,r\n',
      longMapping,
    )
    expect(await marksOf(staged)).toEqual([
      ['x', 0, null, null],
      ['x', null, null, null],
      ['x', -1, null, null],
      ['x', 1, 1, null],
    ])
    expect(staged.counts).toMatchObject({ judgments: 4, emptyMarks: 1, items: 4, answers: 0 })
  })

  it.each([
    // 1 to 7 with the tie at 4: 7 is three points above it.
    ['{from: 1, to: 7, positive: a}', '7', [1, 3]],
    ['{from: 1, to: 7, positive: a}', '3', [-1, 1]],
    ['{from: 1, to: 7, positive: b}', '7', [-1, 3]],
    ['{from: -3, to: 3, positive: a}', '0.0', [0, null]],
    // Six points have no tie; the two middle ones are half a step from 3.5 and the weakest preference.
    ['{from: 1, to: 6, positive: a}', '4', [1, 1]],
    ['{from: 1, to: 6, positive: a}', '1', [-1, 3]],
    ['{from: -50, to: 50, positive: a, strengths: false}', '+12.5', [1, null]],
  ])('read the numeric scale %s at %s', async (scale, cell, [value, strength]) => {
    const mapping = longMapping.replace(/values: .*/, `scale: ${scale}`)
    const staged = await tables.stage(`q,a,b,v,x,r\n1,m,n,${cell},x,r\n`, mapping)
    expect(await marksOf(staged)).toEqual([['x', value, strength, null]])
  })

  it('refuse numbers that are none or off the scale', async () => {
    const rows = ['NaN', 'Infinity', '1,5', '0x2', '4', 'n/a', '']
    const csv = `q,a,b,v,x,r\n${rows.map((cell, i) => `${i},m,n,"${cell}",x,r\n`).join('')}`
    const staged = await tables.stage(
      csv,
      longMapping.replace(/values: .*/, 'scale: {from: -3, to: 3, positive: a}\nempty: [n/a]'),
    )
    expect(staged.problems.map(({ code }) => code)).toEqual([
      ...Array.from({ length: 4 }, () => 'ROW_NUMBER_INVALID'),
      'ROW_NUMBER_RANGE',
      'ROW_FIELD_MISSING',
      'ROW_FIELD_MISSING',
    ])
    expect(staged.counts).toMatchObject({ rows: 7, badRows: 7, judgments: 0 })
    expect(await recordsOf(staged)).toEqual([])
  })

  it('of a wide table give one judgment for each axis, or none if one axis is bad', async () => {
    const mapping = `${pairwiseHead}columns: {item: q, armA: a, armB: b, reviewer: r}
axes: {acc: {column: c1}, use: {column: c2, scale: {from: -2, to: 2, positive: b}}}
values: {l: a, r: b}
firstShown: b
`
    const staged = await tables.stage('q,a,b,r,c1,c2\n1,m,n,z,l,2\n2,m,n,z,r,9\n', mapping)
    expect(await marksOf(staged)).toEqual([
      ['acc', 1, null, 'b'],
      ['use', -1, 2, 'b'],
    ])
    expect(placesOf(staged)).toEqual([['ROW_NUMBER_RANGE', 3, 'c2']])
  })
})

describe('pairs with an answer that was refused or failed', () => {
  it('stay without a mark, for the refusal rule; one that failed goes unless it was marked', async () => {
    const mapping = `${longMapping.replace('reviewer: r}', 'reviewer: r, statusA: sa, statusB: sb}').replace(', "": missing', '')}`
    const csv = `q,a,b,v,x,r,sa,sb
1,m,n,,x,r,answered,refused
2,m,n,b,x,r,refused,answered
3,m,n,,x,r,answered,failed
4,m,n,b,x,r,answered,failed
5,m,n,,x,r,refused,failed
6,m,n,,x,r,answered,answered
`
    const staged = await tables.stage(csv, mapping)
    expect(await marksOf(staged)).toEqual([
      ['x', null, null, null],
      ['x', -1, null, null],
      ['x', -1, null, null],
    ])
    expect(staged.counts).toMatchObject({ judgments: 3, emptyMarks: 1, answers: 10 })
    // An answered pair has to say what an empty cell means.
    expect(placesOf(staged)).toEqual([['ROW_FIELD_MISSING', 7, 'v']])
  })
})
