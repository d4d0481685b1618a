import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Passage } from '../../src/search/corpus/passage.ts'
import { createGenerator } from '../../src/statistics/random/generator.ts'

/** A question-answer pair of MedQuAD, as much of it as the benchmarks read. */
export interface MedquadRecord {
  readonly id: string
  readonly focus: string
  readonly synonyms: readonly string[]
  readonly question: string
  readonly answer: string
}

export function readMedquad(folder: string): MedquadRecord[] {
  return gunzipSync(readFileSync(join(folder, 'medquad_answered_16407.jsonl.gz')))
    .toString('utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}

const wordsOfPassage = 80
const share = 0.2

/**
 * Passages of about 80 words from the answers, over and over, until there are `count`. From the second time on one word in five
 * becomes another one, drawn as often as it comes in the corpus, so that no two passages are the same and words keep their
 * frequencies.
 */
export function* substitutedPassages(
  records: readonly MedquadRecord[],
  count: number,
): Generator<Passage, void, undefined> {
  const cut = records.flatMap((record) => {
    const words = record.answer.split(/\s+/).filter((word) => word !== '')
    return Array.from({ length: Math.ceil(words.length / wordsOfPassage) }, (_, at) => ({
      record,
      words: words.slice(at * wordsOfPassage, (at + 1) * wordsOfPassage),
    }))
  })
  const pool = cut.flatMap(({ words }) => words)
  for (let number = 0; number < count; number++) {
    const { record, words } = cut[number % cut.length]!
    const round = Math.floor(number / cut.length)
    const random = createGenerator(1, 'substitution', number)
    const written = words.map((word) =>
      round > 0 && random.uniform() < share ? pool[random.integerBelow(pool.length)]! : word,
    )
    yield {
      id: `p${number}#0`,
      document: `p${number}`,
      source: 'medquad-substituted',
      title: record.focus || record.id,
      focus: record.focus || null,
      synonyms: record.synonyms,
      type: 'question-answer',
      question: null,
      headings: [],
      date: null,
      url: null,
      doi: null,
      pmid: null,
      licence: null,
      text: written.join(' '),
    }
  }
}
