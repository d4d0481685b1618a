/**
 * Features of 50 candidates of 100 words, with texts that were never read before: what re-ranking adds to a search. Peer: only
 * parting the same texts into words, which no ranker of texts can do without.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { z } from 'zod'
import { latency } from '../src/search/evaluation/latency.ts'
import { understandQuestion } from '../src/search/query/understand.ts'
import { computeFeatures } from '../src/search/rank/features/compute-features.ts'
import { passageStatistics } from '../src/search/rank/passage-statistics.ts'
import { labelFreePrior } from '../src/search/rank/prior.ts'
import { passageOf } from '../src/search/rank/testing/small-corpus.ts'
import { indexWords } from '../src/search/text/words.ts'
import { testData } from '../test/support/test-data.ts'

const record = z.object({
  id: z.string(),
  focus: z.string(),
  synonyms: z.array(z.string()),
  question: z.string(),
  answer: z.string(),
})
const medquad = testData('medquad')
if (medquad !== null) {
  const lines = gunzipSync(readFileSync(join(medquad, 'medquad_answered_16407.jsonl.gz'))).toString('utf8')
  const records = lines
    .trim()
    .split('\n')
    .map((line) => record.parse(JSON.parse(line)))
  const passages = records.map(({ id, focus, synonyms, question, answer }) =>
    passageOf({
      id,
      title: question,
      focus: focus.trim() || null,
      synonyms,
      text: answer.split(/\s+/).slice(0, 100).join(' ') || '-',
    }),
  )
  const { statistics, vocabulary } = passageStatistics(passages)
  const times = {
    understanding: [] as number[],
    'features and prior': [] as number[],
    'words alone': [] as number[],
  }
  /** Microseconds of processor time: on a busy machine the clock measures the others too. */
  const spent = { understanding: 0, 'features and prior': 0, 'words alone': 0 }
  const timed = <T>(name: keyof typeof times, work: () => T): T => {
    const before = process.cpuUsage()
    const started = performance.now()
    const result = work()
    times[name].push(performance.now() - started)
    const { user, system } = process.cpuUsage(before)
    spent[name] += user + system
    return result
  }
  for (let first = 0; first + 50 <= passages.length; first += 50) {
    const candidates = passages.slice(first, first + 50).map((passage) => ({ passage, retrieval: 0 }))
    const query = timed('understanding', () =>
      understandQuestion(`hi, ${records[first]?.question ?? ''} in my dad thx`, vocabulary),
    )
    timed('features and prior', () => labelFreePrior.score(computeFeatures(query, candidates, statistics)))
    timed('words alone', () => candidates.map(({ passage }) => indexWords(passage.text).length))
  }
  for (const name of ['understanding', 'features and prior', 'words alone'] as const) {
    const { questions, p50, p95, longest } = latency(times[name])
    const processor = spent[name] / 1000 / questions
    process.stdout.write(
      `  ${name.padEnd(20)} ${questions} questions, p50 ${p50?.toFixed(2)} ms, p95 ${p95?.toFixed(2)} ms, longest ${longest?.toFixed(1)} ms; processor time ${processor.toFixed(2)} ms a question\n`,
    )
  }
}
