import { openSync, writeSync } from 'node:fs'
import { keepInputs, keptInputs, smallestCover } from './corpus.ts'
import { placesOfRun, Reached } from './coverage/edge-map.ts'
import { fuzzSession } from './session.ts'
import { findTarget } from './targets.ts'

/** Inputs kept of a session, at most, and bytes of one. */
const keptAtMost = 24
const keptLength = 2048

// One session on one parser, in a process of its own: what it reads now stands in a file that outlives it.
const [name = '', seconds = '600', runs = '1000000', seed = '1', currentFile = '', keep = ''] =
  process.argv.slice(2)
const target = await findTarget(name)
const open = await target.open()
const current = openSync(currentFile, 'w')
const head = Buffer.alloc(12)
let started = 0
const reached = new Reached()
reached.take()
const corpus = [...(await target.seeds()), ...(await keptInputs(name))]
const end = performance.now() + Number(seconds) * 1000
const begun = performance.now()

const result = await fuzzSession(open, {
  words: target.words,
  corpus,
  seed: Number(seed),
  goesOn: (done) => done < Number(runs) && performance.now() < end,
  before: (input) => {
    head.writeDoubleLE(++started, 0)
    head.writeUInt32LE(input.length, 8)
    writeSync(current, head, 0, 12, 0)
    writeSync(current, input, 0, input.length, 12)
  },
  reached: () => reached.take(),
})
const took = (performance.now() - begun) / 1000
// Nothing is read against time any more.
head.writeDoubleLE(-1, 0)
writeSync(current, head, 0, 12, 0)
if (keep === 'keep') {
  const short = corpus.filter((input) => input.length <= keptLength)
  const places: (readonly number[])[] = []
  for (const input of short) {
    placesOfRun()
    try {
      await open.run(input)
    } catch {
      // A finding is reported already.
    }
    places.push(placesOfRun())
  }
  await keepInputs(name, smallestCover(short, places, keptAtMost))
}
await open.close()
process.stdout.write(
  `${JSON.stringify({
    runs: result.runs,
    seconds: took,
    places: reached.count,
    corpus: corpus.length,
    slowestMilliseconds: result.slowestMilliseconds,
    peakMiB: process.resourceUsage().maxRSS / 1024,
    findings: result.findings.map(({ kind, detail, input }) => ({
      kind,
      detail,
      input: Buffer.from(input).toString('base64'),
    })),
  })}\n`,
  () => process.exit(0),
)
