import type { Plan } from '../../protocol/plan.ts'
import { gwetAgreement } from '../../statistics/agreement/gwet.ts'
import { krippendorffAlpha } from '../../statistics/agreement/krippendorff.ts'
import { percentAgreement } from '../../statistics/agreement/percent-agreement.ts'
import type { Section } from '../results-schema.ts'
import type { AbsoluteSection } from './absolute-section.ts'
import type { ContrastChoice } from './contrast-values.ts'
import type { PairwiseSection } from './pairwise-section.ts'

/** Marks of one unit (a pair of answers, or one answer), as many as there are reviewers of it. */
type Units = readonly (readonly number[])[]

/**
 * Agreement of single marks where a pair or an answer was marked twice or more; null where none was.
 *
 * Pairwise units are the two answers whatever their order, with the mark turned to a fixed order. Refusals
 * carry no mark of a person, so they do not count.
 */
export function sectionAgreement(
  source: PairwiseSection | AbsoluteSection,
  plan: Plan,
  stream: readonly string[],
): Section['agreement'] {
  const choice: ContrastChoice = { answerSet: 'refusals-excluded', timeFloor: true }
  const units = ('strengthKnown' in source ? pairUnits(source, choice) : answerUnits(source, choice)).filter(
    (marks) => marks.length >= 2,
  )
  if (units.length === 0) return null
  const width = units.reduce((widest, marks) => Math.max(widest, marks.length), 0)
  const matrix = units.map((marks) => [...marks, ...new Array<null>(width - marks.length).fill(null)])
  const categories = [...new Set([...categoriesOf(source), ...units.flat()])].sort(
    (left, right) => left - right,
  )
  // Steps count categories, so marks enter as their place on the scale.
  const steps = matrix.map((row) => row.map((mark) => (mark === null ? null : categories.indexOf(mark))))
  const ordinal = krippendorffAlpha(matrix, 'ordinal', {
    resamples: plan.resamples,
    seed: plan.seed,
    stream: ['agreement', ...stream],
  })
  const ac1 = gwetAgreement(steps, categories.length)
  const ac2 = gwetAgreement(steps, categories.length, 'linear')
  const percent = percentAgreement(steps)
  return {
    units: units.length,
    marks: units.reduce((sum, marks) => sum + marks.length, 0),
    percentAgreement: percent.pairwise,
    percentWithinOneStep: percent.withinOneStep,
    alphaOrdinal: ordinal.alpha,
    alphaOrdinalCi95: ordinal.ci,
    alphaNominal: krippendorffAlpha(matrix, 'nominal').alpha,
    ac1: ac1.coefficient,
    ac1Ci95: ac1.ci,
    ac2: ac2.coefficient,
    ac2Ci95: ac2.ci,
  }
}

function pairUnits(source: PairwiseSection, choice: ContrastChoice): Units {
  const units = new UnitMarks()
  source.forEach(choice, (row, signedA) => {
    const a = source.armA[row] ?? 0
    const b = source.armB[row] ?? 0
    // Adding 0 turns a negative zero into the tie that it is.
    units.add(source.question[row] ?? 0, Math.min(a, b), Math.max(a, b), (a < b ? signedA : -signedA) + 0)
  })
  return units.all()
}

function answerUnits(source: AbsoluteSection, choice: ContrastChoice): Units {
  const units = new UnitMarks()
  source.forEachMark(choice, (question, arm, mark) => units.add(question, arm, 0, mark))
  return units.all()
}

/** Arm codes are 16-bit numbers from 0, so that a unit's key stays an exact whole number. */
const mostArms = 32_768

class UnitMarks {
  private readonly units = new Map<number, number[]>()

  add(question: number, arm: number, otherArm: number, mark: number): void {
    const key = (question * mostArms + arm) * mostArms + otherArm
    const marks = this.units.get(key)
    if (marks === undefined) this.units.set(key, [mark])
    else marks.push(mark)
  }

  all(): Units {
    return [...this.units.values()]
  }
}

/** The marks a reviewer could give: categories come from the form, not from what was given. */
function categoriesOf(source: PairwiseSection | AbsoluteSection): number[] {
  if ('strengthKnown' in source) return source.strengthKnown ? [-2, -1, 0, 1, 2] : [-1, 0, 1]
  const { scale } = source.axis
  if (scale?.kind === 'binary') return [0, 1]
  if (scale?.kind !== 'ordinal') return []
  const steps = Math.round((scale.max - scale.min) / scale.step)
  return Array.from({ length: steps + 1 }, (_, step) => scale.min + step * scale.step)
}
