import type { PlannedScale } from './plan.ts'

/** The ends of an ordered scale, both included, and the distance of neighbouring marks. */
export interface OrdinalScale {
  readonly min: number
  readonly max: number
  readonly step: number
}

/** Whether a number is a mark of an ordered scale; steps such as 0.1 are not exact in binary. */
export function isOrdinalMark(value: number, { min, max, step }: OrdinalScale): boolean {
  const steps = (value - min) / step
  return value >= min && value <= max && Math.abs(steps - Math.round(steps)) < 1e-9
}

/** Whether a number is a mark that an axis of this scale can take. */
export function isMark(value: number, scale: PlannedScale): boolean {
  switch (scale.kind) {
    case 'ordinal':
      return isOrdinalMark(value, scale)
    case 'binary':
      return value === 0 || value === 1
    case 'rubric':
      return Number.isFinite(value) && value <= 1
  }
}

/** The marks of a scale in words for a `Problem`. */
export function legalMarks(scale: PlannedScale): string {
  switch (scale.kind) {
    case 'ordinal':
      return `${scale.min} to ${scale.max} in steps of ${scale.step}`
    case 'binary':
      return '0 or 1'
    case 'rubric':
      return 'a rubric score of at most 1, where 1 is every point'
  }
}
