import { checkAlpha } from '../argument.ts'
import { normalDensity, normalUpper, normalUpperQuantile } from '../distributions/normal.ts'
import { compositeRule, type QuadratureRule } from './gauss-legendre.ts'
import { type SpendingType, spentAlpha } from './spending-function.ts'

export interface AlphaSpendingInput {
  /** How the level is spent: late (O'Brien-Fleming type), evenly over looks (Pocock type), or linearly. */
  readonly type: SpendingType
  /** Overall level of all looks together; 0.05 when left out. */
  readonly alpha?: number
  /** Information fraction of each look, rising, above 0 and up to 1: what the level is spent by. */
  readonly information: readonly number[]
  /**
   * What each look really had, rising, on any scale such as marks, where it is not in proportion to `information`: a last
   * look that spends all that is left (information 1) with fewer marks than planned.
   */
  readonly amounts?: readonly number[]
  /** 2 (the default): symmetric bounds, each side spends alpha/2. 1: an upper bound that spends alpha. */
  readonly sides?: 1 | 2
}

export interface AlphaSpending {
  /** Bound of |z| (or of z when one-sided) per look; infinite where nothing can be spent. */
  readonly bounds: readonly number[]
  /** Level spent up to and with each look, of all sides. */
  readonly cumulativeAlpha: readonly number[]
  /** The p-value that a bound stands for. */
  readonly nominalP: readonly number[]
}

/** Beyond this many standard deviations the density of the running sum is nothing to double precision. */
const reach = 9.5
/** Increments below this are not spent: the bound is infinite. */
const leastIncrement = 1e-300

/**
 * Group-sequential bounds by alpha spending: at look k the chance, without a difference, of crossing there for the
 * first time is what the spending function adds. The density of the running sum S_k = z_k sqrt(t_k) among trials
 * that went on is carried from look to look by 16-point Gauss-Legendre panels of at most two standard deviations of the step
 * before and the one after, which is exact to 1e-12.
 *
 * @method seq.alpha_spending
 * @question How strong must the difference be at each planned look, so that looking early costs no false alarms?
 * @standing default
 * @source Lan and DeMets 1983
 * @pinned R 4.2.2 mvtnorm 1.1-3: pmvnorm and uniroot
 */
export function alphaSpending(input: AlphaSpendingInput): AlphaSpending {
  const alpha = input.alpha ?? 0.05
  const sides = input.sides ?? 2
  checkAlpha(alpha)
  checkInformation(input.information)
  const amounts = shares(input.amounts ?? input.information, input.information.length)
  const sideAlpha = alpha / sides
  const bounds: number[] = []
  const cumulativeAlpha: number[] = []
  let going: Going | null = null
  let spentBefore = 0
  let before = 0
  for (const [look, information] of input.information.entries()) {
    const spent = spentAlpha(input.type, sideAlpha, information)
    const t = amounts[look]!
    const bound = nextBound(going, spent - spentBefore, t, before)
    bounds.push(bound)
    cumulativeAlpha.push(sides * spent)
    const next = amounts[look + 1]
    if (next !== undefined) going = carryOn(going, bound, { before, t, next }, sides)
    spentBefore = spent
    before = t
  }
  return { bounds, cumulativeAlpha, nominalP: bounds.map((bound) => Math.min(1, sides * normalUpper(bound))) }
}

/** Density of the running sum among trials that have not stopped, at the nodes of a rule. */
interface Going {
  readonly rule: QuadratureRule
  readonly density: Float64Array
}

/** The bound whose upper crossing has probability `increment`, by Newton's method from below on the log scale. */
function nextBound(going: Going | null, increment: number, t: number, before: number): number {
  if (!(increment > leastIncrement)) return Number.POSITIVE_INFINITY
  if (going === null) return normalUpperQuantile(increment)
  const target = Math.log(increment)
  let low = -reach
  let high = 40
  let bound = Math.max(normalUpperQuantile(Math.min(0.5, increment)), 0)
  for (let iteration = 0; iteration < 200; iteration++) {
    const { tail, density } = crossing(going, bound * Math.sqrt(t), t - before)
    if (Math.log(tail) > target) low = bound
    else high = bound
    const step = ((Math.log(tail) - target) * tail) / (density * Math.sqrt(t))
    let next = bound + step
    if (!(next > low && next < high)) next = 0.5 * (low + high)
    if (Math.abs(next - bound) < 1e-13 * Math.max(1, Math.abs(next))) return next
    bound = next
  }
  return bound
}

/** P(going on so far, S above `edge`) and its density there, after a step of variance `step`. */
function crossing(
  going: Going,
  edge: number,
  step: number,
): { readonly tail: number; readonly density: number } {
  const sd = Math.sqrt(step)
  const { nodes, weights } = going.rule
  let tail = 0
  let density = 0
  for (let index = 0; index < nodes.length; index++) {
    const mass = weights[index]! * going.density[index]!
    const z = (edge - nodes[index]!) / sd
    tail += mass * normalUpper(z)
    density += (mass * normalDensity(z)) / sd
  }
  return { tail, density }
}

/** Amounts of the look before, of this one and of the next. */
interface Step {
  readonly before: number
  readonly t: number
  readonly next: number
}

function carryOn(going: Going | null, bound: number, { before, t, next }: Step, sides: 1 | 2): Going {
  const scale = Math.sqrt(t)
  const high = Math.min(bound, reach) * scale
  const low = (sides === 2 ? Math.max(-bound, -reach) : -reach) * scale
  const sd = Math.sqrt(t - before)
  // The next step smooths what is carried on by its own deviation, so a short one asks for narrow panels.
  const rule = compositeRule(Math.min(low, high), high, 2 * Math.min(sd, Math.sqrt(next - t)))
  const density = rule.nodes.map((s) => {
    if (going === null) return normalDensity(s / sd) / sd
    let sum = 0
    for (let index = 0; index < going.density.length; index++) {
      const z = (s - going.rule.nodes[index]!) / sd
      if (z < reach && z > -reach)
        sum += going.rule.weights[index]! * going.density[index]! * Math.exp(-0.5 * z * z)
    }
    return (sum * 0.3989422804014327) / sd
  })
  return { rule, density }
}

/** Amounts as shares of the last one, which changes no bound. */
function shares(amounts: readonly number[], looks: number): readonly number[] {
  const last = amounts.at(-1) ?? 1
  let before = 0
  for (const amount of amounts) {
    if (!(amount > before && Number.isFinite(amount))) {
      throw new RangeError(`amounts must rise and lie above 0, not ${amounts.join(', ')}`)
    }
    before = amount
  }
  if (amounts.length !== looks) throw new RangeError(`there must be ${looks} amounts, not ${amounts.length}`)
  return last === 1 ? amounts : amounts.map((amount) => amount / last)
}

function checkInformation(information: readonly number[]): void {
  let before = 0
  for (const t of information) {
    if (!(t > before && t <= 1)) {
      throw new RangeError(`information must rise and lie above 0 and up to 1, not ${information.join(', ')}`)
    }
    before = t
  }
}
