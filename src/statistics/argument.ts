/**
 * Guards for the arguments of the statistics. A broken contract (a level of 95 instead of 0.95, arrays of
 * different lengths) is a fault of the caller and throws a `RangeError` that names the legal range; a
 * statistic that the data leave undefined is `null` in the result and never reaches these guards.
 */

/** Confidence level, strictly between 0 and 1. */
export function checkLevel(level: number): void {
  if (!(level > 0 && level < 1)) throw new RangeError(`level must lie strictly between 0 and 1, not ${level}`)
}

/** One-sided or two-sided type I error, strictly between 0 and 1; `limit` 0.5 where 1 - 2 alpha is used. */
export function checkAlpha(alpha: number, limit: 0.5 | 1 = 1): void {
  if (!(alpha > 0 && alpha < limit)) {
    throw new RangeError(`alpha must lie strictly between 0 and ${limit}, not ${alpha}`)
  }
}

export function checkProbability(name: string, value: number): void {
  if (!(value >= 0 && value <= 1)) throw new RangeError(`${name} must lie between 0 and 1, not ${value}`)
}

/** A finite number or positive infinity above 0: degrees of freedom, shape parameters. */
export function checkPositive(name: string, value: number): void {
  if (!(value > 0)) throw new RangeError(`${name} must be above 0, not ${value}`)
}

export function checkFinite(name: string, value: number): void {
  if (!Number.isFinite(value)) throw new RangeError(`${name} must be a finite number, not ${value}`)
}

export function checkNotNegative(name: string, value: number): void {
  if (!(value >= 0 && Number.isFinite(value))) {
    throw new RangeError(`${name} must be a finite number of at least 0, not ${value}`)
  }
}

export function checkCount(name: string, value: number): void {
  if (!(Number.isSafeInteger(value) && value >= 0)) {
    throw new RangeError(`${name} must be a whole number of at least 0, not ${value}`)
  }
}

export function checkSameLength(name: string, length: number, expected: number): void {
  if (length !== expected) throw new RangeError(`${name} must have ${expected} entries, not ${length}`)
}

/** A standard error given from outside: null (unknown) or a finite number of at least 0. */
export function checkStandardError(se: number | null): void {
  if (se !== null && !(se >= 0 && Number.isFinite(se))) {
    throw new RangeError(`se must be null or a finite number of at least 0, not ${se}`)
  }
}

/** Degrees of freedom given from outside: null stands for the normal distribution. */
export function checkDegreesOfFreedom(df: number | null): void {
  if (df !== null && !(df > 0)) throw new RangeError(`df must be null (normal) or above 0, not ${df}`)
}
