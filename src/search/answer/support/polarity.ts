import { canonicalWords, standingText } from './canonical.ts'

/** One clause: its telling words, and whether it denies. */
export interface Clause {
  readonly words: ReadonlySet<string>
  /** An odd number of words that deny. */
  readonly denies: boolean
}

/** Ways to set a limit that deny in form only. */
const limits =
  /\bno (?:later|more|less|sooner|longer|fewer|earlier) than\b|\b(?:should |must |does |do )?not (?:be )?(?:exceed(?:ed)?|more than|rise by more than)\b|\bnot only\b|\bnothing but\b|\bnone but\b|\bno matter\b|\bwhether or not\b|\bif not\b|\b(?:is|are) not (?:yet )?certain\b/g
/** Words that turn a clause round: refusing ones, and those of drugs held back. `without` and `unless` undo another. */
const denying =
  /\b(?:not|no|never|cannot|without|unless|neither|nor|nobody|none|nothing|n't|(?<!to )avoid(?:ed|ing)?|contraindicated|forbidden|prohibited|withh(?:old|eld|olding)|stop(?:s|ped|ping)?|discontinu(?:e|ed|ing|ation)|(?<!(?:alcohol|opioid|drug) )withdraw(?:n|al)?|(?<!to )rules? out|ruled out|(?<!to )exclud(?:e[sd]?|ing)|unnecessary|ineffective|uncommon(?:ly)?|rare(?:ly)?|unlikely|free of|reserved|only|refrain|lacks?|spared|untreated|unsafe|too little|untested|unlike|fails? to|failed to)\b|\w+n't\b/g
/** "Only if" and "reserved for" deny the rest, not what they name: they are counted by neither side. */
const neutral = new Set(['only', 'reserved'])

const breaks =
  /[;:.,()]|\b(?:but|because|although|though|since|so that|in order to|as|yet|while|whereas|when|whenever|if|until|once|which|who|who have|and)\b/

/** Parts a text as `foldedText` gives it into clauses with a word that tells. */
export function clausesOf(folded: string): readonly Clause[] {
  const clauses: Clause[] = []
  // "Without symptoms" and "asymptomatic" must deny alike, so words stand for each other before denials are counted.
  const standing = standingText(folded.replace(limits, ' at-limit '))
  const parts = standing.split(breaks).reduceRight(joinedShort, []).flatMap(withoutApart)
  for (const part of parts) {
    const words = new Set(
      canonicalWords(part)
        .filter(({ tells }) => tells)
        .map(({ word }) => word),
    )
    const denials = (part.match(denying) ?? []).filter((word) => !neutral.has(word)).length
    if (words.size > 0) clauses.push({ words, denies: denials % 2 === 1 })
    else if (denials % 2 === 1) {
      // "it is not, and cannot": the denial belongs to what came before.
      const last = clauses.pop()
      if (last !== undefined) clauses.push({ words: last.words, denies: !last.denies })
    }
  }
  return clauses
}

/** "Recovers without antibiotics" denies the antibiotics alone; "do not give it without a monitor" denies twice. */
function withoutApart(part: string): readonly string[] {
  const at = part.search(/\bwithout\b/)
  if (at <= 0) return [part]
  const before = part.slice(0, at)
  return (before.match(denying) ?? []).length > 0 ? [part] : [before, part.slice(at)]
}

/** "Ice, butter and toothpaste" is one list: a part of a word or two belongs to what follows. */
function joinedShort(parts: readonly string[], part: string): string[] {
  const [next, ...others] = parts
  const short = part.trim().split(/\s+/).length <= 2 && (part.match(denying) ?? []).length === 0
  return short && next !== undefined ? [`${part} ${next}`, ...others] : [part, ...parts]
}
