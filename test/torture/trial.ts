/** One fault that was made, and what became of the workspace. */
export interface Trial {
  /** Kind of fault, as `--only` names it. */
  readonly fault: string
  /** What was hit. */
  readonly target: string
  /** Which trial of its kind; with the seed it says everything that was drawn. */
  readonly number: number
  /** When it came, in milliseconds, or where, in words. */
  readonly moment: string
  /** What the workspace was like before anything was mended, in the words of `doctor`. */
  readonly found: string
  /** What broke: empty where everything held. */
  readonly broke: readonly string[]
}

/** What a run needs to know. */
export interface TortureOptions {
  readonly seed: number
  /** Kills of the whole product. */
  readonly kills: number
  /** Kills of each command. */
  readonly each: number
  /** Names of the commands that are killed; null: all of them. */
  readonly targets: readonly string[] | null
  readonly say: (line: string) => void
}

/** A kind of fault: makes it again and again, and gives what came of each. */
export interface Fault {
  readonly name: string
  readonly run: (options: TortureOptions, report: (trial: Trial) => void) => Promise<void>
  /** Why it cannot be made on this machine; null where it can. */
  readonly missing: () => Promise<string | null>
}
