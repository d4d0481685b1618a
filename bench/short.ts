/**
 * The short form of the benchmarks, for every change: some works of the product beside plain loops in the same process. Fails
 * where a ratio has halved against `bench/runs/short.json`; a second look decides, so that one odd moment does not.
 *
 *     npm run bench:short              compares
 *     npm run bench:short -- --record  writes the ratios of now
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { calibratedRatio, halvedRatios } from './book/calibrated.ts'
import { shortWorks } from './book/short-works.ts'

const file = fileURLToPath(new URL('runs/short.json', import.meta.url))
const started = performance.now()
const works = shortWorks()
const ratios = Object.fromEntries(works.map((work) => [work.name, calibratedRatio(work)]))
if (process.argv[2] === '--record') {
  const rounded = Object.fromEntries(
    Object.entries(ratios).map(([name, ratio]) => [name, Number(ratio.toPrecision(3))]),
  )
  writeFileSync(file, `${JSON.stringify(rounded, null, 2)}\n`)
  process.stdout.write(`Recorded ${works.length} ratios.\n`)
} else {
  const recorded = z.record(z.string(), z.number().positive()).parse(JSON.parse(readFileSync(file, 'utf8')))
  for (const { name } of halvedRatios(recorded, ratios).halved) {
    const work = works.find((one) => one.name === name)
    if (work !== undefined) ratios[name] = Math.max(ratios[name] ?? 0, calibratedRatio(work))
  }
  const { halved, unknown } = halvedRatios(recorded, ratios)
  for (const { name } of works) {
    process.stdout.write(
      `${name.padEnd(28)} ${ratios[name]?.toFixed(3)} of the plain loop's speed, recorded ${recorded[name]}\n`,
    )
  }
  for (const { name, recorded: before, now } of halved) {
    process.stdout.write(`HALVED: ${name}, from ${before} to ${now.toFixed(3)}\n`)
  }
  for (const name of unknown) process.stdout.write(`NOT RECORDED: ${name}; npm run bench:short -- --record\n`)
  if (halved.length + unknown.length > 0) process.exitCode = 1
}
process.stdout.write(
  `${((performance.now() - started) / 1000).toFixed(1)} s; load ${loadavg()[0]?.toFixed(1)}\n`,
)
