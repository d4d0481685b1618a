/**
 * What stands between a model and the reader, on our own labelled texts: support of sentences, red flags, words to machines.
 * And on real texts: how often a passage of MedQuAD is taken for speaking to a machine, and how often a real question is taken
 * for an emergency (few of them are one). Figures only, never a text.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { suspiciousStretches } from '../src/search/answer/injection/clean-passage.ts'
import { readerInstruction } from '../src/search/answer/injection/reader-instruction.ts'
import { redFlags } from '../src/search/answer/red-flags/detect.ts'
import { labelledQuestions, measureRedFlags } from '../src/search/answer/testing/labelled-questions.ts'
import {
  type FlaggedCount,
  measureSupport,
  supportCases,
} from '../src/search/answer/testing/measure-support.ts'
import { proportionInterval } from '../src/statistics/proportion/proportion-interval.ts'
import { testData } from '../test/support/test-data.ts'
import { mediqa, medquad } from './support/medical-questions.ts'

const own = (path: string) => readFileSync(new URL(`../test/data/${path}`, import.meta.url), 'utf8')

for (const name of ['development', 'held-out']) {
  const { faithful, planted, kinds } = measureSupport(supportCases(own(`support/${name}.jsonl`)))
  print(`support, ${name}: planted caught ${share(planted)}; false alarms ${share(faithful)}`)
  print(
    `  ${[...kinds].map(([kind, count]) => `${kind} ${count.flagged}/${count.sentences}`).join(', ')}; not checked ${planted.notChecked} planted, ${faithful.notChecked} faithful`,
  )
}
for (const name of ['development', 'held-out', 'held-out-second']) {
  const { emergency, topic, none } = measureRedFlags(labelledQuestions(own(`red-flags/${name}.txt`)))
  print(
    `red flags, ${name}: emergencies with their line ${rate(emergency.withLine, emergency.questions)}, topics ${rate(topic.withLine, topic.questions)}, others ${rate(none.withLine, none.questions)}, of these as an emergency now ${none.now}`,
  )
}
for (const name of ['development', 'held-out']) {
  const planted = own(`injection/${name}.jsonl`)
    .trim()
    .split('\n')
    .map((line) => z.object({ text: z.string() }).parse(JSON.parse(line)).text)
  print(
    `words to machines, ${name}: found ${rate(planted.filter((text) => readerInstruction(text) !== null).length, planted.length)}`,
  )
}
realTexts()

function realTexts(): void {
  const medquadFolder = testData('medquad')
  if (medquadFolder !== null) {
    const entries = medquad(medquadFolder, true)
    const begun = performance.now()
    const suspected = entries.filter(({ passage }) => suspiciousStretches(passage.text).length > 0).length
    const milliseconds = (performance.now() - begun) / entries.length
    print(
      `words to machines in MedQuAD: ${rate(suspected, entries.length)}; ${milliseconds.toFixed(2)} ms a passage`,
    )
    questions(
      'MedQuAD',
      entries.map(({ question }) => question),
    )
  }
  const mediqaFolder = testData('mediqa2019')
  if (mediqaFolder !== null) {
    for (const file of ['TrainingSet1-LiveQAMed', 'TrainingSet2-Alexa'])
      questions(
        `MEDIQA ${file}`,
        mediqa(mediqaFolder, file).map(({ text }) => text),
      )
  }
  questions(
    'real-pocqi',
    lines(
      'real-pocqi',
      'questions.jsonl',
      z.object({ question_text: z.string() }).transform((row) => row.question_text),
    ),
  )
  questions(
    'k-qa',
    lines(
      'k-qa',
      'questions_w_answers.jsonl',
      z.object({ Question: z.string() }).transform((row) => row.Question),
    ),
  )
}

function questions(name: string, texts: readonly string[]): void {
  if (texts.length === 0) return
  const flags = texts.map((text) => redFlags(text))
  const now = flags.filter(([first]) => first?.level === 'now').length
  const topic = flags.filter(([first]) => first?.level === 'topic').length
  print(`red flags in ${name}: ${texts.length} questions, ${now} as an emergency now, ${topic} as a topic`)
}

function lines(set: string, file: string, schema: z.ZodType<string>): readonly string[] {
  const folder = testData(set)
  if (folder === null) return []
  return readFileSync(join(folder, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => schema.parse(JSON.parse(line)))
}

function share({ flagged, sentences }: FlaggedCount): string {
  return rate(flagged, sentences)
}

function rate(part: number, whole: number): string {
  const interval = proportionInterval(part, whole, 0.95)
  const within = interval === null ? '' : ` [${interval.lower.toFixed(3)}, ${interval.upper.toFixed(3)}]`
  return `${part}/${whole} = ${(part / whole).toFixed(3)}${within}`
}

function print(line: string): void {
  process.stdout.write(`  ${line}\n`)
}
