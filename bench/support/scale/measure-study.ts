import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { withStudy } from '../../../src/cli/open-study.ts'
import { studyFolder } from '../../../src/cli/study-folder.ts'
import { freePort } from '../../../src/store/embedded/server.ts'
import { invite } from '../../../src/store/people/people.ts'
import { enter, type Seat } from '../../../test/support/simulated-reviewer.ts'
import { watchMemory } from './process-tree.ts'
import { timedCommand } from './timed-command.ts'
import { capturerVisits, ownerVisits, reviewerVisits } from './visit-pages.ts'
import { Waits, waitLines } from './waits.ts'

const program = fileURLToPath(new URL('../../../bin/equipoise.mjs', import.meta.url))
const silent = { out: () => {}, note: () => {}, progress: () => {}, endProgress: () => {} }
const reviewersAtOnce = 4

/** What a study of a size is to keep to. */
export const limits = { pageMs: 300, analysisSeconds: 60, memoryMiB: 2048 } as const

/**
 * Serves a filled study to a few people at once, four reviewers, an owner and a capturer, and prints how long they wait.
 *
 * @returns Whether every limit was kept.
 */
export async function measurePages(study: string, seconds: number): Promise<boolean> {
  const port = await freePort()
  const links = await linksOf(study, port)
  const server = spawn(process.execPath, [program, 'serve', '--study', study, '--port', String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const memory = watchMemory(server.pid ?? 0)
  const started = performance.now()
  try {
    if (server.stdout !== null) await once(server.stdout, 'data')
    const served = (performance.now() - started) / 1000
    const waits = new Waits()
    const seats: Seat[] = []
    for (const link of links) seats.push(await enter(link))
    const [owner, capturer, ...reviewers] = seats
    if (owner === undefined || capturer === undefined) throw new Error('Nobody came in.')
    // The first of each, by which the server makes ready what it keeps.
    const first = new Waits()
    await ownerVisits(owner, first, 0)
    await capturerVisits(capturer, first, 0)
    for (const [index, seat] of reviewers.entries()) await reviewerVisits(seat, first, 0, 100 + index)
    const until = performance.now() + seconds * 1000
    await Promise.all([
      ownerVisits(owner, waits, until),
      capturerVisits(capturer, waits, until),
      ...reviewers.map((seat, index) => reviewerVisits(seat, waits, until, index)),
    ])
    const peak = memory.stop()
    const table = waits.table()
    print(
      `  served after ${served.toFixed(1)} s; ${seats.length} people at once for ${seconds} s; server ${peak.toFixed(0)} MiB at most; load ${loadavg()[0]?.toFixed(1)}`,
    )
    for (const line of waitLines(table, limits.pageMs)) print(line)
    const slow = first.table().filter(({ max }) => max > limits.pageMs)
    if (slow.length > 0) print('    asked for the first time after the start:')
    for (const { name, max } of slow) print(`      ${name.padEnd(28)} ${max.toFixed(0)} ms`)
    return table.every(({ p95 }) => p95 <= limits.pageMs) && peak <= limits.memoryMiB
  } finally {
    memory.stop()
    server.kill('SIGINT')
    await once(server, 'exit')
  }
}

async function linksOf(study: string, port: number): Promise<readonly string[]> {
  return withStudy(studyFolder(study), silent, async ({ store, record }) => {
    const link = async (name: string, role: 'owner' | 'capturer' | 'reviewer') => {
      const { token } = await invite(store, record, { name, role }, null, 1)
      return `http://127.0.0.1:${port}/r/${token}`
    }
    // Those who have marked most: what they did is read with every question they ask for.
    const reviewers = Array.from({ length: reviewersAtOnce }, (_, number) =>
      link(`Reviewer ${number}`, 'reviewer'),
    )
    return [
      await link('Grace Hopper', 'owner'),
      await link('Mary Rowe', 'capturer'),
      ...(await Promise.all(reviewers)),
    ]
  })
}

/** The commands that read a whole study. @returns Whether the analysis kept to its limits. */
export async function measureCommands(study: string): Promise<boolean> {
  const out = join(study, 'out')
  await rm(out, { recursive: true, force: true })
  const analysed = await timedCommand(['analyse', '--study', study])
  await timedCommand([
    'export',
    `${out}-bundle`,
    '--by',
    'Grace Hopper',
    '--reason',
    'Measured',
    '--study',
    study,
  ]).catch(tell)
  await timedCommand(['audit', 'verify', '--study', study]).catch(tell)
  await rm(`${out}-bundle`, { recursive: true, force: true })
  return analysed.seconds <= limits.analysisSeconds && analysed.peakMiB <= limits.memoryMiB
}

function tell(error: unknown): void {
  print(`    ${error instanceof Error ? error.message : String(error)}`)
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
