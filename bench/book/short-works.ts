import { foldText } from '../../src/items/screen/folded-text.ts'
import { choiceReader } from '../../src/judging/answer-key/read-choice.ts'
import { soughtNames } from '../../src/review/identity/names/sought-names.ts'
import { identityScreen } from '../../src/review/identity/screen-answer.ts'
import { krippendorffAlpha } from '../../src/statistics/agreement/krippendorff.ts'
import { clusterBootstrap } from '../../src/statistics/bootstrap/cluster-bootstrap.ts'
import { adjustP } from '../../src/statistics/multiplicity/adjust.ts'
import { countPairs } from '../../src/statistics/preference/count-pairs.ts'
import { davidson } from '../../src/statistics/preference/davidson.ts'
import { winDifference } from '../../src/statistics/preference/win-difference.ts'
import { createGenerator } from '../../src/statistics/random/generator.ts'
import type { CalibratedWork } from './calibrated.ts'

const rows = 100_000
const questions = 2000
const reviewers = 200
const systems = 12

/** Works of the product that are slow where they are done badly, each beside a plain loop over the same data. */
export function shortWorks(): readonly CalibratedWork[] {
  return [...ofComparisons(), ...ofTexts()]
}

function ofComparisons(): readonly CalibratedWork[] {
  const chance = createGenerator(1, 'short')
  const question = Int32Array.from({ length: rows }, () => chance.integerBelow(questions))
  const reviewer = Int32Array.from({ length: rows }, () => chance.integerBelow(reviewers))
  const outcome = Int32Array.from({ length: rows }, () => chance.integerBelow(3) - 1)
  const slotA = Int32Array.from({ length: rows }, () => chance.integerBelow(systems))
  const slotB = slotA.map((a) => (a + 1 + chance.integerBelow(systems - 1)) % systems)
  const p = Array.from({ length: 10_000 }, () => chance.uniform())
  const matrix = Array.from({ length: 10_000 }, () =>
    Array.from({ length: 3 }, () => 1 + chance.integerBelow(5)),
  )
  const numeratorSums = Float64Array.from({ length: questions }, () => chance.uniform())
  const denominatorSums = Float64Array.from({ length: questions }, () => 1 + chance.integerBelow(5))
  const cells = () => sumsByCell(question, reviewer, outcome)
  return [
    { name: 'win difference, two-way', ours: () => winDifference(outcome, question, reviewer), plain: cells },
    {
      name: 'cluster bootstrap',
      ours: () =>
        clusterBootstrap({
          numeratorSums,
          denominatorSums,
          clusters: questions,
          statistics: 1,
          resamples: 500,
        }),
      plain: () => plainBootstrap(numeratorSums, denominatorSums, 500),
    },
    {
      name: 'Davidson model',
      ours: () => davidson({ systems, counts: countPairs({ systems, slotA, slotB, outcome }) }),
      plain: cells,
    },
    {
      name: "Krippendorff's alpha",
      ours: () => krippendorffAlpha(matrix, 'ordinal').alpha,
      plain: () => coincidences(matrix),
    },
    { name: "Holm's adjustment", ours: () => adjustP(p, 'holm'), plain: () => plainHolm(p) },
  ]
}

function sumsByCell(question: Int32Array, reviewer: Int32Array, outcome: Int32Array): number {
  const cells = new Map<number, number>()
  for (let row = 0; row < outcome.length; row += 1) {
    const cell = (question[row] ?? 0) * reviewers + (reviewer[row] ?? 0)
    cells.set(cell, (cells.get(cell) ?? 0) + (outcome[row] ?? 0))
  }
  return cells.size
}

function plainBootstrap(
  numerators: Float64Array,
  denominators: Float64Array,
  resamples: number,
): readonly number[] {
  return Array.from({ length: resamples }, () => {
    let above = 0
    let below = 0
    for (let draw = 0; draw < numerators.length; draw += 1) {
      const cluster = Math.floor(Math.random() * numerators.length)
      above += numerators[cluster] ?? 0
      below += denominators[cluster] ?? 0
    }
    return above / below
  })
}

function coincidences(matrix: readonly (readonly number[])[]): ReadonlyMap<string, number> {
  const table = new Map<string, number>()
  for (const marks of matrix) {
    for (const one of marks)
      for (const other of marks) {
        table.set(`${one} ${other}`, (table.get(`${one} ${other}`) ?? 0) + 1)
      }
  }
  return table
}

function plainHolm(p: readonly number[]): readonly number[] {
  let largest = 0
  return p
    .map((value, place) => ({ value, place }))
    .sort((left, right) => left.value - right.value)
    .map(({ value }, rank) => {
      largest = Math.max(largest, Math.min(1, value * (p.length - rank)))
      return largest
    })
}

function ofTexts(): readonly CalibratedWork[] {
  const sentence = 'The pain began after a meal, goes through to the back, and the dose is 5 mg once daily. '
  const texts = Array.from(
    { length: 400 },
    (_, index) => `${sentence.repeat(8)}The answer is (${'ABCD'[index % 4]}).`,
  )
  const dressed = texts.map((text) => `${text} caf\u00e9\u00a0${text.length}`)
  const options = ['A', 'B', 'C', 'D'].map((label) => ({ label, text: `Choice ${label}` }))
  const screen = identityScreen(soughtNames([{ id: 'tarn', kind: 'general' }]))
  const characters = (some: readonly string[]) => () => some.reduce((sum, text) => sum + [...text].length, 0)
  return [
    {
      name: 'choice of a reply',
      ours: () => texts.filter((text) => 'choice' in choiceReader(options)(text)).length,
      plain: characters(texts),
    },
    {
      name: 'folding a text',
      ours: () => dressed.map((text) => foldText(text).text.length),
      plain: characters(dressed),
    },
    {
      name: 'names in an answer',
      ours: () => texts.map((text) => screen({ text, citations: [] }).length),
      plain: characters(texts),
    },
  ]
}
