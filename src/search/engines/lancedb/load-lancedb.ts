import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Connection } from '@lancedb/lancedb'
import { problem } from '../../../problem.ts'
import type { FieldScoring } from '../../index/scoring.ts'
import { fillKey } from '../fill-key.ts'
import { besideCorpus, type LanceConfig } from './lance-config.ts'

export type LanceDb = typeof import('@lancedb/lancedb')

/** The version that the tests run on. */
export const lanceVersion = '0.31.0'

/**
 * Threads for its own work. It keeps two cores for reading by itself, so that one thread is left on a machine with up to three: building
 * a word index then waits for itself for ever (lancedb/lancedb#3568, lance-format/lance#7350).
 */
const leastThreads = 4

/** Loads LanceDB, which is not installed with the project: it takes 165 MB. */
export async function loadLanceDb(
  load: () => Promise<LanceDb> = () => import('@lancedb/lancedb'),
): Promise<LanceDb> {
  process.env.LANCE_CPU_THREADS ??= String(Math.max(leastThreads, availableParallelism()))
  try {
    return await load()
  } catch (error) {
    throw problem(
      'ENGINE_NOT_INSTALLED',
      `LanceDB could not be loaded: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`,
      `Install it with npm install @lancedb/lancedb@${lanceVersion}, or search with the engine memory.`,
    )
  }
}

/** Where the tables of a corpus are, for who reads a problem. */
export function lancePlace(corpus: string, { at }: LanceConfig): string {
  return at ?? join(corpus, 'lancedb')
}

/** @throws ProblemError ENGINE_UNREACHABLE where the place cannot be used. */
export async function connectIn(
  lance: LanceDb,
  corpus: string,
  config: LanceConfig = besideCorpus,
): Promise<Connection> {
  const { endpoint, region } = config
  const place = lancePlace(corpus, config)
  try {
    return await lance.connect(place, {
      storageOptions: {
        ...(endpoint === null ? {} : { endpoint, allowHttp: String(endpoint.startsWith('http:')) }),
        ...(region === null ? {} : { region }),
      },
    })
  } catch (error) {
    throw problem(
      'ENGINE_UNREACHABLE',
      `LanceDB cannot use the place: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`,
      'Check `at` of the settings, and what the environment says of the object store.',
      { place: { field: 'engine.at' }, value: place },
    )
  }
}

/** The table of a corpus: its name says which corpus it is, and by which weights. */
export function tableOf(sha256: string, scoring: FieldScoring): string {
  return `passages_${fillKey(sha256, scoring)}`
}

export function isTableOfOurs(name: string): boolean {
  return /^passages_[0-9a-f]{32}$/.test(name)
}

export const wordsColumn = 'words'

export async function hasWordIndex(table: {
  listIndices(): Promise<readonly { readonly columns: readonly string[] }[]>
}): Promise<boolean> {
  return (await table.listIndices()).some(({ columns }) => columns.includes(wordsColumn))
}
