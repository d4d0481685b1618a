/** What a text looks like, whatever it says. */
export interface TextShape {
  /** Share of its lines that are entries of a list. */
  readonly listShare: number
  /** Share of its words that hold a digit. */
  readonly numberShare: number
  /** School years that reading it takes (Flesch-Kincaid), from 0 to 25; 0 for no words. */
  readonly readingGrade: number
  /** 1 where it sends the reader to a professional. */
  readonly seeProvider: number
}

const highestGrade = 25
const provider =
  /\b(?:see|call|contact|ask|tell|consult|talk to|talk with|speak to|speak with|check with) (?:your|a|the|his|her|their)(?: own)?(?: child's| baby's)? ?(?:health ?care )?(?:doctor|provider|physician|pharmacist|nurse|professional|specialist|midwife|gp)\b/i

export function textShape(text: string): TextShape {
  let words = 0
  let numbers = 0
  let sentences = 0
  let syllables = 0
  let lines = 0
  let entries = 0
  let inWord = false
  let inVowel = false
  let hasDigit = false
  let own = 0
  let lineStart = true
  for (let at = 0; at <= text.length; at++) {
    const code = at === text.length ? 10 : text.charCodeAt(at)
    const lower = code | 32
    const letter = (lower >= 97 && lower <= 122) || code >= 192
    const digit = code >= 48 && code <= 57
    if (letter || digit) {
      if (digit) hasDigit = true
      const vowel = isVowel(lower)
      if (vowel && !inVowel) own += 1
      inVowel = vowel
      inWord = true
    } else if (inWord) {
      words += 1
      if (hasDigit) numbers += 1
      // A silent e at the end: "disease" has two.
      if (own > 1 && text.charCodeAt(at - 1) === 101) own -= 1
      syllables += Math.max(1, own)
      inWord = false
      inVowel = false
      hasDigit = false
      own = 0
    }
    if ((code === 46 || code === 33 || code === 63) && isBlank(text.charCodeAt(at + 1))) sentences += 1
    if (lineStart && !isBlank(code)) {
      lines += 1
      if (startsEntry(text, at)) entries += 1
      lineStart = false
    }
    // Sources that lost their line ends part the entries of a list by " - ".
    if (code === 10 || (code === 32 && text.charCodeAt(at + 1) === 45 && text.charCodeAt(at + 2) === 32))
      lineStart = true
  }
  return {
    listShare: lines === 0 ? 0 : entries / lines,
    numberShare: words === 0 ? 0 : numbers / words,
    readingGrade: words === 0 ? 0 : gradeOf(words, Math.max(1, sentences), syllables),
    seeProvider: provider.test(text) ? 1 : 0,
  }
}

function gradeOf(words: number, sentences: number, syllables: number): number {
  const grade = (0.39 * words) / sentences + (11.8 * syllables) / words - 15.59
  return Math.min(highestGrade, Math.max(0, grade))
}

function isVowel(lower: number): boolean {
  return lower === 97 || lower === 101 || lower === 105 || lower === 111 || lower === 117 || lower === 121
}

/** Blanks, line ends and the end of the text. */
function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || Number.isNaN(code)
}

function startsEntry(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  const next = text.charCodeAt(at + 1)
  if (code === 45 || code === 42 || code === 0x2022) return isBlank(next)
  return code >= 48 && code <= 57 && (next === 46 || next === 41) && isBlank(text.charCodeAt(at + 2))
}
