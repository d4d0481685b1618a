import { sql } from 'kysely'
import { afterAll, beforeAll, expect } from 'vitest'
import type { Generator } from '../../src/statistics/random/generator.ts'
import { keyVariable } from './collecting-study.ts'
import { equipoiseProcess } from './command-line.ts'
import { type SharedWorkspace, sharedWorkspace } from './shared-workspace.ts'

/** A workspace for the tests of a file whose commands call models, with the key that they look for. */
export function callingWorkspace(): () => SharedWorkspace {
  let workspace: SharedWorkspace | null = null
  beforeAll(async () => {
    process.env[keyVariable] = 'sk-stand-in'
    workspace = await sharedWorkspace()
  })
  afterAll(async () => {
    delete process.env[keyVariable]
    await workspace?.[Symbol.asyncDispose]()
  })
  return () => {
    if (workspace === null) throw new Error('The workspace is there while tests run.')
    return workspace
  }
}

/** The number that a query gives, under the name `n`. */
export async function numberOf({ store }: SharedWorkspace, query: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`${sql.raw(query)}`.execute(store.database)
  return Number(rows[0]?.n)
}

/**
 * Runs a command again and again and kills it with -9 at a moment of chance, until it ends by itself.
 *
 * @param between Milliseconds after which it is killed, from and below.
 * @returns How often it was killed.
 */
export async function killedRuns(
  given: readonly string[],
  kills: number,
  chance: Generator,
  [from, below]: readonly [number, number],
): Promise<number> {
  for (let killed = 0; killed < kills; killed += 1) {
    const { exitCode, notes } = await equipoiseProcess(given, {
      killAfter: from + chance.integerBelow(below - from),
    })
    expect([-1, 0], notes).toContain(exitCode)
    if (exitCode === 0) return killed
  }
  return kills
}
