/** What a sentence such as `49.9 % of 1,000` says. */
export interface WinRateText {
  /** 0 to 1. */
  readonly winRate: number
  /** Null where the sentence does not say of how many comparisons. */
  readonly n: number | null
}

/** How a published win rate may be written. */
export const winRateForms = '`49.9 %`, `49.9 % of 1000` or `499 of 1000`'

const number = String.raw`\d+(?:\.\d+)?`
const whole = String.raw`\d{1,3}(?:[,\s]\d{3})+|\d+`
const percentForm = new RegExp(String.raw`^(${number})\s*%(?:\s*of\s*(${whole}|N))?$`, 'i')
const countForm = new RegExp(String.raw`^(${whole}|${number})\s*of\s*(${whole})$`, 'i')

/**
 * Reads a published win rate: a percentage with or without the number of comparisons (`of N` says that it is not
 * known), or wins out of comparisons. Null for anything else, a rate above 1 among it.
 */
export function parseWinRate(text: string): WinRateText | null {
  const trimmed = text.trim()
  const percent = percentForm.exec(trimmed)
  if (percent !== null) {
    const winRate = Number(percent[1]) / 100
    const n = percent[2] === undefined || /^n$/i.test(percent[2]) ? null : wholeNumber(percent[2])
    return winRate <= 1 && n !== 0 && (n === null || Number.isSafeInteger(n)) ? { winRate, n } : null
  }
  const counted = countForm.exec(trimmed)
  if (counted?.[1] === undefined || counted[2] === undefined) return null
  const n = wholeNumber(counted[2])
  const wins = Number(counted[1].replace(/[,\s]/g, ''))
  return n > 0 && Number.isSafeInteger(n) && wins <= n ? { winRate: wins / n, n } : null
}

/** `1,000` and `1 000` are a thousand. */
function wholeNumber(text: string): number {
  return Number(text.replace(/[,\s]/g, ''))
}
