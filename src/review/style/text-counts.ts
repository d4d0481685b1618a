/** What is counted in the words of an answer; see `StyleFeatures` for the units. */
export interface TextCounts {
  /** UTF-16 units without white space. */
  readonly characters: number
  readonly words: number
  readonly charactersPerWord: number
  /** Words of twelve and more letters, per 100 words. */
  readonly longWordRate: number
  readonly hedgeRate: number
  readonly directiveRate: number
  /** "I", "we", "my" and the like; "you" and "your". */
  readonly firstPersonRate: number
  readonly secondPersonRate: number
  /** Numbers, whatever their digits, and those with a unit behind them. */
  readonly numberRate: number
  readonly doseRate: number
  readonly digitShare: number
  readonly capitalShare: number
  /** Words in capitals of two and more letters. */
  readonly acronymRate: number
  readonly commas: number
  readonly colons: number
  readonly semicolons: number
  readonly brackets: number
  readonly questionMarks: number
  readonly exclamationMarks: number
  readonly longDashes: number
  readonly arrows: number
  readonly emoji: number
  /** 1 where the last line asks something, as some systems always do; else 0. */
  readonly endsWithQuestion: number
}

const hedges =
  /\b(?:may|might|could|can|perhaps|possibly|probably|likely|unlikely|generally|usually|often|sometimes|typically|suggests?|appears?|seems?|potentially|uncertain|unclear|approximately|about|consider|limited evidence|in some cases|in general|it depends)\b/gi
const directives =
  /\b(?:must|should|shall|need to|needs to|avoid|stop|start|give|do not|never|always|ensure|recommend(?:ed|s)?|contraindicated|urgent(?:ly)?|immediately)\b/gi
const units =
  /\d\s?(?:mg|mcg|µg|μg|g|kg|ml|l|dl|mmol|mEq|mIU|IU|units?|mmHg|%|hours?|h|days?|weeks?|months?|years?|min|cm|mm)(?![\p{L}])/giu

export function countText(text: string): TextCounts {
  const words = text.match(/[\p{L}\p{N}][\p{L}\p{N}'’.,/-]*/gu) ?? []
  const letters = count(text, /\p{L}/gu)
  const characters = text.length - count(text, /\s/g)
  const rate = (found: number): number => (words.length === 0 ? 0 : (100 * found) / words.length)
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return {
    characters,
    words: words.length,
    charactersPerWord: words.length === 0 ? 0 : characters / words.length,
    longWordRate: rate(words.filter((word) => word.length >= 12).length),
    hedgeRate: rate(count(text, hedges)),
    directiveRate: rate(count(text, directives)),
    firstPersonRate: rate(count(text, /\b(?:I|I'm|I’m|me|my|we|our|us)\b/g)),
    secondPersonRate: rate(count(text, /\b(?:you|your|yours)\b/gi)),
    numberRate: rate(count(text, /\d+(?:[.,]\d+)*/g)),
    doseRate: rate(count(text, units)),
    digitShare: characters === 0 ? 0 : count(text, /\d/g) / characters,
    capitalShare: letters === 0 ? 0 : count(text, /\p{Lu}/gu) / letters,
    acronymRate: rate(count(text, /\b[A-Z]{2,}\b/g)),
    commas: count(text, /,/g),
    colons: count(text, /:/g),
    semicolons: count(text, /;/g),
    brackets: count(text, /\(/g),
    questionMarks: count(text, /\?/g),
    exclamationMarks: count(text, /!/g),
    longDashes: count(text, /—/g),
    arrows: count(text, /[←-⇿]/g),
    emoji: count(text, /\p{Extended_Pictographic}/gu),
    endsWithQuestion: /\?\W*$/.test(lines.at(-1) ?? '') ? 1 : 0,
  }
}

function count(text: string, expression: RegExp): number {
  let found = 0
  for (const _ of text.matchAll(expression)) found++
  return found
}
