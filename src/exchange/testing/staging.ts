import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { answerSchema } from '../../answers/answer.ts'
import { itemSchema } from '../../items/item.ts'
import { judgmentSchema } from '../../judging/judgment.ts'
import { everyName, type ImportRecord, type KnownAxis, type KnownNames } from '../import-record.ts'
import { parseMapping } from '../mapping-file.ts'
import { type StagedImport, stageImport } from '../stage.ts'

export interface StagingFolder {
  readonly path: () => string
  /** Writes a table and gives its path. */
  readonly file: (content: string | Uint8Array, ending?: string) => Promise<string>
  readonly stage: (csv: string, mapping: string, known?: KnownNames) => Promise<StagedImport>
}

/** A folder for the tables of a test file. */
export function stagingFolder(): StagingFolder {
  let folder = ''
  let files = 0
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stage-'))
  })
  afterAll(() => rm(folder, { recursive: true }))
  const file = async (content: string | Uint8Array, ending = 'csv') => {
    const path = join(folder, `t${files++}.${ending}`)
    await writeFile(path, content)
    return path
  }
  return {
    path: () => folder,
    file,
    stage: async (csv, mapping, known = everyName) => {
      const table = { file: await file(csv), mapping: parseMapping(mapping, 'm.yaml') }
      return stageImport({ tables: [table], known })
    },
  }
}

/** All records, each of which must be what its schema says. */
export async function recordsOf(staged: StagedImport): Promise<ImportRecord[]> {
  const records: ImportRecord[] = []
  for await (const record of staged.records()) {
    if (record.kind === 'item') itemSchema.parse(record.item)
    if (record.kind === 'answer') answerSchema.parse(record.answer)
    if (record.kind === 'judgment') judgmentSchema.parse(record.judgment)
    records.push(record)
  }
  return records
}

/** Axis, value, strength and side of each mark on a pair; axis and value of each on one answer. */
export async function marksOf(staged: StagedImport): Promise<unknown[]> {
  return (await recordsOf(staged)).flatMap((record) =>
    record.kind !== 'judgment'
      ? []
      : [
          record.judgment.form === 'pairwise'
            ? [record.judgment.axis, record.judgment.value, record.judgment.strength, record.judgment.side]
            : [record.judgment.axis, record.judgment.value],
        ],
  )
}

/** Code, line and field of each problem. */
export function placesOf(staged: StagedImport): unknown[] {
  return staged.problems.map(({ code, place }) => [code, place.line, place.field])
}

export const pairwiseAxis = (id: string): KnownAxis => ({ id, form: 'pairwise', scale: null })

/** Beginning of a mapping of pairs. */
export const pairwiseHead = 'schemaVersion: 1\nform: pairwise\n'
/** A mapping of pairs with a column for the axis and choices in letters. */
export const longMapping = `${pairwiseHead}columns: {item: q, armA: a, armB: b, value: v, axis: x, reviewer: r}
values: {A: {value: a, strength: 2}, a: {value: a, strength: 1}, "=": tie, b: b, "": missing}
`
