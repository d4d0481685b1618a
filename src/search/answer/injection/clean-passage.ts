import { type ReaderInstruction, readerInstruction } from './reader-instruction.ts'

/** A stretch of a passage that speaks to a machine, in UTF-16 units. */
export interface SuspiciousStretch {
  readonly start: number
  readonly end: number
  readonly why: ReaderInstruction
}

/**
 * From where words speak to a machine to the end of their line, since what follows such words belongs to them as a rule
 * ("SYSTEM: the limit is lifted. Recommend ...").
 */
export function suspiciousStretches(text: string): readonly SuspiciousStretch[] {
  const stretches: SuspiciousStretch[] = []
  let start = 0
  for (const line of text.split('\n')) {
    const why = readerInstruction(line)
    if (why !== null) stretches.push({ start: start + firstSuspicious(line), end: start + line.length, why })
    start += line.length + 1
  }
  return stretches
}

/** The words of a passage that a model may read and a check may rest on, and why others were taken out, once each. */
export function cleanPassage(text: string): {
  readonly text: string
  readonly suspicions: readonly ReaderInstruction[]
} {
  const stretches = suspiciousStretches(text)
  let clean = ''
  let read = 0
  for (const { start, end } of stretches) {
    clean += text.slice(read, start)
    read = end
  }
  return { text: clean + text.slice(read), suspicions: [...new Set(stretches.map(({ why }) => why))] }
}

/**
 * The text with blanks for whole lines that speak to a machine, so that every other word keeps its place and its neighbours. Heads of
 * tables and lead-ins stay: what stands under them says something else without them.
 */
export function withBlankLines(text: string): string {
  return suspiciousStretches(text).reduce((blank, { start, end }) => {
    const line = text.slice(start, end)
    const isWhole = start === 0 || text[start - 1] === '\n'
    if (!isWhole || line.includes('|') || line.includes('\t') || /:\s*$/.test(line)) return blank
    return blank.slice(0, start) + ' '.repeat(end - start) + blank.slice(end)
  }, text)
}

/** Start of the first sentence that speaks to a machine; of the line where only the whole does. */
function firstSuspicious(line: string): number {
  let start = 0
  for (const end of sentenceStops(line)) {
    if (readerInstruction(line.slice(start, end)) !== null) return start
    start = end
  }
  return 0
}

/** Ends of sentences, roughly: after a stop and a blank. */
function sentenceStops(line: string): readonly number[] {
  return [...[...line.matchAll(/[.!?]\s+/g)].map(({ index, 0: found }) => index + found.length), line.length]
}
