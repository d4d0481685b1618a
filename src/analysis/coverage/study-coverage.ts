import { canonicalHash } from '../../protocol/hash.ts'
import type { Plan } from '../../protocol/plan.ts'
import type { ProtocolDocument } from '../../protocol/schema-v1.ts'
import type { StudyData } from '../analyse.ts'
import type { ItemRow } from '../marks/mark-row.ts'
import { compareText } from '../marks/vocabulary.ts'
import type { CoverageResults, PracticeCoverage } from './coverage-schema.ts'
import { fieldCoverage, type MixCategory } from './field-coverage.ts'
import { practiceResults } from './practice-results.ts'

/** A published mix of practice, and how the values of a stratum stand to it. */
export interface PracticeTable {
  readonly source: string
  readonly queries: number
  readonly task: readonly MixCategory[]
  readonly kindOfWork: readonly MixCategory[]
  /** Task of a value of the stratum; null where it is not known. */
  readonly taskOf: (value: string) => string | null
  readonly kindOf: (task: string) => string
}

export interface PracticeRequest {
  readonly plan: Plan
  readonly items: readonly ItemRow[]
  readonly stratum: string
  readonly practice: PracticeTable
  /** Marks, where the results are to be carried over to practice too. */
  readonly data: Pick<StudyData, 'marks' | 'answers'> | null
}

export interface CoverageRequest extends PracticeRequest {
  readonly document: ProtocolDocument
  readonly softwareVersion: string
}

/** The content of coverage.json; the same request gives the same result, to the byte. */
export function coverageOfStudy(request: CoverageRequest): CoverageResults {
  const { document, plan } = request
  return {
    coverageVersion: 1,
    software: request.softwareVersion,
    study: { id: plan.id, title: plan.title, sample: plan.sample },
    protocolHash: canonicalHash(document),
    seed: plan.seed,
    resamples: plan.resamples,
    ...practiceCoverage(request),
  }
}

/** How much of practice the items of a study cover. */
export function practiceCoverage(request: PracticeRequest): PracticeCoverage {
  const { plan, items, practice, stratum, data } = request
  const values = items.map(({ strata }) => strata[stratum] ?? null)
  const counts = countOf(values.filter((value) => value !== null))
  const mapping = [...counts].flatMap(([value, n]) => {
    const category = practice.taskOf(value)
    return category === null ? [] : [{ value, category, n }]
  })
  const unknown = [...counts]
    .filter(([value]) => practice.taskOf(value) === null)
    .map(([value, n]) => ({ value, n }))
  const byTask = sumBy(mapping, ({ category }) => category)
  const byKind = sumBy(mapping, ({ category }) => practice.kindOf(category))
  const options = { seed: plan.seed, resamples: plan.resamples }
  const taskByItem = new Map(items.map(({ key, strata }) => [key, practice.taskOf(strata[stratum] ?? '')]))
  return {
    practice: { source: practice.source, queries: practice.queries },
    stratum,
    items: {
      total: items.length,
      withCategory: mapping.reduce((sum, { n }) => sum + n, 0),
      withoutStratum: values.filter((value) => value === null).length,
      unknown,
    },
    mapping,
    task: fieldCoverage(byTask, items.length, practice.task, options),
    kindOfWork: fieldCoverage(byKind, items.length, practice.kindOfWork, options),
    results:
      data === null
        ? null
        : [...practiceResults(data, plan, (item) => taskByItem.get(item) ?? null, practice.task)],
  }
}

/** How often each value occurs, in the order of the values. */
function countOf(values: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return new Map([...counts].sort(([left], [right]) => compareText(left, right)))
}

function sumBy<Row extends { readonly n: number }>(
  rows: readonly Row[],
  nameOf: (row: Row) => string,
): ReadonlyMap<string, number> {
  const sums = new Map<string, number>()
  for (const row of rows) sums.set(nameOf(row), (sums.get(nameOf(row)) ?? 0) + row.n)
  return sums
}
