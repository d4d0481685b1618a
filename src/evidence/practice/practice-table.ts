import { problem } from '../../problem.ts'
import { isOfDecisions, type Measure, type MeasuredStudy, measureKinds, type Reading } from './measures.ts'

/** A measure of one study as a column. */
export interface PracticeColumn extends Omit<Measure, 'readings'> {
  /** Unique in the table. */
  readonly id: string
  readonly study: string
  readonly sample: boolean
}

export interface PracticeArm {
  readonly id: string
  readonly label: string
  /** One for each column; null where no file has this measure of the arm. */
  readonly readings: readonly (Reading | null)[]
}

/** Arms by measures. */
export interface PracticeTable {
  readonly studies: readonly Omit<MeasuredStudy, 'measures' | 'labels'>[]
  readonly columns: readonly PracticeColumn[]
  readonly arms: readonly PracticeArm[]
  /** Some study is a sample, and so is every page and correlation that it enters. */
  readonly sample: boolean
}

/**
 * Measures of any studies beside each other. Columns go from exams to decisions; arms by what people decided with them, the best
 * first, so that one sees whether the other columns fall alike; arms without that by their names. The order of the studies is of no account.
 *
 * @throws ProblemError PRACTICE_MEASURE_TWICE where two files give one measure of one study, and PRACTICE_NO_COMMON_ARM where no arm
 * has two measures
 */
export function practiceTable(studies: readonly MeasuredStudy[]): PracticeTable {
  const inOrder = studies.toSorted((one, other) => compare(studyKey(one), studyKey(other)))
  const measures = measureKinds.flatMap((kind) =>
    inOrder.flatMap((study) =>
      study.measures.filter((measure) => measure.kind === kind).map((measure) => ({ study, measure })),
    ),
  )
  const columns = measures.map(({ study, measure: { readings: _readings, ...measure } }) => ({
    ...measure,
    id: `${measure.kind}:${study.id}`,
    study: study.id,
    sample: study.sample,
  }))
  checkOnce(columns)
  const ids = [...new Set(measures.flatMap(({ measure }) => measure.readings.map(({ arm }) => arm)))]
  const arms = ids.map((id) => ({
    id,
    label: inOrder.flatMap(({ labels }) => labels.get(id) ?? [])[0] ?? id,
    readings: measures.map(({ measure }) => measure.readings.find(({ arm }) => arm === id) ?? null),
  }))
  checkCommon(arms, columns)
  const decided = columns.findIndex(({ kind }) => isOfDecisions(kind))
  const effect = ({ readings }: PracticeArm) => readings[decided]?.estimate ?? Number.NEGATIVE_INFINITY
  return {
    studies: inOrder.map(({ measures: _measures, labels: _labels, ...study }) => study),
    columns,
    arms: arms.toSorted((one, other) =>
      effect(one) === effect(other)
        ? compare(`${one.label}\n${one.id}`, `${other.label}\n${other.id}`)
        : effect(other) - effect(one),
    ),
    sample: studies.some(({ sample }) => sample),
  }
}

function checkOnce(columns: readonly PracticeColumn[]): void {
  const twice = columns.find(({ id }, place) => columns.findIndex((one) => one.id === id) !== place)
  if (twice === undefined) return
  throw problem(
    'PRACTICE_MEASURE_TWICE',
    'Two files give the same measure of one study.',
    'Leave one of them out.',
    { place: { field: 'names' }, value: `${twice.kind} of ${twice.study}` },
  )
}

function checkCommon(arms: readonly PracticeArm[], columns: readonly PracticeColumn[]): void {
  if (arms.some(({ readings }) => readings.filter((reading) => reading !== null).length > 1)) return
  const found = columns.map(({ id }, place) => {
    const own = arms.filter(({ readings }) => (readings[place] ?? null) !== null)
    return `${id} has ${own.map((arm) => arm.id).join(', ')}`
  })
  throw problem(
    'PRACTICE_NO_COMMON_ARM',
    'No arm has two measures, so there is nothing to set side by side.',
    'Add files of the same arms, or say which are the same with --same theirs=ours.',
    { place: { field: 'names' }, value: found.join('; ') },
  )
}

function studyKey({ id, protocolHash, dataHash }: MeasuredStudy): string {
  return [id, protocolHash, dataHash].join('\n')
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
