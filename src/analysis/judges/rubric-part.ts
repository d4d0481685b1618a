import { grouped } from './groups.ts'
import type { MarkFailure, RubricPart } from './marks-schema.ts'
import { type MarkedRubric, rubricDifference, rubricScores } from './rubric-scores.ts'

/** An answer with what judges say of its criteria. */
export interface JudgedAnswer {
  readonly item: string
  readonly arm: string
  readonly replicate: number
  readonly tags: readonly string[]
  readonly criteria: readonly {
    readonly points: number
    readonly tags: readonly string[]
    /** Of the judges that are not of the arm's family; null without a mark. */
    readonly independent: boolean | null
    /** Of all judges. */
    readonly all: boolean | null
  }[]
}

/** One verdict, or failure, of one judge on one criterion. */
export interface JudgeVote {
  readonly judge: string
  readonly family: string | null
  readonly version: string | null
  readonly promptHash: string | null
  readonly arm: string
  readonly ownFamily: boolean
  /** Null with a failure. */
  readonly met: boolean | null
  readonly failure: MarkFailure | null
}

const noFailures = {
  'no-reply': 0,
  refused: 0,
  truncated: 0,
  empty: 0,
  malformed: 0,
  'missing-field': 0,
} as const

/** Scores by rubric of every arm, what every judge said of every arm, and the arms in pairs. */
export function rubricPart(
  answers: readonly JudgedAnswer[],
  votes: readonly JudgeVote[],
  coverage: RubricPart['coverage'],
  arms: readonly string[],
): RubricPart {
  const independent = answers.map((answer) => marked(answer, 'independent'))
  const panels: RubricPart['arms'] = scoreRows(independent, 'independent', arms)
  if (votes.some(({ ownFamily }) => ownFamily)) {
    const all = answers.map((answer) => marked(answer, 'all'))
    panels.push(...scoreRows(all, 'all', arms))
  }
  return {
    coverage,
    judges: judgeRows(votes, arms),
    arms: panels,
    comparisons: arms.flatMap((armA, at) =>
      arms.slice(at + 1).flatMap((armB) => {
        const { estimate, n, seTwoWay, ci } = rubricDifference(independent, armA, armB)
        return n === 0 ? [] : [{ armA, armB, n, difference: estimate, se: seTwoWay, ci }]
      }),
    ),
  }
}

function marked({ item, arm, tags, criteria }: JudgedAnswer, panel: 'independent' | 'all'): MarkedRubric {
  return {
    item,
    arm,
    tags,
    criteria: criteria.map((criterion) => ({
      points: criterion.points,
      tags: criterion.tags,
      met: criterion[panel],
    })),
  }
}

function scoreRows(
  answers: readonly MarkedRubric[],
  panel: 'independent' | 'all',
  arms: readonly string[],
): RubricPart['arms'] {
  const scores = new Map(rubricScores(answers).map((score) => [score.arm, score]))
  return arms.flatMap((arm) => {
    const found = scores.get(arm)
    if (found === undefined) return []
    const own = answers.filter((answer) => answer.arm === arm)
    return [
      {
        arm,
        panel,
        answers: found.answers,
        criteria: own.reduce((sum, { criteria }) => sum + criteria.length, 0),
        unmarked: found.missingMarks,
        n: found.overall.n,
        score: found.overall.score,
        se: found.overall.se,
        tags: [...found.tags].map(([tag, { n, score, se }]) => ({ tag, n, score, se })),
      },
    ]
  })
}

function judgeRows(votes: readonly JudgeVote[], arms: readonly string[]): RubricPart['judges'] {
  const groups = grouped(votes, ({ judge, family, arm }) => JSON.stringify([judge, family, arm]))
  const rows = [...groups.values()].flatMap((group) => {
    const first = group[0]
    if (first === undefined) return []
    const failures: Record<MarkFailure, number> = { ...noFailures }
    for (const { failure } of group) if (failure !== null) failures[failure] += 1
    return [
      {
        judge: first.judge,
        family: first.family,
        versions: namesOf(group.map(({ version }) => version)),
        promptHashes: namesOf(group.map(({ promptHash }) => promptHash)),
        arm: first.arm,
        ownFamily: first.ownFamily,
        met: group.filter(({ met }) => met === true).length,
        notMet: group.filter(({ met }) => met === false).length,
        failures,
      },
    ]
  })
  const place = (arm: string) => arms.indexOf(arm)
  return rows.sort((a, b) => compareText(a.judge, b.judge) || place(a.arm) - place(b.arm))
}

function namesOf(names: readonly (string | null)[]): string[] {
  return [...new Set(names.filter((name) => name !== null))].sort(compareText)
}

/** By code unit, the same in every language of the machine. */
function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
