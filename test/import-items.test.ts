import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readImports } from '../src/store/reading/read-imports.ts'
import { readItems } from '../src/store/reading/read-items.ts'
import { findStudy } from '../src/store/studies.ts'
import { projectRoot } from './support/command-line.ts'
import { expectRefused, parsedProblems } from './support/expect-problems.ts'
import { type SharedWorkspace, sharedWorkspace } from './support/shared-workspace.ts'

const protocol = readFileSync(join(projectRoot, 'studies', 'sample', 'protocol.yaml'), 'utf8')

let workspace: SharedWorkspace
beforeAll(async () => {
  workspace = await sharedWorkspace()
})
afterAll(() => workspace[Symbol.asyncDispose]())

async function stored(name: string) {
  const study = await findStudy(workspace.store, name)
  if (study === null) throw new Error(`no study ${name}`)
  const items = []
  for await (const page of readItems(workspace.store, study)) items.push(...page)
  return { items, imports: await readImports(workspace.store, study) }
}

const words = ['fever', 'cough', 'pain', 'rash', 'fall', 'thirst', 'oedema', 'tremor', 'vertigo', 'fatigue']

function example(index: number, change: Readonly<Record<string, unknown>> = {}) {
  const word = words[index % words.length]
  return {
    prompt_id: `p${String(index).padStart(3, '0')}`,
    prompt: [{ role: 'user', content: `What should a person with ${word} of kind ${index} do next?` }],
    rubrics: [{ criterion: 'Asks back', points: 3, tags: [] }],
    example_tags: [`theme:${index % 4 === 0 ? 'hedging' : 'emergency'}`],
    ...change,
  }
}

const lines = (records: readonly unknown[]) => records.map((record) => JSON.stringify(record)).join('\n')

const resultSchema = z.object({
  records: z.int(),
  items: z.int(),
  notDrawn: z.int(),
  notAskedFor: z.int(),
  seed: z.int().nullable(),
  strata: z.array(z.object({ available: z.int(), drawn: z.int() })),
  nearDuplicates: z.array(z.object({ one: z.string(), other: z.string() })),
  nearDuplicatesWithStudy: z.array(z.object({ one: z.string(), other: z.string() })),
})

describe('equipoise import items', () => {
  it('brings in a gzipped file, with its turns, criteria and source', async () => {
    const study = await workspace.study('whole', protocol)
    const records = Array.from({ length: 12 }, (_, index) => example(index))
    const file = await workspace.input('examples.jsonl.gz', gzipSync(lines(records)))
    const { out } = await study.done('import', 'items', 'healthbench', file)
    expect(out).toContain('Imported 12 new items of 12 records.')
    expect(out).toContain('Contamination: ')
    const { items, imports } = await stored('whole')
    expect(items).toHaveLength(12)
    expect(items[0]).toMatchObject({
      key: 'p000',
      strata: { theme: 'hedging' },
      criteria: [{ id: '1', text: 'Asks back', points: 3 }],
      source: { set: 'healthbench', id: 'p000', licence: 'MIT' },
    })
    expect(imports).toMatchObject([
      { kind: 'items healthbench', fileName: 'examples.jsonl.gz', rowsRead: 12, rowsImported: 12 },
    ])
    await expectRefused(study, ['import', 'items', 'healthbench', file], [{ code: 'IMPORT_DUPLICATE' }])
  })

  it('draws the same stratified sample whatever the order of the file, and records how', async () => {
    const records = Array.from({ length: 40 }, (_, index) => example(index))
    const drawn: string[][] = []
    for (const [name, order] of [
      ['forwards', records],
      ['backwards', [...records].reverse()],
    ] as const) {
      const study = await workspace.study(name, protocol)
      const file = await workspace.input(`${name}.jsonl`, lines(order))
      const given = ['--sample', '8', '--by', 'theme', '--seed', '11']
      const { out } = await study.done('import', 'items', 'healthbench', file, ...given, '--json')
      expect(resultSchema.parse(JSON.parse(out))).toMatchObject({
        records: 40,
        items: 8,
        notDrawn: 32,
        seed: 11,
        strata: [
          { available: 30, drawn: 6 },
          { available: 10, drawn: 2 },
        ],
      })
      const { items, imports } = await stored(name)
      drawn.push(items.map((item) => item.key))
      expect(imports).toMatchObject([
        {
          kind: 'items healthbench, 8 of 40, proportional by theme, seed 11',
          rowsImported: 8,
          skipped: [{ code: 'ITEM_NOT_DRAWN', n: 32 }],
        },
      ])
    }
    expect(drawn[0]).toEqual(drawn[1])
  })

  it('takes the items of a stratum alone, and as many from each with --equal', async () => {
    const study = await workspace.study('only', protocol)
    const file = await workspace.input(
      'only.jsonl',
      lines(Array.from({ length: 8 }, (_, index) => example(index))),
    )
    const only = await study.done('import', 'items', 'healthbench', file, '--only', 'theme=hedging', '--json')
    expect(resultSchema.parse(JSON.parse(only.out))).toMatchObject({ items: 2, notAskedFor: 6 })
    const equal = await workspace.study('equal', protocol)
    const given = ['--sample', '4', '--by', 'theme', '--equal', '--json']
    const { out } = await equal.done('import', 'items', 'healthbench', file, ...given)
    const { strata, seed } = resultSchema.parse(JSON.parse(out))
    expect(strata.map((stratum) => stratum.drawn)).toEqual([2, 2])
    expect(seed, 'the protocol’s').toBe(Number(/^seed: (\d+)$/m.exec(protocol)?.[1]))
  })

  it('reports near-duplicates among the items and with those of the study', async () => {
    const study = await workspace.study('near', protocol)
    const same = (id: string, mark: string) =>
      example(1, {
        prompt_id: id,
        prompt: [{ role: 'user', content: `Is paracetamol safe in late pregnancy${mark}` }],
      })
    const first = await workspace.input('near-1.jsonl', lines([same('a', '?'), same('b', '.'), example(2)]))
    const one = await study.done('import', 'items', 'healthbench', first)
    expect(one.out).toContain('Near-duplicates among them: 1 pair.\n  a and b, similarity 1.00')
    const second = await workspace.input('near-2.jsonl', lines([same('c', '!')]))
    const two = await study.done('import', 'items', 'healthbench', second, '--json')
    expect(resultSchema.parse(JSON.parse(two.out))).toMatchObject({
      nearDuplicates: [],
      nearDuplicatesWithStudy: [
        { one: 'c', other: 'a' },
        { one: 'c', other: 'b' },
      ],
    })
  })

  it('refuses bad records by line, and leaves them out where asked to', async () => {
    const study = await workspace.study('bad', protocol)
    const file = await workspace.input(
      'bad.jsonl',
      lines([example(0), example(1, { rubrics: [] }), example(2)]),
    )
    await expectRefused(
      study,
      ['import', 'items', 'healthbench', file],
      [
        {
          code: 'ITEM_RECORD',
          place: { file: expect.stringContaining('bad.jsonl'), line: 2, field: 'rubrics' },
        },
        { code: 'ITEMS_BAD', message: 'Nothing was imported: 1 of 3 records is bad.' },
      ],
    )
    const { out } = await study.done('import', 'items', 'healthbench', file, '--skip-bad')
    expect(out).toContain('Left out 1 bad record.')
    expect((await stored('bad')).imports).toMatchObject([
      { rowsRead: 3, rowsImported: 2, skipped: [{ code: 'ITEM_RECORD', n: 1 }] },
    ])
  })

  it('says so where all records are bad, and where the file as a whole is', async () => {
    const study = await workspace.study('all-bad', protocol)
    const one = await workspace.input('one.jsonl', lines([example(0, { rubrics: [] })]))
    const broken = await workspace.input('broken.json', '{"questions": [')
    for (const [format, file, message, remedy] of [
      [
        'healthbench',
        one,
        'Nothing was imported: 1 of 1 record is bad.',
        'Mend the record, or name the format that the file has.',
      ],
      [
        'bioasq',
        broken,
        'Nothing was imported: a file as a whole cannot be read.',
        'Mend what is named above it, or name the format that the file has.',
      ],
    ] as const) {
      const { out } = await study.run('import', 'items', format, file, '--json')
      expect(parsedProblems(out).at(-1)).toMatchObject({ code: 'ITEMS_BAD', message, remedy })
    }
  })

  it('says what is wrong with the command', async () => {
    const study = await workspace.study('wrong', protocol)
    const file = await workspace.input('wrong.jsonl', lines([example(0)]))
    // Opening a study enters it in the store; from then on nothing may change.
    await study.done(
      'import',
      'items',
      'healthbench',
      await workspace.input('first.jsonl', lines([example(9)])),
    )
    const binary = await workspace.input('latin.jsonl', Buffer.from([0x7b, 0xe9, 0x7d]))
    const empty = await workspace.input('brackets.json', '{"questions": []}')
    const lone = await workspace.input(
      'lone-option.jsonl',
      '{"question":"x","answer":"a","options":{"A":"a"},"meta_info":"s","answer_idx":"A"}\n',
    )
    for (const [given, code] of [
      [['items'], 'ITEMS_FORMAT'],
      [['items', 'medqb', file], 'ITEMS_FORMAT'],
      [['items', 'medqa'], 'ITEMS_NO_FILE'],
      [['items', 'medqa', `${file}.gone`], 'FILE_NOT_FOUND'],
      [['items', 'healthbench', binary], 'FILE_NOT_UTF8'],
      [['items', 'bioasq', empty], 'ITEMS_NONE'],
      [['items', 'medqa', lone], 'ITEM_INVALID'],
      [['items', 'healthbench', file, '--only', 'theme'], 'ITEMS_ONLY'],
      [['items', 'healthbench', file, '--only', 'theme=other'], 'ITEMS_ONLY'],
      [['items', 'healthbench', file, '--sample', '2'], 'SAMPLE_SIZE'],
      [['items', 'healthbench', file, '--sample', '1', '--by', 'task'], 'SAMPLE_STRATUM'],
      [['items', 'healthbench', file, '--by', 'theme'], 'ITEMS_NO_SAMPLE'],
      [[file, '--mapping', file, '--sample', '1'], 'IMPORT_OPTION'],
    ] as const)
      await expectRefused(study, ['import', ...given], [{ code }])
    expect((await study.run('import', 'items', 'medmcqa', file, '--first-option', '2')).exitCode).toBe(2)
  })
})
