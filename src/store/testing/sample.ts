import type { Answer } from '../../answers/answer.ts'
import type { CapturedAnswer } from '../../answers/capture.ts'
import type { Item } from '../../items/item.ts'
import type { AbsoluteJudgment, Judgment, PairwiseJudgment } from '../../judging/judgment.ts'
import type { ImportedFile } from '../imports/record-import.ts'
import type { ImportSource } from '../imports/write-import.ts'

const unmeasured = {
  rendering: null,
  shownAt: null,
  decidedAt: null,
  activeSeconds: null,
  adequacyA: null,
  harm: null,
  rulebookVersion: null,
  role: 'study',
  consent: null,
} as const

/** A preference for arm `x` over arm `y` by reviewer Ada, changed where a test says so. */
export function pairwise(change: Partial<PairwiseJudgment> = {}): PairwiseJudgment {
  return {
    form: 'pairwise',
    item: 'q1',
    armA: 'x',
    armB: 'y',
    axis: 'overall',
    reviewer: 'Ada',
    value: 1,
    strength: null,
    adequacyB: null,
    side: null,
    ...unmeasured,
    ...change,
  }
}

export function absolute(change: Partial<AbsoluteJudgment> = {}): AbsoluteJudgment {
  return {
    form: 'absolute',
    item: 'q1',
    armA: 'x',
    axis: 'safety',
    reviewer: 'Ada',
    value: 3,
    ...unmeasured,
    ...change,
  }
}

/** An answer that Mary captured from a page for item `q1`, changed where a test says so. */
export function capturedAnswer(change: Partial<CapturedAnswer> = {}): CapturedAnswer {
  return {
    item: 'q1',
    arm: 'page',
    replicate: 0,
    status: 'answered',
    text: 'Give 40 mg once daily.',
    provenance: 'captured',
    citations: [{ url: 'https://example.org/dose', title: 'Doses', quote: null }],
    product: 'A Page',
    mode: 'quick',
    version: null,
    account: 'verified clinician',
    region: 'GB',
    capturedAt: '2026-11-12T09:30:00+01:00',
    operator: 'Mary',
    screenshot: { file: 'shots/q1.png', sha256: 'd'.repeat(64) },
    toCheck: false,
    checkedBy: null,
    ...change,
  }
}

/** An imported file; its bytes are told apart by `mark`, one hexadecimal digit. */
export function importedFile(mark: string, rowsRead: number): ImportedFile {
  return {
    kind: 'marks',
    fileName: `${mark}.csv`,
    fileSha256: mark.repeat(64),
    rowsRead,
    rowsSkipped: 0,
    skipped: [],
  }
}

export function source(content: {
  readonly items?: readonly Item[]
  readonly arms?: readonly string[]
  readonly answers?: readonly Answer[]
  readonly judgments?: readonly Judgment[]
}): ImportSource {
  return {
    items: once(content.items),
    arms: content.arms ?? [],
    answers: once(content.answers),
    judgments: once(content.judgments),
  }
}

async function* once<Element>(list: readonly Element[] = []): AsyncGenerator<readonly Element[]> {
  yield list
}

/** All elements of a stream of lists. */
export async function collect<Element>(lists: AsyncIterable<readonly Element[]>): Promise<Element[]> {
  const all: Element[] = []
  for await (const list of lists) all.push(...list)
  return all
}
