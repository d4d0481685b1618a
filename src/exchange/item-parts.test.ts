import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Item, itemSchema } from '../items/item.ts'
import { everyName } from './import-record.ts'
import { parseMapping } from './mapping-file.ts'
import { type StagedImport, stageImport } from './stage.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parts-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function stage(name: string, content: string, mapping: string): Promise<StagedImport> {
  const file = join(folder, name)
  await writeFile(file, content)
  return stageImport({ tables: [{ file, mapping: parseMapping(mapping, 'm.yaml') }], known: everyName })
}

async function itemsOf(staged: StagedImport): Promise<Item[]> {
  const items: Item[] = []
  for await (const record of staged.records())
    if (record.kind === 'item') items.push(itemSchema.parse(record.item))
  return items
}

const wide = `schemaVersion: 2
form: items
columns:
  key: id
  text: question
  options: {A: first, B: second, C: third}
  answerKey: right
  context: [passage]
`

const nested = `schemaVersion: 2
form: items
columns: {key: id, text: question, turns: before, options: choices, answerKey: {column: right, values: {one: A}}, criteria: rubric}
`

describe('own questions', () => {
  it('may have a column for each option, and leave some of them empty', async () => {
    const staged = await stage(
      'wide.csv',
      'id,question,first,second,third,right,passage\nq1,Which?,yes,no,,B,Read this.\nq2,Why?,,,,,\n',
      wide,
    )
    expect(staged.problems).toEqual([])
    expect(await itemsOf(staged)).toEqual([
      {
        key: 'q1',
        text: 'Which?',
        strata: {},
        context: ['Read this.'],
        options: [
          { label: 'A', text: 'yes' },
          { label: 'B', text: 'no' },
        ],
        answerKey: 'B',
      },
      { key: 'q2', text: 'Why?', strata: {} },
    ])
  })

  it('may have turns, options and criteria as JSON, in both spellings of a turn', async () => {
    const record = {
      id: 'q1',
      question: 'And now?',
      before: [
        { role: 'user', text: 'I fell.' },
        { role: 'assistant', content: 'Does it hurt?' },
      ],
      choices: ['rest', 'film'],
      right: 'one',
      rubric: [
        { text: 'Asks about pain', points: 2 },
        { id: 'x', text: 'Shouts', points: -1, tags: ['tone'] },
      ],
    }
    const inCells = Object.entries(record).map(([, value]) =>
      typeof value === 'string' ? value : `"${JSON.stringify(value).replaceAll('"', '""')}"`,
    )
    const csv = `${Object.keys(record).join(',')}\n${inCells.join(',')}\n`
    for (const [name, text] of [
      ['nested.jsonl', JSON.stringify(record)],
      ['nested.csv', csv],
    ] as const)
      expect(await itemsOf(await stage(name, text, nested))).toEqual([
        {
          key: 'q1',
          text: 'And now?',
          strata: {},
          turns: [
            { role: 'user', text: 'I fell.' },
            { role: 'assistant', text: 'Does it hurt?' },
          ],
          options: [
            { label: 'A', text: 'rest' },
            { label: 'B', text: 'film' },
          ],
          answerKey: 'A',
          criteria: [
            { id: '1', text: 'Asks about pain', points: 2, tags: [] },
            { id: 'x', text: 'Shouts', points: -1, tags: ['tone'] },
          ],
        },
      ])
  })

  it('names the field of every part that does not read, and takes nothing of the row', async () => {
    const lines = [
      { id: 'q1', question: '?', before: 'not JSON' },
      { id: 'q2', question: '?', rubric: [{ text: 'x', points: 'two' }] },
      { id: 'q3', question: '?', choices: ['one'], right: 'one' },
      { id: 'q4', question: '?', choices: ['one', 'two'], right: 'one' },
      { id: 'q5', choices: ['one', 'two'] },
      { id: 'q6', question: '?', right: 'one' },
      { id: 'q7', question: '?', before: [{ role: 'doctor', text: 'x' }] },
    ]
    const staged = await stage('bad.jsonl', lines.map((line) => JSON.stringify(line)).join('\n'), nested)
    expect(staged.problems.map(({ code, place, value }) => [code, place.line, place.field, value])).toEqual([
      ['ROW_PART_INVALID', 1, 'before', 'not JSON'],
      ['ROW_PART_INVALID', 2, 'rubric', '[{"text":"x","points":"two"}]'],
      ['ROW_ITEM_INVALID', 3, 'choices', 'one'],
      ['ROW_ITEM_INVALID', 5, 'text', null],
      ['ROW_ITEM_INVALID', 6, 'right', 'A'],
      ['ROW_PART_INVALID', 7, 'before', '[{"role":"doctor","text":"x"}]'],
    ])
    expect((await itemsOf(staged)).map((item) => item.key)).toEqual(['q4'])
  })

  it('keeps labels that are called like what every object has', async () => {
    const labels = ['constructor', 'toString', 'hasOwnProperty', '__defineGetter__']
    const choices = JSON.stringify(Object.fromEntries(labels.map((label, index) => [label, `text ${index}`])))
    const line = `{"id":"q1","question":"?","choices":${choices},"right":"toString"}\n`
    const csv = `id,question,choices,right\nq1,?,"${choices.replaceAll('"', '""')}",toString\n`
    const mapping = nested
      .replace('{column: right, values: {one: A}}', 'right')
      .replace(', criteria: rubric', '')
    for (const [name, text] of [
      ['labels.jsonl', line],
      ['labels.csv', csv],
    ] as const) {
      const staged = await stage(name, text, mapping.replace('turns: before, ', ''))
      expect(staged.problems).toEqual([])
      const [item] = await itemsOf(staged)
      expect(item?.options?.map(({ label }) => label)).toEqual(labels)
      expect(item?.answerKey).toBe('toString')
    }
    const columns = 'options: {toString: first, constructor: second}'
    const byColumn = wide.replace(/options: .*/, columns).replace(/ {2}context: .*\n/, '')
    const [item] = await itemsOf(
      await stage('columns.csv', 'id,question,first,second,right\nq1,?,x,y,constructor\n', byColumn),
    )
    expect(item?.options?.map(({ label }) => label)).toEqual(['toString', 'constructor'])
  })

  it('refuses the one label that would be lost, and one that stands twice', async () => {
    const choices = (label: string) => `{"A":"x","B":"y","${label}":"z"}`
    for (const [label, code] of [
      ['__proto__', 'JSON_NAME_RESERVED'],
      ['A', 'JSON_NAME_REPEATED'],
    ] as const) {
      const line = `{"id":"q1","question":"?","choices":${choices(label)}}\n`
      const csv = `id,question,choices\nq1,?,"${choices(label).replaceAll('"', '""')}"\n`
      const mapping = 'schemaVersion: 2\nform: items\ncolumns: {key: id, text: question, options: choices}\n'
      for (const [name, text, at] of [
        ['lost.jsonl', line, 1],
        ['lost.csv', csv, 2],
      ] as const) {
        const staged = await stage(name, text, mapping)
        expect(staged.problems).toMatchObject([
          { code, place: { line: at, field: `choices.${label}` }, value: label },
        ])
        expect(await itemsOf(staged)).toEqual([])
      }
    }
  })

  it('names columns that the table does not have, and refuses parts in version 1', async () => {
    await expect(stage('few.csv', 'id,question,first\nq1,?,x\n', wide)).rejects.toThrow(
      /m?.*field columns\.options\.B.*MAPPING_COLUMN_UNKNOWN|columns\.\w+.*MAPPING_COLUMN_UNKNOWN/,
    )
    expect(() => parseMapping(wide.replace('schemaVersion: 2', 'schemaVersion: 1'), 'm.yaml')).toThrow(
      /line 6, field columns\.options: .*MAPPING_INVALID/,
    )
  })

  it('keeps a second description of an item that differs in a part apart', async () => {
    const staged = await stage(
      'twice.csv',
      'id,question,first,second,third,right,passage\nq1,Which?,yes,no,,B,\nq1,Which?,yes,no,,A,\n',
      wide,
    )
    expect(staged.problems.map(({ code }) => code)).toEqual(['ROW_ITEM_CONFLICT'])
  })
})
