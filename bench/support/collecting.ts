import { randomUUID } from 'node:crypto'
import type { CollectedArm } from '../../src/answers/collecting/arm-lane.ts'
import { usualBackoff } from '../../src/answers/collecting/backoff.ts'
import { type CollectionProgress, collect } from '../../src/answers/collecting/collect.ts'
import type { Arm } from '../../src/arms/arm.ts'
import { createArm } from '../../src/arms/create-arm.ts'
import { fillTraining } from '../../src/protocol/arm-training.ts'
import { fillSource } from '../../src/protocol/planned-source.ts'
import { openCallJournal } from '../../src/store/collecting/call-journal.ts'
import { collectionScope } from '../../src/store/collecting/collection.ts'
import { writeImport } from '../../src/store/imports/write-import.ts'
import type { Store } from '../../src/store/store.ts'
import { ensureStudy, type StudyRecord } from '../../src/store/studies.ts'

const question =
  'A patient of 71 years with atrial fibrillation and a creatinine clearance of 20 ml/min asks about a blood thinner.'
const passage =
  'In severe renal impairment the dose is halved. Reassess the function of the kidneys every three months.'

/** A new study of so many questions, each with a passage that a local arm can answer with. */
export async function benchStudy(store: Store, items: number): Promise<StudyRecord> {
  const study = await ensureStudy(store, randomUUID(), 'Collecting')
  async function* lists() {
    for (let first = 0; first < items; first += 5000)
      yield Array.from({ length: Math.min(5000, items - first) }, (_, index) => ({
        key: `q${String(first + index).padStart(7, '0')}`,
        text: `${question} Question ${first + index}?`,
        strata: {},
        context: [passage],
      }))
  }
  async function* none() {}
  await writeImport(
    store,
    study,
    {
      kind: 'items',
      fileName: 'bench',
      fileSha256: '0'.repeat(64),
      rowsRead: items,
      rowsSkipped: 0,
      skipped: [],
    },
    { items: lists(), arms: [], answers: none(), judgments: none() },
  )
  return study
}

/** A model behind the address of a chat server. */
export function chatArm(id: string, baseUrl: string): Arm {
  const source = fillSource({
    via: 'api',
    provider: 'compatible',
    model: 'our-model',
    baseUrl,
    price: 'free',
  })
  return armOf(id, source)
}

/** An arm that computes on this machine and costs nothing. */
export function localArm(id: string): Arm {
  return armOf(id, fillSource({ via: 'baseline' }))
}

function armOf(id: string, source: ReturnType<typeof fillSource>): Arm {
  const planned = {
    id,
    label: id,
    kind: 'general',
    family: null,
    ...fillTraining({}),
    knownWorse: false,
    source,
  } as const
  return createArm(planned, {
    environment: {},
    studyFolder: '.',
    lookUp: async () => 'not-yet',
    searches: new Map(),
  })
}

export interface BenchRun {
  readonly seconds: number
  readonly answered: number
  readonly retries: number
}

/** Collects everything with the journal of the database, as `equipoise run` does. */
export async function collectAll(
  store: Store,
  study: StudyRecord,
  arms: readonly Arm[],
  concurrency: number,
  onProgress: (progress: CollectionProgress) => void = () => {},
): Promise<BenchRun> {
  const scope = await collectionScope(
    store,
    study,
    arms.map(({ id }) => id),
    1,
  )
  const begun = performance.now()
  const outcome = await collect({
    arms: arms.map((arm) => collected(arm, concurrency)),
    items: scope.itemIds.length,
    replicates: 1,
    journal: openCallJournal(store, scope),
    policy: {
      attempts: 12,
      inDoubt: 'once',
      backoff: usualBackoff,
      timeoutMilliseconds: 300_000,
      ceiling: { usd: null, tokens: null },
    },
    random: Math.random,
    onProgress,
  })
  return {
    seconds: (performance.now() - begun) / 1000,
    answered: outcome.arms.reduce((sum, arm) => sum + arm.answered, 0),
    retries: outcome.arms.reduce((sum, arm) => sum + arm.retries, 0),
  }
}

function collected(arm: Arm, concurrency: number): CollectedArm {
  return {
    arm,
    concurrency,
    rate: { requestsPerMinute: null },
    costOf: ({ inputTokens, outputTokens }) => ({
      usd: 0,
      tokens: (inputTokens ?? 0) + (outputTokens ?? 0),
    }),
    worstOf: ({ inputTokens, outputTokens }) => ({ usd: 0, tokens: inputTokens + outputTokens }),
  }
}
