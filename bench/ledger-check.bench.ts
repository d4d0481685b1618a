/**
 * Check of a ledger of 10,000 claims in 500 threads, each with the fields of those that ship: from texts to problems found. Aim: under
 * 5 s. Beside it the same texts read with the reader that knows lines, which is asked only where something is wrong.
 */
import { parseDocument, stringify } from 'yaml'
import type { Claim } from '../src/evidence/ledger/claim-schema.ts'
import type { Thread } from '../src/evidence/ledger/thread-schema.ts'
import { ledgerMeta } from '../src/evidence/meta/meta-analysis.ts'
import { readLedger } from '../src/evidence/reading/read-ledger.ts'
import { claimStatus } from '../src/evidence/status/claim-status.ts'
import { inventedEffect, inventedLedger } from '../src/evidence/testing/invented-ledger.ts'

const shared = inventedLedger([])
const claimsOfThread = 20
const threads = 500
const filesOf = 50

const files = Array.from({ length: threads / filesOf }, (_, file) => {
  const parts = Array.from({ length: filesOf }, (_, place) => threadPart(file * filesOf + place))
  const content = {
    schemaVersion: 1,
    sources: parts.flatMap((part) => part.sources),
    ...(file === 0 ? { systems: shared.systems, outcomes: shared.outcomes } : {}),
    studies: parts.flatMap((part) => part.studies),
    claims: parts.flatMap((part) => part.claims),
    relations: parts.flatMap((part) => part.relations),
    threads: parts.map((part) => part.thread),
  }
  return { name: `${file}.yaml`, text: stringify(content, { lineWidth: 120, aliasDuplicateObjects: false }) }
})

const characters = files.reduce((sum, { text }) => sum + text.length, 0)
const read = seconds(() => readLedger(files, ['sample']))
const index = readLedger(files, ['sample'])
const statuses = seconds(() => index.ledger.claims.map((claim) => claimStatus(index, claim)))
const pooled = seconds(() => ledgerMeta(index, 'systems'))
const lines = seconds(() => files.map(({ text }) => parseDocument(text).toJS()))
process.stdout.write(
  [
    `${index.ledger.claims.length} claims in ${index.ledger.threads.length} threads, ${(characters / 1e6).toFixed(1)} MB`,
    `read and checked: ${read.toFixed(2)} s (aim: under 5 s)`,
    `status of every claim: ${statuses.toFixed(3)} s; meta-analysis: ${pooled.toFixed(3)} s`,
    `the same texts with the reader that knows lines: ${lines.toFixed(2)} s (ratio ${(read / lines).toFixed(2)})`,
    '',
  ].join('\n'),
)
if (read >= 5) process.exitCode = 1

function threadPart(number: number) {
  const first = number * claimsOfThread + 1
  const numbers = Array.from({ length: claimsOfThread }, (_, place) => first + place)
  const ledger = inventedLedger(
    numbers.map((one) => ({
      number: one,
      effect: inventedEffect((one % 60) - 20, (one % 60) - 30, one % 60),
    })),
    numbers.slice(1).map((one) => ({
      from: `claim-${one}`,
      kind: one % 3 === 0 ? 'replicates' : 'qualifies',
      to: `claim-${first}`,
      why: 'It measures the same on other questions.',
    })),
  )
  return { ...ledger, thread: threadOf(number, ledger.claims) }
}

function threadOf(number: number, claims: readonly Claim[]): Thread {
  const ids = claims.map(({ id }) => id)
  const sentence = (place: number) => ({
    text: `Sentence ${place} of the thread tells what claims say in words that people wrote for it.`,
    claims: [ids[place % ids.length] ?? '', ids[(place + 1) % ids.length] ?? ''],
  })
  const sentences = Array.from({ length: 20 }, (_, place) => sentence(place))
  return {
    id: `thread-${number}`,
    title: `Thread ${number}`,
    what: sentences.slice(0, 4),
    whyItMatters: sentences.slice(4, 8),
    openQuestions: [
      {
        id: 'open',
        question: 'Which is better?',
        claims: ids.slice(0, 2),
        protocol: 'sample',
        how: sentence(1),
      },
    ],
    narrative: [{ heading: 'What is known', sentences }],
    timeline: sentences.slice(0, 6).map((one) => ({ ...one, date: '2026-01' })),
    perspectives: [{ id: 'one', who: 'Somebody', evolved: [{ ...sentence(2), date: '2026' }] }],
    tensions: [{ id: 'one', between: ids.slice(0, 2), factors: ['form'], sentences: [sentence(3)] }],
    claims: ids,
  }
}

function seconds(work: () => unknown): number {
  const start = performance.now()
  work()
  return (performance.now() - start) / 1000
}
