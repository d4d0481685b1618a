import { describe, expect, it } from 'vitest'
import { marksOf, placesOf, recordsOf, stagingFolder } from './testing/staging.ts'

const tables = stagingFolder()

describe('absolute marks and answers', () => {
  const absolute = `schemaVersion: 1
form: absolute
columns: {item: q, arm: m, reviewer: r, value: v, axis: x, status: s}
`
  it('a refusal is neither a mark nor a missing mark', async () => {
    const csv = `q,m,r,x,v,s
1,m1,r,acc,good,answered
1,m2,r,acc,,refused
1,m3,r,acc,,answered
2,m1,r,acc,poor,failed
1,m2,r2,acc,,answered
`
    const staged = await tables.stage(csv, `${absolute}levels: {poor: 1, good: 3, "": missing}\n`)
    expect(await marksOf(staged)).toEqual([
      ['acc', 3],
      ['acc', null],
    ])
    const answers = (await recordsOf(staged)).flatMap((record) =>
      record.kind === 'answer' ? [[record.answer.arm, record.answer.status]] : [],
    )
    expect(answers).toEqual([
      ['m1', 'answered'],
      ['m2', 'refused'],
      ['m3', 'answered'],
    ])
    expect(placesOf(staged)).toEqual([
      ['ROW_STATUS_CONFLICT', 5, 'v'],
      ['ROW_STATUS_CONFLICT', 6, 's'],
    ])
  })

  it('hold each axis of a long table to its own scale', async () => {
    const mapping = `${absolute.replace(', status: s', '')}axes: {acc: {scale: {min: 0, max: 1, step: 0.1}}, use: {levels: {low: 1}}}\n`
    const csv = 'q,m,r,x,v\n1,m,r,acc,0.7\n1,m,r,use,low\n2,m,r,acc,0.75\n2,m,r,use,0.1\n2,m,r,tone,1\n'
    const staged = await tables.stage(csv, mapping)
    expect(await marksOf(staged)).toEqual([
      ['acc', 0.7],
      ['use', 1],
    ])
    expect(placesOf(staged)).toEqual([
      ['ROW_NUMBER_RANGE', 4, 'v'],
      ['ROW_VALUE_UNKNOWN', 5, 'v'],
      ['ROW_AXIS_UNKNOWN', 6, 'x'],
    ])
  })

  it('answers and items: repetitions, contradictions, and an answer without text', async () => {
    const answers = `schemaVersion: 1
form: answers
columns: {item: q, arm: m, status: s, text: t}
provenance: captured
`
    const csv =
      'q,m,s,t\n1,m,answered,Yes\n1,m,answered,Yes\n1,m,refused,\n2,m,answered,\n2,m,refused,I cannot\n'
    const staged = await tables.stage(csv, answers)
    expect(placesOf(staged)).toEqual([
      ['ROW_DUPLICATE', 3, 'q'],
      ['ROW_STATUS_CONFLICT', 4, 's'],
      ['ROW_STATUS_CONFLICT', 5, 't'],
    ])
    expect(staged.counts).toMatchObject({ answers: 2, items: 2, judgments: 0 })
    const unsaid = await tables.stage('q,m,t\n1,m,\n', answers.replace(' status: s,', ''))
    expect(placesOf(unsaid)).toEqual([['ROW_FIELD_MISSING', 2, 't']])

    const items = 'schemaVersion: 1\nform: items\ncolumns: {key: k, text: t}\n'
    const twice = await tables.stage('k,t\n1,a\n1,a\n1,b\n', items)
    expect(placesOf(twice)).toEqual([
      ['ROW_DUPLICATE', 3, 'k'],
      ['ROW_ITEM_CONFLICT', 4, 'k'],
    ])
  })
})
