import type { StripState, WeekStripData } from '../../../src/report/figures/week-strip.ts'
import { counted, decimal, interval, listed } from '../../../src/report/format.ts'
import type { ModelsDrift } from '../../../src/server/contract/models.ts'

type Finding = ModelsDrift['findings'][number]

export const stateWords: Readonly<Record<Finding['state'], string>> = {
  steady: 'steady',
  crossed: 'limit crossed',
  'too few': 'too few questions',
}

/** What is counted of answers; everything else is a feature, whose value is a population stability index. */
const ofAnswers = ['abstention', 'unjudged', 'sentinels']

export function isFeature({ name }: Finding): boolean {
  return !ofAnswers.includes(name)
}

/** Crossed limits first, otherwise as the server has them. */
export function crossedFirst(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort((a, b) => Number(b.state === 'crossed') - Number(a.state === 'crossed'))
}

/** `0.312`, `0.312 [0.250, 0.374]`. */
export function valueWords({ value, interval: bounds }: Finding): string {
  return bounds === null || value === null ? decimal(value, 3) : `${decimal(value, 3)} ${interval(bounds, 3)}`
}

/** What came of it, in a sentence. */
export function driftWords({ findings }: Pick<ModelsDrift, 'findings'>): string {
  const crossed = findings.filter(({ state }) => state === 'crossed')
  if (crossed.length > 0)
    return `${counted(crossed.length, 'limit')} crossed: ${listed(crossed.map(({ title }) => `“${title}”`))}.`
  if (findings.every(({ state }) => state === 'too few'))
    return 'There are too few questions yet to say anything.'
  return 'No limit is crossed.'
}

/** `the week of 2 Nov 2026 (240 questions)`, or several weeks by the first and the last. */
export function periodWords({ weeks, questions }: ModelsDrift['baseline']): string {
  const [first, last] = [weeks[0], weeks.at(-1)]
  if (first === undefined || last === undefined) return 'no week yet'
  const named =
    first === last
      ? `the week of ${dayWords(first)}`
      : `${weeks.length} weeks from that of ${dayWords(first)} to that of ${dayWords(last)}`
  return `${named} (${counted(questions, 'question')})`
}

const day = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
})
const shortDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })

/** `2 Nov 2026`: a week begins by UTC everywhere. */
export function dayWords(date: string): string {
  return day.format(new Date(`${date}T00:00:00Z`))
}

/** The strip of weeks: a row for everything that was watched. Null with fewer than two weeks after the baseline. */
export function stripOf({ weeks, findings }: Pick<ModelsDrift, 'weeks' | 'findings'>): WeekStripData | null {
  if (weeks.filter((week) => week.findings !== null).length < 2) return null
  const stateIn = (week: ModelsDrift['weeks'][number], name: string): StripState =>
    week.findings === null ? 'baseline' : (week.findings.find((one) => one.name === name)?.state ?? 'too few')
  return {
    weeks: weeks.map(({ week, questions }) => ({
      label: shortDay.format(new Date(`${week}T00:00:00Z`)),
      questions,
    })),
    rows: findings
      .filter(({ name }) => weeks.some((week) => week.findings?.some((one) => one.name === name)))
      .map(({ name, title }) => ({ label: title, states: weeks.map((week) => stateIn(week, name)) })),
  }
}
