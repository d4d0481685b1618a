/** One part of a text with what is said of it. */
export interface Clause {
  readonly text: string
  /**
   * `named`: also in doubt ("possible stroke", "stroke?"). `denied`: it is said not to be ("not a stroke", "stroke ruled
   * out"). `to-exclude`: somebody wants it excluded ("rule out stroke"), which is to say that it was thought of.
   */
  readonly said: 'named' | 'denied' | 'to-exclude'
}

const toExclude =
  /^(?:(?:to|must|need to|needs to|have to|should)\s+)?(?:rule(?:\s+|-)out|r\/o|exclude|excluding)\b/
const denied =
  /(?:^|\s)(?:not|no|isn'?t|is not|wasn'?t|never|without|denies|doubt|excludes|no sign of|no signs of|no evidence of|rather than|instead of)(?=\s|$)/
const deniedAfter = /\b(?:ruled out|excluded|unlikely|not likely|less likely|is out)\s*$/
/** "not only", "not sure", "no doubt": they deny nothing. "Not otherwise specified" is part of names. */
const harmless =
  /\b(?:not only|not just|not sure if|not sure whether|not sure|not certain|no doubt|cannot rule out|can'?t rule out|can'?t be ruled out|cannot be ruled out|not ruled out|not excluded|not otherwise specified)\b/g

/**
 * The clauses of a typed condition: what commas, semicolons, full stops, slashes between words, line breaks, "or" and "but"
 * part. A denial reaches over its own clause. Words that stand for a doubt deny nothing.
 */
export function clausesOf(text: string): readonly Clause[] {
  const small = text.toLowerCase().replaceAll('’', "'").replace(harmless, ' ')
  const parts = small
    .replace(/\br\/o\b/g, 'rule out')
    .split(/[,;.\n/]+|\s-+\s|\b(?:or|but|however|though|although)\b/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  return parts.flatMap(partsAtDenial)
}

/** "migraine not stroke": what stands before the denial is named all the same. */
function partsAtDenial(part: string): readonly Clause[] {
  if (toExclude.test(part)) return [{ text: part.replace(toExclude, ' ').trim(), said: 'to-exclude' }]
  if (deniedAfter.test(part)) return [{ text: part.replace(deniedAfter, ' ').trim(), said: 'denied' }]
  const found = denied.exec(part)
  if (found === null) return [{ text: part, said: 'named' }]
  const before = part.slice(0, found.index).trim()
  const after = part.slice(found.index + found[0].length).trim()
  return [
    ...(before === '' ? [] : [{ text: before, said: 'named' as const }]),
    ...(after === '' ? [] : [{ text: after, said: 'denied' as const }]),
  ]
}
