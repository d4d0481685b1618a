/**
 * The whole road on as many marks as the public Real-POCQi set has (5,780 of 620 questions), with 10,000
 * resamples: import, lock and analyse as users run them, each a process of its own, database start included. The
 * part of the set in the test data is repeated under new question ids. Peer: the same win differences and
 * question bootstraps (40 contrasts) by a plain loop in TypeScript.
 */
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { equipoiseProcess } from '../test/support/command-line.ts'
import { testData } from '../test/support/test-data.ts'

const wantedMarks = 5780
const resamples = 10_000
const limitSeconds = 5

const rating = z.object({
  question_id: z.string(),
  axis: z.string(),
  choice: z.string(),
  slot_a_provider: z.string(),
  slot_b_provider: z.string(),
  render_mode: z.string(),
})

const source = testData('real-pocqi')
if (source !== null) {
  const work = mkdtempSync(join(tmpdir(), 'equipoise-bench-'))
  // As root the database runs as another user, who must be able to enter the folder.
  chmodSync(work, 0o755)
  try {
    const ratings = repeated(source)
    mkdirSync(join(work, 'data'))
    writeFileSync(
      join(work, 'data', 'ratings.jsonl'),
      ratings.map((row) => `${JSON.stringify(row)}\n`).join(''),
    )
    const study = join(work, 'study')
    let total = 0
    let analyseSeconds = 0
    for (const command of [
      ['import', 'real-pocqi', join(work, 'data'), '--study', study],
      ['lock', '--study', study],
      ['analyse', '--study', study],
    ]) {
      const started = performance.now()
      const outcome = await equipoiseProcess(command)
      const seconds = (performance.now() - started) / 1000
      if (outcome.exitCode !== 0) throw new Error(outcome.notes)
      total += seconds
      if (command[0] === 'analyse') analyseSeconds = seconds
      process.stdout.write(`  ${command[0]?.padEnd(8)} ${seconds.toFixed(2)} s\n`)
    }
    const started = performance.now()
    plainAnalysis(ratings)
    const plain = (performance.now() - started) / 1000
    process.stdout.write(
      `  analyse ${analyseSeconds.toFixed(2)} s for ${ratings.length} marks (limit ${limitSeconds} s), whole road ${total.toFixed(2)} s; ` +
        `plain loop of ${resamples} question resamples x 40 contrasts ${plain.toFixed(2)} s; ratio of analyse to it ${(analyseSeconds / plain).toFixed(2)}\n`,
    )
    if (analyseSeconds > limitSeconds) process.exitCode = 1
  } finally {
    rmSync(work, { recursive: true })
  }
}

type Rating = z.infer<typeof rating>

function repeated(folder: string): Rating[] {
  const part = readFileSync(join(folder, 'ratings.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => rating.parse(JSON.parse(line)))
  return Array.from({ length: wantedMarks }, (_, index) => {
    const row = part[index % part.length]
    if (row === undefined) throw new Error('The test data hold no ratings.')
    return { ...row, question_id: `${row.question_id}-${Math.floor(index / part.length)}` }
  })
}

function plainAnalysis(ratings: readonly Rating[]): void {
  const sections = new Map<string, Rating[]>()
  for (const row of ratings) {
    const key = `${row.axis} ${row.render_mode}`
    sections.set(key, [...(sections.get(key) ?? []), row])
  }
  for (const rows of sections.values()) {
    for (const system of new Set(rows.map((row) => row.slot_a_provider))) {
      const clusters = new Map<string, { sum: number; n: number }>()
      for (const row of rows) {
        if (row.slot_a_provider !== system && row.slot_b_provider !== system) continue
        const cluster = clusters.get(row.question_id) ?? { sum: 0, n: 0 }
        clusters.set(row.question_id, cluster)
        const forA = row.choice === 'tie' ? 0 : row.choice.endsWith('_a') ? 1 : -1
        cluster.sum += row.slot_a_provider === system ? forA : -forA
        cluster.n += 1
      }
      const list = [...clusters.values()]
      const means: number[] = []
      for (let draw = 0; draw < resamples; draw += 1) {
        let sum = 0
        let n = 0
        for (let place = 0; place < list.length; place += 1) {
          const cluster = list[Math.floor(Math.random() * list.length)]
          sum += cluster?.sum ?? 0
          n += cluster?.n ?? 0
        }
        means.push(sum / n)
      }
      means.sort((left, right) => left - right)
    }
  }
}
