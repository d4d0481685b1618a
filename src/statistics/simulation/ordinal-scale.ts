import { checkFinite, checkSameLength } from '../argument.ts'

/** An ordinal scale with a floor and a ceiling: marks in increasing order and the latent cuts between them. */
export interface OrdinalScale {
  readonly marks: readonly number[]
  /** One fewer than marks, increasing; a latent value at a cut or above it gets the higher mark. */
  readonly cuts: readonly number[]
}

/** Whole steps from `min` to `max`, cut half-way between neighbours: the latent value is rounded to a mark. */
export function roundingScale(min: number, max: number, step = 1): OrdinalScale {
  checkFinite('min', min)
  checkFinite('max', max)
  if (!(min < max)) throw new RangeError(`min must lie below max, not ${min} and ${max}`)
  if (!(step > 0 && step <= max - min)) {
    throw new RangeError(`step must be above 0 and at most ${max - min}, not ${step}`)
  }
  const steps = Math.round((max - min) / step)
  const marks = Array.from({ length: steps + 1 }, (_, place) => min + ((max - min) * place) / steps)
  const cuts = marks.slice(1).map((mark, place) => 0.5 * (mark + marks[place]!))
  return { marks, cuts }
}

export function checkOrdinalScale({ marks, cuts }: OrdinalScale): void {
  checkSameLength('cuts', cuts.length, marks.length - 1)
  if ([...marks, ...cuts].some((value) => !Number.isFinite(value)) || !rises(marks) || !rises(cuts)) {
    throw new RangeError('marks and cuts must be finite and increase')
  }
}

/** The mark of a latent value. */
export function markOf({ marks, cuts }: OrdinalScale, latent: number): number {
  let place = 0
  while (place < cuts.length && latent >= cuts[place]!) place += 1
  return marks[place]!
}

function rises(values: readonly number[]): boolean {
  return values.every((value, place) => place === 0 || value > values[place - 1]!)
}
