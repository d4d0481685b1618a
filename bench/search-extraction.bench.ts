/**
 * How useful the sentences are that an answer quotes. Figures only, never a text.
 *
 * MedQuAD: questions of its own, asked of an index that holds their answers. Quoted words are compared with the answer of the
 * source; a document is about the thing asked where its focus is the question's.
 * MEDIQA-2019: the graded answers of each question as its candidates, in the order of the label-free prior; compared with the
 * answers of grade 4, or 3 where there is none. The settings were chosen on even questions of the training sets; odd ones report.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { priorConfidence, priorThreshold } from '../src/search/answer/confidence/prior-confidence.ts'
import { extractSentences } from '../src/search/answer/extract/extract.ts'
import { ClinicalSearch } from '../src/search/clinical-search.ts'
import { rankCandidates } from '../src/search/evaluation/rank-candidates.ts'
import type { RankingQuestion } from '../src/search/evaluation/ranking-question.ts'
import { readMediqa } from '../src/search/evaluation/read-mediqa.ts'
import { openCorpus } from '../src/search/files/open-corpus.ts'
import { usualScoring } from '../src/search/index/scoring.ts'
import { passageStatistics } from '../src/search/rank/passage-statistics.ts'
import { labelFreePrior } from '../src/search/rank/prior.ts'
import { readQuestion } from '../src/search/read-question.ts'
import { createGenerator } from '../src/statistics/random/generator.ts'
import { indexedSample } from '../test/support/sample-corpus.ts'
import { testData } from '../test/support/test-data.ts'
import { contentShares, meanOf } from './support/content-shares.ts'
import { medquad } from './support/medical-questions.ts'

const sampled = 1000

const medquadFolder = testData('medquad')
if (medquadFolder !== null) await measureMedquad(medquadFolder)
const mediqaFolder = testData('mediqa2019')
if (mediqaFolder !== null) await measureMediqa(mediqaFolder)

async function measureMedquad(folder: string): Promise<void> {
  await using indexed = await indexedSample(join(folder, 'medquad_answered_16407.jsonl.gz'))
  const corpus = await openCorpus(indexed.folder, usualScoring)
  const search = new ClinicalSearch({
    search: corpus,
    ranker: labelFreePrior,
    confidence: priorConfidence,
    threshold: priorThreshold,
    retractions: null,
    vectors: null,
    writer: null,
    writerModel: null,
  })
  const entries = medquad(folder, false)
  const draw = createGenerator(20_261_126)
  const picked = Array.from({ length: sampled }, () => entries[Math.floor(draw.uniform() * entries.length)]!)
  const rows: (ReturnType<typeof contentShares> & {
    readonly ownFirst: number
    readonly about: number
    readonly characters: number
  })[] = []
  const times: number[] = []
  for (const { question, focus, passage: own } of picked) {
    const begun = performance.now()
    const { answer, passages } = await search.ask(question)
    times.push(performance.now() - begun)
    const of = new Map(passages.map((passage) => [passage.id, passage]))
    const units = answer.sentences.flatMap(({ citations }) => of.get(citations[0] ?? '') ?? [])
    if (units.length === 0) continue
    const quoted = answer.sentences.map(({ text }) => text).join('\n')
    rows.push({
      ...contentShares(quoted, own.text),
      ownFirst: units[0]?.document === own.document ? 1 : 0,
      about: meanOf(units.map((unit) => (unit.focus?.toLowerCase() === focus ? 1 : 0))),
      characters: quoted.length,
    })
  }
  await corpus.close()
  const mean = (of: keyof (typeof rows)[number]) => meanOf(rows.map((row) => row[of]))
  print(
    `MedQuAD, ${sampled} questions: answered ${(rows.length / sampled).toFixed(3)}; first sentence from its own answer ${mean('ownFirst').toFixed(3)}; quoted units from a source on the focus ${mean('about').toFixed(3)}`,
  )
  print(
    `  content words of the answer that are quoted ${mean('recall').toFixed(3)}, quoted ones that the answer has ${mean('precision').toFixed(3)}, F1 ${mean('f1').toFixed(3)}; ${mean('characters').toFixed(0)} characters; ${meanOf(times).toFixed(1)} ms a question`,
  )
}

async function measureMediqa(folder: string): Promise<void> {
  for (const name of ['TrainingSet1-LiveQAMed', 'TrainingSet2-Alexa']) {
    const questions = await mediqaQuestions(folder, name)
    const background = passageStatistics(
      questions.flatMap(({ candidates }) => candidates.map(({ passage }) => passage)),
    )
    for (const half of [0, 1]) {
      const rows = questions
        .filter((_, index) => index % 2 === half)
        .flatMap((question) => {
          const grades = new Map(question.candidates.map(({ passage, grade }) => [passage.id, grade ?? 0]))
          const best = Math.max(...grades.values())
          if (best < 3) return []
          const byId = new Map(question.candidates.map(({ passage }) => [passage.id, passage]))
          const ranked = rankCandidates(question, labelFreePrior, background).flatMap(({ id }, rank) => {
            const passage = byId.get(id)
            return passage === undefined ? [] : [{ passage, retrieval: 10 - rank }]
          })
          const { asked } = readQuestion(question.text, background.vocabulary)
          const quoted = extractSentences(asked, ranked, background.statistics)
          const text = quoted.map((one) => one.text).join('\n')
          const shares = question.candidates
            .filter(({ grade }) => grade === best)
            .map(({ passage }) => contentShares(text, passage.text))
          const good = quoted.map(({ passage }) => ((grades.get(passage) ?? 0) >= 3 ? 1 : 0))
          const nearest = shares.reduce((one, other) => (other.f1 > one.f1 ? other : one), shares[0]!)
          return [{ ...nearest, first: good[0] ?? null, good: good.length === 0 ? null : meanOf(good) }]
        })
      const quoting = rows.flatMap(({ first, good, ...shares }) =>
        first === null || good === null ? [] : [{ first, good, ...shares }],
      )
      const mean = (of: keyof (typeof quoting)[number]) => meanOf(quoting.map((row) => row[of])).toFixed(3)
      print(
        `MEDIQA ${name}, ${half === 0 ? 'chosen on' : 'reported'}: ${rows.length} questions with a good answer, ${quoting.length} quoted; first sentence from a good answer ${mean('first')}, of all units ${mean('good')}; recall ${mean('recall')}, precision ${mean('precision')}, F1 ${mean('f1')}`,
      )
    }
  }
}

async function mediqaQuestions(folder: string, name: string): Promise<readonly RankingQuestion[]> {
  const file = `MEDIQA2019-Task3-QA-${name}.xml.gz`
  const questions: RankingQuestion[] = []
  for await (const one of readMediqa(file, [gunzipSync(readFileSync(join(folder, file))).toString('utf8')]))
    if (!('code' in one)) questions.push(one)
  return questions
}

function print(line: string): void {
  process.stdout.write(`  ${line}\n`)
}
