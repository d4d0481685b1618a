import type { HypothesisPower, LevelPower, PowerResults, SizeAnswers } from '../power/power-schema.ts'
import type { Plan } from '../protocol/plan.ts'
import { counted, dash, decimal, listed, minus, percent } from '../report/format.ts'
import { alikeHypotheses } from '../report/power-figure.ts'
import { powerUnit, powerValue } from '../report/power-units.ts'
import { tableLines } from './table-lines.ts'

/** What a person reads of a planned study, line by line. */
export function powerLines(results: PowerResults, plan: Plan): string[] {
  return [
    ...(results.study.sample ? ['SAMPLE: the plan of a simulated study.', ''] : []),
    ...wrapped(planSentence(results), 2),
    '',
    ...alikeHypotheses(results).flatMap((alike) => groupLines(alike, plan, results.review.missingShare)),
    'Taken for granted:',
    ...results.assumptions.flatMap((sentence) => wrapped(`- ${sentence}`, 2)),
  ]
}

function planSentence({ review }: PowerResults): string {
  const load = (review.questions * review.reviewersPerQuestion) / review.reviewers
  const size = [
    counted(review.questions, 'question'),
    `${counted(review.reviewers, 'reviewer')}, ${review.reviewersPerQuestion} for each question`,
    `about ${counted(Math.round(load), 'question')} a reviewer`,
  ].join('; ')
  const from =
    review.fromCommandLine.length === 0 ? '' : ` (${listed(review.fromCommandLine)} from the command line)`
  return `Plan${from}: ${size}.`
}

const nothingSaid =
  '  With fewer than two questions or two reviewers no error can be worked out: nothing can be said.'

function groupLines(alike: readonly HypothesisPower[], plan: Plan, missingShare: number): string[] {
  const [hypothesis] = alike
  if (hypothesis === undefined) return []
  const unit = powerUnit(hypothesis)
  const pairwise = hypothesis.unit === 'win difference'
  return [
    ...alike.flatMap((one) => wrapped(claimSentence(one, plan), 2)),
    ...wrapped(restsOn(hypothesis, missingShare), 2),
    ...wrapped(
      `  In ${unit.words}${pairwise ? ', in brackets points of win rate, which are half of them' : ''}.`,
      2,
    ),
    ...(hypothesis.levels.every((level) => level.df === null) ? [nothingSaid] : answerTable(hypothesis)),
    ...simulationTable(hypothesis),
    '',
  ]
}

function claimSentence(hypothesis: HypothesisPower, plan: Plan): string {
  const label = (id: string) => plan.arms.find((arm) => arm.id === id)?.label ?? id
  const axis = plan.axes.find((one) => one.id === hypothesis.axis)?.label ?? hypothesis.axis
  const against = listed(hypothesis.against.map(label))
  const candidate = label(hypothesis.candidate)
  const stratum = plan.hypotheses.find(({ id }) => id === hypothesis.id)?.stratum ?? null
  const among = stratum === null ? '' : ` among questions whose ${stratum.name} is ${stratum.level}`
  const margin = hypothesis.margin === null ? '' : `, margin ${marginWords(hypothesis)}`
  const claim = {
    superiority: `${candidate} differs from ${against}`,
    'non-inferiority': `${candidate} is not worse than ${against}`,
    equivalence: `${candidate} and ${against} are equivalent`,
  }[hypothesis.kind]
  return `${hypothesis.id}: ${claim} on ${axis}${among}${margin}`
}

function marginWords(hypothesis: HypothesisPower): string {
  const { factor, digits, words } = powerUnit(hypothesis)
  const own = `${decimal((hypothesis.margin ?? 0) * factor, digits)} ${words}`
  if (hypothesis.unit !== 'win difference') return own
  return `${own} (${decimal((hypothesis.margin ?? 0) * 50, digits)} of win rate)`
}

function restsOn(hypothesis: HypothesisPower, missingShare: number): string {
  const { form, kind, rows, questions, reviewers, alpha } = hypothesis
  const what =
    form === 'pairwise'
      ? counted(rows, 'comparison')
      : `${counted(rows, 'cell')} of marks (a question with a reviewer)`
  const side = kind === 'equivalence' ? 'on each side' : alpha.sides === 2 ? 'two-sided' : 'one-sided'
  const shared = alpha.familySize === 1 ? '' : `, shared by ${alpha.familySize} hypotheses of its family`
  const looks = alpha.looks === 1 ? '' : `, at the last of ${alpha.looks} looks`
  const used = alpha.used === alpha.own ? '' : `: tested at ${percentOf(alpha.used)}`
  // A cell counts where both of its marks are there.
  const kept = form === 'pairwise' ? 1 - missingShare : (1 - missingShare) * (1 - missingShare)
  const left = missingShare === 0 ? '' : ` (about ${decimal(rows * kept, 0)} of them with all marks)`
  return `  ${what}${left} on ${counted(questions, 'question')} by ${counted(reviewers, 'reviewer')}; alpha ${percentOf(alpha.own)} ${side}${shared}${looks}${used}.`
}

function answerTable(hypothesis: HypothesisPower): string[] {
  const parity = hypothesis.kind !== 'superiority'
  const value = (one: number | null) => powerValue(hypothesis, one)
  const { factor, digits } = powerUnit(hypothesis)
  const stated = hypothesis.statedDifference
  const columns: [string, (level: LevelPower) => string][] = [
    ['components', (level) => `${level.level}${level.planned ? ' *' : ''}`],
    ['SE', (level) => (level.se === null ? dash : decimal(level.se * factor, digits + 1))],
    ['df', (level) => decimal(level.df, 0)],
    ...(parity
      ? ([
          ['power at\nthe margin', (level) => percent(level.powerAtMargin, 0)],
          ['margin at\n80% power', (level) => value(level.provableMargin80)],
          ['margin at\n90% power', (level) => value(level.provableMargin90)],
        ] satisfies [string, (level: LevelPower) => string][])
      : []),
    ['difference\nat 80%', (level) => value(level.detectable80)],
    ...(parity
      ? []
      : ([
          ['difference\nat 90%', (level) => value(level.detectable90)],
          ['provable\nmargin', (level) => value(level.provableMargin80)],
        ] satisfies [string, (level: LevelPower) => string][])),
    ...(stated === null
      ? []
      : ([[`power if\n${value(stated)}`, (level) => percent(level.powerAtDifference, 0)]] satisfies [
          string,
          (level: LevelPower) => string,
        ][])),
    ['one more\nreviewer', (level) => change(hypothesis, level, level.oneMoreReviewer)],
    ['20 more\nquestions', (level) => change(hypothesis, level, level.twentyMoreQuestions)],
  ]
  const note = parity
    ? '* planned with. Margins: the smallest one that is proved when the arms are equal; the last two columns change the margin at 80% power.'
    : '* planned with. Differences: the smallest true one that is found. Provable margin: of parity, with a chance of 80% when the arms are equal. The last two columns change the difference at 80% power.'
  return [
    ...table(
      columns.map(([head]) => head),
      hypothesis.levels.map((level) => columns.map(([, cell]) => cell(level))),
    ),
    ...wrapped(`  ${note}`, 2),
  ]
}

/** How much smaller the figure becomes that the hypothesis turns on. */
function change(hypothesis: HypothesisPower, level: LevelPower, other: SizeAnswers): string {
  const of = (answers: SizeAnswers) =>
    hypothesis.kind === 'superiority' ? answers.detectable80 : answers.provableMargin80
  const before = of(level)
  const after = of(other)
  if (after === null) return dash
  // Nothing could be found before: the column then says what can be found now.
  if (before === null) return `now ${powerValue(hypothesis, after)}`
  const { factor, digits } = powerUnit(hypothesis)
  const moved = (after - before) * factor
  return `${moved < 0 ? minus : '+'}${decimal(Math.abs(moved), digits + 1)}`
}

function simulationTable(hypothesis: HypothesisPower): string[] {
  if (hypothesis.simulation === null || hypothesis.simulation.length === 0) return []
  const trials = hypothesis.simulation[0]?.trials ?? 0
  const parity = hypothesis.kind !== 'superiority'
  const rows = hypothesis.simulation.map((one) => [
    one.level,
    powerValue(hypothesis, one.trueDifference),
    powerValue(hypothesis, one.meanEstimate),
    `${percent(one.share)} ± ${decimal(one.standardError * 100, 1)}`,
    one.scenario === 'power' ? 'power' : 'false positives',
  ])
  return [
    `  ${counted(trials, 'simulated study', 'simulated studies')} a line, the real design and test:`,
    ...table(
      ['components', 'true\ndifference', 'mean\nestimate', 'verdict given\n± Monte Carlo SE', ''],
      rows,
    ),
    ...wrapped(
      parity
        ? '  False positives: the candidate is worse by exactly the margin.'
        : hypothesis.unit === 'scale points'
          ? '  The true difference is one of latent quality; marks at the ceiling hide a part of it, as the mean estimate shows.'
          : '  False positives: the arms are equal.',
      2,
    ),
  ]
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return tableLines(
    head,
    rows,
    head.map((_, column) => (column === 0 ? 'left' : 'right')),
  )
}

function percentOf(alpha: number): string {
  return `${Number((alpha * 100).toPrecision(3))}%`
}

const lineWidth = 100

/** Breaks a sentence into lines of a terminal; later lines are set in by `indent` more than the first. */
function wrapped(sentence: string, indent: number): string[] {
  const start = sentence.length - sentence.trimStart().length
  const lines: string[] = []
  let current = ' '.repeat(start)
  for (const word of sentence.trim().split(' ')) {
    const next = current.trim() === '' ? `${current}${word}` : `${current} ${word}`
    if (next.length > lineWidth && current.trim() !== '') {
      lines.push(current)
      current = `${' '.repeat(start === 0 ? indent : start)}${word}`
    } else {
      current = next
    }
  }
  return [...lines, current]
}
