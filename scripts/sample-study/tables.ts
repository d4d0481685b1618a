import { createGenerator } from '../../src/statistics/random/generator.ts'
import { comparisons, readings } from './assignment.ts'
import { Sittings } from './clock.ts'
import { appeal, markFor, namedNormal, type Preference, preferenceFor, sampleDeviates } from './latent.ts'
import {
  type Arm,
  arms,
  carelessRate,
  missingRate,
  pairAxes,
  questionCount,
  refusalRate,
  refusingArm,
  renderingOf,
  reviewerCount,
  sampleSeed,
  spread,
} from './truth.ts'

const words: Readonly<Record<Preference, string>> = {
  2: 'a much better',
  1: 'a somewhat better',
  0: 'no difference',
  '-1': 'b somewhat better',
  '-2': 'b much better',
}
const preferences = [-2, -1, 0, 1, 2] as const

type Row = Readonly<Record<string, string | number>>

/** The table of comparisons, one row for each axis, as its file reads. */
export function pairsTable(): string {
  const refused = refusals()
  const sittings = reviewers().map((reviewer) => new Sittings(reviewer, 'pairs', 0))
  const chance = createGenerator(sampleSeed, 'comparisons')
  const rows = workOrder(comparisons(), 'pairs').flatMap((comparison): Row[] => {
    const { question, reviewer, armA, armB, first } = comparison
    const rendering = renderingOf(reviewer)
    const shown = !(refused.has(question) && (armA === refusingArm || armB === refusingArm))
    const careless = chance.uniform() < carelessRate
    const timing = shown ? sittings[reviewer]?.next(85, careless) : undefined
    return pairAxes.map((axis) => {
      const missing = chance.uniform() < missingRate
      const guess = preferences[chance.integerBelow(preferences.length)] ?? 0
      const seen = (arm: Arm, isFirst: boolean) =>
        appeal(arm, axis, rendering, isFirst, sampleDeviates(question, reviewer, arm, axis))
      const felt = preferenceFor(seen(armA, first === 'a') - seen(armB, first === 'b'), axis)
      return {
        question: questionKey(question),
        reviewer: reviewerName(reviewer),
        answer_a: armA,
        answer_b: armB,
        first_shown: first,
        rendering,
        axis,
        choice: !shown ? 'not shown' : missing ? '' : words[careless ? guess : felt],
        active_seconds: timing?.activeSeconds ?? '',
        shown_at: timing?.shownAt ?? '',
        decided_at: timing?.decidedAt ?? '',
      }
    })
  })
  return csv(rows)
}

/** The table of marks on single answers, 1 to 4, as its file reads. */
export function absoluteTable(): string {
  const refused = refusals()
  const sittings = reviewers().map((reviewer) => new Sittings(reviewer, 'absolute', 7))
  const chance = createGenerator(sampleSeed, 'readings')
  const rows = workOrder(readings(), 'absolute').flatMap(({ question, reviewer }): Row[] => {
    const severity =
      spread.question * namedNormal('question', question) +
      spread.reviewer * namedNormal('reviewer', reviewer) +
      spread.questionReviewer * namedNormal('question-reviewer', question, reviewer)
    return shuffled(arms, createGenerator(sampleSeed, 'answers-shown', question, reviewer)).map((arm) => {
      const isRefused = arm === refusingArm && refused.has(question)
      const missing = chance.uniform() < missingRate
      const timing = isRefused ? undefined : sittings[reviewer]?.next(45, false)
      const own = sampleDeviates(question, reviewer, arm, 'correctness')
      return {
        question: questionKey(question),
        reviewer: reviewerName(reviewer),
        answer: arm,
        status: isRefused ? 'refused' : 'answered',
        rendering: renderingOf(reviewer),
        mark: isRefused || missing ? '' : markFor(arm, severity, own),
        active_seconds: timing?.activeSeconds ?? '',
        shown_at: timing?.shownAt ?? '',
        decided_at: timing?.decidedAt ?? '',
      }
    })
  })
  return csv(rows)
}

/** Questions that the refusing arm does not answer. */
function refusals(): ReadonlySet<number> {
  const chance = createGenerator(sampleSeed, 'refusals')
  const questions = Array.from({ length: questionCount }, (_, question) => question)
  return new Set(questions.filter(() => chance.uniform() < refusalRate))
}

/** Reviewer by reviewer, each in a random order of questions. */
function workOrder<Work extends { readonly reviewer: number }>(all: readonly Work[], name: string): Work[] {
  return reviewers().flatMap((reviewer) =>
    shuffled(
      all.filter((work) => work.reviewer === reviewer),
      createGenerator(sampleSeed, 'order', name, reviewer),
    ),
  )
}

/** Fisher and Yates. */
function shuffled<Value>(values: readonly Value[], generator: ReturnType<typeof createGenerator>): Value[] {
  const rest = [...values]
  const drawn: Value[] = []
  while (rest.length > 0) drawn.push(...rest.splice(generator.integerBelow(rest.length), 1))
  return drawn
}

function reviewers(): number[] {
  return Array.from({ length: reviewerCount }, (_, reviewer) => reviewer)
}

function questionKey(question: number): string {
  return `q${String(question + 1).padStart(2, '0')}`
}

function reviewerName(reviewer: number): string {
  return `R${String(reviewer + 1).padStart(2, '0')}`
}

// No cell holds a comma, a quote or a line break.
function csv(rows: readonly Row[]): string {
  const header = Object.keys(rows[0] ?? {})
  return [header, ...rows.map((row) => Object.values(row))].map((cells) => `${cells.join(',')}\n`).join('')
}
