import { type Problem, type ProblemError, problem } from '../problem.ts'
import { type HandledRow, handledRows, type ImportRequest } from './handled-rows.ts'
import type { ImportRecord } from './import-record.ts'
import { ProblemLog } from './problem-log.ts'
import { fileSha256, fileStamp } from './tables/bytes.ts'

export interface StagedTable {
  readonly file: string
  /** SHA-256 of the bytes as stored, hexadecimal. */
  readonly sha256: string
  readonly rows: number
  readonly badRows: number
}

/** An import that has been read from end to end and has written nothing. */
export interface StagedImport {
  readonly tables: readonly StagedTable[]
  /** What `records()` will yield. A bad row yields nothing, also where only one of its axes is bad. */
  readonly counts: {
    readonly rows: number
    readonly badRows: number
    readonly judgments: number
    /** Judgments without a mark: it is missing, or an answer of the pair was refused. */
    readonly emptyMarks: number
    /** Distinct items. */
    readonly items: number
    readonly answers: number
  }
  /** Names in the good rows, sorted. */
  readonly names: {
    readonly arms: readonly string[]
    readonly axes: readonly string[]
    readonly renderings: readonly string[]
    readonly reviewers: readonly string[]
  }
  /** The first thousand problems, in the order of the rows. */
  readonly problems: readonly Problem[]
  /** All problems; one row may have several. */
  readonly problemCount: number
  readonly problemsByCode: Readonly<Record<string, number>>
  /**
   * Reads the files again and streams the records of the good rows. Throws `FILE_CHANGED` at the end if a
   * file is no longer the one that was staged, so write the records in one transaction.
   */
  records(): AsyncGenerator<ImportRecord>
}

/**
 * Reads tables of marks, answers or items from end to end and says what an import would bring in and what
 * is wrong with it, so that the caller can refuse the import or skip the bad rows before anything is
 * written.
 *
 * Memory does not grow with the rows except for telling repetitions: 30 to 60 bytes for each study mark of
 * a named reviewer, and an entry for each item and each answer. Throws a `ProblemError` where a file or the
 * mapping as a whole cannot be used.
 */
export async function stageImport(request: ImportRequest): Promise<StagedImport> {
  const stamps: string[] = []
  for (const { file } of request.tables) stamps.push(await fileStamp(file))
  const log = new ProblemLog()
  const tally = new Tally(request.tables.length)
  for await (const row of handledRows(request)) {
    for (const found of row.problems) log.add(found)
    tally.add(row)
  }
  // Only now, so that a file which is refused at its beginning is not read to its end.
  const sums: string[] = []
  for (const [index, { file }] of request.tables.entries()) {
    sums.push(await fileSha256(file))
    if ((await fileStamp(file)) !== stamps[index]) throw changed(file)
  }
  return {
    tables: request.tables.map(({ file }, index) => ({
      file,
      sha256: sums[index] ?? '',
      ...tally.ofTable(index),
    })),
    counts: tally.counts,
    names: tally.names,
    problems: log.first,
    problemCount: log.total,
    problemsByCode: log.byCode,
    records: () => stagedRecords(request, sums),
  }
}

async function* stagedRecords(request: ImportRequest, sums: readonly string[]): AsyncGenerator<ImportRecord> {
  for await (const { records } of handledRows(request)) for (const record of records) yield record
  for (const [index, { file }] of request.tables.entries())
    if ((await fileSha256(file)) !== sums[index]) throw changed(file)
}

function changed(file: string): ProblemError {
  return problem('FILE_CHANGED', 'The file changed while it was being imported.', 'Import it again.', {
    place: { file },
  })
}

/** Counts and names over the rows. */
class Tally {
  private readonly rows: { rows: number; badRows: number }[]
  private readonly items = new Set<string>()
  private readonly arms = new Set<string>()
  private readonly axes = new Set<string>()
  private readonly renderings = new Set<string>()
  private readonly reviewers = new Set<string>()
  private judgments = 0
  private emptyMarks = 0
  private answers = 0

  constructor(tables: number) {
    this.rows = Array.from({ length: tables }, () => ({ rows: 0, badRows: 0 }))
  }

  add({ table, problems, records }: HandledRow): void {
    const rows = this.rows[table]
    if (rows !== undefined) {
      rows.rows += 1
      if (problems.length > 0) rows.badRows += 1
    }
    for (const record of records) this.addRecord(record)
  }

  private addRecord(record: ImportRecord): void {
    switch (record.kind) {
      case 'item':
        this.items.add(record.item.key)
        break
      case 'answer':
        this.answers += 1
        this.arms.add(record.answer.arm)
        break
      case 'judgment': {
        const { judgment } = record
        this.judgments += 1
        if (judgment.value === null) this.emptyMarks += 1
        this.arms.add(judgment.armA)
        if (judgment.form === 'pairwise') this.arms.add(judgment.armB)
        this.axes.add(judgment.axis)
        if (judgment.rendering !== null) this.renderings.add(judgment.rendering)
        if (judgment.reviewer !== null) this.reviewers.add(judgment.reviewer)
      }
    }
  }

  ofTable(index: number): { readonly rows: number; readonly badRows: number } {
    return this.rows[index] ?? { rows: 0, badRows: 0 }
  }

  get counts(): StagedImport['counts'] {
    const sum = (of: (row: { rows: number; badRows: number }) => number): number =>
      this.rows.reduce((total, row) => total + of(row), 0)
    return {
      rows: sum(({ rows }) => rows),
      badRows: sum(({ badRows }) => badRows),
      judgments: this.judgments,
      emptyMarks: this.emptyMarks,
      items: this.items.size,
      answers: this.answers,
    }
  }

  get names(): StagedImport['names'] {
    return {
      arms: [...this.arms].sort(),
      axes: [...this.axes].sort(),
      renderings: [...this.renderings].sort(),
      reviewers: [...this.reviewers].sort(),
    }
  }
}
