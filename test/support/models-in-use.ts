import { runGate } from '../../src/learning/gate/run-gate.ts'
import { grownPlan } from '../../src/learning/gate/testing/grown-plan.ts'
import { differences, plainOutcomes } from '../../src/learning/gate/testing/plain-outcomes.ts'
import type { ReleasedVersion } from '../../src/learning/serving/release.ts'
import { drift, usualLimits } from '../../src/learning/watch/drift.ts'
import { driftWeeks } from '../../src/learning/watch/drift-weeks.ts'
import { noCounts, type WatchCounts } from '../../src/learning/watch/watch-counts.ts'
import { binOf, watchedFeatures } from '../../src/learning/watch/watched-bins.ts'
import { watchedPeriods } from '../../src/learning/watch/watched-periods.ts'
import { type ModelsPage, modelsPageSchema } from '../../src/server/contract/models.ts'
import { createGenerator, type Generator } from '../../src/statistics/random/generator.ts'
import { cardOf, flatSample } from './model-cards.ts'

/* A page of models in every state that there is: simulated, through the gate, the drift and the weeks that the program itself computes. */

const sha256 = (digit: string) => digit.repeat(64)

/** A gate over so many simulated questions; gains have a mean and spread, and some top answers become incorrect. */
function gateOf(candidate: string, questions: number, mean: number, incumbent: string) {
  const generator = createGenerator(3, candidate)
  const gains = Array.from({ length: questions }, () => mean + (generator.uniform() - 0.5) * 0.2)
  const unsafe = gains.map((_, at) => (at % 60 === 0 ? (at % 120 === 0 ? 1 : -1) : 0))
  return runGate({
    plan: grownPlan({
      quality: { margin: 0.03, questions: 160, gradedBy: 'clinicians' },
      floors: ['bm25', 'label-free-prior'],
      safety: { incorrect: { margin: 0.05, questions: 160 }, incorrectAtHalf: null },
      calibration: { pairs: { limit: 0.05, questions: 160 }, abstention: null },
      strata: { names: ['ward'], leastQuestions: 50 },
      reproduction: false,
    }),
    outcomes: plainOutcomes(differences(gains), {
      candidate,
      incumbent,
      questions: gains.map((_, at) => ({
        id: `q${at}`,
        sha256: at.toString(16).padStart(64, '0'),
        strata: { ward: at % 3 === 0 ? 'emergency' : 'cardiology' },
      })),
      floors: [
        { arm: 'bm25', differences: differences(gains.map((gain) => gain + 0.02)) },
        { arm: 'label-free-prior', differences: differences(gains.map((gain) => gain + 0.01)) },
      ],
      unsafe: differences(unsafe, { isShare: true }),
      pairs: {
        question: Int32Array.from(gains, (_, at) => at),
        // As sure as it is right: .8 of the even ones happen, .4 of the odd ones.
        probability: Float64Array.from(gains, (_, at) => (at % 2 === 0 ? 0.8 : 0.4)),
        outcome: Uint8Array.from(gains, (_, at) => ([0, 2, 4, 6, 7, 9].includes(at % 10) ? 1 : 0)),
      },
      hygiene: {
        training: { questionSha256s: [], reviewerSha256s: null },
        trained: true,
        featureSchema: { model: sha256('5'), program: sha256('5') },
        reproduced: null,
        findings: [],
      },
    }),
    runs: [],
    softwareVersion: '0.0.0',
  })
}

/** Counts of a week whose questions have so many words. */
function week(generator: Generator, monday: string, questions: number, words: number, declined: number) {
  const bins = Object.fromEntries(
    watchedFeatures.map((feature) => {
      const counts = feature.from.map(() => 0)
      for (let question = 0; question < questions; question++) {
        const value = feature.name === 'words' ? words + generator.integerBelow(6) : generator.uniform() * 2
        const bin = binOf(feature, value)
        counts[bin] = (counts[bin] ?? 0) + 1
      }
      return [feature.name, counts]
    }),
  )
  const counts: WatchCounts = {
    ...noCounts(monday, 'ranker-aaaaaaaaaaaa+index'),
    questions,
    declined: Math.round(declined * questions),
    shown: 3 * questions,
    unjudged: questions,
    bins,
  }
  return counts
}

const version = (id: string, digit: string): ReleasedVersion => ({
  model: { id, sha256: sha256(digit) },
  featureSchemaSha256: sha256('5'),
  index: { corpus: 'main', sha256: sha256('9') },
})

export const names = {
  served: 'ranker-aaaaaaaaaaaa',
  canary: 'ranker-bbbbbbbbbbbb',
  before: 'ranker-cccccccccccc',
  kept: 'ranker-eeeeeeeeeeee',
}

/** Served by a gate, a SAMPLE on trial, one from before without a card, one that failed its gate; drift by weeks, one limit crossed. */
export function modelsInUse(): ModelsPage {
  const generator = createGenerator(11, 'weeks')
  const counts = [
    week(generator, '2026-09-28', 240, 3, 0.12),
    week(generator, '2026-10-05', 260, 3, 0.13),
    week(generator, '2026-10-12', 250, 3, 0.11),
    week(generator, '2026-10-19', 30, 3, 0.1),
    week(generator, '2026-10-26', 270, 12, 0.14),
    week(generator, '2026-11-02', 255, 14, 0.29),
  ]
  const periods = watchedPeriods(counts, { since: null, baseline: null, presentWeeks: 1 })
  const pass = gateOf(names.served, 200, 0.03, names.before)
  const gate = { by: 'gate' as const, verdict: 'pass' as const, sha256: sha256('7') }
  const words = { by: 'person' as const, words: 'The first one: there is nothing yet to weigh it against' }
  const line = (seq: number, at: string) => ({
    schemaVersion: 1 as const,
    seq,
    at,
    previous: seq === 1 ? null : sha256('1'),
  })
  const served = version(names.served, 'a')
  const trial = version(names.canary, 'b')
  return modelsPageSchema.parse({
    corpus: 'main',
    models: [
      {
        id: names.kept,
        sha256: sha256('e'),
        standing: 'kept',
        card: cardOf(names.kept, { curve: null }),
        gates: [{ sha256: sha256('8'), report: gateOf(names.kept, 200, -0.05, names.served) }],
      },
      { id: names.before, sha256: sha256('c'), standing: 'before', card: null, gates: [] },
      {
        id: names.canary,
        sha256: sha256('b'),
        standing: 'canary',
        card: flatSample(names.canary),
        gates: [{ sha256: sha256('6'), report: gateOf(names.canary, 90, 0.01, names.served) }],
      },
      {
        id: names.served,
        sha256: sha256('a'),
        standing: 'served',
        card: cardOf(names.served),
        gates: [{ sha256: sha256('7'), report: pass }],
      },
    ],
    served,
    trial: { version: trial, stage: { stage: 'canary', share: 0.1 } },
    releases: [
      {
        ...line(1, '2026-09-21T08:00:00Z'),
        action: 'promote',
        version: version(names.before, 'c'),
        reason: words,
      },
      { ...line(2, '2026-09-28T07:30:00Z'), action: 'promote', version: served, reason: gate },
      {
        ...line(3, '2026-10-20T09:00:00Z'),
        action: 'try',
        version: trial,
        trial: { stage: 'shadow' },
        reason: { by: 'person', words: 'Nobody sees it' },
      },
      { ...line(4, '2026-10-22T09:00:00Z'), action: 'stop', words: 'Slow on long questions' },
      {
        ...line(5, '2026-10-27T10:00:00Z'),
        action: 'try',
        version: trial,
        trial: { stage: 'canary', share: 0.1 },
        reason: { by: 'person', words: 'A tenth of the readers, for two weeks' },
      },
      {
        ...line(6, '2026-11-09T06:00:00Z'),
        action: 'reopen-gate',
        findings: ['words: Words of the question 6.512, limit 0.2'],
      },
    ],
    reopened: ['words: Words of the question 6.512, limit 0.2'],
    watching: true,
    trials: [
      {
        week: '2026-10-26',
        served: 'ranker-aaaaaaaaaaaa+index',
        candidate: 'ranker-bbbbbbbbbbbb+index',
        questions: 243,
        sameTop: 201,
        servedDeclined: 34,
        candidateDeclined: 41,
        servedMilliseconds: 2916,
        candidateMilliseconds: 3402,
      },
    ],
    drift: {
      baseline: {
        weeks: periods.weeksBefore,
        questions: periods.before.questions,
        declined: periods.before.declined,
      },
      present: {
        weeks: periods.weeksAfter,
        questions: periods.after.questions,
        declined: periods.after.declined,
      },
      findings: drift(periods.before, periods.after, null, usualLimits),
      weeks: driftWeeks(counts, periods, usualLimits),
      indexChanged: true,
    },
  })
}

/** A corpus that nobody has trained a model for. */
export const nothingKept: ModelsPage = {
  corpus: 'main',
  models: [],
  served: null,
  trial: null,
  releases: [],
  reopened: [],
  watching: false,
  trials: [],
  drift: {
    baseline: { weeks: [], questions: 0, declined: 0 },
    present: { weeks: [], questions: 0, declined: 0 },
    findings: [],
    weeks: [],
    indexChanged: false,
  },
}
