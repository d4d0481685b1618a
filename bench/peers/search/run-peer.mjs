/*
 * What the peers share: reads passages and questions, lets the peer fill itself, has it choose its weights of title and focus on
 * the first questions, and writes what it finds for the others, with times.
 */
import { readFileSync, writeFileSync } from 'node:fs'

/** Weights of title and focus beside 1 for the body that every peer may choose from. */
const weightsTried = [
  [1, 1],
  [2, 1],
  [4, 1],
  [8, 1],
  [4, 4],
  [8, 4],
]

/**
 * @param fill takes passages ({ title, focus, body, document }) and gives `find(words, count, title, focus)`, which gives
 *   numbers of passages, best first
 */
export async function runPeer(fill) {
  const [, , input = '', output = ''] = process.argv
  const { passages, choosing, measuring, found } = JSON.parse(readFileSync(input, 'utf8'))
  const began = performance.now()
  const find = await fill(passages)
  const buildSeconds = (performance.now() - began) / 1000
  let best = { mrr: -1, title: 1, focus: 1 }
  for (const [title, focus] of weightsTried) {
    let sum = 0
    for (const { words, document } of choosing)
      sum += reciprocalRank(await find(words, found, title, focus), passages, document)
    if (sum / choosing.length > best.mrr) best = { mrr: sum / choosing.length, title, focus }
  }
  const milliseconds = []
  const hits = []
  for (const { words } of measuring) {
    const start = performance.now()
    const numbers = await find(words, found, best.title, best.focus)
    milliseconds.push(performance.now() - start)
    hits.push(numbers)
  }
  writeFileSync(
    output,
    JSON.stringify({ buildSeconds, milliseconds, hits, title: best.title, focus: best.focus }),
  )
}

function reciprocalRank(numbers, passages, document) {
  const seen = new Set()
  for (const number of numbers) {
    seen.add(passages[number].document)
    if (seen.size > 10) return 0
    if (passages[number].document === document) return 1 / seen.size
  }
  return 0
}
