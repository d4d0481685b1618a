import { type BangIndex, bangIndex } from '../../statistics/blinding/bang.ts'
import { type GuessChance, guessChance } from '../../statistics/blinding/guess-chance.ts'
import type { Guess } from '../../statistics/blinding/guesses.ts'
import { type JamesIndex, jamesIndex } from '../../statistics/blinding/james.ts'
import { type ArmStyle, styleClassifier } from '../../statistics/blinding/style-classifier.ts'
import type { ShownAnswer } from '../shown/shown-answer.ts'
import { styleFeatures } from '../style/style-features.ts'

/** Guesses of a reviewer on the answers of a task, in the order shown. */
export interface GuessedTask {
  readonly item: string
  readonly reviewer: string
  /** Ids of the arms that gave the answers. */
  readonly arms: readonly string[]
  /** Ids of the arms that were guessed; null: cannot tell. */
  readonly guesses: readonly (string | null)[]
}

export interface ShownAnswerOfArm {
  readonly item: string
  readonly arm: string
  readonly rendering: string
  readonly answer: ShownAnswer
}

export interface BlindingAudit {
  /** Guesses of reviewers; null where nobody guessed. */
  readonly guesses: {
    readonly n: number
    readonly byArm: readonly (BangIndex & { readonly arm: string })[]
    readonly james: JamesIndex
    readonly chance: GuessChance
  } | null
  /** How recognisable each arm is by the style of its answers alone, one entry for each rendering. */
  readonly style: readonly {
    readonly rendering: string
    readonly answers: number
    readonly byArm: readonly (ArmStyle & { readonly arm: string })[]
    /** Features, in the order of the coefficients. */
    readonly features: readonly string[]
  }[]
}

/**
 * Whether a blind has held: what reviewers guessed, and how well a classifier tells the arms by features of style that hold
 * nothing of what an answer says.
 *
 * @param arms Ids, in the order of the protocol.
 * @param seed Of the folds and the permutations.
 */
export function blindingAudit(
  arms: readonly string[],
  guessed: readonly GuessedTask[],
  shown: readonly ShownAnswerOfArm[],
  seed: number,
): BlindingAudit {
  return { guesses: guessesPart(arms, guessed), style: stylePart(arms, shown, seed) }
}

function guessesPart(arms: readonly string[], tasks: readonly GuessedTask[]): BlindingAudit['guesses'] {
  const rows = tasks.flatMap((task) =>
    task.arms.flatMap((arm, place) => {
      const guess = task.guesses[place]
      return guess === undefined ? [] : [{ arm, guess, item: task.item, reviewer: task.reviewer }]
    }),
  )
  if (rows.length === 0) return null
  const codes = {
    arms: arms.length,
    arm: rows.map(({ arm }) => arms.indexOf(arm)),
    guess: rows.map(({ guess }): Guess => (guess === null ? 'cannot tell' : arms.indexOf(guess))),
    reviewer: codesOf(rows.map(({ reviewer }) => reviewer)),
    question: codesOf(rows.map(({ item }) => item)),
  }
  return {
    n: rows.length,
    byArm: bangIndex(codes).map((index, place) => ({ arm: arms[place] ?? '', ...index })),
    james: jamesIndex(codes),
    chance: guessChance(codes),
  }
}

function stylePart(
  arms: readonly string[],
  shown: readonly ShownAnswerOfArm[],
  seed: number,
): BlindingAudit['style'] {
  const renderings = [...new Set(shown.map(({ rendering }) => rendering))]
  return renderings.map((rendering) => {
    const rows = shown.flatMap((one) => {
      const features = one.rendering === rendering ? styleFeatures(one.answer) : null
      return features === null ? [] : [{ ...one, features }]
    })
    const names = Object.keys(rows[0]?.features ?? {})
    const { byArm } = styleClassifier({
      features: rows.map(({ features }) => Object.values(features)),
      arms: arms.length,
      arm: rows.map(({ arm }) => arms.indexOf(arm)),
      question: codesOf(rows.map(({ item }) => item)),
      seed,
      stream: ['review', 'style', rendering],
    })
    return {
      rendering,
      answers: rows.length,
      byArm: byArm.map((style, place) => ({ arm: arms[place] ?? '', ...style })),
      features: names,
    }
  })
}

/** Whole numbers for names, in the order in which they come. */
function codesOf(names: readonly string[]): Int32Array {
  const codes = new Map<string, number>()
  for (const name of names) if (!codes.has(name)) codes.set(name, codes.size)
  return Int32Array.from(names, (name) => codes.get(name) ?? -1)
}
