import { z } from 'zod'
import { betaCdf, betaQuantile, betaUpper, betaUpperQuantile } from '../distributions/beta.ts'
import { binomialCdf, binomialDensity, binomialQuantile, binomialUpper } from '../distributions/binomial.ts'
import {
  chiSquareCdf,
  chiSquareQuantile,
  chiSquareUpper,
  chiSquareUpperQuantile,
} from '../distributions/chi-square.ts'
import { fCdf, fQuantile, fUpper } from '../distributions/fisher-f.ts'
import { logBeta } from '../distributions/log-beta.ts'
import { logGamma } from '../distributions/log-gamma.ts'
import { noncentralTCdf, noncentralTUpper } from '../distributions/noncentral-t.ts'
import {
  erfc,
  normalCdf,
  normalDensity,
  normalQuantile,
  normalUpper,
  normalUpperQuantile,
} from '../distributions/normal.ts'
import { quantile } from '../distributions/quantile.ts'
import { tCdf, tQuantile, tUpper, tUpperQuantile } from '../distributions/student-t.ts'
import { proportionInterval } from '../proportion/proportion-interval.ts'
import type { AdapterFamily } from './adapter.ts'
import { levelSchema, realSchema } from './shared-schemas.ts'

type Distribution = readonly [arity: number, value: (a: number, b: number, c: number) => number]

/** R's names, `u` before a name for the upper tail. */
const functions: Readonly<Record<string, Distribution>> = {
  pnorm: [1, normalCdf],
  upnorm: [1, normalUpper],
  dnorm: [1, normalDensity],
  qnorm: [1, normalQuantile],
  uqnorm: [1, normalUpperQuantile],
  erfc: [1, erfc],
  pt: [2, tCdf],
  upt: [2, tUpper],
  qt: [2, tQuantile],
  uqt: [2, tUpperQuantile],
  pchisq: [2, chiSquareCdf],
  upchisq: [2, chiSquareUpper],
  qchisq: [2, chiSquareQuantile],
  uqchisq: [2, chiSquareUpperQuantile],
  pf: [3, fCdf],
  upf: [3, fUpper],
  qf: [3, fQuantile],
  pbeta: [3, betaCdf],
  upbeta: [3, betaUpper],
  qbeta: [3, betaQuantile],
  uqbeta: [3, betaUpperQuantile],
  pbinom: [3, binomialCdf],
  upbinom: [3, binomialUpper],
  dbinom: [3, binomialDensity],
  qbinom: [3, binomialQuantile],
  lgamma: [1, logGamma],
  lbeta: [2, logBeta],
  pnct: [3, noncentralTCdf],
  upnct: [3, noncentralTUpper],
}

const functionInput = z.object({ fn: z.string(), args: z.array(realSchema) })

/** An argument outside the domain makes the value undefined. */
function distributionFunctions(input: unknown) {
  const { fn, args } = functionInput.parse(input)
  const entry = Object.hasOwn(functions, fn) ? functions[fn] : undefined
  if (entry === undefined) throw new RangeError(`there is no function ${JSON.stringify(fn)}`)
  if (args.length !== entry[0]) return { value: null }
  try {
    const value = entry[1](args[0] ?? 0, args[1] ?? 0, args[2] ?? 0)
    return { value: Number.isNaN(value) ? null : value }
  } catch (error) {
    if (error instanceof RangeError) return { value: null }
    throw error
  }
}

const quantileInput = z.object({ x: z.array(realSchema.nullable()), probs: z.array(z.number()) })

function statQuantile(input: unknown) {
  const { x, probs } = quantileInput.parse(input)
  const present = x.filter((value) => value !== null)
  return { values: quantile(present, probs) }
}

const proportionInput = z.object({ x: z.number(), n: z.number(), level: levelSchema })

function proportionCi(input: unknown) {
  const { x, n, level } = proportionInput.parse(input)
  return {
    estimate: n === 0 ? null : x / n,
    wilson: proportionInterval(x, n, level),
    clopperPearson: proportionInterval(x, n, level, 'clopper-pearson'),
  }
}

export const distributionAdapters: AdapterFamily = {
  'dist.functions': distributionFunctions,
  'stat.quantile': statQuantile,
  'proportion.ci': proportionCi,
}
