import { createWriteStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { stringify } from 'yaml'
import { createGenerator, type Generator } from '../../../src/statistics/random/generator.ts'

/** Eight systems whose answers come by file; so many answers are there to a question. */
export const importedArms = ['tarn', 'moor', 'beck', 'fell', 'scar', 'ghyll', 'dale', 'crag'] as const
/** A ninth, whose answers people bring. */
export const capturedArm = 'mere'
/** Axes that a reviewer marks with one form: so many marks come of it. */
export const axes = [
  'utility',
  'accuracy',
  'safety',
  'sources',
  'clarity',
  'dose',
  'scope',
  'brevity',
  'tone',
  'nuance',
] as const

export interface ScaleSize {
  /** Answers that come by file, and marks that reviewers give, each. */
  readonly marks: number
  readonly questions: number
  /** Reviews that are done. */
  readonly reviews: number
  /** Answers that are captured by hand besides. */
  readonly captured: number
}

export function sizeOf(marks: number): ScaleSize {
  const questions = marks / importedArms.length
  return { marks, questions, reviews: marks / axes.length, captured: Math.round(marks / 50) }
}

export const questionKey = (index: number) => `q${String(index).padStart(7, '0')}`

/** Writes the protocol, the questions and a file of answers for each arm, as somebody would bring them in. */
export async function writeStudyFiles(study: string, files: string, { questions }: ScaleSize): Promise<void> {
  await mkdir(study, { recursive: true })
  await mkdir(files, { recursive: true })
  await writeFile(join(study, 'protocol.yaml'), stringify(protocol))
  await writeFile(
    join(files, 'items.yaml'),
    stringify({
      schemaVersion: 1,
      form: 'items',
      columns: { key: 'key', text: 'text', strata: { specialty: 'specialty' } },
    }),
  )
  await writeFile(
    join(files, 'answers.yaml'),
    stringify({
      schemaVersion: 1,
      form: 'answers',
      columns: { item: 'item', arm: 'arm', text: 'text' },
      provenance: 'recorded',
    }),
  )
  const chance = createGenerator(3, 'scale')
  const rows = (row: (index: number) => object) =>
    Readable.from(
      (function* () {
        for (let index = 0; index < questions; index += 1) yield `${JSON.stringify(row(index))}\n`
      })(),
    )
  await pipeline(
    rows((index) => ({
      key: questionKey(index),
      text: `Which dose of ${drugs[index % drugs.length]} is right for patient group ${index}, and what is to be watched?`,
      specialty: specialties[index % specialties.length],
    })),
    createWriteStream(join(files, 'items.jsonl')),
  )
  for (const arm of importedArms) {
    await pipeline(
      rows((index) => ({ item: questionKey(index), arm, text: answerText(chance, index) })),
      createWriteStream(join(files, `answers-${arm}.jsonl`)),
    )
  }
}

const specialties = ['cardiology', 'nephrology', 'paediatrics', 'oncology', 'general practice'] as const
const drugs = ['metformin', 'apixaban', 'lisinopril', 'amoxicillin', 'colchicine', 'allopurinol'] as const
const sentences = [
  'Give 5 mg once daily with food.',
  'Check the kidneys first, and again after a week.',
  'Halve the dose where the creatinine clearance is below 30 mL/min.',
  'Stop at once where a rash appears.',
  'Ask about alcohol and about other medicines.',
  'Older people need a lower dose at the beginning.',
  'The evidence comes from two randomised trials of moderate size.',
  'Guidelines differ on how long the treatment should last.',
  'Measure the blood pressure sitting and standing.',
  'There is no good evidence in pregnancy.',
] as const

/** Three sentences, about 160 characters. */
export function answerText(chance: Generator, index: number): string {
  const said = Array.from({ length: 3 }, () => sentences[chance.integerBelow(sentences.length)])
  return `For group ${index}: ${said.join(' ')}`
}

const protocol = {
  schemaVersion: 1,
  id: 'scale',
  title: 'How a study of this size is served',
  question: 'How long do people wait?',
  sample: true,
  arms: [
    ...importedArms.map((id) => ({ id, kind: 'general' })),
    {
      id: capturedArm,
      kind: 'specialised',
      source: { via: 'capture', product: 'Mere', mode: 'standard' },
    },
  ],
  axes: axes.map((id, index) => ({ id, form: 'pairwise', ...(index === 0 ? { primary: true } : {}) })),
  hypotheses: [
    { id: 'h', kind: 'superiority', axis: 'utility', candidate: 'tarn', against: ['moor', 'beck', 'fell'] },
  ],
  seed: 11,
  resamples: 1000,
  // A fifth of the questions is left to be marked at the end.
  review: { reviewersPerQuestion: 1, comparisonsPerQuestion: 1 },
}
