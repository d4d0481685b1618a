/**
 * Whether the confidence tells good first answers from bad ones, by the judgments of experts. The index is that of `equipoise
 * index`: all of MedQuAD and all answers of the two MEDIQA training sets, cut into passages. Each question goes the way of clinical
 * search. Figures only, never a text.
 *
 * Labels are the grades of MEDIQA-2019, good is grade 3 or more; an answer of MedQuAD has the grade of one of the same words. First
 * answers that nobody judged have no label.
 *
 * out:       the question's own MEDIQA answers are left out of the index. Its first answer has a grade only where it stands in
 *            MedQuAD, or under another question, in the same words as a graded one.
 * in:        they are in the index. Three weights of the confidence were picked with grades in view.
 * condensed: the same, and what nobody judged is taken out of the ranked list before its first answer and its confidence are read.
 *
 * For MedQuAD's own questions nobody graded anything: right is the same focus and the same kind of question.
 */
import { createHash } from 'node:crypto'
import { answerSignals } from '../src/search/answer/confidence/answer-signals.ts'
import { priorThreshold } from '../src/search/answer/confidence/prior-confidence.ts'
import { extractSentences } from '../src/search/answer/extract/extract.ts'
import { subjectOf, unknownWords } from '../src/search/answer/extract/subject.ts'
import type { SourceDocument } from '../src/search/corpus/source-document.ts'
import { Pool } from '../src/search/evaluation/pool-search.ts'
import { usualScoring } from '../src/search/index/scoring.ts'
import { areaUnderCurve } from '../src/statistics/blinding/auc.ts'
import { abstention } from '../src/statistics/calibration/abstention.ts'
import { riskCoverage } from '../src/statistics/calibration/risk-coverage.ts'
import { createGenerator } from '../src/statistics/random/generator.ts'
import { testData } from '../test/support/test-data.ts'
import { confidenceOf, type Found, findFor } from './support/first-answers.ts'
import {
  gradeOf,
  type JudgedQuestion,
  judgedQuestions,
  medquadDocuments,
  passagesOf,
} from './support/judged-corpus.ts'
import { ownLeftOut } from './support/own-left-out.ts'

interface Row {
  readonly found: Found
  readonly confidence: number
  /** Null where nobody judged the first answer. */
  readonly good: boolean | null
}

const sampled = 250
const deep = 200
const medquadFolder = testData('medquad')
const mediqaFolder = testData('mediqa2019')
if (medquadFolder !== null && mediqaFolder !== null) await measure(medquadFolder, mediqaFolder)

async function measure(medquadFolder: string, mediqaFolder: string): Promise<void> {
  const live = await judgedQuestions(mediqaFolder, 'TrainingSet1-LiveQAMed')
  const alexa = await judgedQuestions(mediqaFolder, 'TrainingSet2-Alexa')
  const validation = await judgedQuestions(mediqaFolder, 'ValidationSet')
  const medquad = await medquadDocuments(medquadFolder)
  const training = [...medquad, ...ownDocuments([...live, ...alexa])]
  const all = [...training, ...ownDocuments(validation)]
  const byKey = new Map(all.map((document) => [keyOf(document.source, document.id), document]))
  const firstOf = ({ candidates: [first] }: Found) =>
    first === undefined ? null : byKey.get(keyOf(first.passage.source, first.passage.document))!
  const grade = (question: JudgedQuestion, document: SourceDocument | null) =>
    document === null ? null : gradeOf(question, document)
  const search = await searchOf(training)
  const withValidation = await searchOf(all)
  print(`${training.length} documents in ${search.statistics.passages} passages`)

  for (const [name, questions] of Object.entries({
    'LiveQA letters': live,
    'Alexa questions': alexa,
    'validation questions': validation,
  })) {
    const isTraining = questions !== validation
    const rows: Readonly<Record<'out' | 'in' | 'condensed', Row[]>> = { out: [], in: [], condensed: [] }
    for (const question of questions) {
      const own = passagesOf(ownDocuments([question]))
      const out = await findFor(question.text, isTraining ? ownLeftOut(search, own) : search)
      rows.out.push(rowOf(out, grade(question, firstOf(out))))
      const inside = await findFor(question.text, isTraining ? search : withValidation)
      rows.in.push(rowOf(inside, grade(question, firstOf(inside))))
      const far = await findFor(question.text, isTraining ? search : withValidation, deep)
      const judged = far.candidates.filter(
        (one) => grade(question, firstOf({ ...far, candidates: [one] })) !== null,
      )
      const condensed = { ...far, candidates: judged }
      rows.condensed.push(rowOf(condensed, grade(question, firstOf(condensed))))
    }
    for (const [way, of] of Object.entries(rows)) report(`${name}, ${way}`, of)
    for (const half of isTraining ? [0, 1] : []) {
      const own = rows.condensed.filter((_, at) => halfOf(questions[at]?.id ?? '') === half)
      report(`${name}, condensed, ${half === 0 ? 'first half' : 'other half'}`, own)
    }
  }
  await medquadQuestions(medquad)
}

/** Questions of MedQuAD with their own answer in the index, with it taken out, and with all about the focus taken out. */
async function medquadQuestions(medquad: readonly SourceDocument[]): Promise<void> {
  const search = await searchOf(medquad)
  const byId = new Map(medquad.map((document) => [document.id, document]))
  const ofFocus = new Map<string, SourceDocument[]>()
  for (const document of medquad) {
    const same = ofFocus.get(focusOf(document))
    if (same === undefined) ofFocus.set(focusOf(document), [document])
    else same.push(document)
  }
  const draw = createGenerator(20_260_806)
  const picked = Array.from({ length: sampled }, () => medquad[Math.floor(draw.uniform() * medquad.length)]!)
  const ask = async (without: (own: SourceDocument) => readonly SourceDocument[]) => {
    const rows: Row[] = []
    for (const own of picked) {
      const found = await findFor(own.question ?? own.title, ownLeftOut(search, passagesOf(without(own))))
      const first = byId.get(found.candidates[0]?.passage.document ?? '')
      const same =
        first !== undefined &&
        focusOf(first) === focusOf(own) &&
        String(first.sections[0]?.headings[0]) === String(own.sections[0]?.headings[0])
      rows.push({ found, confidence: confidenceOf(found), good: same })
    }
    return rows
  }
  const kept = await ask(() => [])
  const removed = await ask((own) => [own])
  const gone = await ask((own) => ofFocus.get(focusOf(own)) ?? [])
  report('MedQuAD, own answer kept and own answer removed', [...kept, ...removed], true)
  report(
    'MedQuAD, own answer kept (all taken as good) against the whole focus gone (all as bad)',
    [...kept.map((row) => ({ ...row, good: true })), ...gone.map((row) => ({ ...row, good: false }))],
    true,
  )
  for (const [name, rows] of Object.entries({ 'own answer kept': kept, 'whole focus gone': gone })) {
    const declined = rows.filter((row) => isDeclined(row))
    const told = declined.filter(({ confidence }) => confidence < priorThreshold)
    print(
      `MedQuAD, ${name}: declined ${number(declined.length / rows.length)}, by its confidence ${number(told.length / rows.length)}`,
    )
  }
}

/** As clinical search decides: by its confidence, by words that no passage has, or since nothing can be quoted. */
function isDeclined({ found, confidence }: Row): boolean {
  const { asked, candidates, statistics } = found
  if (confidence < priorThreshold) return true
  const subject = subjectOf(asked, candidates, statistics)
  const inCorpus = answerSignals(asked, candidates, statistics)?.inCorpus ?? 0
  if (unknownWords(asked, subject, inCorpus, statistics).length > 0) return true
  return extractSentences(asked, candidates, statistics, {}, subject).length === 0
}

async function searchOf(documents: readonly SourceDocument[]) {
  return (await Pool.of(passagesOf(documents), () => Promise.resolve())).search(usualScoring)
}

/** Of a question, by a hash of its id. */
function halfOf(id: string): number {
  return (createHash('sha256').update(id).digest()[0] ?? 0) & 1
}

function ownDocuments(questions: readonly JudgedQuestion[]): readonly SourceDocument[] {
  return questions.flatMap(({ answers }) => answers.map(({ document }) => document))
}

function keyOf(source: string, document: string): string {
  return `${source}/${document}`
}

function focusOf({ focus, title }: SourceDocument): string {
  return (focus ?? title).toLowerCase()
}

function rowOf(found: Found, grade: number | null): Row {
  return { found, confidence: confidenceOf(found), good: grade === null ? null : grade >= 3 }
}

/** @param twice the rows are two answers each to the same questions, in the same order */
function report(name: string, rows: readonly Row[], twice = false): void {
  const judged = rows.filter(({ good }) => good !== null)
  const unjudged = rows.length - judged.length
  print(`${name}: ${rows.length} questions, first answer unjudged ${number(unjudged / rows.length)}`)
  curve('judged', judged, twice)
  if (unjudged > 0) curve('unjudged taken as bad', rows, false)
}

function curve(name: string, rows: readonly Row[], twice: boolean): void {
  const good = rows.map((row) => row.good === true)
  const scores = rows.map(({ confidence }) => confidence)
  const area = areaUnderCurve(
    scores,
    good,
    twice ? { cluster: rows.map((_, index) => index % (rows.length / 2)) } : {},
  )
  const ci = area.clustered?.ci ?? area.ci
  const { points, aurc } = riskCoverage(scores, good.map(Number))
  const at = [0.3, 0.5, 0.7, 1].map((coverage) => {
    const point = points.find((candidate) => candidate.coverage >= coverage)
    return number(point === undefined ? null : 1 - point.selectiveAccuracy)
  })
  const answered = scores.filter((score) => score >= priorThreshold).length
  const correct = rows.filter((row, index) => row.good === true && scores[index]! >= priorThreshold).length
  const declining = abstention({ n: rows.length, answered, correct })
  print(
    `  ${name}: ${area.positives} of ${rows.length} good; AUROC ${number(area.auc)} [${number(ci?.lower)}, ${number(ci?.upper)}]; risk at coverage 30/50/70/100 % ${at.join(' / ')}; AURC ${number(aurc)}`,
  )
  print(
    `    at ${priorThreshold}: answered ${number(declining.coverage)}, right of those ${number(declining.accuracyAnswered)} [${number(declining.ciAnswered?.lower)}, ${number(declining.ciAnswered?.upper)}]; signals alone: ${alone(rows, good)}`,
  )
}

function alone(rows: readonly Row[], good: readonly boolean[]): string {
  const signals = rows.map(({ found }) => answerSignals(found.asked, found.candidates, found.statistics))
  const [some] = signals.filter((found) => found !== null)
  if (some === undefined) return 'none'
  const areas = (Object.keys(some) as (keyof typeof some)[]).map((signal) => {
    const values = signals.map((found) => found?.[signal] ?? 0)
    return `${signal} ${number(areaUnderCurve(values, good).auc)}`
  })
  return areas.join(', ')
}

function number(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : value.toFixed(3)
}

function print(line: string): void {
  process.stdout.write(`  ${line}\n`)
}
