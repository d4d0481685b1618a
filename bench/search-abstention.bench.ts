/**
 * Whether the confidence tells good first answers from bad ones. The index is all of MedQuAD and all answers of the two MEDIQA
 * training sets; of a tested question its own answers are taken out, or kept, as each part says. Figures only, never a text.
 *
 * graded:  MEDIQA training questions; the candidates are their own graded answers; good = grade 3 or more.
 * kept:    MedQuAD questions, own answer in the index; good = the first passage is about the same focus and of the same type.
 * removed: the same with the own answer taken out, as a question that the corpus may not answer.
 * gone:    everything about the focus taken out: no passage of MedQuAD is about it.
 */
import type { AskedQuestion } from '../src/search/answer/asked-question.ts'
import { askedQuestion } from '../src/search/answer/asked-question.ts'
import { answerSignals } from '../src/search/answer/confidence/answer-signals.ts'
import { priorConfidence, priorThreshold } from '../src/search/answer/confidence/prior-confidence.ts'
import type { Candidate } from '../src/search/rank/candidate.ts'
import type { WordStatistics } from '../src/search/rank/word-statistics.ts'
import { areaUnderCurve } from '../src/statistics/blinding/auc.ts'
import { abstention } from '../src/statistics/calibration/abstention.ts'
import { riskCoverage } from '../src/statistics/calibration/risk-coverage.ts'
import { createGenerator } from '../src/statistics/random/generator.ts'
import { testData } from '../test/support/test-data.ts'
import { mediqa, medquad } from './support/medical-questions.ts'
import { plainBm25 } from './support/plain-bm25.ts'

interface Tested {
  readonly question: AskedQuestion
  readonly candidates: readonly Candidate[]
  readonly good: boolean
  /** Rows of one question belong together. */
  readonly cluster: number
}

const medquadFolder = testData('medquad')
const mediqaFolder = testData('mediqa2019')
const sampled = 1500
const depth = 10

if (medquadFolder !== null && mediqaFolder !== null) measure(medquadFolder, mediqaFolder)

function measure(medquadFolder: string, mediqaFolder: string): void {
  const entries = medquad(medquadFolder, false)
  const training = ['TrainingSet1-LiveQAMed', 'TrainingSet2-Alexa'].map((file) => mediqa(mediqaFolder, file))
  const answers = training.flat().flatMap(({ answers }) => answers.map(({ passage }) => passage))
  const { retrieve, statistics } = plainBm25([...entries.map(({ passage }) => passage), ...answers])
  const nothing: ReadonlySet<string> = new Set()

  for (const [set, questions] of training.entries()) {
    const graded = questions.map((asked, cluster): Tested => {
      const question = askedQuestion(asked.text)
      const own = new Map(asked.answers.map(({ passage, grade }) => [passage.id, grade]))
      const others = new Set(
        [...entries.map(({ passage }) => passage.id), ...answers.map(({ id }) => id)].filter(
          (id) => !own.has(id),
        ),
      )
      const candidates = retrieve(question.words, depth, others)
      return { question, candidates, good: (own.get(candidates[0]?.passage.id ?? '') ?? 0) >= 3, cluster }
    })
    report(`graded, training set ${set + 1}`, graded, statistics)
  }

  const byId = new Map(entries.map((entry) => [entry.passage.id, entry]))
  const draw = createGenerator(20_260_806)
  const picked = Array.from({ length: sampled }, () => entries[Math.floor(draw.uniform() * entries.length)]!)
  const ask = (without: (id: string) => ReadonlySet<string>) =>
    picked.map((entry, cluster): Tested => {
      const question = askedQuestion(entry.question)
      const candidates = retrieve(question.words, depth, without(entry.passage.id))
      const top = byId.get(candidates[0]?.passage.id ?? '')
      return {
        question,
        candidates,
        good: top !== undefined && top.focus === entry.focus && top.type === entry.type,
        cluster,
      }
    })
  const kept = ask(() => nothing)
  const removed = ask((id) => new Set([id]))
  report('MedQuAD, own answer kept', kept, statistics)
  report('MedQuAD, own answer removed', removed, statistics)
  report('MedQuAD, both', [...kept, ...removed], statistics)
  const ofFocus = new Map<string, string[]>()
  for (const { passage, focus } of entries) ofFocus.set(focus, [...(ofFocus.get(focus) ?? []), passage.id])
  const gone = ask((id) => new Set(ofFocus.get(byId.get(id)?.focus ?? '')))
  report(
    'MedQuAD, answerable: own answer kept (all taken as good) against the whole focus gone (all as bad)',
    [...kept.map((row) => ({ ...row, good: true })), ...gone.map((row) => ({ ...row, good: false }))],
    statistics,
  )
}

function report(name: string, rows: readonly Tested[], statistics: WordStatistics): void {
  const scores = rows.map(({ question, candidates }) =>
    priorConfidence.score(question, candidates, statistics),
  )
  const good = rows.map((row) => row.good)
  const area = areaUnderCurve(scores, good, { cluster: rows.map(({ cluster }) => cluster) })
  const ci = area.clustered?.ci ?? area.ci
  print(
    `${name}: ${rows.length} questions, ${area.positives} good; AUROC ${number(area.auc)} [${number(ci?.lower)}, ${number(ci?.upper)}]`,
  )
  const curve = riskCoverage(scores, good.map(Number))
  const at = [0.3, 0.5, 0.7, 1].map((coverage) => {
    const point = curve.points.find((candidate) => candidate.coverage >= coverage)
    return `${coverage * 100}% ${number(point === undefined ? null : 1 - point.selectiveAccuracy)} (from ${number(point?.threshold)})`
  })
  print(`  risk at coverage ${at.join(', ')}; AURC ${number(curve.aurc)}`)
  for (const threshold of [0.35, priorThreshold, 0.45, 0.55, 0.65]) {
    const answered = scores.filter((score) => score >= threshold).length
    const correct = rows.filter((row, index) => row.good && scores[index]! >= threshold).length
    const result = abstention({ n: rows.length, answered, correct })
    print(
      `  threshold ${threshold}: coverage ${number(result.coverage)}, right of those answered ${number(result.accuracyAnswered)} [${number(result.ciAnswered?.lower)}, ${number(result.ciAnswered?.upper)}]`,
    )
  }
  const signals = rows.map(({ question, candidates }) => answerSignals(question, candidates, statistics))
  const names = Object.keys(signals.find((found) => found !== null) ?? {}) as (keyof NonNullable<
    (typeof signals)[number]
  >)[]
  const alone = names.map(
    (signal) =>
      `${signal} ${number(
        areaUnderCurve(
          signals.map((found) => found?.[signal] ?? 0),
          good,
        ).auc,
      )}`,
  )
  print(`  signals alone: ${alone.join(', ')}`)
}

function number(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : value.toFixed(3)
}

function print(line: string): void {
  process.stdout.write(`  ${line}\n`)
}
