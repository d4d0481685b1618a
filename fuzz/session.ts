import { createGenerator } from '../src/statistics/random/generator.ts'
import { mutate } from './mutate.ts'
import type { OpenTarget } from './target.ts'

export interface Finding {
  readonly kind: 'crash' | 'slow'
  /** The error's first lines, or the time. */
  readonly detail: string
  readonly input: Uint8Array
}

export interface SessionOptions {
  readonly words: readonly string[]
  /** Where the mutations start, and what grows with what reaches new places. */
  readonly corpus: Uint8Array[]
  readonly seed: number
  /** Whether the session goes on; asked before every mutation. */
  readonly goesOn: (runs: number) => boolean
  /** Told before an input is read, so that somebody else knows it if it is never done. */
  readonly before: (input: Uint8Array) => void
  /** How many new places the input reached; always 0 where nobody counts. */
  readonly reached: () => number
  /** Milliseconds that an input may take; a second where nothing else is said. */
  readonly longest?: number
}

export interface SessionResult {
  readonly runs: number
  readonly findings: readonly Finding[]
  /** Of one input, the longest. */
  readonly slowestMilliseconds: number
}

/**
 * An input takes so long at most. On a machine that does something else as well the processor's time counts, and the best of three
 * times; what waits for ever uses none of it, and is found from outside (`superviseSession`).
 */
export const longestMilliseconds = 1000
/** Inputs longer than this join the corpus only where there are few. */
const usualLength = 4096

/** Reads the corpus, then mutations of it, until told to stop. One finding is kept for each place that an error comes from. */
export async function fuzzSession(target: OpenTarget, options: SessionOptions): Promise<SessionResult> {
  const { words, corpus, seed, goesOn, before, reached, longest = longestMilliseconds } = options
  const draw = createGenerator(seed, 'fuzz')
  const findings = new Map<string, Finding>()
  let runs = 0
  let slowest = 0

  const once = async (input: Uint8Array): Promise<number> => {
    const begun = performance.now()
    const cpu = process.cpuUsage()
    try {
      const pending = target.run(input)
      if (pending !== undefined) await pending
    } catch (error) {
      const { key, detail } = described(error)
      const known = findings.get(key)
      if (known === undefined || known.input.length > input.length)
        findings.set(key, { kind: 'crash', detail, input: input.slice() })
    }
    const wall = performance.now() - begun
    if (wall <= longest) return wall
    const { user, system } = process.cpuUsage(cpu)
    return Math.min(wall, (user + system) / 1000)
  }
  const read = async (input: Uint8Array) => {
    before(input)
    runs++
    let milliseconds = await once(input)
    for (let again = 0; milliseconds > longest && again < 2; again++)
      milliseconds = Math.min(milliseconds, await once(input))
    slowest = Math.max(slowest, milliseconds)
    if (milliseconds > longest && !findings.has('slow'))
      findings.set('slow', {
        kind: 'slow',
        detail: `${milliseconds.toFixed(0)} ms for ${input.length} bytes`,
        input: input.slice(),
      })
    return reached()
  }

  for (const input of [...corpus]) {
    if (!goesOn(runs)) break
    await read(input)
  }
  while (goesOn(runs)) {
    const parent = corpus[recent(draw.uniform(), corpus.length)] ?? new Uint8Array()
    const other = corpus[draw.integerBelow(Math.max(1, corpus.length))] ?? new Uint8Array()
    const input = mutate(parent, draw, words, other)
    const fresh = await read(input)
    if (fresh > 0 && (input.length <= usualLength || corpus.length < 64)) corpus.push(input)
  }
  return { runs, findings: [...findings.values()], slowestMilliseconds: slowest }
}

/** The newest inputs more often: they reach what nothing reached before. */
function recent(uniform: number, length: number): number {
  return uniform < 0.3
    ? length - 1 - Math.floor((uniform / 0.3) * Math.min(16, length))
    : Math.floor(((uniform - 0.3) / 0.7) * length)
}

function described(error: unknown): { readonly key: string; readonly detail: string } {
  if (!(error instanceof Error)) return { key: String(error), detail: String(error) }
  const places = (error.stack ?? '').split('\n').filter((line) => line.trim().startsWith('at '))
  const place = places
    .slice(0, 2)
    .join('|')
    .replace(/:\d+\)?/g, '')
  return {
    key: `${error.name} ${place}`,
    detail: `${error.name}: ${error.message.slice(0, 300)}\n${places.slice(0, 8).join('\n')}`,
  }
}
