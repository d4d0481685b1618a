import { normalDensity, normalUpper } from '../statistics/distributions/normal.ts'

const terms = 80

/** Variance of a vote (1, 0, -1) cut from a normal about `latent` with ties inside `band`. */
export function voteVariance(latent: number, band: number): number {
  const win = normalUpper(band - latent)
  const loss = normalUpper(band + latent)
  return win + loss - (win - loss) * (win - loss)
}

/**
 * Covariance of two votes whose latent normals have correlation rho, as a function of rho: the sum over n from 1 of
 * a(n)^2 rho^n / n!, where a(n) = phi(h) He(n-1)(h) + phi(g) He(n-1)(g) with h = band - latent and g = -band - latent
 * are the Hermite coefficients of a vote (the tetrachoric series).
 */
export function voteCovariance(latent: number, band: number): (rho: number) => number {
  const coefficients = hermiteSquares(band - latent, -band - latent)
  return (rho) => {
    let power = 1
    let sum = 0
    for (const square of coefficients) {
      power *= rho
      sum += square * power
    }
    return sum
  }
}

/** a(n)^2 / n! for n from 1, by the recursion of Hermite polynomials divided by the root of (n-1)!. */
function hermiteSquares(h: number, g: number): Float64Array {
  const squares = new Float64Array(terms)
  const [densityH, densityG] = [normalDensity(h), normalDensity(g)]
  let [lastH, lastG] = [0, 0]
  let [nowH, nowG] = [1, 1]
  for (let n = 1; n <= terms; n += 1) {
    const a = densityH * nowH + densityG * nowG
    squares[n - 1] = (a * a) / n
    const root = Math.sqrt(n)
    const back = Math.sqrt(n - 1)
    const [nextH, nextG] = [(h * nowH - back * lastH) / root, (g * nowG - back * lastG) / root]
    lastH = nowH
    lastG = nowG
    nowH = nextH
    nowG = nextG
  }
  return squares
}
