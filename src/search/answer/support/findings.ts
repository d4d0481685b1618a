import type { Evidence } from './evidence.ts'
import { strangePopulation } from './lexicon/populations.ts'
import type { Clause } from './polarity.ts'
import { sameQuantity } from './quantities.ts'
import type { ParsedSentence, ParsedSource } from './source-sentences.ts'

export type FindingKind = 'number' | 'drug' | 'population' | 'negation' | 'direction' | 'added'

/** What a sentence says that its sources do not. */
export interface Finding {
  readonly kind: FindingKind
  /** The words of the sentence, or of the sources, that do not agree. */
  readonly evidence: string
}

/** A quantity that the sentences compared with do not have. */
export function numberFinding(sentence: ParsedSentence, { sentences }: Evidence): Finding | null {
  const given = sentences.flatMap(({ quantities }) => quantities)
  const strange = sentence.quantities.find((said) => !given.some((source) => sameQuantity(said, source)))
  return strange === undefined ? null : { kind: 'number', evidence: strange.written }
}

/** A drug that the sentences compared with do not name, unless they name none and the passage speaks of it. */
export function drugFinding(
  sentence: ParsedSentence,
  evidence: Evidence,
  sources: readonly ParsedSource[],
): Finding | null {
  const near = evidence.sentences[0]
  const spokenOf = (drug: string) =>
    (near === undefined || near.drugs.size === 0) &&
    sources.some(({ sentences }) => sentences.some(({ drugs }) => drugs.has(drug)))
  for (const [drug, written] of sentence.drugs) {
    if (!evidence.words.has(drug) && !spokenOf(drug)) return { kind: 'drug', evidence: written }
  }
  return null
}

export function populationFinding(
  sentence: ParsedSentence,
  { sentences }: Evidence,
  sources: readonly ParsedSource[],
): Finding | null {
  const headings = sources.flatMap(({ heading }) => [...heading.populations])
  const near = new Set([...sentences.flatMap(({ populations }) => [...populations]), ...headings])
  const strange = strangePopulation(sentence.populations, near)
  if (strange === null) return null
  // A passage that speaks of children throughout need not say so in each sentence.
  const silent = sentences.every(({ populations }) => populations.size === 0)
  const all = sources.flatMap((source) => source.sentences.flatMap(({ populations }) => [...populations]))
  if (silent && strangePopulation(sentence.populations, new Set([...all, ...headings])) === null) return null
  return { kind: 'population', evidence: strange }
}

const denialShare = 0.6

/** A denial dropped, a denial added, or clauses of the same words one of which denies what the other says. */
export function negationFinding(sentence: ParsedSentence, { sentences }: Evidence): Finding | null {
  const given = sentences.flatMap(({ clauses }) => clauses)
  const denials = sentence.clauses.filter(({ denies }) => denies)
  const denied = given.filter(({ denies }) => denies)
  const opposed =
    denials.length === 0
      ? denied.find((clause) => shareWithin(clause, sentence.words) >= denialShare)
      : denied.length === 0
        ? denials.find((clause) => given.some((other) => shareWithin(clause, other.words) >= denialShare))
        : mostlyOpposed(sentence.clauses, given)
  return opposed === undefined ? null : { kind: 'negation', evidence: [...opposed.words].join(' ') }
}

/** The first clause that is denied by one side only, where more of the words are against than agree. */
function mostlyOpposed(said: readonly Clause[], given: readonly Clause[]): Clause | undefined {
  let opposed: Clause | undefined
  let agreed = 0
  let against = 0
  for (const clause of said) {
    const same = nearest(clause, given, clause.denies)
    const other = nearest(clause, given, !clause.denies)
    if (other > 2 * same) {
      against += other
      opposed ??= clause
    } else agreed += same
  }
  return against > agreed ? opposed : undefined
}

/** Words shared with the nearest clause that denies, or with the nearest that does not. */
function nearest(clause: Clause, given: readonly Clause[], denies: boolean): number {
  return Math.max(
    0,
    ...given.filter((other) => other.denies === denies).map((other) => overlap(clause, other)),
  )
}

function shareWithin(clause: Clause, words: ReadonlySet<string>): number {
  let shared = 0
  for (const word of clause.words) if (words.has(word)) shared++
  return shared / clause.words.size
}

function overlap(left: Clause, right: Clause): number {
  let shared = 0
  for (const word of left.words) if (right.words.has(word)) shared++
  return shared
}

const opposites: readonly (readonly [RegExp, RegExp])[] = [
  [
    /\b(?:increas\w*|rais(?:es?|ed|ing)|ris(?:es?|ing)|higher|goes up|go up|going up|elevat\w*|more likely|more often|greater)\b/,
    /\b(?:decreas\w*|reduc\w*|lower(?:s|ed|ing)?|falls?|fallen|goes down|go down|less likely|less often|fewer|lessen\w*|halv\w+)\b/,
  ],
  [/\bduring\b/, /\b(?:before|prior to|after|following)\b/],
  [/\b(?:before|prior to|ahead of|earlier than)\b/, /\b(?:after|following|later than|since)\b/],
  [
    /\b(?:above|over|exceed\w*|more than|greater than|at least|or more)\b/,
    /\b(?:below|under|less than|fewer than|at most|or less|no more than|not exceed)\b/,
  ],
  [/\b(?:worse\w*|worsen\w*|aggravat\w*)\b/, /\b(?:better|improv\w*|reliev\w*)\b/],
]

/** Up for down, before for after, above for below. Where the sources have both, nothing is said. */
export function directionFinding(sentence: ParsedSentence, { sentences }: Evidence): Finding | null {
  const source = sentences[0]?.folded ?? ''
  for (const [one, other] of opposites) {
    for (const [said, contrary] of [
      [one, other],
      [other, one],
    ] as const) {
      const found = said.exec(sentence.folded)
      if (found === null || contrary.test(sentence.folded)) continue
      if (!said.test(source) && contrary.test(source)) return { kind: 'direction', evidence: found[0] }
    }
  }
  return null
}
