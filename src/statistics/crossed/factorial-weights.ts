/** An arm of a factorial: a model of a family, its size and what it was trained with afterwards. */
export interface FactorialArm {
  /** Models of one family differ in size, and are never compared with another family's. */
  readonly family: string
  /** Parameters, in any unit; above 0. */
  readonly size: number
  /** Stage of feedback. */
  readonly stage: string
  /** Preferences that the arm was trained with. */
  readonly preferences: number
}

/** Weights of the arms for one stage beside the reference. */
export interface StageWeights {
  readonly stage: string
  /** The stage less the reference, over all families and sizes. */
  readonly effect: readonly number[]
  /** By how much a step of size does more in the stage than in the reference. */
  readonly interaction: readonly number[]
  /** The effect for a thousand preferences; null where a cell has none more than its reference. */
  readonly perThousand: readonly number[] | null
}

export interface FactorialWeights {
  /** Mean step from one size to the next, over all families and stages. */
  readonly sizeStep: readonly number[]
  /** The same for a doubling of the size. */
  readonly sizeDoubling: readonly number[]
  /** One per stage after the first. */
  readonly stages: readonly StageWeights[]
}

/**
 * Weights of the effects in a factorial of size and feedback. Every family counts alike, and every size inside it. The
 * effect of size is the least-squares slope of the means on log2(size) inside each family; a step is that slope times the mean
 * distance of neighbouring sizes, so with two sizes it is the larger less the smaller.
 *
 * @param arms one for every family, size and stage
 * @param stages in their order; the first is the reference
 * @throws RangeError where a family has fewer than two sizes, or not one arm of each size and stage
 */
export function factorialWeights(arms: readonly FactorialArm[], stages: readonly string[]): FactorialWeights {
  const [reference] = stages
  if (reference === undefined || stages.length < 2) throw new RangeError('stages must be at least two')
  const families = [...new Set(arms.map(({ family }) => family))]
  const lines = new Map(families.map((family) => [family, familyLine(arms, family, stages)]))
  const lineOf = ({ family }: FactorialArm): FamilyLine => {
    const line = lines.get(family)
    if (line === undefined) throw new RangeError(`no family ${family}`)
    return line
  }
  const over = families.length
  const slopes = (scale: (line: FamilyLine) => number, sign: (stage: string) => number) =>
    arms.map((arm) => {
      const line = lineOf(arm)
      return (sign(arm.stage) * (line.slope.get(arm.size) ?? 0) * scale(line)) / over
    })
  const step = (line: FamilyLine) => line.meanStep
  const evenly = () => 1 / stages.length
  return {
    sizeStep: slopes(step, evenly),
    sizeDoubling: slopes(() => 1, evenly),
    stages: stages.slice(1).map((stage): StageWeights => {
      const sign = (of: string) => (of === stage ? 1 : of === reference ? -1 : 0)
      const cell = (arm: FactorialArm) => 1 / (over * lineOf(arm).slope.size)
      const more = arms.map((arm) => preferencesMore(arms, arm, stage, reference))
      return {
        stage,
        effect: arms.map((arm) => sign(arm.stage) * cell(arm)),
        interaction: slopes(step, sign),
        perThousand: more.every((preferences) => preferences > 0)
          ? arms.map((arm, index) => (sign(arm.stage) * cell(arm) * 1000) / (more[index] ?? 1))
          : null,
      }
    }),
  }
}

/** One family on the axis of log2(size). */
interface FamilyLine {
  /** Weight of each size in the slope. */
  readonly slope: ReadonlyMap<number, number>
  /** Mean distance of neighbouring sizes, in doublings. */
  readonly meanStep: number
}

function familyLine(arms: readonly FactorialArm[], family: string, stages: readonly string[]): FamilyLine {
  const own = arms.filter((arm) => arm.family === family)
  const sizes = [...new Set(own.map(({ size }) => size))].sort((one, other) => one - other)
  const isWhole = sizes.every(
    (size) =>
      size > 0 &&
      stages.every((stage) => own.filter((arm) => arm.size === size && arm.stage === stage).length === 1),
  )
  if (sizes.length < 2 || !isWhole || own.length !== sizes.length * stages.length) {
    throw new RangeError(`family ${family} must have two sizes and one arm for every size and stage`)
  }
  const places = sizes.map((size) => Math.log2(size))
  const middle = places.reduce((sum, place) => sum + place, 0) / places.length
  const spread = places.reduce((sum, place) => sum + (place - middle) * (place - middle), 0)
  const first = places[0] ?? 0
  const last = places.at(-1) ?? 0
  return {
    slope: new Map(sizes.map((size, index) => [size, ((places[index] ?? 0) - middle) / spread])),
    meanStep: (last - first) / (sizes.length - 1),
  }
}

/** How many preferences more the stage has than the reference, in the cell of an arm. */
function preferencesMore(
  arms: readonly FactorialArm[],
  { family, size }: FactorialArm,
  stage: string,
  reference: string,
): number {
  const inStage = (of: string) =>
    arms.find((arm) => arm.family === family && arm.size === size && arm.stage === of)?.preferences ?? 0
  return inStage(stage) - inStage(reference)
}
