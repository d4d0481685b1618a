import Table from 'cli-table3'
import type { KeyPart, Marks, PairwisePart, RubricPart } from '../../analysis/judges/marks-schema.ts'
import { counted } from '../../report/format.ts'
import { tableCell } from '../table-cell.ts'

type Bounds = { readonly lower: number; readonly upper: number } | null

/** The figures of a study's machine marks, for people. */
export function marksLines({ study, key, rubric, pairwise }: Marks): string[] {
  return [
    ...(study.sample ? ['SAMPLE: evidence about nothing.', ''] : []),
    ...(key === null ? [] : keyLines(key)),
    ...(rubric === null ? [] : rubricLines(rubric)),
    ...(pairwise === null ? [] : pairLines(pairwise)),
  ]
}

/** What there is of machine marks, of all arms together: no outcome, and nothing of any arm. */
export function blindLines({ study, key, rubric, pairwise }: Marks): string[] {
  const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0)
  const marked = sum((key?.arms ?? []).map(({ answered, unmarked }) => answered - unmarked))
  const verdicts = sum((rubric?.judges ?? []).map(({ met, notMet }) => met + notMet))
  const pairs = sum((pairwise?.rows ?? []).map((row) => row.pairs))
  return [
    ...(study.sample ? ['SAMPLE: evidence about nothing.', ''] : []),
    ...(key === null ? [] : [`By the answer key: ${counted(marked, 'answer')} marked.`]),
    ...(rubric === null ? [] : [`By rubric: ${counted(verdicts, 'verdict')} on criteria.`]),
    ...(pairwise === null ? [] : [`In pairs: ${counted(pairs, 'pair')} with a verdict in both orders.`]),
    'The review is blind: what these marks say of the arms is written when it is unblinded. Run the command again then.',
  ]
}

const scoringWords = {
  default: 'what chose nothing is not scored',
  strict: 'what chose nothing is wrong',
  forced: 'a letter is taken from every reply',
} as const

function keyLines({ arms, comparisons, scoring, level }: KeyPart): string[] {
  const repeats = new Set(arms.map(({ replicate }) => replicate)).size > 1
  const rows = arms.map((arm) => [
    repeats ? `${arm.arm} (repeat ${arm.replicate + 1})` : arm.arm,
    arm.answered,
    arm.right,
    arm.wrong,
    arm.notScored.empty,
    arm.notScored.noChoice,
    arm.notScored.ambiguous,
    arm.refused,
    arm.failed,
    arm.missing + arm.unmarked,
    percent(arm.accuracyOfAll, arm.ciOfAll),
    percent(arm.accuracyOfScored, arm.ciOfScored),
  ])
  return [
    `By the answer key (${scoringWords[scoring]}; ${Math.round(level * 100)} % intervals by Wilson):`,
    ...table(
      [
        'arm',
        'answered',
        'right',
        'wrong',
        'empty',
        'no choice',
        'ambiguous',
        'refused',
        'failed',
        'no mark',
        'right of all, %',
        'right of scored, %',
      ],
      rows,
    ),
    ...comparisons.flatMap((row) =>
      row.basis === 'all'
        ? [
            `${row.armA} less ${row.armB}, of all: ${points(row.difference, row.ci)} on ${row.n} items, ${row.discordant} discordant, mid-p ${probability(row.midP)}`,
          ]
        : [],
    ),
    '',
  ]
}

function rubricLines({ coverage, judges, arms, comparisons }: RubricPart): string[] {
  const owed = (arm: string, state: 'refused' | 'failed' | 'missing') =>
    coverage.filter((row) => row.arm === arm).reduce((sum, row) => sum + row[state], 0)
  const panels = new Set(arms.map(({ panel }) => panel)).size > 1
  return [
    'By rubric (score with its standard error over items; 1 is every point):',
    ...table(
      ['arm', 'answers', 'refused', 'failed', 'missing', 'criteria', 'no mark', 'score', 'SE'],
      arms.map((row) => [
        panels ? `${row.arm} (${row.panel === 'all' ? 'all judges' : 'independent judges'})` : row.arm,
        row.answers,
        owed(row.arm, 'refused'),
        owed(row.arm, 'failed'),
        owed(row.arm, 'missing'),
        row.criteria,
        row.unmarked,
        decimal(row.score),
        decimal(row.se),
      ]),
    ),
    ...comparisons.map(
      ({ armA, armB, n, difference, ci }) =>
        `${armA} less ${armB}: ${decimal(difference)}${ci === null ? '' : ` (95 % interval ${decimal(ci.lower)} to ${decimal(ci.upper)})`} on ${n} items`,
    ),
    `Judges: ${[...new Set(judges.map(({ judge }) => judge))].join(', ')}; ${judgeFailures(judges)} verdicts failed.`,
    '',
  ]
}

function judgeFailures(judges: RubricPart['judges']): number {
  return judges.flatMap(({ failures }) => Object.values(failures)).reduce((sum, n) => sum + n, 0)
}

function pairLines({ rows }: PairwisePart): string[] {
  return [
    'In pairs, each in both orders (an arm wins only where it wins in both):',
    ...table(
      ['judge', 'axis', 'A', 'B', 'A wins', 'ties', 'B wins', 'failed', 'consistent, %', 'first place, %'],
      rows.map((row) => [
        row.ownFamily ? `${row.judge} (own family)` : row.judge,
        row.axis,
        row.armA,
        row.armB,
        row.winsA,
        row.ties,
        row.winsB,
        row.failed + row.incomplete,
        percent(row.consistency, null),
        percent(row.firstShare, row.ciOfFirst),
      ]),
    ),
    '',
  ]
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] {
  const drawn = new Table({
    head: [...head],
    colAligns: head.map((_, column) => (typeof rows[0]?.[column] === 'number' ? 'right' : 'left')),
    style: { head: [], border: [], compact: true },
  })
  for (const row of rows) drawn.push(row.map((cell) => (typeof cell === 'string' ? tableCell(cell) : cell)))
  return drawn.toString().split('\n')
}

function percent(share: number | null, ci: Bounds): string {
  if (share === null) return '-'
  const range = ci === null ? '' : ` (${(ci.lower * 100).toFixed(1)} to ${(ci.upper * 100).toFixed(1)})`
  return `${(share * 100).toFixed(1)}${range}`
}

function points(share: number | null, ci: Bounds): string {
  if (share === null) return '-'
  const range = ci === null ? '' : ` (95 % interval ${signed(ci.lower)} to ${signed(ci.upper)})`
  return `${signed(share)} points${range}`
}

function signed(share: number): string {
  const text = Math.abs(share * 100).toFixed(1)
  return share < 0 && text !== '0.0' ? `−${text}` : `+${text}`
}

function decimal(value: number | null): string {
  return value === null ? '-' : value.toFixed(3).replace('-', '−')
}

function probability(p: number): string {
  return p < 0.001 ? 'below 0.001' : p.toFixed(3)
}
