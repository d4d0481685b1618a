import { type Problem, ProblemError } from '../../problem.ts'

/** What is looked at, in the order in which it is told. */
export const checkNames = [
  'versions',
  'disk',
  'processes',
  'restore',
  'database',
  'rows',
  'studies',
  'captures',
  'corpora',
  'releases',
  'models',
  'backups',
] as const

export type CheckName = (typeof checkNames)[number]

/** A way to mend something without guessing. */
export interface Repair {
  /** What it will do, as a sentence that begins with a verb. */
  readonly does: string
  /** Whether it is done only after `--yes`: something is lost or replaced by it. */
  readonly asks: boolean
  /** Does it, and says what it did. */
  readonly run: () => Promise<string>
}

/** What one check found of one thing. */
export type Finding =
  | { readonly check: CheckName; readonly state: 'whole' | 'note'; readonly what: string }
  | {
      readonly check: CheckName
      readonly state: 'not-whole'
      readonly problem: Problem
      /** Null: only a person can mend it, as the problem's remedy says. */
      readonly repair: Repair | null
    }

/** Looked at, and as it should be. */
export function whole(check: CheckName, what: string): Finding {
  return { check, state: 'whole', what }
}

/** Worth knowing, and no fault. */
export function note(check: CheckName, what: string): Finding {
  return { check, state: 'note', what }
}

/** Not as it should be. */
export function notWhole(check: CheckName, problem: Problem, repair: Repair | null = null): Finding {
  return { check, state: 'not-whole', problem, repair }
}

/** The problems that a step throws, as findings; every other error is thrown on. */
export async function foundBy(
  check: CheckName,
  step: () => Promise<readonly Finding[]>,
  repair: Repair | null = null,
): Promise<readonly Finding[]> {
  try {
    return await step()
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    return error.problems.map((problem) => notWhole(check, problem, repair))
  }
}
