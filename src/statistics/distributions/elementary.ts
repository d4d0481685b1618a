/**
 * log(1 + x) to a few units in the last place, also for tiny x; `x` above -1. The built-in function gives other
 * bits on other runtimes. The ratio x / (u - 1) cancels the rounding of u = 1 + x (Kahan).
 */
export function logOnePlus(x: number): number {
  const u = 1 + x
  if (u === 1) return x
  if (u === Number.POSITIVE_INFINITY) return u
  return (Math.log(u) * x) / (u - 1)
}

/** exp(x) - 1 to a few units in the last place, also for tiny x, for the same reason. */
export function expMinusOne(x: number): number {
  const u = Math.exp(x)
  if (u === 1) return x
  if (u === Number.POSITIVE_INFINITY) return u
  if (u - 1 === -1) return -1
  return ((u - 1) * x) / Math.log(u)
}

/**
 * exp(-x^2 / 2) without the error that squaring brings for large x: x is split into a part h with few bits,
 * whose square is exact, and a rest, because x^2 = h^2 + (x - h)(x + h).
 */
export function expNegativeHalfSquare(x: number): number {
  const magnitude = Math.abs(x)
  if (magnitude > 40) return magnitude < 1e9 ? Math.exp(-0.5 * magnitude * magnitude) : 0
  const head = Math.floor(magnitude * 16) / 16
  return Math.exp(-0.5 * head * head) * Math.exp(-0.5 * (magnitude - head) * (magnitude + head))
}
