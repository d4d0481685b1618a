/**
 * The analysis of 1,000,000 synthetic comparisons of 100,000 questions by 10,000 reviewers with four arms, in a
 * process that may use 1 GiB. Peer: reading the same outcomes once with plain loops (one pass per contrast).
 */
import { analyse } from '../src/analysis/analyse.ts'
import { MarkTableBuilder } from '../src/analysis/marks/mark-table.ts'
import { parseProtocol } from '../src/protocol/read.ts'
import { createGenerator } from '../src/statistics/random/generator.ts'
import { isChild, printPeak, startChild } from './support/limited-child.ts'

const comparisons = 1_000_000
const questions = 100_000
const reviewers = 10_000
const arms = ['a', 'b', 'c', 'd'] as const

if (isChild) await measure()
else startChild(import.meta.url)

async function measure(): Promise<void> {
  const protocol = parseProtocol(
    {
      schemaVersion: 1,
      id: 'million',
      title: 'Synthetic',
      question: 'How long does it take?',
      arms: arms.map((id) => ({ id, kind: 'general' })),
      axes: [{ id: 'utility', form: 'pairwise', primary: true }],
      hypotheses: [
        { id: 'h', kind: 'superiority', axis: 'utility', candidate: 'a', against: ['b', 'c', 'd'] },
      ],
      resamples: 1000,
      seed: 1,
    },
    () => ({}),
  )
  const generator = createGenerator(1, 'bench')
  const builder = new MarkTableBuilder()
  const started = performance.now()
  for (let row = 0; row < comparisons; row += 1) {
    const armA = generator.integerBelow(4)
    const armB = (armA + 1 + generator.integerBelow(3)) % 4
    builder.add({
      item: `question-${generator.integerBelow(questions)}`,
      axis: 'utility',
      rendering: null,
      reviewer: `reviewer-${generator.integerBelow(reviewers)}`,
      armA: arms[armA] ?? 'a',
      armB: arms[armB] ?? 'b',
      value: generator.integerBelow(3) - 1,
      strength: null,
      side: 'a',
      activeSeconds: null,
      role: 'study',
    })
  }
  const marks = builder.build()
  const built = performance.now()
  let lastStep = built
  const results = await analyse({
    data: {
      marks,
      answers: [],
      items: [],
      imports: [],
      collection: null,
      flow: null,
      secondChecks: null,
      firstMarkAt: null,
      firstMachineMarkAt: null,
    },
    plan: protocol.plan,
    writtenNow: protocol.document,
    locks: [],
    look: 1,
    softwareVersion: 'bench',
    onProgress: (done, total, step) => {
      if (step === 'bootstrap' && done < total) return
      process.stdout.write(`  ${step.padEnd(12)} ${((performance.now() - lastStep) / 1000).toFixed(2)} s\n`)
      lastStep = performance.now()
    },
  })
  const analysed = performance.now()
  let sum = 0
  for (let contrast = 0; contrast < 10; contrast += 1) {
    for (let row = 0; row < marks.size; row += 1) {
      if (marks.armA[row] === contrast % 4) sum += marks.value[row] ?? 0
      else if (marks.armB[row] === contrast % 4) sum -= marks.value[row] ?? 0
    }
  }
  const plain = performance.now() - analysed
  const seconds = (analysed - built) / 1000
  process.stdout.write(
    `  collecting and ordering ${((built - started) / 1000).toFixed(2)} s; analysis ${seconds.toFixed(2)} s per million ` +
      `(${results.verdicts[0]?.estimate.nQuestions} questions, ${results.data.reviewers} reviewers, 1,000 resamples)\n` +
      `  reading the outcomes once per contrast ${(plain / 1000).toFixed(3)} s (sum ${sum}); ratio ${((seconds * 1000) / plain).toFixed(0)}\n`,
  )
  printPeak()
}
