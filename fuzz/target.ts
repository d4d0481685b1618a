import { ProblemError } from '../src/problem.ts'

/** A parser under test. */
export interface FuzzTarget {
  readonly name: string
  /** Inputs that the mutations start from: texts of our own, none of them of another's corpus. */
  readonly seeds: () => Promise<readonly Uint8Array[]>
  /** Words of the format, put in and exchanged by the mutations. */
  readonly words: readonly string[]
  readonly open: () => Promise<OpenTarget>
}

export interface OpenTarget {
  /**
   * Reads one input, whatever it is.
   *
   * @throws what the product must not throw: the finding. A `ProblemError` is the product's own word and never comes out.
   */
  readonly run: (input: Uint8Array) => Promise<void> | void
  readonly close: () => Promise<void>
}

const nothing = async () => {}

/** A target of a reader that needs nothing opened. */
export function reader(
  name: string,
  words: readonly string[],
  seeds: () => Promise<readonly Uint8Array[]>,
  read: (input: Uint8Array) => Promise<unknown> | unknown,
): FuzzTarget {
  return {
    name,
    words,
    seeds,
    open: async () => ({ run: (input) => problemsAside(() => read(input)), close: nothing }),
  }
}

/** Runs a reader; that it refuses what it is given is what it is for. */
export function problemsAside(read: () => Promise<unknown> | unknown): Promise<void> | void {
  try {
    const result = read()
    if (result instanceof Promise) return result.then(() => undefined, onlyProblems)
  } catch (error) {
    onlyProblems(error)
  }
}

function onlyProblems(error: unknown): void {
  if (!(error instanceof ProblemError)) throw error
}

const decoder = new TextDecoder()

/** The input as the product reads a file of text. */
export function textOf(input: Uint8Array): string {
  return decoder.decode(input)
}

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
