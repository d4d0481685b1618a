import { type Problem, ProblemError } from '../../problem.ts'
import type { MeasuredStudy } from './measures.ts'

/** `theirs=ours`, or `study/theirs=ours` where only one study calls it so. */
interface SameArm {
  readonly written: string
  readonly study: string | null
  readonly theirs: string
  readonly ours: string
}

/**
 * Gives arms that are the same under other ids one id. Nothing is guessed: arms of one id are the same, and those that somebody says are.
 *
 * @param same as they were written, `theirs=ours` or `study/theirs=ours`
 * @throws ProblemError PRACTICE_SAME, with every entry that says nothing of these studies, and PRACTICE_SAME_TWICE where two arms of one
 * study would become one
 */
export function withSameArms(
  studies: readonly MeasuredStudy[],
  same: readonly string[],
): readonly MeasuredStudy[] {
  const arms = new Set(studies.flatMap(armsOf))
  const read = same.map((written) => sameArm(written, studies, arms))
  const bad = read.flatMap((one) => ('code' in one ? [one] : []))
  if (bad.length > 0) throw new ProblemError(bad)
  const sames = read.flatMap((one) => ('code' in one ? [] : [one]))
  return studies.map((study) => renamed(study, sames))
}

function sameArm(
  written: string,
  studies: readonly MeasuredStudy[],
  arms: ReadonlySet<string>,
): SameArm | Problem {
  const [, study = null, theirs = '', ours = ''] = /^(?:([^/=]+)\/)?([^/=]+)=([^/=]+)$/.exec(written) ?? []
  const named = studies.filter(({ id }) => study === null || id === study)
  const bad = (message: string, expected: string): Problem => ({
    code: 'PRACTICE_SAME',
    message,
    place: { field: '--same' },
    value: written,
    expected,
    remedy: 'Correct it.',
  })
  if (theirs === '') return bad('This does not say which arm is which.', 'theirs=ours or study/theirs=ours')
  if (named.length === 0) return bad('No file is of this study.', studies.map(({ id }) => id).join(', '))
  if (!named.some((one) => armsOf(one).includes(theirs)))
    return bad('No measure is of the arm on the left.', [...new Set(named.flatMap(armsOf))].join(', '))
  if (!arms.has(ours)) return bad('No measure is of the arm on the right.', [...arms].join(', '))
  return { written, study: study ?? null, theirs, ours }
}

function renamed(study: MeasuredStudy, sames: readonly SameArm[]): MeasuredStudy {
  const own = sames.filter((one) => one.study === null || one.study === study.id)
  const idOf = (arm: string) => own.findLast(({ theirs }) => theirs === arm)?.ours ?? arm
  const from = new Map<string, string>()
  for (const arm of armsOf(study)) {
    const other = from.get(idOf(arm))
    if (other !== undefined)
      throw new ProblemError([
        {
          code: 'PRACTICE_SAME_TWICE',
          message: `Two arms of the study ${study.id} would become one.`,
          place: { field: '--same' },
          value: `${other} and ${arm}, both ${idOf(arm)}`,
          expected: 'at most one arm of a study for each name',
          remedy: 'Leave one of them out, or say of which study it is with study/theirs=ours.',
        },
      ])
    from.set(idOf(arm), arm)
  }
  return {
    ...study,
    labels: new Map([...study.labels].map(([arm, label]) => [idOf(arm), label])),
    measures: study.measures.map((measure) => ({
      ...measure,
      readings: measure.readings.map((reading) => ({ ...reading, arm: idOf(reading.arm) })),
    })),
  }
}

function armsOf({ measures }: MeasuredStudy): string[] {
  return [...new Set(measures.flatMap(({ readings }) => readings.map(({ arm }) => arm)))]
}
